"""Documentation that lists things cannot drift from the things; every command and link in the READMEs exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from yanzhen.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]


def test_reference_pages_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/make_reference.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr + " (run: python scripts/make_reference.py)"


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_commands_in_the_readme_exist(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    used = set(re.findall(r"^yanzhen (\w+)", text, re.MULTILINE))
    assert used and used <= set(COMMANDS)


PAGES = [ROOT / n for n in ("README.md", "README.zh.md", "ARCHITECTURE.md", "CONTRIBUTING.md")] + sorted(
    (ROOT / "docs").rglob("*.md")
)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)\s#]+)", text)
    missing = [t for t in targets if not (page.parent / t).exists()]
    assert not missing
