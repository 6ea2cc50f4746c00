"""Small statements and charts that the atlas tests share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from yanzhen.atlas.chart import Chart, read_charts
from yanzhen.packs import read_yaml
from yanzhen.terms import EntityKind, Figure, Span, Statement

TEXT = "高端轴承、有色金属2个集群入选雁阵集群，甲股份、乙钢球入选头雁。丙、丁公司从事制氢、储运。"


@pytest.fixture
def say() -> Callable[..., Statement]:
    """A statement whose span is where its quote stands in TEXT (or at the start)."""

    def made(
        subject: str,
        predicate: str,
        said: str | Figure | None = None,
        kind: EntityKind = EntityKind.FIRM,
        quote: str = "",
        **more: Any,
    ) -> Statement:
        start = max(TEXT.find(quote), 0)
        span = Span(start, start + len(quote), start, start + len(quote))
        figure = said if isinstance(said, Figure) else None
        return Statement(
            source_id="src-1",
            kind="figure" if figure else "relation",
            subject=subject,
            predicate=predicate,
            quote=quote,
            spans=(span,),
            figure=figure,
            object=said if isinstance(said, str) else None,
            subject_kind=kind,
            **more,
        )

    return made


LINE = """\
id: line
name: 线
version: "1"
source: test
confidence: high
segments:
  - {id: a, stage: upstream, name: 甲段, products: [甲料], supply: chokepoint}
  - {id: b, stage: midstream, name: 乙段, products: [乙件], supply: ample}
  - {id: c, stage: midstream, name: 丙段, products: [丙机], supply: concentrated}
  - {id: d, stage: downstream, name: 丁段, products: [丁器]}
feeds: [[a, b], [b, c], [c, d]]
"""


@pytest.fixture
def line() -> Chart:
    """a -> b -> c -> d."""
    (chart,) = read_charts([read_yaml("line.yaml", LINE)]).require("line.yaml")
    return chart
