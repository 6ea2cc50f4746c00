"""Make the workbooks and the synthetic panel of the example city (fixed seed: the same files every time).

    python scripts/make_example_city.py

The real firm list holds only what the press briefing says; everything else is made up and says so.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from pathlib import Path

import xlsxwriter

from yanzhen.terms import credit_code_check, organisation_check

CITY = Path(__file__).parents[1] / "src/yanzhen/packs/examples/liaocheng"
SEED = 20241220
COUNTIES = ["东昌府区", "临清市", "茌平区", "阳谷县", "莘县", "东阿县", "冠县", "高唐县"]
INDUSTRIES = [
    ("13", "农副食品加工业"), ("17", "纺织业"), ("20", "木材加工和木、竹、藤、棕、草制品业"), ("22", "造纸和纸制品业"),
    ("26", "化学原料和化学制品制造业"), ("27", "医药制造业"), ("29", "橡胶和塑料制品业"), ("30", "非金属矿物制品业"),
    ("31", "黑色金属冶炼和压延加工业"), ("32", "有色金属冶炼和压延加工业"), ("33", "金属制品业"), ("34", "通用设备制造业"),
    ("35", "专用设备制造业"), ("36", "汽车制造业"), ("38", "电气机械和器材制造业"), ("39", "计算机、通信和其他电子设备制造业"),
]  # fmt: skip
# Firm, what the briefing says of it, in its own order. No number: the source gives none for a single firm.
NAMED_FIRMS = [
    ("金帝股份", "“头雁”企业", ""), ("东阿钢球", "“头雁”企业", ""), ("信源集团", "“头雁”企业", ""), ("建发铜业", "“头雁”企业", ""),
    ("中色奥博特", "行业骨干企业", ""), ("九鼎新材料", "行业骨干企业", ""), ("上达稀土", "行业骨干企业", ""),
    ("中通客车", "新能源整车制造龙头企业", "节能与新能源客车"), ("中通新能源", "新能源整车制造龙头企业", "节能与新能源客车"),
    ("信发集团", "", ""), ("东阿阿胶", "", ""), ("鲁西化工", "", ""),
    ("博远新能源", "", ""), ("德通交通器材", "", ""), ("中宇航空", "", ""), ("中科飞特", "", ""),
]  # fmt: skip
SYNTHETIC_FIRMS = [
    ("示例轴承一厂", "C3451", "深沟球轴承、圆锥滚子轴承", "滚动轴承制造、销售"),
    ("示例精密轴承", "C3451", "风电主轴轴承、机器人用薄壁轴承", "高端轴承研发、制造"),
    ("示例保持架", "C3451", "冲压钢保持架、黄铜实体保持架", "轴承保持架制造"),
    ("示例钢球", "C3451", "轴承钢球、氮化硅陶瓷球", "滚动体制造"),
    ("示例锻造", "C3393", "轴承套圈锻件、冷辗环", "锻件及粉末冶金制品制造"),
    ("示例密封件", "C2913", "轴承橡胶密封圈", "橡胶零件制造"),
    ("示例磨床", "C3421", "轴承套圈磨床、超精机", "金属切削机床制造"),
    ("示例轴承市场", "F5179", "轴承批发", "轴承批发、电子商务"),
    ("示例客车", "C3612", "纯电动客车、燃料电池客车", "新能源车整车制造"),
    ("示例电池", "C3841", "动力电池包、电池管理系统", "锂离子电池制造"),
    ("示例电驱", "C3812", "驱动电机、电机控制器", "电动机制造"),
    ("示例氢能装备", "C3463", "电解水制氢装备", "气体分离及液化设备制造"),
    ("示例副产氢", "C2619", "工业副产氢提纯", "其他基础化学原料制造"),
    ("示例储氢瓶", "C3332", "高压储氢瓶、长管拖车", "金属压力容器制造"),
    ("示例线束", "C3831", "汽车线束、车载终端", "电线、电缆制造"),
    ("示例铝业", "C3216", "电解铝、铝液", "铝冶炼"),
    ("示例铝箔", "C3252", "铝板带箔、铝型材", "铝压延加工"),
    ("示例铝轮毂", "C3670", "铝轮毂、电池托盘", "汽车零部件及配件制造"),
    ("示例铜业", "C3211", "阴极铜", "铜冶炼"),
    ("示例铜管", "C3251", "铜管、铜棒、铜杆线", "铜压延加工"),
    ("示例铜箔", "C3985", "锂电铜箔", "电子专用材料制造"),
    ("示例再生铝", "C4210", "再生铝合金锭", "金属废料和碎屑加工处理"),
    ("示例食品", "C1391", "淀粉糖", "淀粉及淀粉制品制造"),
    ("示例咨询", "L7243", "管理咨询", "社会经济咨询"),
]  # fmt: skip


def credit_code(rng: random.Random) -> str:
    """A well-formed code of an administrative division that does not exist (99): it can be nobody's."""
    while True:
        body = "".join(rng.choice("0123456789") for _ in range(8))
        if (check := organisation_check(body)) != "X":
            first = "91990000" + body + check
            return first + credit_code_check(first)


