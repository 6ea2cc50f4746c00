"""Files of every format there has been open, and say what they said. Add a file here with each new format."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from yanzhen.ledger import Ledger
from yanzhen.ledger.doctor import examine
from yanzhen.ledger.migrations import VERSION
from yanzhen.terms import Bound

DATA = Path(__file__).parent / "data"
CITED = "859dc26febd3"


def test_there_is_a_file_of_every_format() -> None:
    assert {f"v{n}.yz.gz" for n in range(1, VERSION + 1)} <= {path.name for path in DATA.iterdir()}


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_an_old_file_opens_and_says_what_it_said(version: int, tmp_path: Path) -> None:
    place = tmp_path / "old.yz"
    place.write_bytes(gzip.decompress((DATA / f"v{version}.yz.gz").read_bytes()))
    with Ledger.open(place) as ledger:
        assert ledger.version == CITED
        assert [s.visibility for s in ledger.sources()] == ["public", "internal"]
        revenue = ledger.statements(metric="年营收")
        assert [(s.figure.bound, s.figure.low, s.extractor) for s in revenue if s.figure] == [
            (Bound.EXACT, 2.54e10, "manual/1"),
            (Bound.ABOVE, 1e11, "human/1"),
        ]
        assert ledger.entity("鲁西化工").names == ("鲁西化工集团股份有限公司", "鲁西化工")
        assert [d.verb.value for d in ledger.decisions()] == ["correct", "same", "withdraw"]
        assert ledger.search("突破")[0].kind == "quote"
        assert len(ledger.at("2024-01-01", by="added").statements()) == 2
    assert [f.problem for f in examine(place) if f.problem] == []
