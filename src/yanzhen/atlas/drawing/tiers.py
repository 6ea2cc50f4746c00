"""The three tiers at a glance: firms by tier, those in several marked, shares with bounds and coverage."""

from __future__ import annotations

from yanzhen.atlas.drawing.frame import Href, Language, Sheet, Theme, framed, heading, named
from yanzhen.atlas.drawing.lettering import say
from yanzhen.atlas.drawing.markup import link, tag, title, width_of, words, wrapped
from yanzhen.atlas.tiers import TierShare, TierView
from yanzhen.terms import TIER_NAMES

WIDTH, MARGIN, TOP = 1080.0, 24.0, 76.0
FIRMS_X, BAR_X, BAR_WIDTH = 210.0, 800.0, 256.0
LINE = 21.0
SEVERAL = "◆"


def tiers_svg(
    view: TierView,
    *,
    href: Href,
    language: Language = "zh",
    place: str = "",
    as_of: str = "",
    theme: Theme = "page",
    paper: str | None = None,
) -> str:
    """Draw the tiers as bands; firms in more than one tier carry a mark and appear in each.

    Args:
        view: from :func:`yanzhen.atlas.tiers.tier_view`.
        href: address of a ``tier`` or ``firm``.
        language, place, as_of, theme, paper: as for :func:`yanzhen.atlas.drawing.chain.chain_svg`.
    """
    name = named(place, say("tiers", language), language)
    content = [heading(name, say("as-of", language, as_of) if as_of else "")]
    y = TOP
    for share in view.shares:
        y = _band(share, view, content, y, href, language)
    for line in _notes(view, language):
        for part in wrapped(line, 11, WIDTH - 2 * MARGIN, 3):
            content.append(words(part, MARGIN, y + 8, class_="note"))
            y += 15
    described = f"{name}: " + "; ".join(
        f"{TIER_NAMES[s.tier][language == 'en']} {say('firms-n', language, len(s.firms))}"
        for s in view.shares
    )
    return framed(Sheet(name, described, WIDTH, y + 14, theme, paper), *content)


def _band(
    share: TierShare, view: TierView, content: list[str], y: float, href: Href, language: Language
) -> float:
    content.append(tag("path", d=f"M{MARGIN} {y:.1f}H{WIDTH - MARGIN}", class_="rule none"))
    label = words(TIER_NAMES[share.tier][language == "en"], MARGIN, y + 27, class_="h2 name")
    counts = " · ".join(
        (say("firms-n", language, len(share.firms)), say("activities-n", language, share.activities))
    )
    content.append(link(href("tier", share.tier.value), label))
    content.append(words(counts, MARGIN, y + 46, class_="sub"))
    x, line_y = FIRMS_X, y + 27
    for firm in share.firms:
        text = f"{firm} {SEVERAL}" if firm in view.several else firm
        if x + width_of(text, 12.5) > BAR_X - 30:
            x, line_y = FIRMS_X, line_y + LINE
        anchor = link(href("firm", firm), words(text, x, line_y, style="font-size:12.5px"), class_="firm")
        content.append(anchor)
        x += width_of(text, 12.5) + 16
    if not share.firms:
        content.append(words(say("no-evidence", language), FIRMS_X, line_y, class_="sub"))
    content += _bar(share, y, language)
    return max(line_y + 22, y + 72)


def _bar(share: TierShare, y: float, language: Language) -> list[str]:
    """The share from 0 to 100 per cent: solid up to its low end, open from there to its high end."""
    if share.share is None:
        lines = wrapped(share.reason, 11.5, BAR_WIDTH, 2) if language == "zh" else ["no revenue figures"]
        return [words(line, BAR_X, y + 27 + 16 * i, class_="sub") for i, line in enumerate(lines)]
    low, high = share.share.low or 0.0, 100.0 if share.share.high is None else share.share.high
    scale = BAR_WIDTH / 100
    said = share.share.zh() if language == "zh" else share.share.en()
    return [
        tag("rect", x=BAR_X, y=y + 34, width=BAR_WIDTH, height=12, class_="panel"),
        tag(
            "rect",
            x=BAR_X + low * scale,
            y=y + 34,
            width=(high - low) * scale,
            height=12,
            class_="bar is-open",
        ),
        tag("rect", x=BAR_X, y=y + 34, width=low * scale, height=12, class_="bar"),
        tag("g", title(said), words(said, BAR_X, y + 27, class_="name")),
    ]


def _notes(view: TierView, language: Language) -> list[str]:
    notes = [say("tiers-note", language)]
    if view.coverage is not None:
        revenue = "—" if view.revenue_coverage is None else f"{view.revenue_coverage:.0%}"
        notes.append(say("coverage", language, tier=f"{view.coverage:.0%}", revenue=revenue))
    separator = "、" if language == "zh" else ", "
    several = separator.join(view.several) or say("none", language)
    return [*notes, f"{SEVERAL} " + say("several", language, several)]
