"""Indicator systems, their validator, and the crosswalk from column names."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanzhen.errors import MeasureError, PackError
from yanzhen.measure.index import load_system, match_columns, systems, validate_system

WRONG = """\
id: mine
coverage_flor: 0.5
coverage_floor: 1.5
dimensions:
  - id: first
    indicators:
      - id: rd
        direction: up
        weight: 1
      - id: rd
        direction: target
        goalposts: [5, 1]
        weight: 1
  - id: second
    indicators: []
"""


@pytest.mark.parametrize("name", systems())
def test_packaged_systems_are_valid_cited_and_say_how_sure_they_are(name: str) -> None:
    system = load_system(name)
    assert system.id == name
    assert system.citation
    assert system.confidence in ("high", "medium-high", "medium", "low", "own")
    assert system.confidence_note
    assert len(set(system.names)) == len(system.indicators) >= 10
    assert all(indicator.en and indicator.unit for indicator in system.indicators)
    # Every system finds its own columns by Chinese name, without two claiming one.
    walk = match_columns(system, [indicator.zh for indicator in system.indicators])
    assert not walk.unmatched
    assert {source.how for source in walk.matched.values()} == {"name"}


def test_there_are_three_published_systems_of_new_quality_productive_forces_and_one_of_quality() -> None:
    cited = [load_system(name) for name in systems() if load_system(name).confidence != "own"]
    assert sum(system.id.startswith("nqpf") for system in cited) >= 3
    assert any(system.id.startswith("hqd") for system in cited)
    firm = load_system("nqpf-firm")
    assert sum(indicator.weight or 0 for indicator in firm.indicators) == 100


def test_every_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(WRONG, encoding="utf-8")
    problems = validate_system(file)
    lines = {int(problem.where.rsplit(":", 1)[1]): problem.what for problem in problems}
    assert "coverage_flor" in lines[2]
    assert "1.5" in lines[3]
    assert "up" in lines[8]
    assert "already" in lines[10]
    assert "target" in lines[11]
    assert "goalposts" in lines[12]
    assert "without indicators" in lines[15]
    with pytest.raises(PackError) as caught:
        load_system(file)
    assert all(str(problem) in caught.value.what for problem in problems)


def test_unknown_system() -> None:
    with pytest.raises(PackError, match="nqpf-elements"):
        load_system("nqpf-elemants")


def test_crosswalk_ignores_units_case_and_punctuation_but_never_guesses() -> None:
    system = load_system("nqpf-city")
    walk = match_columns(system, ["城市", "R&D经费投入强度(%)", "万元 GDP 能耗", "PM2.5", "研发强度"])
    assert {name: source.column for name, source in walk.matched.items()} == {
        "rd_intensity": "R&D经费投入强度(%)",
        "energy_intensity": "万元 GDP 能耗",
        "pm25": "PM2.5",
    }
    assert "研发强度" in walk.unused
    frame = walk.to_frame(system)
    assert frame.height == 12
    assert frame.filter(indicator="pm25")["column"][0] == "PM2.5"


def test_similar_columns_are_suggested() -> None:
    walk = match_columns(load_system("nqpf-city"), ["技术合同成交额占GDP"])
    assert walk.unmatched["technology_contracts"] == ("技术合同成交额占GDP",)
    assert "technology_contracts" not in walk.matched


def test_mapping_overrides_and_divides() -> None:
    system = load_system("nqpf-city")
    columns = ["研发支出", "GDP", "PM2.5"]
    mapping = {"rd_intensity": {"divide": ["研发支出", "GDP"], "times": 100}, "pm25": None}
    walk = match_columns(system, columns, mapping)
    assert walk.matched["rd_intensity"].divide_by == "GDP"
    assert "pm25" not in walk.matched
    with pytest.raises(MeasureError, match="no column"):
        match_columns(system, columns, {"rd_intensity": "R&D"})
    with pytest.raises(MeasureError, match="no indicator"):
        match_columns(system, columns, {"rd": "GDP"})


def test_two_columns_for_one_indicator_are_a_question() -> None:
    with pytest.raises(MeasureError, match="all fit"):
        match_columns(load_system("nqpf-city"), ["单位GDP能耗", "万元GDP能耗"])


def test_a_share_and_an_amount_are_not_the_same() -> None:
    walk = match_columns(load_system("nqpf-city"), ["研发经费投入强度(亿元)"])
    assert any("亿元" in text for text in walk.warnings)


def test_a_name_cut_at_its_comma_is_a_mistake(tmp_path: Path) -> None:
    """YAML ends a text in braces at a comma: {en: Patents per 10,000 people} was read as "Patents per 10"."""
    file = tmp_path / "mine.yaml"
    text = WRONG.replace(
        "    indicators:\n", "    name: {zh: 甲, en: Patents per 10,000 people}\n    indicators:\n", 1
    )
    file.write_text(text, encoding="utf-8")
    found = [problem for problem in validate_system(file) if "000 people" in problem.what]
    assert len(found) == 1 and "quotes" in (found[0].expected or "")
