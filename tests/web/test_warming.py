"""When a server starts, every page of the navigation is made once in the background."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from yanzhen.web import app as application
from yanzhen.web.pages import catalogue, rosters
from yanzhen.web.warming import Warming
from yanzhen.workbench.serving import Served


def counting(page):
    """A page that keeps who asked for it."""
    asked = []

    def build(desk, visit, path):
        asked.append(visit.lens.internal)
        return page.build(desk, visit, path)

    return replace(page, build=build), asked


@pytest.mark.parametrize(("accounts", "asked"), [(False, [True]), (True, [False, True])])
def test_pages_are_asked_for_once_for_each_kind_of_reader(
    place: Path, accounts: bool, asked: list[bool]
) -> None:
    app = application.build(Served(ledger=str(place), accounts=accounts))
    firms, seen = counting(rosters.FIRMS)
    single, never = counting(replace(rosters.TITLES, group=""))
    warming = Warming(app, [firms, single])
    warming.start()
    warming.wait()
    assert seen == asked and never == []


def test_it_stops_when_the_server_does(place: Path) -> None:
    app = application.build(Served(ledger=str(place)))
    clusters, seen = counting(rosters.CLUSTERS)

    def build(desk, visit, path):
        warming._stop.set()  # what end() does first, at the worst moment
        return rosters.FIRMS.build(desk, visit, path)

    warming = Warming(app, [replace(rosters.FIRMS, build=build), clusters])
    warming.start()
    warming.end()
    assert seen == []


def test_a_page_that_fails_does_not_stop_the_others(place: Path) -> None:
    app = application.build(Served(ledger=str(place)))

    def fails(desk, visit, path):
        raise ZeroDivisionError

    firms, seen = counting(rosters.FIRMS)
    warming = Warming(app, [replace(rosters.CLUSTERS, build=fails), firms])
    warming.start()
    warming.wait()
    assert seen == [True]


def test_a_served_application_is_warmed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    firms, seen = counting(rosters.FIRMS)
    monkeypatch.setattr(catalogue, "PAGES", (firms,))
    app = application.build(Served(ledger=str(place)), warm=True)
    with TestClient(app):
        app.state.warming.wait()
        assert seen == [True]
