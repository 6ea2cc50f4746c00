"""Real files of every format: web page, Word, PDF, ZIP, folder; and files that are not what they say."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from yanzhen.errors import InputError
from yanzhen.publish.docx_parts import add_footnotes
from yanzhen.read.files import read_bytes, read_path
from yanzhen.read.formats import DOCX, HTML, PDF, expand, expand_zip
from yanzhen.read.tables import TableReading
from yanzhen.terms import Reading

BODY = (
    "本报讯 12月20日,示例市召开新闻发布会,介绍轴承产业发展情况。全市轴承产业集群年营收超80亿元,"
    "拥有规上企业46家,同比增长8.5%。下一步,示例市将围绕关键环节补齐短板,推动产业链上下游协同发展。"
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>示例市轴承产业发展情况</title>
<script>var a = "来源:脚本 2020-01-01";</script></head><body>
<div class="nav"><a href="/">首页</a> <a href="/n">要闻</a> <a href="/x">县域</a></div>
<div class="article"><h1>示例市轴承产业发展情况</h1><div class="info"><span>来源:示例日报</span>&nbsp;<span>2024-12-25 09:35:26</span></div>
<p>{BODY}</p><p>{BODY.replace("80", "90").replace("46", "47")}</p></div>
<div class="footer">关于我们 | 广告服务 | 版权声明</div></body></html>"""


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "集群", "年营收超80亿元"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_page_gives_title_dateline_and_body_only() -> None:
    text = HTML.text(PAGE.encode(), "page.html")
    assert "年营收超80亿元" in text and "来源:示例日报" in text and "2024-12-25 09:35:26" in text
    assert "广告服务" not in text and "脚本" not in text and "县域" not in text


def test_a_title_outside_of_the_article_is_found() -> None:
    """Day before source, as many sites print it; the heading outside of what holds the article."""
    page = (
        "<html><head><title>示例市轴承产业集群年营收超80亿元_示例网</title></head><body>"
        "<div>当前位置：首页 &gt; 要闻</div><h1>示例市轴承产业集群<b>年营收</b>超80亿元</h1>"
        f"<div>2024-12-25 09:12 来源：示例日报</div><div><p>{BODY}</p><p>{BODY}</p></div></body></html>"
    )
    found = read_bytes(page.encode(), "a.html")
    assert found.source.title == "示例市轴承产业集群年营收超80亿元"
    assert (found.source.publisher, found.source.published) == ("示例日报", "2024-12-25T09:12:00")


def test_what_a_government_page_declares_is_used() -> None:
    head = (
        '<meta name="ArticleTitle" content="关于示例市轴承产业的通报"><meta name="PubDate" content="2024-12-25">'
        '<meta name="ContentSource" content="示例市工信局">'
    )
    page = f"<html><head>{head}</head><body><div><p>{BODY}</p><p>{BODY}</p></div></body></html>"
    found = read_bytes(page.encode(), "a.html")
    source = found.source
    assert (source.title, source.publisher, source.published) == (
        "关于示例市轴承产业的通报",
        "示例市工信局",
        "2024-12-25",
    )


def test_page_in_gbk_without_article_says_so() -> None:
    page = PAGE.replace("utf-8", "gb2312").encode("gb18030")
    assert "示例日报" in HTML.text(page, "page.html")
    with pytest.raises(InputError, match="正文"):
        HTML.text(b"<html><body></body></html>", "empty.html")


def test_word_keeps_the_order_of_paragraphs_and_tables() -> None:
    assert DOCX.text(word("第一段。", "第二段。"), "a.docx") == "第一段。\n第二段。\n集群\t年营收超80亿元\n"


def test_a_renamed_zip_is_no_word_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    for content in (out.getvalue(), b"plain", b""):
        with pytest.raises(InputError, match="不是 Word 文档"):
            DOCX.text(content, "a.docx")


