"""Templates: documents as text with figure slots, written in Jinja2 and editable by their users.

A template is a text file: a front matter in YAML between ``---`` lines, then paragraphs. ``# `` is the title, ``#= `` a line under it;
``## `` to ``#### `` are headings of level 1 to 3 (a trailing ``{-}`` leaves one unnumbered); ``- `` a
list item, ``> `` a note, ``@ `` a salutation, ``---`` a page break. ``{{ … }}`` puts in a name, a slot, or a
block such as a table. A bare number is refused: numbers come only through slots, which have evidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, get_args

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from yanzhen import packs
from yanzhen.errors import PackError, YanzhenError
from yanzhen.publish import blocks, comparing, phrase, prechecking
from yanzhen.publish.appendix import appendices
from yanzhen.publish.caution import cautions
from yanzhen.publish.english import in_english
from yanzhen.publish.facts import Facts, Group
from yanzhen.publish.glossary import spoken, with_article
from yanzhen.publish.guards import refuse_baseless_growth, refuse_typed_numbers
from yanzhen.publish.outline import (
    Block,
    Chart,
    Cited,
    Form,
    Heading,
    Imprint,
    Outline,
    PageBreak,
    Paragraph,
    Runs,
    Style,
    Table,
    typeset,
)
from yanzhen.publish.slot import Mention, Slot, counted, grown, stated, summed
from yanzhen.publish.template_faults import explained
from yanzhen.terms import TIER_NAMES, EntityKind

# Private-use characters fence the place of a slot or block in the rendered text.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_STYLES: dict[str, Style] = {"- ": "item", "> ": "note", "@ ": "salutation"}


@dataclass(frozen=True, slots=True)
class Template:
    """A template as data.

    Attributes:
        name: ``briefing`` …
        label: its name for people.
        needs: what must be given besides the facts: ``entity``, ``chain``, ``peer`` …
    """

    name: str
    label: str
    language: str
    form: Form
    body: str
    file: str
    first_line: int
    contents: bool = False
    needs: tuple[str, ...] = ()


def template_names(language: str = "zh") -> tuple[str, ...]:
    """The packaged templates of a language."""
    ending = f".{language}"
    return tuple(name.removesuffix(ending) for name in packs.names("templates") if name.endswith(ending))


def load_template(name: str | Path, language: str = "zh") -> Template:
    """A packaged template by name, or a file of the user's own.

    Raises:
        PackError: no such template, or a front matter that does not say what it must.
    """
    try:
        path = Path(name) if Path(name).suffix else packs.path("templates", f"{name}.{language}.md")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, PackError) as error:
        raise PackError(
            f"没有模板“{name}”（语言 {language}）",
            expected="、".join(template_names(language)),
            todo="写其中一个名称，或者自己的模板文件（*.md）的路径",
        ) from error
    return parse_template(text, path.name)


def parse_template(text: str, file: str) -> Template:
    """A template from its text.

    Raises:
        PackError: no front matter, or one that is not valid; ``where`` is file:line.
    """
    _, fence, rest = text.partition("---\n")
    head, closing, body = rest.partition("\n---\n")
    if not fence or not closing or _.strip():
        raise PackError(
            "模板开头没有说明部分",
            where=f"{file}:1",
            expected="两行 --- 之间写 template、label、language、form",
            todo="照 docs/how-to/publish.md 的例子补上",
        )
    document = packs.read_yaml(file, head)
    data = document.data or {}
    if missing := [key for key in ("template", "label", "language", "form") if key not in data]:
        raise PackError(f"模板开头的说明缺少：{'、'.join(missing)}", where=f"{file}:1", todo="补上这几行")
    if data["form"] not in get_args(Form):
        raise PackError(
            f"没有“{data['form']}”这种版式",
            where=document.where("form"),
            expected="official（公文）或 brief（简报）",
        )
    return Template(
        name=data["template"],
        label=data["label"],
        language=data["language"],
        form=data["form"],
        body=body,
        file=file,
        first_line=head.count("\n") + 4,
        contents=bool(data.get("contents", False)),
        needs=tuple(data.get("needs", ())),
    )


def compose(
    template: Template, facts: Facts, imprint: Imprint, given: Mapping[str, Any] | None = None
) -> Outline:
    """Write a document: fill a template from facts, and append the figures and sources it used.

    Args:
        given: what the template needs besides the facts, by name.

    Raises:
        PackError: the template asks for what is not there, prints a bare number, or is not valid Jinja2.
        FigureError: a slot that evidence does not support, or a sum that must not be made; with the reason.
    """
    given = {"entity": None, "peer": None, "on": "", "dormant": (), **(given or {})}
    if missing := [name for name in template.needs if given.get(name) is None]:
        raise PackError(
            f"模板“{template.label}”还需要：{'、'.join(missing)}",
            where=template.file,
            todo="在命令里加上 " + " ".join(f"--{name}" for name in missing if name != "verdicts"),
        )
    kept: list[Cited | Table | Chart] = []
    facts = facts.in_language(template.language)
    text = _render(template, {"facts": facts, "imprint": imprint, "place": facts.place, **given}, kept)
    title, subtitle, found = _blocks(text, kept)
    outline = Outline(
        template.name, title or template.label, imprint, found, template.language, template.form,
        subtitle=subtitle,
        contents=template.contents,
    )  # fmt: skip
    whole = replace(outline, blocks=outline.blocks + appendices(outline))
    return typeset(whole) if template.language == "zh" else in_english(whole, facts.english)


def _render(template: Template, names: Mapping[str, Any], kept: list[Cited | Table | Chart]) -> str:
    def finalize(value: Any) -> Any:
        if isinstance(value, Slot | Mention | Table | Chart):
            kept.append(value)
            return f"{_OPEN}{len(kept) - 1}{_CLOSE}"
        if isinstance(value, int | float | Decimal) or value is None:
            raise PackError(
                f"模板要写入一个没有依据的数字：{value}",
                where=template.file,
                expected="用 stated、counted、summed、grown 或 facts 从台账取来的数字",
                todo="数字只能由 {{ … }} 带着依据写入；条数用 counted(…)",
            )
        return value

    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    refuse_typed_numbers(template.body, environment, template.file, template.first_line)
    environment.globals |= _functions(template.language)
    environment.filters |= _filters(template.language)
    environment.filters["subjects"] = lambda group: _subjects(group, template.language, finalize)
    environment.filters["sentences"] = lambda groups, lead="": _sentences(
        groups, lead, template.language, finalize
    )
    try:
        return environment.from_string(template.body).render(names)
    except (YanzhenError, TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise explained(error, template.file, template.first_line, environment, names) from error


def _filters(language: str) -> dict[str, Any]:
    return {
        "listed": partial(phrase.listed, language=language),
        "day": partial(phrase.day, language=language),
        "month": lambda iso: phrase.day(iso[:7], language),
        "caution_sentences": partial(_caution_sentences, language=language),
        "summary": partial(prechecking.summary, language=language),
    }


def _functions(language: str) -> dict[str, Any]:
    localized: dict[str, Callable[..., Any]] = {
        "figures_table": blocks.figures_table,
        "wording_table": blocks.wording_table,
        "comparison_table": comparing.comparison_table,
        "unclear_table": blocks.unclear_table,
        "conflicts_table": blocks.conflicts_table,
        "bounds_chart": blocks.bounds_chart,
        "precheck_table": prechecking.precheck_table,
        "overview_table": prechecking.overview_table,
    }
    return {
        **{name: partial(function, language=language) for name, function in localized.items()},
        "one_sided": comparing.one_sided,
        "tiers": [(tier.value, names[0 if language == "zh" else 1]) for tier, names in TIER_NAMES.items()],
        "stated": stated,
        "summed": summed,
        "counted": counted,
        "grown": grown,
    }


def _subjects(group: Group, language: str, finalize: Any) -> str:
    """有色金属、绿色化工2个产业集群: names, then their count, then the ending they share."""
    if language != "zh":
        names = [with_article(name) for name in group.subjects]
        return phrase.listed(names, more=group.open, language=language)
    names, ending = phrase.split_ending(group.subjects)
    if len(names) == 1:
        return names[0]
    ending = ending or ("企业" if group.kind is EntityKind.FIRM else "")
    if group.open:
        return "、".join(names) + "等" + ending
    return "、".join(names) + str(finalize(group.count)) + ending if ending else phrase.listed(names)


def _sentences(groups: Sequence[Group], lead: str, language: str, finalize: Any) -> str:
    """One clause for each group; not even the lead where there is no group.

    A period is said when it changes, and those without one come first: none is taken for that of its neighbour.
    """
    clauses, said = [], None
    for group in sorted(groups, key=lambda group: group.period is not None):
        before, after = group.around
        period = blocks.during(group.period, language) if group.period != said else ""
        said = group.period
        clause = f"{period}{_subjects(group, language, finalize)}{before}{finalize(group.slot)}{after}"
        clauses.append(phrase.sentence(clause, language))
    joint, stop = ("；", "。") if language == "zh" else (". ", ".")
    return lead + joint.join(clauses) + stop if clauses else ""


def _caution_sentences(groups: Sequence[Group], language: str) -> str:
    """What must not be made of these claims: what holds of all once, the rest with the metric it is about."""
    found = {group.metric or group.slot.text(language): cautions(group, language) for group in groups}
    common = [
        words for words in next(iter(found.values()), ()) if all(words in each for each in found.values())
    ]
    own = {name: [w for w in each if w not in common] for name, each in found.items()}
    zh = language == "zh"
    joint, stop = ("；", "。") if zh else (". ", ". ")
    parts = [joint.join(common)] if common else []
    parts += [
        (f"“{name}”" if zh else f"{phrase.sentence(spoken(name, language), language)}: ") + joint.join(each)
        for name, each in own.items()
        if each
    ]
    if not parts:
        return ""
    return ("口径提示：" if zh else "Note: ") + stop.join(parts) + stop.strip()


def _blocks(text: str, kept: list[Cited | Table | Chart]) -> tuple[str, str, tuple[Block, ...]]:
    title = subtitle = ""
    found: list[Block] = []
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("# "):
            title = line[2:].strip()
        elif line.startswith("#= "):
            subtitle = line[3:].strip()
        elif line == "---":
            found.append(PageBreak())
        elif line.startswith("##"):
            marks, _, words = line.partition(" ")
            bare = words.removesuffix("{-}").strip()
            found.append(Heading(bare, len(marks) - 1, numbered=bare == words.strip()))
        elif line:
            found.extend(_lines_blocks(line, kept))
    return title, subtitle, tuple(found)


def _lines_blocks(line: str, kept: list[Cited | Table | Chart]) -> list[Block]:
    style: Style = _STYLES.get(line[:2], "body")
    runs: list[Any] = []
    out: list[Block] = []
    parts = _MARK.split(line if style == "body" else line[2:])
    for i, part in enumerate(parts):
        item = kept[int(part)] if i % 2 else part
        if isinstance(item, Table | Chart):
            out.append(item)
        elif item:
            runs.append(item)
    text: Runs = tuple(runs)
    refuse_baseless_growth(text)
    return ([Paragraph(text, style)] if any(not isinstance(r, str) or r.strip() for r in text) else []) + out
