"""The example in the READMEs runs and prints what they show."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_example_prints_what_the_page_shows(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    code, shown = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", text, re.DOTALL).groups()  # type: ignore[union-attr]
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    told, expected = (
        [re.sub(r"\s+", " ", line).strip() for line in block.strip().splitlines()[1:]]
        for block in (done.stdout, shown)
    )
    assert told == expected
