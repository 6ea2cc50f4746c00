"""The catalogue, one fragment per family; see ``yanzhen.measure.catalogue``."""
