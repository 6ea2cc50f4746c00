"""The worked examples of the methods pages are run as they stand."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

METHODS = Path(__file__).parents[2] / "docs" / "methods"
PAGES = ("index", "location", "growth", "complexity", "neighbours", "panel", "bounds", "spatial")


@pytest.mark.parametrize("page", PAGES)
def test_examples_give_what_the_page_shows(page: str) -> None:
    if page == "spatial":
        pytest.importorskip("esda")
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    path = METHODS / f"{page}.md"
    found = doctest.testfile(str(path), module_relative=False, optionflags=flags, encoding="utf-8")
    assert found.attempted > 0
    assert found.failed == 0