def pdf(markup: str) -> bytes:
    made = typst.compile(markup.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def test_pdf_joins_wrapped_lines_and_reports_scans() -> None:
    lines = "The cluster reached a revenue of more than 80 million yuan in the year and employs more than four hundred people in total."
    text = PDF.text(pdf(f"#set page(width: 8cm)\n{lines}"), "a.pdf")
    assert text.strip() == lines
    with pytest.raises(InputError, match="扫描件"):
        PDF.text(pdf("#rect()"), "scan.pdf")
    mixed = PDF.text(pdf("text\n#pagebreak()\n#rect()"), "mixed.pdf")
    assert "第2页没有文字层" in mixed
    with pytest.raises(InputError, match="已损坏"):
        PDF.text(b"%PDF-1.7 broken", "b.pdf")


TAGGED = """#set document(title: "t")
#set page(width: 9cm, height: 6cm, footer: context [第#counter(page).display()页999家])
#set text(lang: "zh")
有色金属产业集群年营收突破1000亿元#footnote[某市日报]，绿色化工产业集群年营收超500亿元，其余各集群合计不足百亿元，不一一列出。
#table(columns: 2, table.header[主体][数值], [甲产业
集群], [突破30亿元], [乙产业集群], [约20亿元])
#figure(image(bytes("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 20'><text y='15'>777</text></svg>"), alt: "图"), caption: [图题])
"""


def test_tagged_pdf_keeps_cells_and_paragraphs_and_leaves_out_drawings_and_page_numbers() -> None:
    lines = PDF.text(pdf(TAGGED), "a.pdf").splitlines()
    assert lines[0].startswith("有色金属产业集群年营收突破1000亿元，") and lines[0].endswith("不一一列出。")
    assert "主体\t数值" in lines and "乙产业集群\t约20亿元" in lines
    assert "某市日报" in "".join(lines[1:]) and lines[-1].endswith("图题")
    assert "777" not in "".join(lines) and "999" not in "".join(lines)


def test_word_leaves_out_the_numbers_of_repeated_notes() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("年产3万辆")
    for kind, text in (("begin", ""), ("", " NOTEREF note8 "), ("separate", ""), ("", "8"), ("end", "")):
        run = paragraph.add_run(text if text == "8" else "")
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif text != "8":
            mark.text = text
            run._r.append(mark)
    paragraph.add_run("。")
    out = io.BytesIO()
    document.save(out)
    assert DOCX.text(out.getvalue(), "a.docx") == "年产3万辆。\n"


def test_folder_and_zip_are_read_file_by_file(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY, encoding="gb18030")
    (folder / "b.docx").write_bytes(word(BODY))
    (folder / "c.csv").write_text("企业名称,营业收入(万元)\n示例厂,100\n", encoding="utf-8-sig")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / ".hidden.txt").write_text("x")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    for path in (folder, tmp_path / "all.zip"):
        kinds = {Path(name).name: type(reading) for name, reading in read_path(path)}
        assert kinds == {"a.txt": Reading, "b.docx": Reading, "c.csv": TableReading, "bad.pdf": InputError}


def test_zip_bombs_broken_and_empty_archives_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * (200 << 20))
    with pytest.raises(InputError, match="超过限度"):
        list(expand_zip(out.getvalue(), "bomb.zip"))
    with pytest.raises(InputError, match="已损坏"):
        list(expand_zip(b"PK\x03\x04", "x.zip"))
    with pytest.raises(InputError, match="没有这个文件"):
        list(expand(tmp_path / "nothing"))
    with pytest.raises(InputError, match="没有可以读取"):
        list(expand(tmp_path))


def test_names_from_chinese_windows_are_readable() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("abcdefgh.txt")
        archive.writestr(info, "x")
    # The name field as Windows Explorer writes it: GBK bytes without the UTF-8 flag.
    gbk = "企业名单.txt".encode("gbk")
    content = out.getvalue().replace(b"abcdefgh.txt", gbk)
    [(name, _)] = expand_zip(content, "z.zip")
    assert name == "z.zip/企业名单.txt"


def test_a_mapping_beside_a_table_is_reused(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("企业名称,数(万元)\n示例厂,100\n", encoding="utf-8")
    mapping = "sheets:\n  CSV:\n    columns:\n      B: {role: figure, name: 产值, unit: 万元, period: 2024}\n"
    (tmp_path / "t.csv.mapping.yaml").write_text(mapping, encoding="utf-8")
    [(_, table)] = read_path(file)
    assert isinstance(table, TableReading)
    [figure] = table.reading.statements
    assert figure.predicate == "产值" and figure.figure is not None and figure.figure.period is not None


def test_text_boxes_and_notes_of_a_word_file_are_read() -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    host = document.add_paragraph("有框的段落。")
    box, inner, run, words = (OxmlElement(f"w:{tag}") for tag in ("txbxContent", "p", "r", "t"))
    words.text = "框里的话，年营收超80亿元。"
    for outer, part in ((run, words), (inner, run), (box, inner)):
        outer.append(part)
    host._p.append(box)
    document.add_paragraph("最后一段。")
    add_footnotes(document, ["脚注里的话，共12条。"])
    out = io.BytesIO()
    document.save(out)
    assert DOCX.text(out.getvalue(), "a.docx").splitlines() == [
        "正文。", "有框的段落。", "框里的话，年营收超80亿元。", "最后一段。", "脚注里的话，共12条。",
    ]  # fmt: skip
