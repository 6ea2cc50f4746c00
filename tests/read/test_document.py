"""Opening files: encodings, faults and what a document says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanzhen.errors import InputError
from yanzhen.read import open_document, read_document

ARTICLE = """要闻
首页>要闻 >

我县加快发展新材料产业

来源:某县日报  2024-03-05 09:08:07

本报讯(记者 张三) 3月1日,县政府新闻办公室举行新闻发布会,介绍有关情况。全县新材料产业年产值突破50亿元。

编辑:李四
审核:王 五
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ARTICLE.encode(encoding))
    assert open_document(path).text.lstrip("\ufeff") == ARTICLE


def test_source_fields(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    source = open_document(path).source
    assert (source.title, source.publisher) == ("我县加快发展新材料产业", "某县日报")
    assert (source.published, source.event_date) == ("2024-03-05T09:08:07", "2024-03-01")
    assert (source.reporter, source.editor, source.reviewer) == ("张三", "李四", "王五")
    assert source.as_of == "2024-03-01"


def test_undecodable_bytes_are_reported_with_their_offset(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    content = ARTICLE.encode()
    at = content.index("新材料".encode(), 200)
    path.write_bytes(content[:at] + b"\xff\xfe" + content[at:])
    with pytest.raises(InputError) as error:
        open_document(path)
    assert f"byte offset {at} " in (error.value.where or "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        (b" \n\t ", "空"),
        (b"%PDF-1.7 fake", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"abc\x00\x01\x02", "binary"),
    ],
)
def test_what_is_no_text(content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        from yanzhen.read.decode import decode

        decode(content, "x.txt")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(InputError, match="文件夹"):
        read_document(tmp_path)


def test_same_bytes_same_ids() -> None:
    first, second = read_document(ARTICLE.encode()), read_document(ARTICLE.encode())
    assert [s.id for s in first.statements] == [s.id for s in second.statements]
    assert first.source.id == second.source.id
