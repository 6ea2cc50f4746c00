"""Sheets to tables: official, multi-regional and plain layouts, long frames, pymrio objects."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from yanzhen.errors import InputError, MeasureError, UsageError
from yanzhen.measure.io_table import (
    ImportsBasis,
    matrix_from_grid,
    table_from_grid,
    table_from_long,
    table_from_pymrio,
)

OFFICIAL: list[list[Any]] = [
    ["某省2017年投入产出表", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["", "", "", "单位：万元", "", "", "", "", "", "", "", "", ""],
    ["", "产出", "", "中间使用", "", "", "最终使用", "", "", "", "进 口", "其他", "总产出"],
    [
        "投入",
        "",
        "",
        "农 林\n牧渔业",
        "其他制造业",
        "中间使用合计",
        "消费",
        "存货增加",
        "出口",
        "最终使用合计",
        "",
        "",
        "",
    ],
    ["代码", "", "-", "01", 2.0, "TIU", "FU101", "FU202", "EX", "TFU", "IM", "ERR", "GO"],
    ["中间投入", "农林牧渔业", "01", 20, 30, 50, 65, 5, 10, 80, -30, "", 100],
    ["", "其他制造业", 2.0, 40, 10, 50, 81, -1, 20, 100, -50, 0, 100],
    ["", "中间投入合计", "TII", 60, 40, 100, 146, 4, 30, 180, -80, "", 200],
    ["增加值", "劳动者报酬", "VA001", 30, 35, 65, "", "", "", "", "", "", ""],
    ["", "营业盈余", "VA004", 10, 25, 35, "", "", "", "", "", "", ""],
    ["", "增加值合计", "TVA", 40, 60, 100, "", "", "", "", "", "", ""],
    ["总投入", "", "TI", 100, 100, 200, "", "", "", "", "", "", ""],
]


def test_official_layout_with_codes() -> None:
    table = table_from_grid(OFFICIAL)
    assert table.sectors == ("农林牧渔业", "其他制造业")
    assert table.flows.tolist() == [[20, 30], [40, 10]]
    assert table.demand_names == ("消费", "存货增加")
    assert table.imports.tolist() == [30, 50], "imports printed as negative numbers are turned round"
    assert table.exports.tolist() == [10, 20]
    assert table.value_added.tolist() == [[30, 35], [10, 25]]
    assert table.imports_basis is ImportsBasis.INSIDE
    assert (table.unit, table.period) == ("万元", "2017")
    assert "basis-from-layout" in [note.code for note in table.notes]


def test_official_layout_without_codes() -> None:
    bare = [row[:2] + row[3:] for row in OFFICIAL[:4] + OFFICIAL[5:]]
    table = table_from_grid(bare)
    assert table.flows.tolist() == [[20, 30], [40, 10]]
    assert table.imports.tolist() == [30, 50]
    assert table.value_added_names == ("劳动者报酬", "营业盈余")


def test_published_coefficients_with_a_column_of_codes() -> None:
    grid = [
        ["完全消耗系数表", "", "", "", ""],
        ["", "代码", "农业", "工业", "服务业"],
        ["代码", "-", "01", 2.0, 3.0],
        ["农业", "01", 0.1, 0.2, 0.3],
        ["工业", 2.0, 0.4, 0.5, 0.6],
        ["服务业", 3.0, 0.7, 0.8, 0.9],
    ]
    names, matrix = matrix_from_grid(grid)
    assert names == ("农业", "工业", "服务业")
    assert matrix.tolist() == [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]]


def test_non_competitive_layout_with_imports_by_product() -> None:
    grid = [
        ["", "", "代码", "农业", "工业", "中间使用合计", "消费", "出口", "总产出"],
        ["", "", "", "01", "02", "TIU", "FU101", "EX", "GO"],
        ["国内", "农业", "01", 15, 20, 35, 55, 10, 100],
        ["", "工业", "02", 25, 5, 30, 50, 20, 100],
        ["进口", "农业", "01", 5, 10, 15, 15, "", float("nan")],
        ["", "工业", "02", 15, 5, 20, 30, "", None],
        ["", "中间投入合计", "TII", 60, 40, 100, "", "", ""],
        ["", "增加值合计", "TVA", 40, 60, 100, "", "", ""],
        ["", "总投入", "TI", 100, 100, 200, "", "", ""],
    ]
    table = table_from_grid(grid)
    assert table.imports_basis is ImportsBasis.REMOVED
    assert table.imported_inputs.tolist() == [20, 15]
    assert table.value_added.tolist() == [[40, 60]]


def test_provincial_layout_counts_trade_with_other_provinces() -> None:
    grid = [
        ["", "", "中间使用", "", "", "最终使用", "", "", "", "", "进口", "国内省外流入", "其他", "总产出"],
        [
            "",
            "",
            "农业",
            "工业",
            "中间使用合计",
            "居民消费",
            "资本形成总额",
            "出口",
            "国内省外流出",
            "最终使用合计",
        ]
        + [""] * 4,
        ["中间投入", "农业", 20, 30, 50, 60, 10, 4, 6, 80, 10, 20, 0, 100],
        ["", "工业", 40, 10, 50, 70, 10, 8, 12, 100, 15, 35, 0, 100],
        ["", "中间投入合计", 60, 40, 100] + [""] * 9,
        ["增加值", "增加值合计", 40, 60, 100] + [""] * 9,
        ["总投入", "", 100, 100, 200] + [""] * 9,
    ]
    table = table_from_grid(grid)
    assert table.exports.tolist() == [10, 20] and table.imports.tolist() == [30, 50]
    assert table.demand_names == ("居民消费", "资本形成总额")
    detailed = [[*row[:6], "" if isinstance(row[6], str) else 0, *row[6:]] for row in grid]
    detailed[1][6] = "固定资本形成总额"
    detailed[2][6], detailed[3][6] = 10, 10
    assert table_from_grid(detailed).demand_names == ("居民消费", "固定资本形成总额"), "not counted twice"


def test_imports_of_both_signs_keep_theirs() -> None:
    grid = [list(row) for row in OFFICIAL]
    grid[5][10], grid[5][11] = 5, -35  # re-imports outweigh imports; the discrepancy takes the rest
    assert table_from_grid(grid).imports.tolist() == [-5, 50]


def test_order_of_sectors_must_agree() -> None:
    swapped = [list(row) for row in OFFICIAL]
    swapped[5], swapped[6] = swapped[6], swapped[5]
    with pytest.raises(InputError, match="sector 1"):
        table_from_grid(swapped)


def test_bad_cell_is_named() -> None:
    broken = [list(row) for row in OFFICIAL]
    broken[6][4] = "约10"
    with pytest.raises(InputError, match="row 7, column 5"):
        table_from_grid(broken)


def test_unbalanced_sheet_names_the_sector() -> None:
    broken = [list(row) for row in OFFICIAL]
    broken[5][3] = 25
    with pytest.raises(MeasureError, match="农林牧渔业"):
        table_from_grid(broken)


@pytest.mark.parametrize("grid", [[], [[]], [["", ""], ["说明", "文字"]]])
def test_sheets_without_numbers(grid: list[list[Any]]) -> None:
    with pytest.raises(InputError):
        table_from_grid(grid)


PLAIN: list[list[Any]] = [
    ["", "Agriculture", "Industry", "Households", "Exports", "Total output"],
    ["Agriculture", 20, 30, 40, 10, 100],
    ["Industry", 40, 10, 30, 20, 100],
    ["Use of imported products", 5, 15, "", "", ""],
    ["Value added", 35, 45, "", "", ""],
    ["Total employment", 7, 3, "", "", ""],
    ["Total input", 100, 100, "", "", ""],
]


def test_plain_square_with_an_imports_row() -> None:
    table = table_from_grid(PLAIN)
    assert table.imports_basis is ImportsBasis.REMOVED
    assert table.imported_inputs.tolist() == [5, 15]
    assert table.value_added.tolist() == [[35, 45]]
    assert table.extensions["Total employment"].tolist() == [7, 3]
    assert table.demand_names == ("Households",)


# A published teaching table of the Netherlands (Spicosa; D'Hernoncourt, Cordier & Hadley 2011), million EUR.
NETHERLANDS = """prod;agriculture;mining;manufacturing;utilities;construction;services;TOTAL;final_private;final_households;final_government;gfcf;exports;total_use
agriculture;2731;3;8260;36;59;615;11704;962;962;62;567;8568;21863
mining;4;282;2013;3979;188;60;6526;28;28;0;210;5528;12292
manufacturing;3322;291;40218;480;8004;16999;69314;16896;16896;2340;8573;113777;210900
utilities;983;53;2400;4395;85;3458;11374;6184;6184;14;439;238;18249
construction;121;70;565;135;14103;9509;24503;405;405;530;33974;832;60244
services;2884;1078;28400;1404;9339;106994;150099;126180;123398;87409;16752;55512;435953
TOTAL;10045;1777;81856;10429;31778;137635;;;;;;;
imports;1779;1029;71117;1878;7572;33964;;24189;24189;1085;17771;81863;
net_tax;129;67;497;706;249;8651;;22908;22954;-152;10233;0;
total_use_pp;11953;2873;153470;13013;39599;180250;;197752;195016;91288;88519;266318;
compensation_employees;2336;520;35083;1629;14339;151784;;;;;;;
value_added_bp;9910;9419;57430;5236;20645;255703;;;;;;;
output_bp;21863;12292;210900;18249;60244;435953;;;;;;;
jobs;10;1;90;3;50;800;;;;;;;"""


def test_a_table_as_published_with_totals_and_parts_of_totals() -> None:
    """Totals on both sides, consumption twice, wages as a part of value added, persons below total output."""
    table = table_from_grid([line.split(";") for line in NETHERLANDS.splitlines()], tolerance=0.01)
    assert table.size == 6 and table.imports_basis is ImportsBasis.REMOVED
    assert table.value_added_names == ("value_added_bp",)
    assert table.product_taxes[0] == 129, "taxes on products are no value added"
    assert set(table.extensions) == {"compensation_employees", "jobs"}
    assert len(table.demand_names) == 3, "consumption counts once"
    note = next(note for note in table.notes if note.code == "doubled-lines")
    assert "compensation_employees" in note.en and "final_" in note.en


def test_lines_are_left_out_only_if_that_balances_the_table() -> None:
    """A sum that is too large for another reason is still an error, and nothing is dropped in silence."""
    rows = [line.split(";") for line in NETHERLANDS.splitlines()]
    rows[1][1] = "9731"
    with pytest.raises(MeasureError, match="agriculture"):
        table_from_grid(rows, tolerance=0.01)


def test_taxes_on_products_in_long_frames() -> None:
    taxed = {
        "seller": [*LONG["seller"], "Taxes less subsidies on products", "Taxes less subsidies on products"],
        "buyer": [*LONG["buyer"], "a", "b"],
        "value": [*LONG["value"][:6], 30.0, 50.0, *LONG["value"][8:], 10.0, 10.0],
    }
    table = table_from_long(pl.DataFrame(taxed), imports_basis="none")
    assert table.product_taxes.tolist() == [10, 10] and table.value_added.tolist() == [[30, 50]]


def test_totals_serve_where_nothing_else_is_given() -> None:
    grid: list[list[Any]] = [
        ["", "a", "b", "consumption", "total exports", "total imports", "total output"],
        ["a", 20, 30, 70, 10, 30, 100],
        ["b", 40, 10, 80, 20, 50, 100],
        ["gross value added", 40, 60],
        ["total intermediate consumption", 60, 40],
    ]
    table = table_from_grid(grid)
    assert table.exports.tolist() == [10, 20] and table.imports.tolist() == [30, 50]
    assert table.value_added.tolist() == [[40, 60]]


def provinces(names: list[str], sectors: list[str]) -> list[list[Any]]:
    """The layout of the multi-regional tables of CEADs from 2012 on: title rows, three stub columns (region,
    sector, code), codes repeated by region, five final uses by region, and a block of imports by product below."""
    n = len(names) * len(sectors)
    final = ["FU101", "FU102", "FU103", "FU201", "FU202"]
    random = np.random.default_rng(0)
    z, f, e = (
        random.integers(1, 9, (n, n)),
        random.integers(1, 9, (n, 5 * len(names))),
        random.integers(1, 9, n),
    )
    x = z.sum(axis=1) + f.sum(axis=1) + e
    imports = random.integers(1, 3, (len(sectors), n))
    added = x - z.sum(axis=0) - imports.sum(axis=0)

    def regions(width: int) -> list[str]:
        """Each name once, then blanks: merged cells."""
        return [name if k == 0 else "" for name in names for k in range(width)]

    codes = [f"{k + 1:02d}" for k in range(len(sectors))]
    grid: list[list[Any]] = [["MRIO 2017"], ["单位：万元"], []]
    grid += [["", "", "", *regions(len(sectors)), "", *regions(5), "", "", ""]]
    words = ["农村居民消费", "城镇居民消费", "政府消费", "固定资本形成总额", "存货变动"]
    grid += [
        ["", "", "", *sectors * len(names), "中间使用合计", *words * len(names), "出口", "其他", "总产出"]
    ]
    grid += [["", "", "", *codes * len(names), "TIU", *final * len(names), "EX", "ERR", "GO"]]
    for i in range(n):
        region = names[i // len(sectors)] if i % len(sectors) == 0 else ""
        stub = [region, sectors[i % len(sectors)], codes[i % len(sectors)]]
        grid.append([*stub, *z[i], z[i].sum(), *f[i], e[i], 0, x[i]])
    for k, sector in enumerate(sectors):
        grid.append(["进口" if k == 0 else "", sector, codes[k], *imports[k], imports[k].sum()])
    grid.append(["", "中间投入合计", "TII", *(z.sum(axis=0) + imports.sum(axis=0))])
    grid += [["增加值", "劳动者报酬", "VA001", *(added - 10)], ["", "营业盈余", "VA004", *[10] * n]]
    grid += [["", "增加值合计", "TVA", *added], ["", "总投入", "TI", *x]]
    return grid


def test_provinces_as_ceads_prints_them() -> None:
    sectors = ["农林牧渔产品和服务", "煤炭采选产品", "通用设备", "建筑"]
    table = table_from_grid(provinces(["北京", "天津", "山东"], sectors))
    assert table.size == 12 and table.regions == ("北京",) * 4 + ("天津",) * 4 + ("山东",) * 4
    assert table.labels[:2] == ("北京 / 农林牧渔产品和服务", "北京 / 煤炭采选产品")
    assert table.imports_basis is ImportsBasis.REMOVED and (table.imported_inputs > 0).all()
    assert len(table.demand_names) == 15 and table.demand_names[5] == "天津 / 农村居民消费"
    assert table.value_added_names == ("劳动者报酬", "营业盈余")
    assert (table.unit, table.period) == ("万元", "2017")


def test_a_title_is_not_taken_from_the_headings() -> None:
    assert table_from_grid(PLAIN).title == ""
    assert (
        table_from_grid([["某省2017年投入产出表", "", "单位：万元"], *PLAIN]).title == "某省2017年投入产出表"
    )


def test_plain_square_without_imports_asks_for_the_basis() -> None:
    closed = [PLAIN[0], *PLAIN[1:3]]
    with pytest.raises(UsageError, match="imports"):
        table_from_grid(closed)
    assert table_from_grid(closed, imports_basis="none").value_added.tolist() == [[40, 60]]


def multiregional() -> list[list[Any]]:
    return [
        ["", "", "北京", "", "天津", "", "北京", "", "天津", "", "", "", ""],
        [
            "",
            "",
            "农业",
            "工业",
            "农业",
            "工业",
            "居民消费",
            "投资",
            "居民消费",
            "投资",
            "出口",
            "其他",
            "总产出",
        ],
        ["北京", "农业", 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 45],
        ["", "工业", 2, 3, 4, 5, 6, 7, 8, 9, 1, 0, 45],
        ["天津", "农业", 3, 4, 5, 6, 7, 8, 9, 1, 2, 0, 45],
        ["", "工业", 4, 5, 6, 7, 8, 9, 1, 2, 3, 0, 45],
        ["", "进口", 1, 1, 1, 1, "", "", "", "", "", "", ""],
        ["", "增加值合计", 34, 30, 26, 22, "", "", "", "", "", "", ""],
        ["", "总投入", 45, 45, 45, 45, "", "", "", "", "", "", ""],
    ]


def test_multiregional_layout() -> None:
    table = table_from_grid(multiregional())
    assert table.labels == ("北京 / 农业", "北京 / 工业", "天津 / 农业", "天津 / 工业")
    assert table.imports_basis is ImportsBasis.REMOVED
    assert table.demand_names == ("北京 / 居民消费", "北京 / 投资", "天津 / 居民消费", "天津 / 投资")
    assert table.value_added.tolist() == [[34, 30, 26, 22]]
    assert table.exports.tolist() == [9, 1, 2, 3]


def test_regions_must_agree() -> None:
    grid = multiregional()
    grid[0][4] = "河北"
    with pytest.raises(InputError, match="河北"):
        table_from_grid(grid)


LONG = {
    "seller": ["a", "a", "b", "b", "a", "b", "wages", "wages", "a", "b"],
    "buyer": ["a", "b", "a", "b", "households", "households", "a", "b", "exports", "exports"],
    "value": [20.0, 30.0, 40.0, 10.0, 40.0, 30.0, 40.0, 60.0, 10.0, 20.0],
}


@pytest.mark.parametrize("make", [pl.DataFrame, pl.LazyFrame, pd.DataFrame])
def test_long_frames_of_any_engine(make: Any) -> None:
    table = table_from_long(make(LONG), imports_basis="none")
    assert table.flows.tolist() == [[20, 30], [40, 10]]
    assert table.exports.tolist() == [10, 20]
    assert (table.demand_names, table.value_added_names) == (("households",), ("wages",))


def test_long_frame_faults() -> None:
    with pytest.raises(UsageError, match="buyer"):
        table_from_long(pl.DataFrame({"seller": ["a"], "value": [1.0]}), imports_basis="none")
    with pytest.raises(MeasureError, match="空值"):
        table_from_long(pl.DataFrame({**LONG, "value": [None, *LONG["value"][1:]]}), imports_basis="none")
    with pytest.raises(MeasureError, match="no sectors"):
        table_from_long(pl.DataFrame({"seller": ["a"], "buyer": ["b"], "value": [1.0]}), imports_basis="none")


class _Extension:
    name = "emissions"
    F = pd.DataFrame([[1.0, 2.0, 3.0, 4.0]], index=["CO2"])


class _System:
    """The part of pymrio's IOSystem that is read."""

    index = pd.MultiIndex.from_product([["r1", "r2"], ["a", "b"]])
    Z = pd.DataFrame(np.ones((4, 4)), index=index, columns=index)
    Y = pd.DataFrame({("r1", "f"): [6.0] * 4}, index=index)

    def get_extensions(self, data: bool = False) -> list[Any]:
        return [_Extension()]


def test_pymrio_systems() -> None:
    table = table_from_pymrio(_System())
    assert table.output.tolist() == [10.0] * 4
    assert table.regions == ("r1", "r1", "r2", "r2")
    assert table.extensions["emissions / CO2"].tolist() == [1, 2, 3, 4]
    with pytest.raises(UsageError, match="Z or Y"):
        table_from_pymrio(object())


def test_real_pymrio_test_system() -> None:
    pymrio = pytest.importorskip("pymrio", reason="pymrio is an optional adapter and is not installed")
    system = pymrio.load_test().calc_all()
    from yanzhen.measure.linkages import Leontief, multipliers

    table = table_from_pymrio(system)
    leontief = Leontief.of(table)
    assert np.allclose(leontief.inverse(), system.L.to_numpy(), atol=1e-12)
    name = next(iter(table.extensions))
    extension = next(iter(system.get_extensions(data=True)))
    assert np.allclose(multipliers(leontief, name).total, extension.M.to_numpy()[0])
