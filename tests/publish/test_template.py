"""Templates are data that users edit: what they may do, and what they are told when they may not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publish.city import AS_OF, Book

from yanzhen.errors import FigureError, PackError
from yanzhen.publish import (
    Facts,
    Heading,
    Imprint,
    Outline,
    PageBreak,
    Paragraph,
    Slot,
    Table,
    compose,
    facts_of,
    load_template,
    template_names,
)
from yanzhen.publish.outline import labels, plain
from yanzhen.publish.phrase import numeral_faults
from yanzhen.publish.template import parse_template
from yanzhen.terms import Entity, EntityKind, Modality, Period

HEAD = "---\ntemplate: own\nlabel: 自拟\nlanguage: zh\nform: brief\n---\n"


def write(body: str, facts: Facts, imprint: Imprint) -> Outline:
    return compose(parse_template(HEAD + body, "own.md"), facts, imprint)


def test_marks_become_blocks(city: Facts, imprint: Imprint) -> None:
    outline = write("# 题目\n\n@ 各位:\n## 甲\n### 乙\n- 项\n> 注\n---\n## 丙 {-}\n正文\n", city, imprint)
    assert outline.title == "题目"
    assert [type(b) for b in outline.blocks] == [
        Paragraph, Heading, Heading, Paragraph, Paragraph, PageBreak, Heading, Paragraph,
    ]  # fmt: skip
    assert labels(outline) == ["", "一、", "（一）", "", "", "", "", ""]


def test_a_figure_keeps_its_evidence(city: Facts, imprint: Imprint) -> None:
    outline = write("战新产业年产值{{ facts.figures('年产值').first }}。\n", city, imprint)
    paragraph = outline.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.runs) == "战新产业年产值突破千亿元。"
    [slot] = [run for run in paragraph.runs if isinstance(run, Slot)]
    assert slot.evidence[0].statement.subject == "聊城市战略性新兴产业"
    assert any(isinstance(b, Table) for b in outline.blocks), "the appendix lists it"


@pytest.mark.parametrize("number", ["1000", "3.5", "facts.evidence | length", "none"])
def test_a_bare_number_is_refused(number: str, city: Facts, imprint: Imprint) -> None:
    with pytest.raises(PackError, match="没有依据"):
        write(f"共{{{{ {number} }}}}家。\n", city, imprint)


@pytest.mark.parametrize(
    ("body", "words", "line"),
    [
        ("# 题\n\n甲集群营收500亿元。\n", "500亿元", 9),
        ("共五百亿元。\n", "五百亿元", 7),
        ("{{ facts.figures('年营收').groups | sentences('合计3.5万家，') }}\n", "3.5万家", 7),
        ("Revenue of 90 billion yuan.\n", "90 billion yuan", 7),
    ],
)
def test_a_number_typed_into_a_template_is_refused(
    body: str, words: str, line: int, city: Facts, imprint: Imprint
) -> None:
    with pytest.raises(PackError, match=words) as caught:
        write(body, city, imprint)
    assert caught.value.where == f"own.md:{line}"


def test_dates_and_article_numbers_may_be_typed(city: Facts, imprint: Imprint) -> None:
    assert write("2024年第3季度，按第5条办理，分2步走。\n", city, imprint).blocks


def test_growth_on_the_year_before_is_said_of_growth_only(city: Facts, imprint: Imprint) -> None:
    with pytest.raises(FigureError, match="不是同比增速"):
        write("战新产业年产值同比增长{{ facts.figures('年产值').first }}。\n", city, imprint)
    assert write("战新产业年产值{{ facts.figures('年产值').first }}。\n", city, imprint).blocks


def test_forbidden_sums_are_refused_in_templates_too(city: Facts, imprint: Imprint) -> None:
    with pytest.raises(FigureError, match="不能相加"):
        write("合计{{ summed(facts.of_kind('cluster').figures('年营收').evidence) }}\n", city, imprint)


def test_what_is_not_there_is_an_error_not_a_gap(city: Facts, imprint: Imprint) -> None:
    with pytest.raises(FigureError, match="没有这一数据"):
        write("{{ facts.figures('进出口').first }}\n", city, imprint)
    with pytest.raises(PackError, match="nothing"):
        write("{{ nothing.at_all }}\n", city, imprint)


def test_errors_name_the_line(city: Facts, imprint: Imprint) -> None:
    with pytest.raises(PackError) as caught:
        write("# 题目\n\n{% if %}\n", city, imprint)
    assert caught.value.where == "own.md:9"


@pytest.mark.parametrize("text", ["", "# 无头", "---\ntemplate: x\n---\n", HEAD.replace("brief", "poster")])
def test_bad_front_matter(text: str) -> None:
    with pytest.raises(PackError):
        parse_template(text, "own.md")


def test_unknown_template_lists_what_there_is() -> None:
    with pytest.raises(PackError, match="briefing"):
        load_template("nothing")


def test_templates_cannot_reach_the_machine(city: Facts, imprint: Imprint) -> None:
    with pytest.raises(PackError):
        write("{{ facts.__class__.__mro__[1].__subclasses__() }}\n", city, imprint)


GIVEN = {
    "entity": Entity("ent-1", EntityKind.FIRM, "中通客车", ("中通客车",)),
    "verdicts": (),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_packaged_template_is_written_well(city: Facts, imprint: Imprint, language: str) -> None:
    assert template_names(language)
    for name in template_names(language):
        outline = compose(load_template(name, language), city, imprint, {**GIVEN, "peer": city})
        assert outline.blocks and "{" not in outline.title
        for block in outline.blocks:
            words = plain(block.runs) if isinstance(block, Paragraph) else getattr(block, "text", "")
            if language == "zh":
                assert not numeral_faults(words), words
            assert not any(c in words for c in "{}[]") and "None" not in words, words
            assert "。。" not in words and ";。" not in words and "，。" not in words, words


def test_a_sentence_says_the_period_and_never_lends_it(book: Book, imprint: Imprint) -> None:
    year = {"period": Period.year(2024)}
    book.figure("甲县", "工业增加值:yoy", 5, "%", "=", "5%", "2024年甲县工业增加值增长5%", **year)
    book.figure("乙县", "工业增加值:yoy", 6, "%", "=", "6%", "2024年乙县工业增加值增长6%", **year)
    book.figure("丙县", "工业增加值:yoy", 7, "%", "=", "7%", "丙县工业增加值增长7%")
    outline = write(
        "{{ facts.figures().groups | sentences }}\n", facts_of(book.evidence, "某市", AS_OF), imprint
    )
    assert isinstance(outline.blocks[0], Paragraph)
    assert plain(outline.blocks[0].runs) == (
        "丙县工业增加值同比增长7%；2024年，乙县工业增加值同比增长6%；甲县工业增加值同比增长5%。"
    )


def test_a_target_does_not_read_like_a_result(book: Book, imprint: Imprint) -> None:
    [each] = book.figure("某产业", "年产值", 1e11, "CNY", "=", "1000亿元", "力争年产值1000亿元")
    aim = replace(each.statement.figure, modality=Modality.TARGET)  # type: ignore[type-var]
    facts = facts_of([replace(each, statement=replace(each.statement, figure=aim))], "某市", AS_OF)
    for language, words in (
        ("zh", "某产业年产值的目标是1000亿元。"),
        ("en", "某产业 aims at an annual output value of 100 billion yuan."),
    ):
        body = HEAD.replace("zh", language) + "{{ facts.targets().groups | sentences }}\n"
        first = compose(parse_template(body, "own.md"), facts, imprint).blocks[0]
        assert isinstance(first, Paragraph) and plain(first.runs, language) == words


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("# 题\n{{ revenu.groups }}\n", "没有“revenu”这个名称", "facts"),
        ("# 题\n{{ facts.figurs('年营收') }}\n", "没有“figurs”", "figures"),
        ("# 题\n{{ facts.groups | sentence }}\n", "没有过滤器“sentence”", "sentences"),
        ("# 题\n{{ facts.of_kind('clusters') }}\n", "没有“clusters”这种主体类别", "cluster"),
        ("# 题\n{{ facts.in_tier('new') }}\n", "没有“new”这种层次", "emerging"),
        ("# 题\n{{ facts.figures('进出口').groups[0] }}\n", "没有数据可取", ""),
        ("# 题\n{{ facts.figures('进出口').first }}\n", "没有这一数据", ""),
        ("# 题\n{{ summed(facts.figures('年营收').evidence) }}\n", "不能相加", ""),
        ("# 题\n{{ facts.evidence | length }}\n", "没有依据的数字", "counted"),
        ("# 题\n{{ facts.figures(1, 2, 3) }}\n", "模板填不成", ""),
    ],
)
def test_mistakes_are_told_in_chinese_with_their_line(
    body: str, words: str, expected: str, city: Facts, imprint: Imprint
) -> None:
    with pytest.raises((PackError, FigureError), match=words) as caught:
        write(body, city, imprint)
    assert (caught.value.where or "").startswith("own.md:8")
    assert expected in (caught.value.expected or "")
