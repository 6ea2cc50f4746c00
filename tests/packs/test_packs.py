"""The loader of packaged data: finding packs, and YAML with the lines its values stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanzhen.errors import PackError
from yanzhen.packs import KINDS, names, path, read_yaml


def test_values_know_their_lines() -> None:
    text = "id: x\nsegments:\n  - id: a\n    products: [p]\n  - id: b\n"
    document = read_yaml("x.yaml", text)
    assert document.data == {"id": "x", "segments": [{"id": "a", "products": ["p"]}, {"id": "b"}]}
    assert document.where("segments", 0, "products") == "x.yaml:4"
    assert document.where("segments", 1) == "x.yaml:5"
    assert document.line("segments", 1, "products") == 5  # a missing key stands where its owner stands
    assert document.line("nothing") == 1


def test_codes_dates_and_words_stay_text() -> None:
    data = read_yaml("x", "a: 0111\nb: no\nc: 2024-12-20\nd: 1.5\ne: 12\nf: ~\ng: true\n").data
    assert data == {"a": "0111", "b": "no", "c": "2024-12-20", "d": 1.5, "e": 12, "f": None, "g": True}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: 1\nb: 2\na: 3\n", "x.yaml:3"),
        ("a: [1,\n b: }\n", "x.yaml:2"),
        ("? [a, b]\n: 1\n", "x.yaml:1"),
        ("a: !!python/name:os.system x\n", "x.yaml:1"),
        ("a: &x [*x]\n", "x.yaml"),
    ],
)
def test_broken_yaml_names_the_line(text: str, where: str) -> None:
    with pytest.raises(PackError) as caught:
        read_yaml("x.yaml", text)
    assert caught.value.where == where


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be read"):
        read_yaml(tmp_path / "none.yaml")
    (tmp_path / "gbk.yaml").write_bytes("名称: 轴承".encode("gbk"))
    with pytest.raises(PackError, match="UTF-8"):
        read_yaml(tmp_path / "gbk.yaml")
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(tmp_path / "bom.yaml").data == {"a": 1}


def test_packs_are_found_by_name_and_nothing_else() -> None:
    for kind in KINDS:
        for name in names(kind):
            assert path(kind, name).exists()
    for kind, name in [("chains", "nothing"), ("spells", "x"), ("chains", "../files.py"), ("chains", "")]:
        with pytest.raises(PackError):
            path(kind, name)
