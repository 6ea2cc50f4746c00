"""Publishing from a ledger: its statements become evidence, a template becomes a document, a document becomes files."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from yanzhen.errors import LedgerError
from yanzhen.ledger import Ledger, View
from yanzhen.publish import (
    FORMATS,
    Evidence,
    Facts,
    Imprint,
    Outline,
    Template,
    compose,
    facts_of,
    load_template,
    render,
    template_names,
)
from yanzhen.publish.evidence import sources_of
from yanzhen.publish.outline import Form
from yanzhen.publish.qr import require_address
from yanzhen.terms import Entity, Source
from yanzhen.workbench.judging import Rulebook, judge_entity
from yanzhen.workbench.whereabouts import tells_of

__all__ = ["FORMATS", "Choice", "evidence_of", "facts_from", "outline_of", "publish", "templates", "write"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a ledger goes into a document, and for whom.

    Attributes:
        as_of: ISO day; what was published later is left out. None takes everything.
        internal: also use sources that are not public.
        synthetic: also use made-up data (every page is then marked).
        issuer: office that issues the document.
        base_url: address of a workbench, for links and a QR code that lead to the statements; where none is
            given, that of the environment variable ``YANZHEN_BASE_URL``.
        on: the day whose rules a pre-check applies; None for today.
        layout: ``official`` (GB/T 9704) or ``brief``; that of the template where none is given.
        place: only what tells of this place, or of none in particular; empty for all.
    """

    language: str = "zh"
    as_of: str | None = None
    internal: bool = False
    synthetic: bool = False
    issuer: str = ""
    base_url: str = field(default_factory=lambda: os.environ.get("YANZHEN_BASE_URL", ""))
    on: date | None = None
    place: str = ""
    layout: Form | None = None

    @property
    def words(self) -> str:
        """The choice in words, for the imprint."""
        zh = self.language == "zh"
        sources = ("含内部来源", "all sources") if self.internal else ("仅公开来源", "public sources only")
        parts = [sources[0 if zh else 1]]
        parts += [] if self.synthetic else ["不含合成数据" if zh else "without synthetic data"]
        return ("，" if zh else ", ").join(parts)


def evidence_of(view: View, *, synthetic: bool = False) -> list[Evidence]:
    """The current statements with their sources and their standing."""
    sources = {source.id: source for source in view.sources()}
    accepted = {s.id for s in view.statements(state="accepted")}
    corrected = {s.id for s in view.statements(state="human")}
    disputed = {s.id for c in view.contradictions() if c.is_certain for s in (c.first, c.second)}

    def standing(statement_id: str) -> str:
        if statement_id in disputed:
            return "disputed"
        if statement_id in accepted:
            return "accepted"
        return "corrected" if statement_id in corrected else "unreviewed"

    return [
        Evidence(s, sources[s.source_id], standing(s.id))
        for s in view.statements()
        if synthetic or not sources[s.source_id].synthetic
    ]


def facts_from(view: View, choice: Choice) -> Facts:
    """What a template may draw on.

    Raises:
        LedgerError: nothing in the ledger that the choice lets in.
    """
    evidence = evidence_of(_seen(view, choice), synthetic=choice.synthetic)
    if choice.place:
        evidence = [e for e in evidence if tells_of(choice.place, e.source, e.statement)]
    if not evidence:
        raise LedgerError(
            "台账中没有可用于这份文稿的陈述",
            expected=choice.words,
            todo="先用 yanzhen add 加入材料，或放宽选择",
        )
    sources = sources_of(evidence)
    as_of = choice.as_of or max((s.as_of for s in sources if s.as_of), default="")
    if not as_of:
        raise LedgerError(
            "所有来源都没有日期，无法写明情况截至何时",
            todo="用 --as-of 给出日期，或在加入材料时用 --published 写明",
        )
    facts = facts_of(evidence, choice.place or place_of(sources) or "本地", as_of)
    return replace(facts, english=_english_names(view)) if choice.language == "en" else facts


