"""Fuzzing and linear time: no crash, no hang, offsets always valid."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.fuzz.checks import check_file, check_reader
from tests.read.fuzz.making import PARTS, WORD

from yanzhen.errors import InputError
from yanzhen.read import read_text
from yanzhen.read.files import read_bytes
from yanzhen.read.formats import expand_zip
from yanzhen.read.tables import TableReading

WORDS = [
    "全市",
    "我县",
    "规上工业增加值",
    "地区生产总值",
    "营业收入",
    "分别",
    "和",
    "、",
    ",",
    ";",
    ":",
    "。",
    "增长",
    "下降",
    "提高",
    "占",
    "比重",
    "的",
    "达到",
    "突破",
    "超",
    "约",
    "近",
    "以上",
    "余",
    "左右",
    "1000",
    "3.5",
    "12",
    "亿元",
    "万元",
    "%",
    "个百分点",
    "倍",
    "家",
    "个",
    "条",
    "万吨",
    "辆",
    "第3位",
    "居全省",
    "首位",
    "前列",
    "2024年",
    "1-8月份",
    "上半年",
    "“十四五”期间",
    "到2027年",
    "力争",
    "产业集群",
    "产业链",
    "龙头企业",
    "等",
    "入选",
    "获评",
    "为主导产品",
    "以",
    "为链主的",
    "领域",
    "在",
    "(",
    ")",
    "“",
    "”",
    "《",
    "》",
    "(yè)",
    "產",
    "業",
    "由",
    "从",
    "到",
    "至",
    "-",
    "比上年",
    "同比",
    "年产",
    "总投资",
    "三次产业结构为",
    "10.1:40.2:49.7",
    "均",
    "拉动",
    "贡献率",
    "贡献",
    "对",
    "连续三年",
    "甲公司",
    "乙集团",
    "该",
    "其中",
    "一批",
]
TEXT = st.one_of(
    st.lists(st.sampled_from([*WORDS, "\n"]), max_size=40).map("".join),
    st.text(max_size=120),
    st.text(alphabet="一二三四五六七八九十百千万亿余多成倍家元%0123456789.,、和:()-", max_size=80),
)


@settings(max_examples=400, deadline=None)
@given(TEXT)
def test_any_text_is_read_and_every_span_holds(text: str) -> None:
    check_reader(text)


# Found by the fuzzers (tests/read/fuzz) and by texts of one thing said over and over.
FOUND = {
    "a province within itself": "山东省" * 1000,
    "numerals without end": "万" * 900 + "亿元",
    "more digits than a number has": "产值"
    + "9" * 400
    + "亿元,增长"
    + "9" * 400
    + "%,居全省第"
    + "9" * 500
    + "位。",
    # Words that are two others side by side: a search that tries every way to cut a row of them never ends.
    "达到 is 达 and 到": "拉动" + "达到" * 40 + "某增长5%",
    "预计将 is 预计 and 将": "甲产业" + "预计将" * 40 + "某增长5%",
    "joints within names": "和与" * 60 + "某增长5亿元",
    "a range of such numbers": "产值" + "9" * 320 + "元至" + "9" * 400 + "元,分别增长" + "9" * 400 + "%和3%",
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found(name: str) -> None:
    check_reader(FOUND[name])


def test_one_impossible_number_does_not_take_the_document_with_it() -> None:
    reading = read_text("全市产值" + "9" * 400 + "亿元。全市规上工业增加值增长5.1%。")
    assert [s.figure.value for s in reading.statements if s.figure] == [5.1]


def docx(body: str) -> bytes:
    """A Word document of the parts a reader cannot do without."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return out.getvalue()


@pytest.mark.parametrize("body", ["产值\x05", "<w:p>", "<w:tbl>" * 300 + "</w:tbl>" * 300])
def test_broken_word_documents_are_refused(body: str) -> None:
    with pytest.raises(InputError, match="Word"):
        read_bytes(docx(body), "a.docx")


def test_archives_with_a_damaged_directory_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "全市产值5亿元。")
    content = bytearray(out.getvalue())
    at = content.index(b"PK\x01\x02") + 42  # where the directory says that the file begins
    content[at : at + 4] = b"\xff\xff\xff\x7f"
    with pytest.raises(InputError, match="压缩包"):
        list(expand_zip(bytes(content), "a.zip"))


def test_a_thing_named_twice_in_one_cell_is_stated_once() -> None:
    read = read_bytes("企业名称,主要产品,产值(万元)\n甲公司,轴承、轴承,12\n".encode(), "a.csv")
    assert isinstance(read, TableReading)
    assert [s.object for s in read.reading.statements if s.object] == ["轴承"]


