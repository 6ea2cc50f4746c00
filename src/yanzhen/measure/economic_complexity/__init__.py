"""Complexity: diversity to opportunity gain, relatedness, entry and the product space."""
