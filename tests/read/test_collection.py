"""Reading pauses the search for cycles and leaves it as it was."""

from __future__ import annotations

import gc

import pytest

from yanzhen.errors import InputError
from yanzhen.read import read_document, read_text


def test_the_collector_goes_on_after_a_reading() -> None:
    read_text("聊城市工业增加值增长8.5%。")
    assert gc.isenabled()
    with pytest.raises(InputError):
        read_document(b"\x00\x01\x02" * 50)
    assert gc.isenabled()


def test_a_caller_who_has_paused_it_finds_it_paused() -> None:
    gc.disable()
    try:
        read_text("聊城市工业增加值增长8.5%。")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_statements_hold_no_cycles() -> None:
    """Else the pause would let memory grow."""
    text = "聊城市轴承产业集群年营收突破300亿元,同比增长8.5%,海诺重工入选省级单项冠军企业名单。" * 50
    gc.collect()
    reading = read_text(text)
    del reading
    assert gc.collect() < 100
