"""Settings and the trail: how this workbench is served, who may use it, what was done."""

from __future__ import annotations

from dataclasses import dataclass

from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, Pager, PageTable, paged
from yanzhen.workbench.people import PeopleStore, Person, TrailEntry
from yanzhen.workbench.serving import Served

TRAIL_SHOWN = 100


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """What is set, and for admins the accounts."""

    ledger: str
    version: str
    sources: int
    host: str
    accounts: bool
    https: bool
    upload_megabytes: int
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Who changed, imported, exported and published what."""

    entries: tuple[TrailEntry, ...]
    pager: Pager

    def tables(self) -> tuple[PageTable, ...]:
        """The trail as rows."""
        head = (N_("时间"), N_("谁"), N_("做了什么"), N_("对象"), N_("来自"))
        return (
            PageTable(
                N_("操作记录"),
                head,
                tuple((e.at, e.who, e.action, e.subject, e.address) for e in self.entries),
            ),
        )


def settings_page(
    desk: Desk, lens: Lens, served: Served, people: PeopleStore, *, admin: bool
) -> SettingsPage:
    """The settings; the accounts are shown to admins only."""
    return SettingsPage(
        ledger=served.ledger.rpartition("/")[2],
        version=desk.ledger.version,
        sources=len(desk.view(lens).sources()),
        host=f"{served.host}:{served.port}",
        accounts=served.accounts,
        https=served.https,
        upload_megabytes=served.upload_limit // 1_000_000,
        people=people.people() if admin and served.accounts else (),
    )


def trail_page(people: PeopleStore, page: int) -> TrailPage:
    """One page of the trail, newest first."""
    pager = paged(people.trail_length(), page, TRAIL_SHOWN)
    return TrailPage(people.trail(TRAIL_SHOWN, (pager.page - 1) * TRAIL_SHOWN), pager)
