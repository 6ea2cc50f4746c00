"""The how-to page: its Python runs, its template works, its commands exist."""

from __future__ import annotations

import re
from pathlib import Path

from yanzhen.cli.publish import command
from yanzhen.publish import Facts, Imprint, compose, template_names
from yanzhen.publish.template import parse_template

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "publish.md").read_text(encoding="utf-8")


def test_python_of_the_page_runs() -> None:
    [code] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(code, "publish.md", "exec"), {})


def test_template_of_the_page_works(city: Facts, imprint: Imprint) -> None:
    text = next(block for block in re.findall(r"```\n(---.*?)```", PAGE, re.DOTALL))
    outline = compose(parse_template(text.replace("            # or official", ""), "own.md"), city, imprint)
    assert outline.title == "聊城市产业集群情况" and len(outline.evidence()) == 5


def test_every_template_and_command_is_on_the_page() -> None:
    for name in template_names():
        assert f"city.yz {name}" in PAGE
    for name in set(command.commands) - {"document"}:
        assert f"yanzhen publish {name}" in PAGE