def workbook(path: Path) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(str(path))
    # A fixed creation date keeps the file, and so the id of the source, the same on every run.
    book.set_properties({"created": dt.datetime(2024, 12, 31), "author": "Yanzhen"})
    return book


def real_list() -> None:
    book = workbook(CITY / "04-firm-list.xlsx")
    sheet = book.add_worksheet("企业名单")
    head = book.add_format({"bold": True, "bottom": 1})
    sheet.write(0, 0, "聊城市新闻发布会提及企业名单")
    sheet.write(1, 0, "资料来源：聊城日报  2024-12-25")
    sheet.write_row(2, 0, ["序号", "企业名称", "称号", "主要产品"], head)
    for i, (name, title, product) in enumerate(NAMED_FIRMS, 1):
        sheet.write_row(2 + i, 0, [i, name, title or None, product or None])
    sheet.write(
        4 + len(NAMED_FIRMS), 0, "注：只列发布会提到的内容；原文未给出企业全称、代码和单个企业的数值。"
    )
    sheet.set_column(1, 3, 24)
    book.close()


def synthetic_list(rng: random.Random) -> None:
    book = workbook(CITY / "07-firm-list-synthetic.xlsx")
    sheet = book.add_worksheet("企业名单（合成数据）")
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    sheet.write(0, 0, "2024年重点企业情况表（合成数据，仅供演示）")
    sheet.write(1, 0, "填报单位：雁阵演示")
    sheet.write(1, 6, "单位：万元")
    headings = [
        "序号", "企业名称", "统一社会信用代码", "所属县区", "行业代码", "主要产品", "经营范围",
        "营业收入(万元)", "主营业务收入(万元)", "从业人员(人)", "资产总额(万元)", "资产负债率(%)", "研发费用(万元)",
        "从事细分市场年限(年)", "近2年主营业务收入平均增长率(%)", "研发人员占比(%)", "发明专利(件)",
        "成立年限(年)", "信用得分(分)",
    ]  # fmt: skip
    sheet.write_row(2, 0, headings, head)
    for i, (name, code, product, scope) in enumerate(SYNTHETIC_FIRMS, 1):
        sheet.write_row(
            2 + i,
            0,
            [i, name, credit_code(rng), rng.choice(COUNTIES), code, product, scope, *numbers(rng, i)],
        )
    last = 3 + len(SYNTHETIC_FIRMS)
    sheet.write(last, 0, "合计")
    sheet.write_formula(last, 7, f"=SUM(H4:H{last})", None, 0)
    sheet.write(
        last + 1,
        0,
        "注：本表全部为合成数据。“超”“约”表示填报单位只给出界限；“—”表示不适用；“保密”表示不予提供。",
    )
    sheet.set_column(1, 6, 20)
    book.close()


def numbers(rng: random.Random, i: int) -> list[object]:
    """A row of made-up figures; every few rows one is a bound, a gap or a mistake, as in office lists."""
    revenue = round(10 ** rng.uniform(2.9, 5.2), 1)
    row: list[object] = [
        revenue, round(revenue * rng.uniform(0.7, 1.0), 1), int(20 + revenue / rng.uniform(60, 140)),
        round(revenue * rng.uniform(0.6, 1.8), 1), round(rng.uniform(25, 78), 1), round(revenue * rng.uniform(0.005, 0.08), 1),
        rng.randint(1, 15), round(rng.uniform(-6, 25), 1), round(rng.uniform(3, 26), 1), rng.randint(0, 12),
        rng.randint(1, 20), rng.randint(60, 95),
    ]  # fmt: skip
    if i % 7 == 3:
        row[0] = f"超{int(revenue // 1000 * 1000) or 500}"
    if i % 8 == 5:
        row[5] = "—"
    if i % 9 == 4:
        row[3] = "保密"
    if i == 11:
        row[2] = "待核实"
    return row


def panel(rng: random.Random) -> None:
    with (CITY / "05-county-industry-panel-synthetic.csv").open(
        "w", encoding="utf-8-sig", newline=""
    ) as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["县区工业分行业面板（合成数据，仅供演示，不是真实统计）"])
        out.writerow(["年份", "县区", "行业", "行业代码", "营业收入(万元)", "从业人员(人)"])
        for county in COUNTIES:
            strength = {code: rng.lognormvariate(0, 1.1) for code, _ in INDUSTRIES}
            size, growth = rng.uniform(0.4, 1.8), rng.uniform(0.98, 1.09)
            for year in (2020, 2021, 2022, 2023, 2024):
                for code, name in INDUSTRIES:
                    if strength[code] < 0.25:
                        continue
                    revenue = (
                        90_000 * size * strength[code] * growth ** (year - 2020) * rng.uniform(0.93, 1.07)
                    )
                    out.writerow(
                        [year, county, name, code, round(revenue, 1), int(revenue / rng.uniform(90, 150))]
                    )


