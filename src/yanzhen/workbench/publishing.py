"""Publishing from a ledger: its statements become evidence, a template becomes a document, a document becomes files."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yanzhen.errors import LedgerError, UsageError
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
from yanzhen.publish.annotate import to_annotated_html
from yanzhen.publish.docx_comments import to_annotated_docx
from yanzhen.publish.evidence import sources_of
from yanzhen.publish.verify import Verdict, Verification, unread_numbers
from yanzhen.publish.verify import verify as check
from yanzhen.read import read_document
from yanzhen.read.grammar.quantities import quantities
from yanzhen.terms import Reading

__all__ = [
    "FORMATS",
    "Choice",
    "Verdict",
    "Verification",
    "annotated",
    "evidence_of",
    "facts_from",
    "outline_of",
    "publish",
    "templates",
    "verify",
]


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a ledger goes into a document, and for whom.

    Attributes:
        as_of: ISO day; what was published later is left out. None takes everything.
        internal: also use sources that are not public.
        synthetic: also use made-up data (every page is then marked).
        issuer: office that issues the document.
        base_url: address of a workbench, for links to the statements.
    """

    language: str = "zh"
    as_of: str | None = None
    internal: bool = False
    synthetic: bool = False
    issuer: str = ""
    base_url: str = ""

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
        return (
            "accepted"
            if statement_id in accepted
            else "corrected"
            if statement_id in corrected
            else "unreviewed"
        )

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
    seen = view.visible_to("internal" if choice.internal else "public")
    if choice.as_of:
        seen = seen.at(choice.as_of)
    evidence = evidence_of(seen, synthetic=choice.synthetic)
    if not evidence:
        raise LedgerError(
            "台账中没有可用于这份文稿的陈述",
            expected=choice.words,
            todo="先用 yanzhen add 加入材料，或放宽选择",
        )
    sources = {e.source.id: e.source for e in evidence}.values()
    places = [s.place for s in sources if s.place]
    place = max(places, key=places.count) if places else "本地"
    as_of = choice.as_of or max((s.as_of for s in sources if s.as_of), default="")
    if not as_of:
        raise LedgerError(
            "所有来源都没有日期，无法写明情况截至何时",
            todo="用 --as-of 给出日期，或在加入材料时用 --published 写明",
        )
    return facts_of(evidence, place, as_of)


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
    imprint = Imprint(
        place=facts.place,
        as_of=facts.as_of,
        ledger=" ".join(filter(None, (name, view.version))),
        filters=choice.words,
        issuer=choice.issuer,
        base_url=choice.base_url,
    )
    return compose(load_template(template, choice.language), facts, imprint, given)


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
    return [_write(Path(folder) / f"{outline.name}.{form}", content) for form, content in made.items()]


def _given(
    view: View, choice: Choice, entity: str | None, peer: str | os.PathLike[str] | None
) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if entity is not None:
        given["entity"] = view.entity(entity)
    if peer is not None:
        with Ledger.open(peer, readonly=True) as other:
            given["peer"] = facts_from(other, choice)
    return given


def verify(
    place: str | os.PathLike[str], draft: str | Path, choice: Choice | None = None
) -> tuple[Verification, Reading]:
    """Hold every figure of a draft against a ledger; returns what was found, and the draft as read.

    Raises:
        InputError: the draft cannot be read. LedgerError: the ledger cannot be opened or is empty.
    """
    reading = read_document(draft)
    with Ledger.open(place, readonly=True) as ledger:
        facts = facts_from(ledger, choice or Choice(internal=True))
        names = {name: entity.name for entity in ledger.entities() for name in entity.names}
        texts = [ledger.document(source.id).text for source in sources_of(facts.evidence)]
    findings = check(
        reading.statements, facts.evidence, place=facts.place, canonical=lambda n: names.get(n, n)
    )
    numbers = [(q.left, q.end) for q in quantities(reading.text)]
    unread = unread_numbers(reading.text, numbers, reading.statements, texts)
    return Verification(reading.source, reading.text, tuple(findings), unread), reading


def annotated(verification: Verification, reading: Reading, path: str | Path) -> Path:
    """Write the draft with remarks: ``.html``, or ``.docx`` (the draft itself with comments where it is one).

    Raises:
        UsageError: another suffix.
    """
    target = Path(path)
    match target.suffix.lower():
        case ".html":
            return _write(target, to_annotated_html(verification).encode())
        case ".docx":
            is_word = reading.source.name.lower().endswith(".docx")
            return _write(target, to_annotated_docx(verification, reading.content if is_word else None))
        case other:
            raise UsageError(f"Drafts are annotated as .html or .docx, not {other!r}")


def templates(language: str = "zh") -> list[Template]:
    """The packaged templates of a language."""
    return [load_template(name, language) for name in template_names(language)]


def _write(path: Path, content: bytes) -> Path:
    """Write beside and move: a full disk or an interruption leaves the old file."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)
    return path