PATHOLOGICAL = {
    "brackets": "(" * 400 + "产业(yè)" * 100 + ")" * 400,
    "nested": "(产(业(链)))" * 200,
    "digits": "1234567890" * 200,
    "commas": "1,2,3,4,5,6," * 200,
    "numerals": "一百二十三亿四千五百万" * 150,
    "units": "亿元万元千家百个" * 200,
    "enumeration": "甲轴承、乙铜业、" * 250 + "等500家企业年营收超5亿元",
    "respectively": "甲、乙分别增长" + "1.2%、" * 400,
    "and": "甲和乙与丙及丁" * 250 + "产值达3亿元",
    "quotes": "“头雁" * 300 + "”" * 300,
    "growth": "同比增长" * 400 + "5%",
    "shares": "占占占占" * 400 + "的比重为5%",
    "titles": "入选获评荣获" * 300,
    "places": "山东省聊城市冠县" * 120,
    "this one": "16条产业链、25个集群、38个项目,这些集群、上述项目、该企业" * 40,
    "adjectives": "100项" + "原创性、颠覆性、" * 200 + "技术攻关",
    "times": "2024年1-8月份上半年" * 120,
    "compared": "比上年同期较全省高于全国" * 120,
    "pinyin": "產(chǎn)業(yè)" * 150,
    "punctuation": ",,、;。 , 、" * 150,
    "one line of words": "坚持把实体经济作为着力点推动产业延链补链强链" * 80,
    "sentence": "全市规上工业增加值增长5.1%,居全省第3位,营业收入达12.4亿元;" * 60,
}


def seconds(read: Callable[[], object]) -> float:
    """The least processor time of three runs."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        with suppress(InputError):
            read()
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_time_is_linear(name: str) -> None:
    """Ten times the text takes at most twelve times the time (plus what a clock cannot tell)."""
    text = PATHOLOGICAL[name]
    read_text(text)
    once, tenfold = seconds(lambda: read_text(text)), seconds(lambda: read_text(text * 10))
    assert tenfold <= 12 * once + 0.05


PARAGRAPH = "<p>全市规上工业增加值增长5.1%,居全省第3位。</p>"
WORDS_OF = "<w:p><w:r><w:t>产值5亿元</w:t></w:r></w:p>"
CELL = f"<w:tc>{WORDS_OF}</w:tc>"
FILES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "columns": ("a.csv", lambda n: csv_of(40 * n, 2)),
    "rows": ("a.csv", lambda n: csv_of(10, 40 * n)),
    "heads": ("a.csv", lambda n: ("企业,产值,其中\n" * (60 * n) + "甲,1,2\n").encode()),
    "blank rows": ("a.csv", lambda n: (",,,\n" * (900 * n) + "企业名称,产值(万元)\n甲,1\n").encode()),
    "open quotes": ("a.csv", lambda n: ('"' * (900 * n) + "\n企业名称,产值\n甲,1\n").encode()),
    "nested divisions": ("a.html", lambda n: page("<div>" * (90 * n) + PARAGRAPH * 5)),
    "table of a page": ("a.html", lambda n: page(PARAGRAPH + "<table>" + "<tr><td>产值5亿元</td></tr>" * (90 * n) + "</table>")),
    "signs": ("a.html", lambda n: page("<" * (900 * n) + "<p " * (90 * n) + PARAGRAPH * 3)),
    "table of a document": ("a.docx", lambda n: docx("<w:tbl>" + ("<w:tr>" + CELL * 3 + "</w:tr>") * (20 * n) + "</w:tbl>")),
    "wide table": ("a.docx", lambda n: docx("<w:tbl><w:tr>" + CELL * (30 * n) + "</w:tr></w:tbl>")),
    "nested tables": ("a.docx", lambda n: docx("<w:tbl><w:tr><w:tc>" * n + WORDS_OF + "</w:tc></w:tr></w:tbl>" * n + WORDS_OF)),
}  # fmt: skip


def csv_of(columns: int, rows: int) -> bytes:
    head = ["企业名称", *(f"2024年指标{i}(万元)" for i in range(columns))]
    body = ([f"甲{row}公司", *(str(row + column) for column in range(columns))] for row in range(rows))
    return "\n".join(map(",".join, [head, *body])).encode()


def page(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


@pytest.mark.parametrize("name", FILES)
def test_time_of_files_is_linear(name: str) -> None:
    file, make = FILES[name]
    small, large = make(1), make(10)
    read_or_refuse = partial(check_file, name=file)
    read_or_refuse(small)
    assert seconds(lambda: read_or_refuse(large)) <= 12 * seconds(lambda: read_or_refuse(small)) + 0.05
