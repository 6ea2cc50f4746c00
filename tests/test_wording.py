"""Chinese that people read uses Chinese punctuation (GB/T 15834): no half-width comma between two Han characters."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "yanzhen"
HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff”》）][,;!?](?=[\u4e00-\u9fff“《（\d])|[\u4e00-\u9fff”》）]:(?=[\u4e00-\u9fff“《（])"
)
# The reader works on text in which punctuation has been folded to half width, so its patterns must have it.
READER = {"read"}


def strings(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def modules() -> list[Path]:
    return [p for p in sorted(SOURCE.rglob("*.py")) if p.relative_to(SOURCE).parts[0] not in READER]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_python_strings(path: Path) -> None:
    wrong = [
        f"{path.name}:{line}: {text[:60]}"
        for line, text in strings(path)
        if HALF_WIDTH.search(text) and "\\" not in text
    ]
    assert not wrong, "\n".join(wrong)


def texts() -> list[Path]:
    found = [
        p
        for ending in ("*.yaml", "*.html", "*.md")
        for p in SOURCE.rglob(ending)
        if "node_modules" not in p.parts
    ]
    docs = (SOURCE.parents[1] / "docs").rglob("*.md")
    return sorted([*found, *docs, SOURCE.parents[1] / "README.zh.md"])


@pytest.mark.parametrize("path", texts(), ids=lambda p: p.name)
def test_packs_templates_and_documents(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    wrong = [f"{path}: {line[:80]}" for line in text.splitlines() if HALF_WIDTH.search(line)]
    assert not wrong, "\n".join(wrong)
