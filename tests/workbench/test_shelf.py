"""Opened tables are kept up to a weight, and opened once for all pages that ask them something."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanzhen.ledger import Ledger
from yanzhen.workbench.keeping import About, add
from yanzhen.workbench.pages import index, linkage, shock_network, table_sources
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.panels import panels
from yanzhen.workbench.pages.shelf import Shelf


def test_what_was_not_asked_for_longest_goes_first() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    shelf: Shelf[str] = Shelf(6, len)
    for name in ("aa", "bb", "cc", "aa", "dd", "aa", "bb"):
        assert shelf.get(name, lambda name=name: make(name)) == name
    assert made == ["aa", "bb", "cc", "dd", "bb"]  # dd took the place of bb, which came back for cc
    assert shelf.weight == 6
    for _ in range(2):
        shelf.get("seven77", lambda: make("seven77"))
    assert made.count("seven77") == 2 and shelf.weight == 6


def test_an_error_is_not_kept() -> None:
    shelf: Shelf[str] = Shelf(6, len)
    with pytest.raises(ZeroDivisionError):
        shelf.get("a", lambda: str(1 / 0))
    assert shelf.get("a", lambda: "ok") == "ok"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    place = tmp_path / "city.yz"
    Ledger.create(place).close()
    rows = "".join(f"{2023 + i % 2},县{i % 5},业{i % 3},{100 + i}\n" for i in range(30))
    file = tmp_path / "面板.csv"
    file.write_text("年份,县区,行业,营业收入(万元)\n" + rows, encoding="utf-8")
    add(place, [file], About())
    return Desk(Ledger.open(place))


def test_one_table_is_opened_once_for_all_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = table_sources.read_grids

    def counted(content: bytes, name: str):  # type: ignore[no-untyped-def]
        opened.append(name)
        return real(content, name)

    monkeypatch.setattr(table_sources, "read_grids", counted)
    lens = Lens()
    [panel] = panels(desk, lens)
    assert panel.rows == 30
    shock_network.links_in_sight(desk, lens)
    linkage.linkage_part(desk, lens, {})
    index.index_page(desk, lens, "", "", "")
    assert opened == ["面板.csv"]
    desk.close()
