"""Office tables as they come: titles, merged headings, units in headings, subtotals, notes, codes, gaps."""

from __future__ import annotations

import io
import random
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.errors import InputError
from yanzhen.read.tables import read_table
from yanzhen.terms import Bound, EntityKind, Period, credit_code_check, credit_code_fault, organisation_check


def valid_code(seed: int) -> str:
    rng = random.Random(seed)
    body = "".join(rng.choice("0123456789") for _ in range(8))
    first = "91371500" + body + organisation_check(body)
    return first + credit_code_check(first) if organisation_check(body) != "X" else valid_code(seed + 1000)


def office_workbook() -> bytes:
    """A list as a bureau keeps it: title, unit line, two-row merged headings, subtotal, footnote, second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "企业名单"
    rows = [
        ["2024年某市轴承产业链重点企业名单（合成数据）"],
        ["填报单位：示例工信局", None, None, None, None, None, "单位：万元"],
        ["序号", "企业名称", "统一社会信用代码", "营业收入", None, None, "主要产品", "联系电话"],
        [None, None, None, "2023年", "2024年", "增长（%）", None, None],
        [1, "示例轴承一厂", valid_code(1), 12000, 13500.5, 12.5, "深沟球轴承、圆锥滚子轴承", "0635-0"],
        [2, "示例保持架厂", valid_code(2), "—", "超5000", None, "保持架", None],
        [3, "示例钢球厂", valid_code(3)[:-1] + "0", "待核实", 800, -3, "钢球", None],
        [4, "示例密封件厂", valid_code(4), "保密", 900, 4, "密封圈", None],
        [5, "示例滚子厂", valid_code(5), 700, 880, 25.7, "滚子", None],
        ["合计", None, None, 99999, 99999, None, None, None],
        ["注：本表为合成数据，仅供演示。"],
    ]
    for row in rows:
        sheet.append(row)
    for span in ("A1:H1", "D3:F3", "A3:A4", "B3:B4", "C3:C4", "G3:G4", "H3:H4"):
        sheet.merge_cells(span)
    other = book.create_sheet("集群")
    for row in (
        ["集群名称", "所属县区", "年产值(亿元)", "规上企业数(家)"],
        ["示例集群", "东昌府区", "约120", 35],
    ):
        other.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WORKBOOK = office_workbook()


@pytest.fixture(scope="module")
def table():  # type: ignore[no-untyped-def]
    return read_table(WORKBOOK, "名单.xlsx")


def test_layout_and_roles_are_found(table) -> None:  # type: ignore[no-untyped-def]
    sheet = table.sheets[0]
    assert sheet.layout.header == (2, 3) and sheet.layout.title.startswith("2024年某市轴承")
    assert [(c.letter, c.role.value, c.name, c.written_unit, c.period) for c in sheet.columns] == [
        ("A", "ignore", "", "", None),
        ("B", "subject", "", "", None),
        ("C", "code", "", "", None),
        ("D", "figure", "营业收入", "万元", "2023"),
        ("E", "figure", "营业收入", "万元", "2024"),
        ("F", "figure", "营业收入:yoy", "%", None),
        ("G", "relation", "主要产品", "", None),
        ("H", "ignore", "", "", None),
    ]
    assert [number for number, _ in sheet.rows] == [5, 6, 7, 8, 9]
    assert sheet.skipped == ((10, "合计、小计行，不作为数据"),)
    assert sheet.layout.notes == ("注：本表为合成数据，仅供演示。",)
    assert table.reading.source.synthetic and table.reading.source.publisher == "示例工信局"


def test_cells_become_statements_with_their_place(table) -> None:  # type: ignore[no-untyped-def]
    by_cell = {s.spans[0].cell: s for s in table.reading.statements if s.kind == "figure"}
    revenue = by_cell["企业名单!E5"]
    assert revenue.figure is not None
    assert (revenue.subject, revenue.predicate, revenue.figure.value) == (
        "示例轴承一厂",
        "营业收入",
        135_005_000.0,
    )
    assert revenue.figure.period == Period.year(2024) and revenue.subject_kind is EntityKind.FIRM
    bound = by_cell["企业名单!E6"].figure
    assert bound is not None and bound.bound is Bound.ABOVE and bound.low == 50_000_000 and bound.high is None
    about = by_cell["集群!C2"].figure
    assert about is not None and about.bound is Bound.ABOUT and about.value == 1.2e10
    assert by_cell["集群!D2"].predicate == "规上企业数" and by_cell["集群!D2"].figure.unit == "家"
    for statement in table.reading.statements:
        span = statement.spans[0]
        assert table.reading.text[span.start : span.end] == statement.quote
    products = [
        s.object
        for s in table.reading.statements
        if s.predicate == "主要产品" and s.subject == "示例轴承一厂"
    ]
    assert products == ["深沟球轴承", "圆锥滚子轴承"]


def test_four_kinds_of_nothing_and_refusals_are_told_apart(table) -> None:  # type: ignore[no-untyped-def]
    sheet = table.sheets[0]
    assert dict(sheet.gaps) == {"not-applicable": 1, "withheld": 1, "no-evidence": 1}
    told = {p.cell: p.why for p in table.problems}
    assert "不是数" in told["D7"] and "校验位不符" in told["C7"]
    assert set(told) == {"D7", "C7"}


def test_a_mapping_overrules_the_guess_and_round_trips(table) -> None:  # type: ignore[no-untyped-def]
    mapping = table.mapping()
    again = read_table(WORKBOOK, "名单.xlsx", mapping=mapping)
    assert [s.id for s in again.reading.statements] == [s.id for s in table.reading.statements]
    mapping["sheets"]["企业名单"]["columns"]["E"] |= {"unit": "亿元", "name": "产值"}
    changed = read_table(WORKBOOK, "名单.xlsx", mapping=mapping)
    figure = next(s for s in changed.reading.statements if s.spans[0].cell == "企业名单!E5")
    assert figure.predicate == "产值" and figure.figure is not None and figure.figure.value == 1350050000000.0
    with pytest.raises(InputError, match="Z"):
        read_table(
            WORKBOOK,
            "名单.xlsx",
            mapping={"sheets": {"集群": {"columns": {"Z": {"role": "figure"}}}}},
        )


def test_frame_has_base_units_and_bounds(table) -> None:  # type: ignore[no-untyped-def]
    frame = table.frame("企业名单")
    assert frame["营业收入 2024"].to_list()[0] == 135_005_000.0
    assert (
        frame["营业收入 2024.low"].to_list()[1] == 50_000_000.0
        and frame["营业收入 2024.high"].to_list()[1] is None
    )
    assert frame["营业收入"].null_count() == 3


def test_csv_in_gb18030_and_panel_layout() -> None:
    text = "年份,地区,行业,营业收入(亿元),从业人员(人)\n2022,东昌府区,金属制品业,12.5,3400\n2023,东昌府区,金属制品业,13.1,3500\n"
    table = read_table(text.encode("gb18030"), "面板.csv")
    figures = [s for s in table.reading.statements if s.kind == "figure"]
    assert {
        (s.subject, s.predicate, s.figure.value, s.figure.period.code)
        for s in figures
        if s.figure and s.figure.period
    } == {
        ("东昌府区金属制品业", "营业收入", 1.25e9, "2022"),
        ("东昌府区金属制品业", "从业人员", 3400.0, "2022"),
        ("东昌府区金属制品业", "营业收入", 1.31e9, "2023"),
        ("东昌府区金属制品业", "从业人员", 3500.0, "2023"),
    }


def nested_workbook() -> bytes:
    """A form with a number over its title, units on both levels of a heading, and regions merged over firms."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["附件2"],
        ["示例市2023年骨干企业情况表"],
        ["县（市、区）", "企业名称", "营业收入（万元）", None, "单价（元/吨）"],
        [None, None, "2023年", "同比增长（%）", None],
        ["示例县", "示例轴承一厂", 125600, 8.2, 4300],
        [None, "示例轴承二厂", 98000, -3.1, 4100],
    ):
        sheet.append(row)
    for span in ("A2:E2", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "A5:A6"):
        sheet.merge_cells(span)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_under_a_heading_with_a_unit_growth_has_its_own() -> None:
    table = read_table(nested_workbook(), "附件.xlsx")
    columns = {c.letter: (c.role.value, c.name, c.written_unit) for c in table.sheets[0].columns}
    assert columns == {
        "A": ("region", "", ""),
        "B": ("subject", "", ""),
        "C": ("figure", "营业收入", "万元"),
        "D": ("figure", "营业收入:yoy", "%"),
        "E": ("figure", "单价", "元/吨"),
    }
    assert table.reading.source.title == "示例市2023年骨干企业情况表"
    growth = next(s.figure for s in table.reading.statements if s.spans[0].cell.endswith("!D5"))
    assert growth is not None and (growth.value, growth.unit) == (8.2, "%")
    assert growth.period == Period.year(2023)


