"""What keeps a workbench safe: headers, form tokens, who may do what, and what may be uploaded."""
