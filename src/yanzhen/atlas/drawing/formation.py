"""Clusters drawn as formations of geese: lead firms in front, followers along two wings, rungs at the side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yanzhen.atlas.chart import Label
from yanzhen.atlas.drawing.frame import Href, Language, Sheet, Theme, framed, heading, named
from yanzhen.atlas.drawing.lettering import say
from yanzhen.atlas.drawing.markup import fitted, link, tag, title, words, wrapped
from yanzhen.atlas.formation import Formation, Lead, Rung, overlaps
from yanzhen.terms import Truth

WIDTH, MARGIN, TOP = 1080.0, 24.0, 92.0
WING_X, RUNG_X = 380.0, 790.0
STEP_X, STEP_Y = 26.0, 19.0
SHOWN = 9
RUNG_WIDTH, RUNG_STEP = 76.0, 14.0


def formations_svg(
    clusters: Sequence[Formation],
    *,
    href: Href,
    language: Language = "zh",
    place: str = "",
    as_of: str = "",
    chains: Mapping[str, Label] | None = None,
    theme: Theme = "page",
    paper: str | None = None,
) -> str:
    """Draw clusters, one formation each, and say what they share.

    Args:
        clusters: from :func:`yanzhen.atlas.formation.formations`.
        chains: chart id -> name, for the chains that clusters share.
        href: address of a ``cluster``, ``firm`` or ``statement``.
        language, place, as_of, theme, paper: as for :func:`yanzhen.atlas.drawing.chain.chain_svg`.
    """
    name = named(place, say("formations", language), language)
    content = [heading(name, say("as-of", language, as_of) if as_of else "")]
    y = TOP
    for cluster in clusters:
        height = _height(cluster)
        content.append(tag("path", d=f"M{MARGIN} {y - 12:.1f}H{WIDTH - MARGIN}", class_="hair none"))
        content += [
            _names(cluster, y, href, language),
            _wings(cluster, y + height / 2 - 12, href, language),
            _ladder(cluster, y, href, language),
        ]
        y += height
    y = _shared(clusters, content, y + 10, chains or {}, language)
    described = f"{name}: " + "; ".join(_told(c, language) for c in clusters)
    return framed(Sheet(name, described, WIDTH, y, theme, paper), *content)


def _geese(cluster: Formation) -> list[Lead]:
    """All firms front to back: certain leads, open leads, followers."""
    followers = [Lead(firm, True, ()) for firm in cluster.followers]
    return [*sorted(cluster.leads, key=lambda lead: not lead.certain), *followers]


def _height(cluster: Formation) -> float:
    wing = (min(len(_geese(cluster)), SHOWN) + 1) // 2
    return max(122.0, 2 * wing * STEP_Y + 34)


def _names(cluster: Formation, y: float, href: Href, language: Language) -> str:
    room = WING_X - MARGIN - 40
    parts = []
    for i, line in enumerate(wrapped(cluster.name, 15, room, 2)):
        parts.append(words(line, MARGIN, y + 12 + 19 * i, class_="h2 name"))
    y += 12 + 19 * len(parts)
    cluster_link = link(href("cluster", cluster.name), *parts)
    titles = []
    for statement in cluster.titles[:3]:
        text = fitted(statement.object or "", 11.5, room)
        anchor = link(href("statement", statement.id), words(text, MARGIN, y, class_="sub"), class_="firm")
        titles.append(anchor)
        y += 17
    return cluster_link + "".join(titles)


def _wings(cluster: Formation, middle: float, href: Href, language: Language) -> str:
    geese = _geese(cluster)
    if not geese:
        return words(say("no-firms", language), WING_X, middle + 4, class_="sub")
    parts = []
    if cluster.chain_firms:
        text = say("chain-firms", language, len(cluster.chain_firms))
        parts.append(words(text, WING_X + 190, middle + 4, class_="sub"))
    spots = [_spot(i, middle) for i in range(min(len(geese), SHOWN))]
    for wing in (spots[0::2], [spots[0], *spots[1::2]]):
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in wing)
        parts.append(tag("path", d=path, class_="hair none"))
    leading = {lead.firm for lead in cluster.leads}
    for goose, (x, y) in zip(geese, spots, strict=False):
        parts.append(_goose(goose, x, y, goose.firm in leading, href, language))
    if len(geese) > SHOWN:
        text = say("and-others", language, len(geese))
        x, y = _spot(SHOWN, middle)
        parts.append(words(text, x + 10, y + 4, class_="sub"))
    return "".join(parts)


def _spot(i: int, middle: float) -> tuple[float, float]:
    """Front goose at the point, the rest in turn on the lower and the upper wing."""
    rank, side = (i + 1) // 2, 1 if i % 2 else -1
    return WING_X + rank * STEP_X, middle + side * rank * STEP_Y


def _goose(goose: Lead, x: float, y: float, leads: bool, href: Href, language: Language) -> str:
    """A firm: large for a lead, hollow where the source does not say which cluster it leads."""
    size = 6.0 if leads else 3.6
    dot = tag("circle", cx=x, cy=y, r=size, class_="bar" if goose.certain else "bar is-open")
    text = goose.firm + ("" if goose.certain else f"?（{say('maybe', language)}）")
    why = say("leads" if leads else "followers", language)
    label = words(text, x + 11, y + 4, class_="name" if leads and goose.certain else "")
    return link(href("firm", goose.firm), title(f"{text} · {why}"), dot, label, class_="firm")


def _ladder(cluster: Formation, y: float, href: Href, language: Language) -> str:
    """Revenue as written, and the rungs as rising steps."""
    revenue = cluster.revenue
    parts = [words(say("revenue", language), RUNG_X, y + 12, class_="sub")]
    if revenue is not None and revenue.figure is not None:
        said = revenue.figure.zh() if language == "zh" else revenue.figure.en()
        line = words(said, RUNG_X + 44 + (14 if language == "en" else 0), y + 12, class_="h2")
        parts.append(link(href("statement", revenue.id), line, class_="firm"))
    else:
        parts.append(words(say("no-revenue", language), RUNG_X + 50, y + 12, class_="sub"))
    for i, rung in enumerate(cluster.ladder):
        parts.append(_rung(rung, RUNG_X + i * (RUNG_WIDTH + 4), y + 58 - i * RUNG_STEP, y + 74, language))
    if cluster.ladder and revenue is not None and language == "zh":
        reason = fitted(cluster.ladder[0].reason, 11, WIDTH - MARGIN - RUNG_X)
        parts.append(words(reason, RUNG_X, y + 90, class_="note"))
    return "".join(parts)


def _rung(rung: Rung, x: float, top: float, bottom: float, language: Language) -> str:
    label = rung.label.get(language)
    style = {Truth.YES: "bar", Truth.NO: "card", Truth.UNKNOWN: "card is-unknown"}[rung.reached]
    mark = {Truth.YES: "", Truth.NO: "", Truth.UNKNOWN: " ?"}[rung.reached]
    reached = rung.reached is Truth.YES
    middle = (top + bottom) / 2 + 4
    return tag(
        "g",
        title(f"{label}: {rung.reached.zh if language == 'zh' else rung.reached.value}（{rung.reason}）"),
        tag("rect", x=x, y=top, width=RUNG_WIDTH, height=bottom - top, class_=style),
        words(label + mark, x + RUNG_WIDTH / 2, middle, class_="rung on" if reached else "rung"),
    )


def _shared(
    clusters: Sequence[Formation],
    content: list[str],
    y: float,
    chains: Mapping[str, Label],
    language: Language,
) -> float:
    """Which clusters share what, and why nothing is added up."""
    content.append(tag("path", d=f"M{MARGIN} {y - 14:.1f}H{WIDTH - MARGIN}", class_="rule none"))
    for overlap in overlaps(clusters):
        common = [chains[id].get(language) if id in chains else id for id in overlap.charts]
        shared = "、".join((*overlap.firms, *common))
        text = fitted(f"{overlap.first} ∩ {overlap.second}：{shared}", 12, WIDTH - 2 * MARGIN)
        content.append(words(text, MARGIN, y + 6))
        y += 18
    for line in wrapped(say("overlap-note", language), 11, WIDTH - 2 * MARGIN, 3):
        content.append(words(line, MARGIN, y + 8, class_="note"))
        y += 15
    return y + 14


def _told(cluster: Formation, language: Language) -> str:
    revenue = cluster.revenue.figure if cluster.revenue else None
    said = (revenue.zh() if language == "zh" else revenue.en()) if revenue else say("no-revenue", language)
    return f"{cluster.name} {said}"
