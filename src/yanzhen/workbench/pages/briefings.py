"""Briefings: the list, one as it will be read, and one as it is edited."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from yanzhen.errors import FigureError, LedgerError, UsageError
from yanzhen.ledger import View
from yanzhen.publish import Outline, Paragraph, load_template, render, template_names
from yanzhen.workbench.briefings import Briefing, BriefingStore, Editable, Issue, apply_edits, editables
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.importing import Progress
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, PageTable
from yanzhen.workbench.publishing import Choice, facts_from, judged, outline_of

# Ids of statements as documents print them.
_CITED = re.compile(r"\bst-[0-9a-f]{8,20}\b")
FORMS = ("html", "docx", "pdf", "xlsx")
# What a template may ask for that a page can give.
GIVEN = {"entity", "verdicts", "peer"}


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A template that can be composed, and what it needs besides the ledger."""

    name: str
    label: str
    hint: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A briefing in the list."""

    briefing: Briefing
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class BriefingsPage:
    """Templates to compose from, and the briefings there are."""

    templates: tuple[TemplateChoice, ...]
    listed: tuple[Listed, ...]

    def tables(self) -> tuple[PageTable, ...]:
        """The briefings as rows."""
        head = (N_("简报"), N_("状态"), N_("拟稿"), N_("时间"), N_("台账版本"))
        rows = tuple(
            (x.title, x.state, x.briefing.who, x.briefing.at[:16], x.briefing.version) for x in self.listed
        )
        return (PageTable(N_("简报"), head, rows),)


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """One briefing: its text, its signatures, its history, its relations."""

    briefing: Briefing
    outline: Outline
    state: str
    blocks: tuple[Editable, ...]
    related: tuple[Issue, ...]

    @property
    def issue(self) -> Issue | None:
        """The publication of exactly this wording, if it is out."""
        return next((i for i in reversed(self.briefing.issues) if i.digest == self.briefing.digest), None)

    def office(self, suffix: str) -> bytes:
        """The document itself, as ``docx`` or ``xlsx``."""
        return render(self.outline, suffix)

    def tables(self) -> tuple[PageTable, ...]:
        """The text, paragraph by paragraph."""
        rows = tuple((_words(block, self.outline.language),) for block in self.outline.blocks)
        return (PageTable(N_("简报"), (N_("正文"),), tuple(row for row in rows if row[0])),)


def _words(block: Any, language: str) -> str:
    if isinstance(block, Paragraph):
        return "".join(run if isinstance(run, str) else run.text(language) for run in block.runs)
    return str(getattr(block, "text", "") or getattr(block, "caption", ""))


def briefings_page(store: BriefingStore, language: str) -> BriefingsPage:
    """What can be composed and what there is."""
    named = (load_template(name, language) for name in template_names(language))
    chosen = [template for template in named if set(template.needs) <= GIVEN]
    templates = tuple(TemplateChoice(t.name, *_labelled(t.label), t.needs) for t in chosen)
    labels = {t.name: t.label for t in templates}
    listed = tuple(
        Listed(b, b.title or labels.get(b.template, b.template), state_of(b)) for b in store.briefings()
    )
    return BriefingsPage(templates, listed)


def _labelled(label: str) -> tuple[str, str]:
    """A template's name and what is said of it in brackets, unless that is how to call it by a command."""
    name, _, rest = label.replace("(", "（").partition("（")
    hint = rest.rstrip("）)")
    return name.strip(), "" if "--" in hint else hint


def state_of(briefing: Briefing) -> str:
    """draft, signed-once, signed or published."""
    if any(issue.digest == briefing.digest for issue in briefing.issues):
        return "published"
    return ("draft", "signed-once", "signed")[len(briefing.signatures)]


def compose(
    desk: Desk,
    store: BriefingStore,
    template: str,
    lens: Lens,
    language: str,
    who: str,
    entity: str,
) -> str:
    """Begin a briefing from the present state of the ledger; returns its id.

    Raises:
        YanzhenError: the template asks for what the evidence does not support; with the reason.
    """
    if template not in template_names(language):
        raise UsageError("没有这个模板", where=template[:40], expected="、".join(template_names(language)))
    needs = load_template(template, language).needs
    if "entity" in needs and not entity:
        raise UsageError("这种简报要写明主体", expected="台账里一个企业或集群的名称")
    if "peer" in needs and not lens.compare:
        raise UsageError("对标分析要有对比的地区", todo="先在页面上方“对比”选一个地区")
    choice = {
        "language": language,
        "as_of": lens.as_of,
        "synthetic": lens.synthetic,
        "entity": entity,
        "place": lens.place,
        "peer": lens.compare if "peer" in needs else None,
    }
    version = desk.ledger.version
    _composed(desk, template, choice, version)
    return store.compose(template, choice, version, who)