def test_a_sheet_named_by_its_year_dates_its_figures() -> None:
    book = openpyxl.Workbook()
    book.active.title = "2022年"
    for row in (["企业名称", "利润（万元）"], ["示例厂", 5]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    [figure] = [s.figure for s in read_table(out.getvalue(), "a.xlsx").reading.statements]
    assert figure is not None and figure.period == Period.year(2022)


@pytest.mark.parametrize("heading", ["采购方", "客户名称", "采购企业"])
def test_trades_with_two_partners_are_two_figures(heading: str) -> None:
    """Not two contradicting amounts of the one who sells."""
    text = f"供应商,{heading},金额(万元)\n甲锻造,乙轴承,100\n甲锻造,丙轴承,20\n"
    reading = read_table(text.encode(), "links.csv").reading
    scopes = [s.figure.scope for s in reading.statements if s.figure]
    assert scopes == [f"{heading}：乙轴承", f"{heading}：丙轴承"]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("91350100M000100Y43", None),
        ("91350100M000100Y44", "校验位"),
        ("9135010OM000100Y43", "不用的字符"),
        ("91350100M000100Y4", "18位"),
    ],
)
def test_credit_codes(code: str, why: str | None) -> None:
    found = credit_code_fault(code)
    assert (found is None) if why is None else (found is not None and why in found)


