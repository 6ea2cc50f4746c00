"""Location: who holds which share of what, how specialised, how concentrated."""
