"""Publish: one outline, in which every number carries its evidence, as HTML, DOCX, PDF, XLSX and CSV."""

from yanzhen.publish.evidence import Evidence
from yanzhen.publish.facts import Facts, facts_of
from yanzhen.publish.outline import (
    Chart,
    Column,
    Heading,
    Imprint,
    Outline,
    PageBreak,
    Paragraph,
    Table,
)
from yanzhen.publish.render import FORMATS, render
from yanzhen.publish.slot import Mention, Slot, counted, grown, stated, summed
from yanzhen.publish.template import Template, compose, load_template, template_names

__all__ = [
    "FORMATS",
    "Chart",
    "Column",
    "Evidence",
    "Facts",
    "Heading",
    "Imprint",
    "Mention",
    "Outline",
    "PageBreak",
    "Paragraph",
    "Slot",
    "Table",
    "Template",
    "compose",
    "counted",
    "facts_of",
    "grown",
    "load_template",
    "render",
    "stated",
    "summed",
    "template_names",
]
