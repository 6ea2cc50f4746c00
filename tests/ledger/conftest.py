"""The same tests on both stores: SQLite always, PostgreSQL where YANZHEN_TEST_POSTGRES names a server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.engine import make_url

from yanzhen.ledger import Ledger
from yanzhen.terms import Bound, EntityKind, Figure, Modality, Period, Reading, Source, Span, Statement

SERVER = os.environ.get("YANZHEN_TEST_POSTGRES")
NO_SERVER = "no PostgreSQL: run the tests under scripts/with_postgres.sh, or set YANZHEN_TEST_POSTGRES"


class Calendar:
    """A clock that tests turn: each look is one second later."""

    def __init__(self) -> None:
        self.moment = datetime(2024, 1, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def go_to(self, day: str) -> None:
        self.moment = datetime.fromisoformat(day).replace(hour=8, tzinfo=UTC)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """A function that gives places for empty ledgers, on each store in turn."""
    if request.param == "sqlite":
        yield lambda: str(tmp_path / f"{uuid4().hex}.yz")
        return
    if SERVER is None:
        pytest.skip(NO_SERVER)
    import psycopg

    made: list[str] = []

    def place() -> str:
        name = f"yz_{uuid4().hex}"
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        made.append(name)
        return make_url(SERVER).set(database=name).render_as_string(hide_password=False)

    yield place
    with psycopg.connect(SERVER, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def place(new_place: Callable[[], str]) -> str:
    return new_place()


@pytest.fixture
def ledger(place: str, calendar: Calendar) -> Iterator[Ledger]:
    with Ledger.create(place, clock=calendar) as made:
        yield made


def reading(text: str, *makers: Callable[[str], Statement], **source: object) -> Reading:
    """A reading of ``text``; each maker gets the source id."""
    content = text.encode()
    source_id = Source.id_for(content)
    made = tuple(make(source_id) for make in makers)
    return Reading(Source(source_id, "test.txt", **source), text, text, made, content=content)  # type: ignore[arg-type]


def figure(
    subject: str,
    metric: str,
    value: float,
    bound: str = "=",
    *,
    unit: str = "CNY",
    quote: str | None = None,
    at: int = 0,
    subject_kind: EntityKind = EntityKind.CLUSTER,
    tier: object = None,
    flags: tuple[str, ...] = (),
    period: str | None = None,
    **more: object,
) -> Callable[[str], Statement]:
    """A maker of a figure statement whose quote stands at ``at``."""
    when = Period.parse(period) if period else None
    more = more | {"modality": Modality(str(more.get("modality", "actual")))}
    made = Figure.of(value, unit, Bound(bound), metric=metric, period=when, **more)
    words = quote or f"{subject}{metric}{value}"
    span = Span(at, at + len(words), at, at + len(words))
    return lambda source_id: Statement(
        source_id,
        "figure",
        subject,
        metric,
        words,
        (span,),
        figure=made,
        subject_kind=subject_kind,
        tier=tier,  # type: ignore[arg-type]
        flags=flags,
    )


def relation(
    subject: str,
    predicate: str,
    object_: str,
    *,
    quote: str | None = None,
    at: int = 0,
    subject_kind: EntityKind = EntityKind.FIRM,
    object_kind: EntityKind = EntityKind.OTHER,
    as_of: str | None = None,
) -> Callable[[str], Statement]:
    """A maker of a relation statement."""
    words = quote or f"{subject}{predicate}{object_}"
    span = Span(at, at + len(words), at, at + len(words))
    return lambda source_id: Statement(
        source_id,
        "relation",
        subject,
        predicate,
        words,
        (span,),
        object=object_,
        subject_kind=subject_kind,
        object_kind=object_kind,
        as_of=as_of,
    )
