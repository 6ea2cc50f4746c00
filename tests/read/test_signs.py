"""What is asked only where a sign of it stands finds nothing elsewhere: signs save time and never change what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanzhen.read import extract, read_text
from yanzhen.read.clean.pinyin import _SYLLABLE, toneless
from yanzhen.read.grammar import relations
from yanzhen.read.grammar.carry import Carry

PARAPHRASES = Path(__file__).parent / "paraphrases"


def stated() -> list[tuple[object, ...]]:
    """Every relation of the paraphrases."""
    out: list[tuple[object, ...]] = []
    for path in sorted(PARAPHRASES.glob("*.txt")):
        for text in path.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in text.split("\n") if line[:2] not in ("##", "+ ", "~ ", "= ")]
            found = read_text("\n".join(lines) or "。").statements
            out += [(s.subject, s.predicate, s.object, s.rule) for s in found if s.kind != "figure"]
    return out


def test_rules_find_nothing_where_no_sign_of_theirs_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    by_signs = stated()
    monkeypatch.setattr(extract, "may_relate", lambda text, carry: True)
    monkeypatch.setattr(relations, "_asked", lambda *clause: tuple(relations.RULES))
    assert stated() == by_signs


@pytest.mark.parametrize("rule", relations.RULES)
def test_every_sign_has_its_rule_asked(rule: relations.Rule) -> None:
    for sign in relations.RULES[rule].split():
        assert relations.may_relate(f"甲乙{sign}丙", Carry("甲市"))
        assert rule in relations._asked(f"甲乙{sign}丙", False, False, False)


def test_sentences_of_numbers_hold_no_sign() -> None:
    """Half of a bulletin's sentences would be gone through in vain if a sign were as common as 为2."""
    text = "全年规上工业增加值1256.2亿元,比上年增长2.5%,居全省第2位;占比为20.6%,比上年提高1.2个百分点"
    assert not relations.may_relate(text, Carry("甲市"))


def test_every_reading_looks_like_a_syllable() -> None:
    from pypinyin.pinyin_dict import pinyin_dict

    readings = {toneless(reading) for all_of_one in pinyin_dict.values() for reading in all_of_one.split(",")}
    assert not [reading for reading in readings if not _SYLLABLE.fullmatch(reading)]
    assert not any(map(_SYLLABLE.fullmatch, ["gdp", "esg", "ppp", "led", "pvc"]))
