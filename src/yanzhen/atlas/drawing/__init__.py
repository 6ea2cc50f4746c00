"""Drawings as SVG text, made on the server: every node a link, legible in print, each with a table twin."""

from yanzhen.atlas.drawing.chain import chain_svg
from yanzhen.atlas.drawing.formation import formations_svg
from yanzhen.atlas.drawing.frame import PAPERS, Href
from yanzhen.atlas.drawing.table import Table, chain_table, formations_table, tiers_table
from yanzhen.atlas.drawing.tiers import tiers_svg
from yanzhen.atlas.drawing.view import ChainView

__all__ = [
    "PAPERS",
    "ChainView",
    "Href",
    "Table",
    "chain_svg",
    "chain_table",
    "formations_svg",
    "formations_table",
    "tiers_svg",
    "tiers_table",
]
