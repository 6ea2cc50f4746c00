"""The pages: each module names its pages and the forms they send."""
