"""An office workbook of 200,000 rows x 20 columns (synthetic): read, checked and stored in a ledger.

python benchmarks/tables.py [--rows 200000]
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from pathlib import Path

import xlsxwriter

from yanzhen.terms import credit_code_check, organisation_check
from yanzhen.workbench import keeping


def workbook(path: Path, rows: int) -> None:
    rng = random.Random(0)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("企业")
    metrics = [
        f"{y}年{m}(万元)"
        for y in (2022, 2023, 2024)
        for m in ("营业收入", "利润总额", "税收", "研发费用", "资产总额")
    ]
    sheet.write_row(0, 0, ["企业名称", "统一社会信用代码", "所属县区", "行业代码", "主要产品", *metrics])
    for i in range(rows):
        body = f"{rng.randrange(10**8):08d}"
        first = "91990000" + body + organisation_check(body).replace("X", "0")
        code = first + credit_code_check(first)
        sheet.write_row(
            i + 1,
            0,
            [
                f"示例企业{i}",
                code,
                "东昌府区",
                "C3451",
                "轴承",
                *(rng.randint(1, 9999) / 10 for _ in range(15)),
            ],
        )
    book.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=200_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        file, ledger = Path(folder) / "firms.xlsx", Path(folder) / "city.yz"
        workbook(file, rows)
        keeping.init(ledger)
        wall, cpu = time.perf_counter(), time.process_time()
        [added] = keeping.add(ledger, [file])
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{rows:,} rows x 20 columns read, checked and stored: {wall:.1f} s wall, {cpu:.1f} s CPU, {peak:.0f} MB peak"
    )
    print(*added.notes, sep="\n")


if __name__ == "__main__":
    main()