# Supplier, buyer: who feeds whom among the made-up firms.
SUPPLY = [
    ("示例锻造", "示例轴承一厂"), ("示例锻造", "示例精密轴承"), ("示例保持架", "示例轴承一厂"), ("示例保持架", "示例精密轴承"),
    ("示例钢球", "示例轴承一厂"), ("示例钢球", "示例精密轴承"), ("示例密封件", "示例轴承一厂"), ("示例磨床", "示例精密轴承"),
    ("示例精密轴承", "示例电驱"), ("示例轴承一厂", "示例轴承市场"), ("示例铝业", "示例铝箔"), ("示例铝业", "示例再生铝"),
    ("示例再生铝", "示例铝轮毂"), ("示例铝箔", "示例电池"), ("示例铝箔", "示例铝轮毂"), ("示例铜业", "示例铜管"),
    ("示例铜业", "示例铜箔"), ("示例铜箔", "示例电池"), ("示例铜管", "示例线束"), ("示例电池", "示例客车"),
    ("示例电驱", "示例客车"), ("示例线束", "示例客车"), ("示例副产氢", "示例储氢瓶"), ("示例储氢瓶", "示例客车"),
    ("示例氢能装备", "示例储氢瓶"), ("示例铝轮毂", "示例客车"),
]  # fmt: skip
# What each of them makes, as the name of its market: two of one market can stand in for each other.
TRADES = {
    "示例锻造": "锻件", "示例轴承一厂": "轴承制造", "示例精密轴承": "轴承制造", "示例保持架": "轴承零件", "示例钢球": "轴承零件",
    "示例密封件": "橡胶零件", "示例磨床": "机床", "示例轴承市场": "批发", "示例客车": "整车制造", "示例电池": "电池", "示例电驱": "电机",
    "示例氢能装备": "制氢装备", "示例副产氢": "制氢", "示例储氢瓶": "压力容器", "示例线束": "线缆", "示例铝业": "铝冶炼",
    "示例铝箔": "铝加工", "示例铝轮毂": "汽车零部件", "示例铜业": "铜冶炼", "示例铜管": "铜加工", "示例铜箔": "铜加工", "示例再生铝": "铝冶炼",
}  # fmt: skip


def supply(rng: random.Random) -> None:
    with (CITY / "08-supply-links-synthetic.csv").open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["企业供应关系（合成数据，仅供演示，不是真实交易）"])
        out.writerow(["供应商", "供应商行业", "采购方", "采购方行业", "金额(万元)"])
        for supplier, buyer in SUPPLY:
            value = round(10 ** rng.uniform(2.5, 4.2), 1)
            out.writerow([supplier, TRADES[supplier], buyer, TRADES[buyer], value])


# Indicator of the system nqpf-city, a usual level, and how much it grows a year.
INDICATORS = [
    ("研发经费投入强度(%)", 2.0, 1.04), ("每万人发明专利拥有量(件/万人)", 6.0, 1.12), ("每万人高新技术企业数(家/万人)", 0.9, 1.1),
    ("技术合同成交额占GDP比重(%)", 1.6, 1.06), ("高新技术产业产值占规上工业比重(%)", 38.0, 1.02), ("战略性新兴产业增加值占比(%)", 12.0, 1.03),
    ("规上工业全员劳动生产率(万元/人)", 28.0, 1.04), ("每百人固定宽带用户数(户/百人)", 34.0, 1.03), ("每万人5G基站数(个/万人)", 14.0, 1.15),
    ("单位GDP能耗(吨标准煤/万元)", 0.62, 0.97), ("PM2.5年均浓度(微克/立方米)", 46.0, 0.97), ("一般工业固体废物综合利用率(%)", 88.0, 1.005),
]  # fmt: skip


def indicators(rng: random.Random) -> None:
    with (CITY / "09-city-indicators-synthetic.csv").open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["城市新质生产力指标（合成数据，仅供演示，不是真实统计）"])
        out.writerow(["年份", "地区", *(name for name, _, _ in INDICATORS)])
        for city in ("示例甲市", "示例乙市", "示例丙市", "示例丁市", "示例戊市", "示例己市"):
            base = [rng.uniform(0.6, 1.5) for _ in INDICATORS]
            for year in (2021, 2022, 2023, 2024):
                row = [
                    f * level * growth ** (year - 2021) * rng.uniform(0.95, 1.05)
                    for f, (_, level, growth) in zip(base, INDICATORS, strict=True)
                ]
                out.writerow(
                    [
                        year,
                        city,
                        *(
                            round(min(x, 98.0) if "%" in n[0] else x, 3)
                            for x, n in zip(row, INDICATORS, strict=True)
                        ),
                    ]
                )


