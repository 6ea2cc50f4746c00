"""The how-to for clerks works exactly as written."""

from __future__ import annotations

import re
from pathlib import Path

from yanzhen.judge import load_cases, load_fields, load_programme, run_case

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "write-a-programme.md"


def test_the_guide_step_by_step(tmp_path: Path) -> None:
    rules, cases = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "rules.yaml").write_text(rules, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(cases, encoding="utf-8")
    fields = load_fields()
    programme = load_programme(tmp_path, fields)
    told = [run_case(case, programme, fields)[0] for case in load_cases(tmp_path, fields)]
    assert told == [True] * 5
