"""Pages without a server: the same bytes as with one, and one address for all that show the same."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from yanzhen.web.direct import Direct
from yanzhen.web.pages import rosters
from yanzhen.web.pages.catalogue import PAGES
from yanzhen.workbench.pages import evidence
from yanzhen.workbench.pages.lens import Lens

NAME = quote("北山轴承")


@pytest.fixture
def direct(app: FastAPI) -> Direct:
    found: Direct = app.state.direct
    return found


def claims(app: FastAPI, name: str) -> tuple[str, list[str]]:
    """The id of a source, and its statements in reading order."""
    desk, lens = app.state.desk, Lens()
    source = next(s for s in desk.view(lens).sources() if s.name == name)
    page = evidence.evidence_page(desk, lens, source.id)
    return source.id, [each.claim.statement.id for each in page.claims]


@pytest.mark.parametrize(
    "address", ["/sources", "/clusters?metric=x", f"/entity/{NAME}", "/methods/lq?lang=en"]
)
def test_a_page_is_the_one_that_the_server_gives(direct: Direct, client: TestClient, address: str) -> None:
    answer = direct.answer(address)
    assert answer and answer.media_type == "text/html"
    asked = client.get(address)
    with_form = "form_token" in asked.text
    assert with_form or answer.body == asked.content
    assert (answer.status, len(answer.body)) == (asked.status_code, len(asked.content))


@pytest.mark.parametrize("address", ["/overview.json", "/firms.xlsx", f"/entity/{NAME}.docx?lang=en"])
def test_a_twin_is_the_one_that_the_server_gives(direct: Direct, client: TestClient, address: str) -> None:
    answer = direct.answer(address)
    assert answer and answer.status == 200
    assert client.get(address).headers["content-type"].startswith(answer.media_type)


@pytest.mark.parametrize(
    ("address", "status"), [("/entity/nobody", 404), ("/statement/st-0", 404), ("/firms?page=x", 400)]
)
def test_what_is_not_there_has_its_status(direct: Direct, address: str, status: int) -> None:
    answer = direct.answer(address)
    assert answer and answer.status == status


@pytest.mark.parametrize("address", ["/static/mark.svg", "/embed/clusters", "/office-lists.xlsx"])
def test_what_is_no_page_is_left_to_the_application(direct: Direct, address: str) -> None:
    assert direct.answer(address) is None
    assert direct.same(address) == address


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("/statement/st-1?place=a&compare=b&period=2024", "/statement/st-1?place=a"),
        ("/compare?compare=b&peer=c&sort=d&activity=e", "/compare?compare=b&peer=c&activity=e"),
        ("/firms.xlsx?tier=future&compare=b&as_of=2024-12-31", "/firms.xlsx?tier=future&as_of=2024-12-31"),
        ("/shock?firm=a&firm=b&period=2024", "/shock?firm=a&firm=b"),
        ("/sources?page=1", "/sources"),
        ("/sources?page=2", "/sources?page=2"),
        ("/methods?lang=en&compare=b", "/methods?lang=en"),
        ("/source/none?claim=st-1", "/source/none"),
        ("/compare?period=nonsense", "/compare?period=nonsense"),
    ],
)
def test_choices_that_change_nothing_are_left_out(direct: Direct, address: str, same: str) -> None:
    assert direct.same(address) == same


def test_a_claim_is_found_on_its_page_of_the_source(
    app: FastAPI, direct: Direct, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, ids = claims(app, "briefing.txt")
    assert direct.same(f"/source/{source}?claim={ids[-1]}") == f"/source/{source}"
    monkeypatch.setattr(evidence.page_of_claim, "__defaults__", (2,))
    assert direct.same(f"/source/{source}?claim={ids[2]}&compare=b") == f"/source/{source}?page=2"
    assert direct.same(f"/source/{source}?claim={ids[1]}&page=2") == f"/source/{source}"
    assert direct.same(f"/source/{source}?claim=st-0&page=2") == f"/source/{source}?page=2"
    assert direct.same(f"/source/{source}.xlsx?claim={ids[2]}&page=2") == f"/source/{source}.xlsx"


@pytest.mark.parametrize(
    "page", [p for p in PAGES if "json" in p.twins and "{" not in p.path], ids=lambda p: p.key
)
def test_a_page_shows_the_same_without_what_it_does_not_depend_on(
    client: TestClient, direct: Direct, page
) -> None:
    if page.key == "working":
        pytest.skip("the working of a number needs to be told which number")
    asked = f"{page.base}.json?compare={quote('济南市')}&period=2024&synthetic=1"
    fuller, plainer = (client.get(address).json() for address in (asked, direct.same(asked)))
    assert fuller["view"] == plainer["view"]


def test_a_page_and_its_twins_share_one_view(app: FastAPI) -> None:
    made = []

    def counted(desk, visit, path):
        made.append(visit.path)
        return rosters.FIRMS.build(desk, visit, path)

    direct = Direct(app, [replace(rosters.FIRMS, build=counted)])
    for suffix in ("", ".json", ".xlsx", ".docx"):
        answer = direct.answer(f"/firms{suffix}?tier=future")
        assert answer and answer.status == 200
    assert made == ["/firms"]
    direct.answer("/firms?tier=emerging")
    assert len(made) == 2
