"""The page that shows the ledger is run: Python as doctests, commands against the commands there are."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from click.testing import CliRunner

from yanzhen.cli.main import cli

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "ledger.md"


def test_the_python_on_the_page_runs() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert found.attempted > 20 and found.failed == 0


def test_every_command_on_the_page_exists() -> None:
    lines = re.findall(r"^yanzhen (\w+) (.*?)(?:\s+#.*)?$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) > 20
    for command, rest in lines:
        words = [command, "x.yz"]
        if command in ("review", "ledger"):
            words += [w for w in rest.split() if (w.isascii() and w.isalpha()) or w == "not-same"][:1]
        result = CliRunner().invoke(cli, [*words, "--help"])
        assert result.exit_code == 0 and "Usage" in result.output, (words, result.output)
