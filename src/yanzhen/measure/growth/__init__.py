"""Growth: rates, contributions and shift-share."""