# Sector, share of its output that is bought from sectors, and its output in 亿元: made up, of a plausible order.
SECTORS = [
    ("农林牧渔业", 0.42, 620), ("采矿业", 0.45, 90), ("食品制造业", 0.74, 1150), ("纺织服装业", 0.72, 360), ("木材造纸业", 0.70, 290),
    ("石油化工业", 0.76, 980), ("非金属矿物制品业", 0.70, 540), ("黑色金属冶炼和压延加工业", 0.79, 760), ("有色金属冶炼和压延加工业", 0.80, 1480),
    ("金属制品业", 0.73, 330), ("通用专用设备制造业", 0.70, 410), ("汽车制造业", 0.75, 280), ("电气机械和电子设备制造业", 0.74, 350),
    ("电力热力燃气供应业", 0.66, 300), ("建筑业", 0.71, 560), ("批发零售和运输业", 0.40, 890), ("其他服务业", 0.38, 1240),
]  # fmt: skip
# Which sectors each sector mostly buys from, by position in SECTORS; everybody buys some power, trade and services.
BUYS = {
    0: (0, 2, 5), 1: (5, 10), 2: (0, 2), 3: (0, 3, 5), 4: (0, 4, 5), 5: (1, 5), 6: (1, 6, 5), 7: (1, 7), 8: (1, 8), 9: (7, 8, 9),
    10: (7, 8, 9, 10, 12), 11: (7, 8, 9, 10, 11, 12, 3), 12: (8, 9, 12), 13: (1, 13), 14: (6, 7, 9, 4), 15: (15, 5), 16: (16, 15),
}  # fmt: skip
CLUSTER_SECTORS = [
    ("有色金属产业集群", "有色金属冶炼和压延加工业"), ("农副产品加工产业集群", "食品制造业"), ("黑色金属产业集群", "黑色金属冶炼和压延加工业"),
    ("绿色化工产业集群", "石油化工业"), ("绿色建材产业集群", "非金属矿物制品业"), ("高端轴承智能制造产业集群", "通用专用设备制造业"),
]  # fmt: skip


def flows(rng: random.Random) -> list[list[int]]:
    """What each sector buys from each, in 万元: rows sell, columns buy."""
    size = len(SECTORS)
    bought = [[0] * size for _ in range(size)]
    for buyer, (_, share, output) in enumerate(SECTORS):
        weights = [rng.uniform(0.5, 1.5) * (8 if seller in BUYS[buyer] else 0.15) for seller in range(size)]
        for seller in (13, 15, 16):
            weights[seller] += rng.uniform(0.8, 2.2)
        for seller in range(size):
            bought[seller][buyer] = int(output * 1e4 * share * weights[seller] / sum(weights))
    return bought


def input_output(rng: random.Random) -> None:
    """A balanced table whose imports are inside the flows; every number is made up."""
    bought = flows(rng)
    with (CITY / "10-input-output-synthetic.csv").open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        names = [name for name, _, _ in SECTORS]
        out.writerow(["2022年投入产出表（合成数据，仅供演示，不是真实统计）"])
        out.writerow(["单位：万元"])
        out.writerow(["投入\\产出", *names, "最终消费", "资本形成", "流出", "流入", "总产出"])
        for row, (name, _, size) in zip(bought, SECTORS, strict=True):
            output, used = size * 10_000, sum(row)
            consumed, invested = int(output * rng.uniform(0.04, 0.2)), int(output * rng.uniform(0.02, 0.15))
            imported = max(int(used * rng.uniform(0.2, 0.5)), used + consumed + invested - int(output * 0.9))
            exported = output - used - consumed - invested + imported
            out.writerow([name, *row, consumed, invested, exported, imported, output])
        spent = [sum(column) for column in zip(*bought, strict=True)]
        added = [size * 10_000 - s for (_, _, size), s in zip(SECTORS, spent, strict=True)]
        out.writerow(["增加值", *added])
        out.writerow(["总投入", *(size * 10_000 for _, _, size in SECTORS)])


def cluster_sectors() -> None:
    with (CITY / "11-cluster-sectors-synthetic.csv").open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["集群与投入产出部门对应表（合成数据，仅供演示）"])
        out.writerow(["集群", "部门"])
        out.writerows(CLUSTER_SECTORS)


def main() -> None:
    rng = random.Random(SEED)
    real_list()
    synthetic_list(rng)
    panel(rng)
    supply(rng)
    indicators(rng)
    input_output(rng)
    cluster_sectors()


if __name__ == "__main__":
    main()
