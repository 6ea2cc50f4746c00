"""Yanzhen 雁阵: a traceable, computable picture of a region's industrial system."""
