"""The worked examples of the pages on linkages, regional tables and shocks are run as they stand."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

METHODS = Path(__file__).parents[3] / "docs" / "methods"


@pytest.mark.parametrize("page", ["linkages", "regional-io", "shock"])
def test_examples_give_what_the_page_shows(page: str) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    found = doctest.testfile(
        str(METHODS / f"{page}.md"), module_relative=False, optionflags=flags, encoding="utf-8"
    )
    assert found.attempted > 3
    assert found.failed == 0
