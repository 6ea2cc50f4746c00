"""Measures of figures that are bounds (超, 约, 不足): what can be said for certain, and no more.

Inputs are two columns, ``low`` and ``high``. A null low end is 0, a null high end is unbounded; a cell without
a row is exactly 0. Results are two columns again; a null high end means that nothing bounds it.
"""
