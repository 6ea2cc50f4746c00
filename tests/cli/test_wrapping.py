"""Chinese lines in tables begin and end as Chinese lines may, and lose nothing."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape

from yanzhen.cli.wrapping import Wrapped


def lines(text: str, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(Wrapped(escape(text)))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def test_a_list_of_names_breaks_before_a_name() -> None:
    assert lines("金帝股份、东阿钢球、信源集团（示例）、建发铜业", 18) == [
        "金帝股份、东阿钢",
        "球、信源集团（示",
        "例）、建发铜业",
    ]
    assert lines("甲乙丙丁、戊己", 8) == ["甲乙丙", "丁、戊己"]


def test_a_number_is_not_torn() -> None:
    assert lines("年营收突破1000亿元", 12) == ["年营收突破", "1000亿元"]


@given(st.text(st.sampled_from("甲乙、，（）1a“”[]"), min_size=1, max_size=60), st.integers(4, 30))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    found = lines(text, width)
    assert "".join(found) == text
    assert all(cell_len(line) <= width for line in found)
