"""A briefing's worth of statements, made by hand from our own sentences about Liaocheng's public facts."""

from __future__ import annotations

from yanzhen.publish import Evidence
from yanzhen.terms import EntityKind, Figure, Source, Span, Statement, Tier

AS_OF = "2024-12-20"
SOURCE = Source(
    id=Source.id_for(b"briefing"),
    name="briefing.txt",
    title="全市产业体系情况介绍",
    publisher="聊城日报",
    published="2024-12-25",
    event_date=AS_OF,
    place="聊城市",
)
OTHER = Source(
    id=Source.id_for(b"plan"),
    name="plan.txt",
    title="重点产业链情况",
    publisher="某单位",
    published="2024-06-01",
)
MADE_UP = Source(id=Source.id_for(b"panel"), name="panel.csv", title="分县分行业演示数据", synthetic=True)


class Book:
    """Writes statements one after another into one text, so that spans are true."""

    def __init__(self) -> None:
        self.evidence: list[Evidence] = []
        self._at = 0

    def figure(
        self,
        subjects: str,
        metric: str,
        value: float,
        unit: str,
        bound: str,
        words: str,
        quote: str,
        **more: object,
    ) -> list[Evidence]:
        period = more.pop("period", None)
        figure = Figure.of(value, unit, bound, metric=metric, words=words, as_of=AS_OF, period=period)  # type: ignore[arg-type]
        return self._add(subjects, metric, quote, more, figure=figure)

    def relation(
        self, subjects: str, predicate: str, objects: str, quote: str, **more: object
    ) -> list[Evidence]:
        return [e for o in objects.split("、") for e in self._add(subjects, predicate, quote, more, object=o)]

    def _add(
        self, subjects: str, predicate: str, quote: str, more: dict[str, object], **claim: object
    ) -> list[Evidence]:
        source = more.get("source", SOURCE)
        assert isinstance(source, Source)
        span = Span(self._at, self._at + len(quote), self._at, self._at + len(quote))
        kind = "figure" if "figure" in claim else "relation"
        names = {k: v for k, v in more.items() if k != "source"}
        made = [
            Evidence(
                Statement(source.id, kind, s, predicate, quote, (span,), as_of=AS_OF, **claim, **names),  # type: ignore[arg-type]
                source,
            )
            for s in subjects.split("、")
        ]
        self.evidence += made
        self._at += len(quote) + 1
        return made


def write_city(book: Book) -> None:
    """Three tiers, clusters with bounds, titles, future fields, and what is left open."""
    cluster = {"subject_kind": EntityKind.CLUSTER, "tier": Tier.TRADITIONAL}
    firm = {"subject_kind": EntityKind.FIRM}
    region = {"subject_kind": EntityKind.REGION}
    old, new, coming = ({"tier": tier} for tier in Tier)
    book.figure(
        "聊城市", "制造业重点产业链:count", 12, "条", "=", "12条", "制造业重点产业链共12条", **region, **old
    )
    book.figure(
        "有色金属产业集群、农副产品加工产业集群", "年营收", 1e11, "CNY", ">", "突破1000亿元",
        "有色金属、农副产品加工两个集群一年营收突破1000亿元", flags=("each-or-total",), **cluster,
    )  # fmt: skip
    book.figure(
        "黑色金属产业集群、绿色化工产业集群、绿色建材产业集群", "年营收", 5e10, "CNY", ">", "超500亿元",
        "黑色金属、绿色化工、绿色建材三个集群一年营收超500亿元", flags=("each-or-total",), **cluster,
    )  # fmt: skip
    book.relation(
        "高端轴承智能制造产业集群、先进有色金属材料产业集群", "入选", "山东省首批支柱型雁阵集群",
        "省首批支柱型雁阵集群有我市两个:高端轴承智能制造、先进有色金属材料", **cluster,
    )  # fmt: skip
    book.relation(
        "金帝股份、东阿钢球、信源集团、建发铜业",
        "入选",
        "“头雁”企业",
        "“头雁”企业名单中有我市四家",
        **firm,
        **old,
    )
    book.relation(
        "信发集团、中通客车、东阿阿胶、鲁西化工", "影响力", "全国同行业有影响力",
        "信发、中通客车、东阿阿胶、鲁西化工等在全国同行业有影响力", flags=("open-list",), **firm, **old,
    )  # fmt: skip
    book.figure(
        "聊城市战略性新兴产业", "年产值", 1e11, "CNY", ">", "突破千亿元", "战略性新兴产业年产值突破千亿元",
        subject_kind=EntityKind.INDUSTRY, **new,
    )  # fmt: skip
    book.figure(
        "中通客车、中通新能源", "节能与新能源客车:capacity", 3e4, "辆/年", "=", "3万辆",
        "中通客车、中通新能源等整车龙头能年产3万辆节能与新能源客车", flags=("joint", "open-list"), **firm, **new,
    )  # fmt: skip
    book.relation(
        "战略性新兴产业",
        "涵盖产品",
        "光纤光缆、汽车电子、光伏发电",
        "产品有光纤光缆、汽车电子、光伏发电等",
        **new,
    )
    book.relation(
        "聊城市智能装备关键基础零部件产业集群", "称号", "山东省首批战略性新兴产业集群", "智能装备基础零部件集群名列省首批",
        subject_kind=EntityKind.CLUSTER, **new,
    )  # fmt: skip
    book.relation("聊城市未来产业", "阶段", "谋篇布局的起步阶段", "未来产业还在谋篇布局的起步阶段", **coming)
    book.relation(
        "鲁西化工、中通客车、博远新能源、德通交通器材", "取得成果领域", "制氢、储运、燃料电车关键零部件、整车制造",
        "四家企业在制氢、储运、关键零部件、整车方面有成果", flags=("pairing-unknown", "open-list"), **firm, **coming,
    )  # fmt: skip
    book.relation(
        "中宇航空、中科飞特",
        "布局领域",
        "低空经济",
        "低空经济有中宇航空、中科飞特等",
        flags=("open-list",),
        **firm,
        **coming,
    )