def _english_names(view: View) -> dict[str, str]:
    """The English name of each entity that has one among its names, by its others."""
    found: dict[str, str] = {}
    for entity in view.entities():
        if english := next((name for name in entity.names if name.isascii()), ""):
            found |= {name: english for name in entity.names if not name.isascii()}
    return found


def place_of(sources: Sequence[Source]) -> str:
    """The region that most of the sources name; empty where none does."""
    places = [s.place for s in sources if s.place]
    return max(places, key=places.count) if places else ""


def _seen(view: View, choice: Choice) -> View:
    """What the choice lets be seen of a ledger."""
    seen = view.visible_to("internal" if choice.internal else "public")
    return seen.at(choice.as_of) if choice.as_of else seen


def outline_of(
    view: View,
    template: str,
    choice: Choice | None = None,
    given: Mapping[str, Any] | None = None,
    name: str = "",
) -> Outline:
    """A document from a ledger.

    Args:
        template: name of a packaged template, or path of one's own.
        given: what the template needs besides the facts (``entity``, ``peer`` …).
        name: what to call the ledger in the imprint.

    Raises:
        PackError, FigureError: the template asks for what the evidence does not support; with the reason.
    """
    choice = choice or Choice()
    facts = facts_from(view, choice)
    base_url = require_address(choice.base_url) if choice.base_url else ""
    imprint = Imprint(
        place=facts.place,
        as_of=facts.as_of,
        ledger=" ".join(filter(None, (name, view.version))),
        filters=choice.words,
        issuer=choice.issuer,
        base_url=base_url,
    )
    chosen = load_template(template, choice.language)
    if choice.layout:
        chosen = replace(chosen, form=choice.layout)
    return compose(chosen, facts, imprint, given)


def publish(
    place: str | os.PathLike[str],
    template: str,
    formats: Sequence[str],
    folder: str | Path,
    choice: Choice | None = None,
    *,
    entity: str | None = None,
    peer: str | os.PathLike[str] | None = None,
) -> list[Path]:
    """Write a document in several forms into a folder: all of them or, if one fails, none.

    Args:
        entity: for templates about one thing: its name, by any of its names.
        peer: for comparisons: the ledger of the other region.

    Raises:
        LedgerError, PackError, FigureError, UsageError, InputError: with what to do.
    """
    with Ledger.open(place, readonly=True) as ledger:
        given = _given(ledger, choice or Choice(), entity, peer)
        outline = outline_of(ledger, template, choice, given, name=Path(place).name)
    made = {form: render(outline, form) for form in formats}
    Path(folder).mkdir(parents=True, exist_ok=True)
    return [write(Path(folder) / f"{outline.name}.{form}", content) for form, content in made.items()]


def _given(
    view: View, choice: Choice, entity: str | None, peer: str | os.PathLike[str] | None
) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if entity is not None:
        seen = _seen(view, choice)
        given |= judged(seen, seen.entity(entity), choice.on or date.today())
    if peer is not None:
        with Ledger.open(peer, readonly=True) as other:
            given["peer"] = facts_from(other, choice)
    return given


def judged(view: View, entity: Entity, on: date) -> dict[str, Any]:
    """The entity by every programme with public criteria for its kind; those not in force that day stand apart."""
    book = Rulebook()
    applying = [p for p in book.programmes.values() if p.judged and p.applies_to == entity.kind.value]
    in_force = [p for p in applying if p.in_force(on)]
    verdicts = tuple(judge_entity(view, book, p.id, entity.name, on) for p in in_force)
    dormant = tuple(p for p in applying if p not in in_force)
    return {"entity": entity, "verdicts": verdicts, "dormant": dormant, "on": on.isoformat()}


def templates(language: str = "zh") -> list[Template]:
    """The packaged templates of a language."""
    return [load_template(name, language) for name in template_names(language)]


def write(path: Path, content: bytes) -> Path:
    """Write beside and move: a full disk or an interruption leaves the old file, two writers leave one of theirs."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)
    return path
