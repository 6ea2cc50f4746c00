"""Fixtures: the hand-made city of city.py."""

from __future__ import annotations

import pytest
from tests.publish.city import AS_OF, Book, write_city

from yanzhen.publish import Facts, Imprint, Outline, compose, facts_of, load_template
from yanzhen.publish.assets import FONTS, folders


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture(scope="session")
def city() -> Facts:
    book = Book()
    write_city(book)
    return facts_of(book.evidence, "聊城市", AS_OF)


@pytest.fixture(scope="session")
def imprint() -> Imprint:
    return Imprint(place="聊城市", as_of=AS_OF, ledger="city.yz 第3版", filters="全部陈述")


@pytest.fixture(scope="session")
def briefing(city: Facts, imprint: Imprint) -> Outline:
    return compose(load_template("briefing"), city, imprint)


@pytest.fixture
def assets() -> None:
    """Skips where the document fonts have not been fetched."""
    if not any((folder / FONTS[0]).is_file() for folder in folders()):
        pytest.skip("no document fonts: python scripts/fetch_document_assets.py")
