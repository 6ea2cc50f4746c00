"""Sentences as HTML: the catalogue's text with links in its slots."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from yanzhen.terms import Figure
from yanzhen.web.naming import metric_name
from yanzhen.workbench.pages.sentences import MetricName, Names, Sentence, Slot
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.viewing import Claim

if TYPE_CHECKING:
    from yanzhen.web.context import Visit

_SLOT = re.compile(r"\{(\w+)\}")


def write_sentence(visit: Visit, sentence: Sentence) -> Markup:
    """The sentence in the reader's language."""
    parts = _SLOT.split(visit.text(sentence.text))
    written = [
        escape(part) if i % 2 == 0 else _slot(visit, sentence.slots[part]) for i, part in enumerate(parts)
    ]
    return Markup("").join(written)


def _slot(visit: Visit, value: Slot) -> Markup:
    match value:
        case Claim():
            return visit.writer.number(value)
        case Figure():
            return visit.writer.number(value, note=False, href=visit.link("/methods"))
        case Names():
            return _names(visit, value)
        case MetricName():
            return escape(metric_name(value.written, visit.language))
        case tuple():
            return Markup(visit.text(N_("；"))).join(_claim(visit, claim) for claim in value)
        case int():
            return Markup("<b>{}</b>").format(value)
    return escape(value)


def _claim(visit: Visit, claim: Claim) -> Markup:
    subject = Markup('<a href="{}">{}</a>').format(
        visit.entity(claim.statement.subject), claim.statement.subject
    )
    metric = metric_name(claim.statement.predicate, visit.language)
    return Markup("{} {} {}").format(subject, metric, visit.writer.number(claim))


def _names(visit: Visit, names: Names) -> Markup:
    links = (Markup('<a href="{}">{}</a>').format(visit.entity(name), name) for name in names.shown)
    listed = Markup(visit.text(N_("、"))).join(links)
    if names.more:
        listed += Markup("{}").format(visit.text(N_("等")))
    return listed
