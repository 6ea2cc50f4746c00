"""What tells of a place: its own sources, and what those of the province or the country say of things that lie in it."""

from __future__ import annotations

from functools import lru_cache

from yanzhen.read.lexicon import place_at, places_within, province_of
from yanzhen.terms import Source, Statement

# How the whole country is named as the place of a source.
COUNTRY = frozenset(["全国", "中国", "我国"])


def tells_of(place: str | None, source: Source, statement: Statement) -> bool:
    """Whether a statement belongs to the picture of ``place`` (None: of everywhere).

    Sources that name no place are everybody's. A province's notice belongs to the pictures of its cities as far as its statements are
    about things named by them: 山东省…名单 tells of 聊城市 where it lists 莘县绿色食品加工产业集群.
    """
    if place is None or is_about(place, source):
        return True
    return may_tell_of(place, source) and lies_in(statement.subject, place)


def is_about(place: str, source: Source) -> bool:
    """Whether all that a source says belongs to the picture of ``place``."""
    return source.place in (None, place)


def may_tell_of(place: str | None, source: Source) -> bool:
    """Whether a source is about ``place`` or of somewhere around it, so that it may hold statements about things in it."""
    if place is None or is_about(place, source):
        return True
    return source.place in COUNTRY or source.place == province_of(place)


@lru_cache(maxsize=65536)
def lies_in(subject: str, place: str) -> bool:
    """Whether a name begins with ``place`` or a place in it; 聊城 and 山东省聊城市 name 聊城市 too."""
    found = place_at(subject)
    return found is not None and found[1] in places_within(place)
