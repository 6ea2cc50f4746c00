"""Inputs made from the bytes a fuzzer offers: texts of the grammar's own words, tables, pages, office files."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

from yanzhen.read.grammar.quantities import AFTER, BEFORE
from yanzhen.read.grammar.units import DIMENSIONS, SCALES
from yanzhen.read.lexicon import words

_LISTS = (
    "metrics",
    "award",
    "entities",
    "lead",
    "holding",
    "acquire",
    "rank_words",
    "referring",
    "standing_heads",
)
_NUMBERS = (
    "0",
    "1",
    "12",
    "3.5",
    "1,000",
    "1000",
    "一百二十",
    "两",
    "几",
    "数十",
    "10.1:40.2:49.7",
    "〇",
    "9" * 20,
    "-3",
)
_SIGNS = (
    *tuple("，。；：、（）()“”《》【】〔〕\"'·—-~%‰/\n\t ,.;:!?！？\u3000\u200b\r\ufeff\x00"),
    "\r\n",
    "(yè)",
    "(Al)",
)
_TIMES = (
    "2024年",
    "今年",
    "上年",
    "1-8月份",
    "上半年",
    "“十四五”期间",
    "到2027年",
    "前三季度",
    "12月20日",
    "全年",
    "截至",
)
_JOINTS = (
    "和",
    "与",
    "及",
    "等",
    "分别",
    "其中",
    "比",
    "占",
    "对",
    "由",
    "从",
    "至",
    "到",
    "的",
    "了",
    "在",
    "以",
    "为",
    "是",
    "均",
    "该",
)
_VERBS = (
    "增长",
    "下降",
    "提高",
    "拉动",
    "贡献率",
    "达到",
    "突破",
    "同比",
    "居",
    "列",
    "前列",
    "首位",
    "第3位",
    "入选",
    "覆盖",
    "布局",
)
_PLACES = ("全市", "我县", "该区", "聊城市", "山东省", "冠县", "浙江桐乡", "田营镇", "高新区")
_NAMES = (
    "甲公司",
    "乙集团",
    "某产业集群",
    "轴承",
    "產業",
    "產(chǎn)業(yè)",
    "项目",
    "链主",
    "领域",
    "规上工业",
)
_UNITS = ("%", "个百分点", "亿元", "家", "万吨", "辆", "倍", "位", "成", "个", "条", "项")
_CLAUSES = (
    "增长5.1%", "同比下降3.2%", "增速为7.1%", "占全国的80%", "占比提高1.2个百分点", "高于全省0.5个百分点",
    "拉动规上工业增长3.2个百分点", "对经济增长的贡献率达60.5%", "分别增长1.2%和3.4%", "分别达到1亿元、2亿元和3亿元",
    "甲、乙、丙3个产业集群", "比2019年增长13.5%", "年均增长6%", "可年产3万辆客车", "总投资20亿元的甲项目", "3万至5万辆",
    "三次产业结构为10.1:40.2:49.7", "居全省第3位", "均居全国前列", "完成年度计划的58%", "是2020年的2.6倍", "超三成", "一半以上",
    "入选国家级“小巨人”企业名单", "以甲公司为链主的某产业链", "在新材料领域布局", "等12家企业", "年营收超100亿元的集群3个",
)  # fmt: skip
CORE = (*_NUMBERS, *_SIGNS, *_TIMES, *_JOINTS, *_VERBS, *_PLACES, *_NAMES, *_UNITS, *_CLAUSES)
WORDS = (*CORE, *(word for name in _LISTS for word in words(name)), *DIMENSIONS, *SCALES, *BEFORE, *AFTER)
_MOST_WORDS = 120
_HEADS = (
    "企业名称",
    "统一社会信用代码",
    "所属县区",
    "行业代码",
    "2024年营业收入(万元)",
    "增速(%)",
    "序号",
    "备注",
    "数量",
    "日期",
    "",
)
_CELLS = (
    "",
    "合计",
    "小计",
    "其中",
    "—",
    "-",
    "…",
    "#DIV/0!",
    "保密",
    "x",
    "1e999",
    "nan",
    "2024-13-45",
    "=1+1",
    "91371500MA3C0XXX0X",
)


def text(data: Any) -> str:
    """Words of the grammar, digits and any characters, in the order the bytes say."""
    pieces = []
    for _ in range(data.ConsumeIntInRange(1, _MOST_WORDS)):
        match data.ConsumeIntInRange(0, 9):
            case 0:
                pieces.append(data.ConsumeUnicodeNoSurrogates(data.ConsumeIntInRange(0, 8)))
            case 1:
                pieces.append(str(data.ConsumeIntInRange(0, 10**12)))
            case 2:
                pieces.append(_word_of(data) * data.ConsumeIntInRange(1, 400))
            case 3 | 4 | 5:
                pieces.append(CORE[data.ConsumeIntInRange(0, len(CORE) - 1)])
            case _:
                pieces.append(_word_of(data))
        if not data.remaining_bytes():
            break
    return "".join(pieces)


def _word_of(data: Any) -> str:
    return WORDS[data.ConsumeIntInRange(0, len(WORDS) - 1)]


def _cell(data: Any) -> object:
    match data.ConsumeIntInRange(0, 7):
        case 0:
            return _HEADS[data.ConsumeIntInRange(0, len(_HEADS) - 1)]
        case 1:
            return _CELLS[data.ConsumeIntInRange(0, len(_CELLS) - 1)]
        case 2 | 3:
            return data.ConsumeIntInRange(-(10**6), 10**9) / 100
        case 4:
            return data.ConsumeUnicodeNoSurrogates(data.ConsumeIntInRange(0, 12))
        case 5:
            return data.ConsumeBool()
        case _:
            return _word_of(data)


def table(data: Any) -> tuple[bytes, str]:
    """A CSV or a workbook with rows of uneven length, merged and missing cells, sometimes damaged."""
    rows = [
        [_cell(data) for _ in range(data.ConsumeIntInRange(0, 12))]
        for _ in range(data.ConsumeIntInRange(0, 24))
    ]
    if data.ConsumeIntInRange(0, 3):
        separator = ",\t;|"[data.ConsumeIntInRange(0, 3)]
        content, name = _csv(rows, separator, data), "表.tsv" if separator == "\t" else "表.csv"
    else:
        content, name = _workbook(rows, data), "表.xlsx"
    return (_damaged(content, data) if data.ConsumeIntInRange(0, 4) == 0 else content), name


def _csv(rows: list[list[object]], separator: str, data: Any) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    if data.ConsumeBool():
        out.write('"' * data.ConsumeIntInRange(0, 3))
    encoding = ("utf-8", "utf-8-sig", "gb18030", "utf-16")[data.ConsumeIntInRange(0, 3)]
    return out.getvalue().encode(encoding, "replace")


def _workbook(rows: list[list[object]], data: Any) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheets = [book.add_worksheet() for _ in range(data.ConsumeIntInRange(1, 2))]
    for at, row in enumerate(rows):
        sheets[at % len(sheets)].write_row(at, data.ConsumeIntInRange(0, 2), row)
    if data.ConsumeBool():
        top, left = data.ConsumeIntInRange(0, 3), data.ConsumeIntInRange(0, 3)
        sheets[0].merge_range(top, left, top + data.ConsumeIntInRange(0, 2), left + 1, "营业收入")
    book.close()
    return out.getvalue()


def _damaged(content: bytes, data: Any) -> bytes:
    """Some bytes changed, or the end cut off."""
    changed = bytearray(content)
    for _ in range(data.ConsumeIntInRange(0, 6)):
        if changed:
            changed[data.ConsumeIntInRange(0, len(changed) - 1)] = data.ConsumeIntInRange(0, 255)
    return bytes(changed[: data.ConsumeIntInRange(0, len(changed))]) if data.ConsumeBool() else bytes(changed)


def document(data: Any) -> tuple[bytes, str]:
    """A web page, a Word document, a PDF or a ZIP, sometimes damaged."""
    make, name = ((_page, "页.html"), (_word, "文.docx"), (_pdf, "文.pdf"), (_zip, "包.zip"))[
        data.ConsumeIntInRange(0, 3)
    ]
    content = make(data)
    return (_damaged(content, data) if data.ConsumeIntInRange(0, 2) == 0 else content), name


_TAGS = (
    "p",
    "div",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "span",
    "h1",
    "article",
    "script",
    "style",
    "a",
    "b",
    "br",
    "svg",
    "!--",
    "head",
    "title",
)


def _page(data: Any) -> bytes:
    pieces = ["<html><body>"]
    for _ in range(data.ConsumeIntInRange(0, 60)):
        tag = _TAGS[data.ConsumeIntInRange(0, len(_TAGS) - 1)]
        match data.ConsumeIntInRange(0, 3):
            case 0:
                pieces.append(f"<{tag}>" * data.ConsumeIntInRange(1, 30))
            case 1:
                pieces.append(f"</{tag}>")
            case 2:
                pieces.append(f'<{tag} class="{data.ConsumeUnicodeNoSurrogates(4)}">')
            case _:
                pieces.append(_word_of(data))
    return "".join(pieces).encode()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
_ELEMENTS = (
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:fldChar",
    "w:instrText",
    "w:sdt",
    "w:sdtContent",
    "w:hyperlink",
    "w:ins",
)


def _word(data: Any) -> bytes:
    body, still_open = [], []
    for _ in range(data.ConsumeIntInRange(0, 60)):
        element = _ELEMENTS[data.ConsumeIntInRange(0, len(_ELEMENTS) - 1)]
        if data.ConsumeIntInRange(0, 2):
            body.append(f"<{element}>")
            still_open.append(element)
        elif still_open:
            body.append(f"{escape(text(data)) if data.ConsumeBool() else ''}</{still_open.pop()}>")
    body += [f"</{element}>" for element in reversed(still_open)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{"".join(body)}</w:body></w:document>'
        )
    return out.getvalue()


_OPERATORS = (
    "BT",
    "ET",
    "Tf",
    "Td",
    "Tj",
    "q",
    "Q",
    "cm",
    "re",
    "f",
    "BDC",
    "EMC",
    "/F1 12",
    "/Span <</MCID 0>>",
    "1 0 0 1 72 720",
    "(\xd6\xd0)",
    "12",
    "<4E2D>",
)


def _pdf(data: Any) -> bytes:
    stream = " ".join(
        _OPERATORS[data.ConsumeIntInRange(0, len(_OPERATORS) - 1)]
        for _ in range(data.ConsumeIntInRange(0, 60))
    )
    objects = (
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/StructParents 0>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Type/StructTreeRoot/K[<</S/{('P', 'Table', 'TD', 'Figure', 'Note')[data.ConsumeIntInRange(0, 4)]}/K[0 {data.ConsumeIntInRange(0, 9)}]/Pg 3 0 R>>]>>",
    )
    written = "%PDF-1.7\n" + "".join(
        f"{i} 0 obj\n{content}\nendobj\n" for i, content in enumerate(objects, 1)
    )
    return f"{written}trailer\n<</Root 1 0 R/Size 7>>\n%%EOF".encode("latin-1")


def _zip(data: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for index in range(data.ConsumeIntInRange(0, 3)):
            archive.writestr(
                f"{index}{('.txt', '.csv', '.html', '.docx', '')[data.ConsumeIntInRange(0, 4)]}", text(data)
            )
    return out.getvalue()
