"""All pages, in the order of the navigation, and the routers of the forms."""

from __future__ import annotations

from fastapi import APIRouter

from yanzhen.web.pages import (
    briefings,
    chains,
    embed,
    entrance,
    evidence,
    importing,
    measured,
    overview,
    programmes,
    review,
    rosters,
    settings,
)
from yanzhen.web.registry import Page
from yanzhen.workbench.pages.tables import N_

PAGES: tuple[Page, ...] = (
    overview.OVERVIEW,
    chains.CHAINS,
    chains.CHAIN,
    rosters.CLUSTERS,
    rosters.FIRMS,
    measured.COMPARE,
    measured.OPPORTUNITIES,
    measured.SHOCK,
    measured.INDEX,
    evidence.SOURCES,
    review.REVIEW,
    review.NAMES,
    rosters.CONFLICTS,
    importing.IMPORT,
    rosters.TITLES,
    programmes.MATRIX,
    programmes.VERDICT,
    briefings.LIST,
    briefings.ONE,
    briefings.EDIT,
    measured.METHODS,
    measured.METHOD,
    measured.WORKING,
    settings.SETTINGS,
    settings.TRAIL,
    overview.ENTITY,
    overview.SEARCH,
    evidence.SOURCE,
    evidence.STATEMENT,
    evidence.BASIS,
)
GROUPS = (N_("看"), N_("证"), N_("用"))


def navigation() -> tuple[tuple[str, tuple[Page, ...]], ...]:
    """Groups of the navigation with their pages."""
    return tuple((group, found) for group in GROUPS if (found := tuple(p for p in PAGES if p.group == group)))


def routers() -> tuple[APIRouter, ...]:
    """Forms and other routes that are not pages with twins."""
    return (
        entrance.router,
        chains.router,
        review.router,
        importing.router,
        briefings.router,
        settings.router,
        embed.router,
    )