def briefing_page(desk: Desk, store: BriefingStore, briefing_id: str) -> BriefingPage:
    """One briefing with its present wording.

    Raises:
        UsageError: there is none.
    """
    briefing = store.briefing(briefing_id)
    composed = _composed(desk, briefing.template, briefing.choice, briefing.version)
    try:
        outline = apply_edits(composed, briefing.texts, briefing.title)
    except FigureError as error:
        raise UsageError(
            N_("这份简报依据的陈述有的已标为内部，原来的措辞对不上了"), todo=N_("重新写一份")
        ) from error
    others = (i for b in store.briefings() if b.id != briefing.id for i in b.issues[-1:])
    return BriefingPage(
        briefing, outline, state_of(briefing), _present(composed, briefing), tuple(others)[:6]
    )


def is_withheld(desk: Desk, lens: Lens, store: BriefingStore, issue: int) -> bool:
    """Whether what was published holds a statement that this reader may not see any more."""
    if lens.internal:
        return False
    view = desk.view(replace(lens, as_of=None))

    def make() -> bool:
        cited = set(_CITED.findall(store.file(issue, "html").decode()))
        return not all(_sees(view, statement_id) for statement_id in cited)

    return desk.remember(("issue", issue), lens, make)


def _sees(view: View, statement_id: str) -> bool:
    try:
        view.record(statement_id)
    except LedgerError:
        return False
    return True


def _present(composed: Outline, briefing: Briefing) -> tuple[Editable, ...]:
    """The blocks of the editor, with the present wording in place of the composed one."""
    return tuple(
        Editable(b.index, b.kind, briefing.texts.get(b.index, b.text), b.locked) for b in editables(composed)
    )


def edit(
    desk: Desk, store: BriefingStore, briefing_id: str, title: str, texts: dict[int, str], who: str
) -> None:
    """Keep a new wording, if it holds no number without evidence.

    Raises:
        FigureError: it does.
    """
    briefing = store.briefing(briefing_id)
    composed = _composed(desk, briefing.template, briefing.choice, briefing.version)
    as_composed = {b.index: b.text for b in editables(composed)}
    changed = {i: text for i, text in texts.items() if i in as_composed and text != as_composed[i]}
    apply_edits(composed, changed, title)
    if (title.strip(), changed) != (briefing.title, briefing.texts):
        store.edit(briefing_id, title.strip(), changed, who)


def publish(desk: Desk, store: BriefingStore, briefing_id: str, who: str, progress: Progress) -> int:
    """Make all files of a signed briefing and keep them as an issue.

    Raises:
        UsageError: a signature is missing.
    """
    page = briefing_page(desk, store, briefing_id)
    if not page.briefing.ready:
        raise UsageError("还没有签全", expected="编辑和审核两人都签过这一稿")
    made = {}
    for done, form in enumerate(FORMS):
        progress(done, len(FORMS), form.upper())
        made[form] = render(page.outline, form)
    progress(len(FORMS), len(FORMS), "")
    return store.publish(briefing_id, page.outline.title, page.outline.imprint.place, who, made)


def _composed(desk: Desk, template: str, choice: dict[str, Any], version: str) -> Outline:
    """The document as the template makes it from one state of the ledger; the same whenever it is asked."""
    # What has been made internal since is left out of drafts, whatever version they were begun from.
    key = ("outline", template, repr(sorted(choice.items(), key=str)), version, desk.ledger.rewritten)
    chosen = Choice(
        language=choice["language"],
        as_of=choice.get("as_of"),
        synthetic=bool(choice.get("synthetic")),
        place=choice.get("place") or "",
    )

    def make() -> Outline:
        state = desk.ledger.at(version, by="version")
        needs = load_template(template, chosen.language).needs
        given: dict[str, Any] = {}
        if entity := choice.get("entity"):
            given["entity"] = state.visible_to("public").entity(entity)
        if "verdicts" in needs:
            day = date.fromisoformat(chosen.as_of) if chosen.as_of else _day_of(state)
            given |= judged(state.visible_to("public"), given["entity"], day)
        if peer := choice.get("peer"):
            given["peer"] = facts_from(state, replace(chosen, place=peer))
        return outline_of(state, template, chosen, given=given)

    return desk.keep(key, make)


def _day_of(state: View) -> date:
    """The newest day a source names, so that a pre-check says the same whenever it is opened."""
    days = [s.as_of for s in state.sources() if s.as_of and len(s.as_of) == 10]
    return date.fromisoformat(max(days)) if days else date.today()
