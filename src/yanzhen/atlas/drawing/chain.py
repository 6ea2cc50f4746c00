"""The map of a chain: wide with wires, or stacked for a phone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from yanzhen.atlas.chart import Feed
from yanzhen.atlas.drawing.card import card
from yanzhen.atlas.drawing.foot import Foot
from yanzhen.atlas.drawing.frame import Href, Language, Sheet, Theme, framed, heading, named
from yanzhen.atlas.drawing.layout import grid_of
from yanzhen.atlas.drawing.lettering import say
from yanzhen.atlas.drawing.markup import tag, title, words
from yanzhen.atlas.drawing.routing import (
    BAND_HEADING,
    CARD_HEIGHT,
    CARD_WIDTH,
    ROW_GAP,
    Plan,
    plan,
    wire_kind,
)
from yanzhen.atlas.drawing.view import ChainView
from yanzhen.atlas.local import Local
from yanzhen.atlas.occupancy import Basis

LEFT, TOP = 24.0, 122.0
PHONE_WIDTH, PHONE_CARD = 380.0, 72.0
# Width to height of the ISO A sheets; what legend and notes take; at most five lines of products.
SHEET_RATIO, BELOW, TALLEST_EXTRA = 2**0.5, 230.0, 76.0


def own_address(kind: str, id: str) -> str:
    """Links inside the page, for drawings that stand alone."""
    return f"#{kind}-{id}"


def chain_svg(
    view: ChainView,
    *,
    href: Href = own_address,
    language: Language = "zh",
    layout: Literal["wide", "phone"] = "wide",
    theme: Theme = "page",
    paper: str | None = None,
) -> str:
    """Draw a chain.

    Args:
        view: what to show.
        href: address of a segment, firm or chain.
        language: ``zh`` or ``en``.
        layout: ``wide`` has columns and wires; ``phone`` is one column, with suppliers and consumers in
            words instead of wires.
        theme: ``page`` (CSS variables) or ``print`` (fixed colours; for rasterisers and PDF).
        paper: ``A4``, ``A3``, ``A0`` or None.
    """
    if layout == "phone":
        content, width, height, rules = *_phone(view, href, language), ""
    else:
        content, width, height, rules = _wide(view, href, language, _card_height(view, paper))
    return framed(
        Sheet(_title(view, language), _described(view, language), width, height, theme, paper),
        *content,
        rules=rules,
    )


def _title(view: ChainView, language: Language) -> str:
    return named(view.place, view.chart.label.get(language), language)


def _subtitle(view: ChainView, language: Language) -> str:
    parts = [say("chain-map", language)]
    parts.append(say("as-of", language, view.as_of) if view.as_of else "")
    parts.append("" if view.place else say("general", language))
    made_up = any(o.basis is Basis.SYNTHETIC for s in view.states for o in view.occupancy.of(s.segment.key))
    parts.append(say("with-synthetic", language) if made_up else "")
    return " · ".join(filter(None, parts))


def _described(view: ChainView, language: Language) -> str:
    states = [s.local for s in view.states]
    absent, unknown = sum(s.is_absent for s in states), states.count(Local.UNKNOWN)
    return say(
        "described", language, name=_title(view, language), n=len(states), absent=absent, unknown=unknown,
        present=len(states) - absent - unknown,
    )  # fmt: skip


def _card_height(view: ChainView, paper: str | None) -> float:
    """On paper, cards grow and list products until the drawing has the shape of the sheet."""
    if paper is None:
        return CARD_HEIGHT
    grid = grid_of(view.chart)
    drawn = plan(grid, view.chart.feeds, LEFT, TOP)
    spare = drawn.width / SHEET_RATIO - drawn.height - BELOW
    band_rows = max(0.0, drawn.height - drawn.band_top) // (CARD_HEIGHT + ROW_GAP)
    return CARD_HEIGHT + min(max(spare, 0.0) / (grid.rows + band_rows), TALLEST_EXTRA)


def _wide(
    view: ChainView, href: Href, language: Language, card_height: float
) -> tuple[list[str], float, float, str]:
    grid = grid_of(view.chart)
    drawn = plan(grid, view.chart.feeds, LEFT, TOP, card_height)
    width = max(drawn.width + 8, 760.0)
    content = [
        heading(_title(view, language), _subtitle(view, language)),
        *_stage_headings(view, [c.stage for c in grid.columns], drawn, width, language),
        *(_wire(wire.path(), wire.feed, view, language) for wire in drawn.wires),
        *(
            card(
                view,
                state,
                box.x,
                box.y,
                CARD_WIDTH,
                card_height,
                href=href,
                language=language,
                extra="、".join(p.name for p in state.segment.products),
            )
            for state in view.states
            if (box := drawn.boxes[state.segment.key])
        ),
    ]
    foot = Foot(view, href, language, LEFT, width - 2 * LEFT, drawn.height + 26)
    return [*content, *foot.drawn(wires=True)], width, foot.y, _hover_rules(view)


def _stage_headings(
    view: ChainView, stages: list[str], drawn: Plan, width: float, language: Language
) -> Iterable[str]:
    """A heading and a rule over the columns of each stage, and one over the support band."""
    for id in dict.fromkeys(stages):
        xs = [x for x, s in zip(drawn.columns, stages, strict=True) if s == id]
        label = view.chart.stage(id).label.get(language)
        yield words(label, xs[0], TOP - 32, class_="h2")
        yield tag("path", d=f"M{xs[0]:.1f} {TOP - 24}H{xs[-1] + CARD_WIDTH:.1f}", class_="rule none")
    for stage in view.chart.stages:
        members = [drawn.boxes[s.key] for s in view.chart.of_stage(stage.id)] if stage.support else []
        if members:
            top = min(box.y for box in members) - BAND_HEADING + 22
            yield words(stage.label.get(language), LEFT, top, class_="h2")
            yield tag("path", d=f"M{LEFT} {top + 7:.1f}H{width - 24:.1f}", class_="hair none")


def _wire(path: str, feed: Feed, view: ChainView, language: Language) -> str:
    kind = wire_kind(feed)
    start, end = (view.chart.segment(key).id for key in (feed.start, feed.end))
    x, y = map(float, path.rsplit("L", 1)[1].split())
    downward = path.rsplit("L", 1)[0].rsplit(" ", 2)[-2].rsplit("Q", 1)[-1] == f"{x:.1f}"
    tip = f"M{x:.1f} {y:.1f}l-3.2 -6h6.4z" if downward else f"M{x:.1f} {y:.1f}l-6 -3.2v6.4z"
    names = " → ".join(view.chart.segment(key).label.get(language) for key in (feed.start, feed.end))
    kind_name = feed.kind.label.get(language)
    return tag(
        "g",
        title(f"{names}（{kind_name}）" if language == "zh" else f"{names} ({kind_name})"),
        tag("path", d=path, class_=f"flow is-{kind}"),
        tag("path", d=tip, class_=f"tip is-{kind}"),
        class_=f"e-{start} e-{end}",
    )


def _hover_rules(view: ChainView) -> str:
    """Pointing at a card lights up its wires; browsers without :has() simply do not."""
    return "".join(
        f".yz:has(.n-{s.id}:hover) .e-{s.id} .flow{{{{stroke:{{accent}};stroke-width:2.2}}}}"
        for s in view.chart.segments
    )


def _phone(view: ChainView, href: Href, language: Language) -> tuple[list[str], float, float]:
    margin, y = 12.0, 92.0
    content = [heading(_title(view, language), _subtitle(view, language), margin)]
    for stage in view.chart.stages:
        segments = view.chart.of_stage(stage.id)
        if not segments:
            continue
        content.append(words(stage.label.get(language), margin, y, class_="h2"))
        content.append(tag("path", d=f"M{margin} {y + 7}H{PHONE_WIDTH - margin}", class_="rule none"))
        y += 16
        for segment in segments:
            content.append(
                card(
                    view,
                    view.state(segment.key),
                    margin,
                    y,
                    PHONE_WIDTH - 2 * margin,
                    PHONE_CARD,
                    href=href,
                    language=language,
                    extra=_neighbours(view, segment.key, language),
                )
            )
            y += PHONE_CARD + 8
        y += 22
    foot = Foot(view, href, language, margin, PHONE_WIDTH - 2 * margin, y)
    return [*content, *foot.drawn(wires=False)], PHONE_WIDTH, foot.y


def _neighbours(view: ChainView, key: str, language: Language) -> str:
    """``来自 轴承钢、滚动体 · 供给 风电``: wires in words."""
    names = {s.key: s.label.get(language) for c in (view.chart, *view.others) for s in c.segments}
    parts = []
    for word, ends in (
        ("from", [f.start for f in view.chart.suppliers(key)]),
        ("to", [f.end for f in view.chart.consumers(key)]),
    ):
        if ends:
            listed = ("、" if language == "zh" else ", ").join(names.get(e, e) for e in ends)
            parts.append(f"{say(word, language)} {listed}")
    return " · ".join(parts)