@given(st.integers(0, 10**6), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
@settings(max_examples=200, deadline=None)
def test_any_single_wrong_character_is_caught(seed: int, place: int, other: str) -> None:
    code = valid_code(seed)
    assert credit_code_fault(code) is None
    if code[place] != other:
        assert credit_code_fault(code[:place] + other + code[place + 1 :]) is not None


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"", "a.xlsx", "空"),
        (b"PK\x03\x04nonsense", "a.xlsx", "不是可以读取"),
        (b"a,b\n1,2\n", "a.xlsx", "不是可以读取"),
    ],
)
def test_bad_files_say_what_they_are(content: bytes, name: str, word: str) -> None:
    with pytest.raises(InputError, match=word):
        read_table(content, name)


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.floats(allow_nan=False), st.text(max_size=8)), max_size=5),
        max_size=12,
    )
)
@settings(max_examples=150, deadline=None)
def test_no_grid_makes_it_crash(rows: list[list[object]]) -> None:
    from yanzhen.read.tables.grid import Grid
    from yanzhen.read.tables.sheet import read_sheet

    sheet = read_sheet(Grid("x", rows))  # type: ignore[arg-type]
    if sheet is not None:
        assert all(len(p.cell) >= 2 for p in sheet.problems)


def test_numbers_stored_as_codes_and_units_gone_wrong(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["企业名称", "统一社会信用代码", "营业收入(万元)"])
    for i in range(8):
        book.active.append([f"示例{i}", 913715001234567890 if i == 0 else None, 5e8 if i == 3 else 1000 + i])
    book.save(tmp_path / "t.xlsx")
    table = read_table((tmp_path / "t.xlsx").read_bytes(), "t.xlsx")
    told = {p.cell: (p.why, p.refused) for p in table.problems}
    assert told["B2"][1] and "数字" in told["B2"][0]
    assert not told["C5"][1] and "单位" in told["C5"][0]
