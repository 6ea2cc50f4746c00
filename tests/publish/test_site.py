"""The workbench as plain files: names, links, drawings, and a whole small site."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from yanzhen.errors import PublishError
from yanzhen.workbench.sites import write_workbench
from yanzhen.workbench.static_pages import Links, file_of, is_twin, static_page
from yanzhen.workbench.static_site import write_site

FACTORY = "yanzhen.web.app:create"


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/firms?place=%E8%81%8A%E5%9F%8E%E5%B8%82", "firms.html"),
        ("/entity/%E4%B8%AD%E9%80%9A?place=x#figures", "entity/中通.html"),
        ("/entity/%E4%B8%AD%E9%80%9A.json?place=x", "entity/中通.json"),
        ("/entity/a%2Fb", "entity/a\uff0fb.html"),
        ("/entity/v1.2", "entity/v1.2.html"),
        ("/static/build/main.css", "static/build/main.css"),
    ],
)
def test_file_names(address: str, file: str) -> None:
    assert file_of(address) == file


def test_parameters_that_change_the_page_change_the_file() -> None:
    assert file_of("/compare?peer=a&place=x") != file_of("/compare?peer=b&place=x")
    assert file_of("/compare?peer=a&place=x") == file_of("/compare?place=y&peer=a")


@pytest.mark.parametrize(
    ("address", "page", "twin"),
    [
        ("/overview.json?place=x", "/?place=x", True),
        ("/entity/中通.xlsx?a=b", "/entity/%E4%B8%AD%E9%80%9A?a=b", True),
        ("/source/src-1.xlsx", "/source/src-1?page=2", False),
        ("/entity/甲.xlsx", "/entity/乙", False),
        ("/overview.json", "/firms", False),
        ("/static/x.css", "/static/x", False),
    ],
)
def test_twins_are_known_by_their_page(address: str, page: str, twin: bool) -> None:
    assert is_twin(address, page) is twin


def test_long_names_fit_the_file_system_and_stay_apart() -> None:
    one, two = (file_of("/entity/" + "长" * 150 + end) for end in "甲乙")
    assert one != two and len(one.encode()) < 230


def test_a_page_loses_its_server() -> None:
    page = (
        '<html><head><script type="module" src="/static/x.js"></script></head><body class="a">'
        '<a href="/entity/%E7%94%B2?place=x#f">甲</a><a href="/login">入</a><a href="https://a.cn/">外</a>'
        '<form action="/search"></form></body></html>'
    )
    made, links = static_page(page, "/source/src-1?place=x", "副本", Links())
    assert 'href="../entity/%E7%94%B2.html#f"' in made
    assert "<script" not in made and 'href="#"' in made and "https://a.cn/" in made
    assert '<p class="static-note">副本</p>' in made
    assert links == ["/entity/%E7%94%B2?place=x"]


def test_several_addresses_of_one_page_become_one_file() -> None:
    page = '<a href="/a?compare=x#part">甲</a><a href="/a">乙</a><a href="/a.json?compare=y">数据</a>'
    made, links = static_page(page, "/b", "", Links(lambda address: address.partition("?")[0]))
    assert made == '<a href="a.html#part">甲</a><a href="a.html">乙</a><a href="a.json">数据</a>'
    assert links == ["/a", "/a.json"]


def test_without_twins_their_links_lead_nowhere() -> None:
    made, links = static_page('<a href="/a.json">数据</a>', "/b", "", Links(twins=False))
    assert made == '<a href="#">数据</a>' and not links


def test_a_note_is_taken_as_it_is() -> None:
    made, _ = static_page("<body>", "/", r"a\1 <b>", Links())
    assert made == r'<body><p class="static-note">a\1 &lt;b&gt;</p>'


@pytest.mark.usefixtures("assets")
def test_charts_are_drawn() -> None:
    option = '{"xAxis": {}, "yAxis": {"data": ["a"]}, "series": [{"type": "bar", "data": [1]}]}'
    page = f'<div data-chart><script type="application/json">{option}</script></div>'
    made, _ = static_page(page, "/", "", Links())
    assert "<svg" in made and "<script" not in made


def test_style_sheets_bring_their_fonts() -> None:
    css = "@font-face{src:url(./fonts/a.woff2)} b{background:url('data:x')} c{background:url(/static/m.svg)}"
    assert Links().of_styles(css, "/static/build/x.css") == [
        "/static/build/fonts/a.woff2",
        "/static/m.svg",
    ]


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(PublishError, match="not empty"):
        write_site(FACTORY, tmp_path)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A small ledger with a public and an internal source."""
    pytest.importorskip("fastapi")
    from yanzhen.ledger import Ledger
    from yanzhen.read import read_text

    place = tmp_path / "small.yz"
    with Ledger.create(place) as ledger:
        ledger.add(read_text("某市日报 2024-03-05\n\n甲集群年营收突破500亿元。", name="a.txt"))
        paper = read_text("内参 2024-03-06\n\n乙集群年营收7.31亿元。", name="b.txt")
        ledger.add(replace(paper, source=replace(paper.source, visibility="internal")))
    return place


def test_a_small_ledger_becomes_a_site_without_broken_links(place: Path, tmp_path: Path) -> None:
    made = write_workbench(FACTORY, place, tmp_path / "site", processes=1)
    assert made.files["text/html"] > 5 and not made.missing
    assert sum(made.files.values()) == sum(file.is_file() for file in made.folder.rglob("*"))
    assert not (tmp_path / "small.people.db").exists()
    for page in made.folder.rglob("*.html"):
        assert "7.31" not in page.read_text(encoding="utf-8") and "乙集群" not in page.read_text(
            encoding="utf-8"
        )
        for link in re.findall(r'\s(?:href|src)="([^"]+)"', page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:|#", link):
                target = page.parent / unquote(link.partition("#")[0])
                assert target.exists(), f"{page.name} leads to {link}"


def test_the_same_ledger_gives_the_same_bytes(place: Path, tmp_path: Path) -> None:
    one, two = (
        write_workbench(FACTORY, place, tmp_path / name, processes=count, twins=False)
        for name, count in (("one", 1), ("two", 2))
    )
    files = {f.relative_to(one.folder): f.read_bytes() for f in one.folder.rglob("*") if f.is_file()}
    assert one.files == two.files
    assert files == {f.relative_to(two.folder): f.read_bytes() for f in two.folder.rglob("*") if f.is_file()}
