"""Lists of names in a clause: which names, what class they are given, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from yanzhen.read.grammar.firms import short_firm
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import entity_prefix, place_prefix, strip_lead
from yanzhen.read.lexicon import pattern
from yanzhen.terms import parse_numeral

_MANY = r"(?:一大?批|多个|多家|一系列|各个|几[个家大]|众多|数[十百]?[个家])"
_COUNT = r"(?P<n>\d{1,3}|[两二三四五六七八九十]{1,2})(?:余|多)?(?:个|家|条|大|项|种|类|所)"
# What ends a list of names: 等, 等3个, 等一批, or the count alone.
_MARK = re.compile(
    rf"(?P<etc>(?:(?<![一二三中高同平优劣])等(?![级奖候待效次])|(?<=、[\u4e00-\u9fff]高)等(?!院校|学校|教育|职业|级))|这样的|这类)(?:(?:超过?|近|约)?{_COUNT}|{_MANY})?|(?P<n2>\d{{1,3}}|[两二三四五六七八九十]{{1,2}})(?:个|家|条|大|项|种|类|所)"
)
_ANY_NOUN = re.compile(r"[\u4e00-\u9fff]{2,8}(?=$|[,;、])(?<!方面)(?<!环节)(?<!问题)")
_LONGEST, _SHORTEST = 240, 2  # characters of names before the mark
_MARKS = 8  # marks looked at in one clause
_TWO_RANKS = re.compile(r"[^,;:、]{2,12}[强级]、[^,;:、]+|[^,;:、]{2,8}、[^,;:、]{2,16}(?:企业|公司|产业)")
_AFTER = re.compile(r"[^,;:、]*")
_CLASS = re.compile(
    r"(?:先进制造业集群|产业集群|集群|产业链条|产业链|企业|公司|[药车央国民强]企(?!业)|(?:产业|工业|科技)园区|产业园|园区|专业镇|乡镇|县域|县市|县区|区县|(?:产业)?(?:集聚|聚集)区|产业|行业|领域|产品大类|产品|品类|材料|原料|门类|方面|环节|赛道|项目|品牌|商标|特产|工厂|车间|小镇|平台|基地|区域|方向|类别|大类|城市|单位|机构|院校|高校|中心|园|龙头(?!企业|骨干)|巨头)"
)
# What may follow a class noun; anything else goes on with the noun (企业技术中心).
_QUOTED_CLASS = re.compile(r"“[^”]{1,8}”(?:企业|公司|园区|集群)")
_FOLLOWS = re.compile(
    rf"^(?:$|[,;:。的在已均都亦被将也又则正再共全先率还为是及与和、(“榜]|上榜|{pattern('award')}|成功|先后|迅速|快速|蓬勃|加快|带动|聚集|集聚|形成|实现|利用|通过|布局|发展|建|具备|取得|落户|建设|入|获|占|居|年|营|产值|主营|总|规模|带|深|积|加|不|蓄|崛|突破|增|稳|引领|支撑|开展|组成|配套"
    rf"|双双|名单|远销|畅销|热销|\d|能耗|出口|生产(?!线|基地)|研发(?!中心|机构|平台)|制造(?!业|基地|中心)|经济|效益|持续|保持|回|向|纷纷|相继|陆续|需求|订单|参|协同|竞相|提质|提升|走|转型|升级|拉动|正|仍|还|更|下滑|下降|上升|上涨|开局|提供|推进|扩|榜|进行|入|优|平均|综合|当[天日]|[昨今]天|同时|集中)"
)
# What makes another noun of 产业 or 行业; any verb may follow it.
_COMPOUND = re.compile(
    r"[链园带化区圈群类]|集群|集聚|基地|工人|体系|结构|联盟|基金|政策|技术|大会|生态|布局|项目|企业|板块|平台|格局|规模|振兴|人才|协会|标准|龙头|骨干|大数据|互联网|投资|增加值|用地|组织|部门|主管|论坛|学院|研究|大军|门类|环节"
)
# After these any verb may follow, but not a further noun: 企业技术中心, 产品质量, 品牌价值.
_OPEN_NOUNS = frozenset(["企业", "公司", "产品", "品牌", "商标", "园区"])
_THING = re.compile(
    r"家|技术|研发|研究|工程|集团|实验|孵化|文化|标准|服务|联盟|协会|化|群|库|线|链|系列|质量|市场|价值|营销|建设|发展|培育|名单|目录|数量|总数|负责|代表|员工|职工|人员|人才|管理|平台|中心|基地|项目|品牌|商标|产品|集群|上云|上市|改制|的|投资|经济|产业|行业|创新|创业|效益|利润|所得|增加|营业|营收|产值|工业|园|区|需求|供|联合|主体|技改|出口|销售|类|型|级|名|间|之间|内|等|年"
)
_WHOLE_NOUN = re.compile(r"[\u4e00-\u9fff]{0,4}(?:企业|公司)|[集聚][聚集]区|基地|园|带|集群|链")
_DESCRIPTION = re.compile(
    r"(?:具有|拥有|具备|掌握|从事|生产|主营|专注)[^,;:]{2,24}的(?=[^,;:]{0,6}(?:企业|公司|园区|集群))"
)
_JOINT = re.compile(r"[、和与及]")
_COUNTED = re.compile(r"[\d两三四五六七八九十](?:个|家|条|大|项|种|类|座|所)")
# Names that end like firms may be miscounted; others more likely are no list of what is counted.
_FIRM_NAME = re.compile(
    r"(?:公司|集团|股份|科技|电子|重工|药业|机械|化工|材料|轴承|食品|制药|医药|光电|精密|智能)$"
)
_BEFORE_NAME = re.compile(
    rf"^(?!有[色机])(?:该?(?:园区|产业园|高新区|经开区|开发区|集聚区|产业集群|集群|产业链)(?=[已现共则]|形成|集聚|聚集|汇聚|拥有|引进)|像|既有|也有|(?:客户|伙伴|成员)(?:包括|有|涵盖)|涌现|优化提升|改造提升|改造升级|优化|提升|升级|拟推荐|拟认定|推荐|新?(?:{pattern('acquire')})|在|以|由|对|将|把|为(?![民国农了])|主要(?=面向)|面向|向(?![阳日上])|发展|依托|围绕|聚焦|包括|涵盖|不乏|如|比如|例如|前瞻性?|支持|推动|推进|鼓励|引导|借助|发挥|依靠|立足|面向|针对|随着|伴随[着著]?|其中|特别是|尤其是|加快|重点|着力|大力|全力|积极|了|着|出|起|一批|龙头企业|骨干企业|链主企业|企业)"
)
_AWARDED = re.compile(rf"(?:均|都|成功|双双|顺利|全部)*(?:{pattern('award')})")
_WHOLE_NAME = 5  # characters of a name that says of what place and trade it is
# 甲集团核电工程公司 is one name, though 甲集团 and 工程 end like names.
_FIRM_END = re.compile(r"(?:[\u4e00-\u9fff]{0,6}\([^()]{1,8}\))?[\u4e00-\u9fff]{0,6}(?:公司|集团|股份|厂)")
# 甲市已聚集…: the place is who holds what is listed.
_HOLDER = re.compile(
    rf"(?:大力|重点|加快|积极|着力|全力|持续|已|现|共|则|还|也|将|正|先后|成功)*(?:{pattern('acquire')}|发展|围绕|聚焦|依托|立足|培育|壮大|(?:做[大强优])+)"
)
# 省发改委现将甲集群等13个集群…公布
_BY_DECISION = re.compile(r"^[^、]{0,24}?(?:[部委厅局]|政府|办公室|协会|现|拟|决定|同意)[将把](?=[^、]{2})")
_HOLDS = re.compile(
    r"拥有|入驻(?![企率])|集中[于在]|分布[于在]|集聚(?![区度效])|聚集(?![区度效])|汇聚|汇集|引进|引入|吸引|孕育出?|围绕|聚焦|重点发展|涌现|诞生|形成以|(?:做[大强优])+|培育壮大|发展壮大|转化[成为]|转型为|配套于|供应给|供货给"
)
_REPRESENTS = re.compile(r"^为(?:代表|首|骨干|龙头|引领|主体?|核心|支撑)的(?:[一几]?批|\d+[余多]?[家个])?")
# 以LED光电为代表的新能源产业: the description is no part of the name.
_DESCRIBED = re.compile(r"^.{0,12}?以[^、]{1,12}?为[^、]{1,4}的")


_CHIEF = re.compile(r"(?<=..)为主导?的?$")


@dataclass(frozen=True, slots=True)
class NameList:
    """Names in a row: ``quality`` + ``kind`` is the class they are given, ``rest`` what follows it.

    ``start`` is where the first name begins in the clause, ``end`` where the class noun ends.
    """

    items: tuple[str, ...]
    quality: str
    kind: str
    rest: str
    start: int
    end: int
    open: bool
    flags: tuple[str, ...] = ()
    great: bool = False  # 三大产业链: a class by that word alone

    @property
    def title(self) -> str:
        """The class as written: 行业骨干企业."""
        return self.quality + self.kind

    @property
    def members(self) -> tuple[str, ...]:
        """The names with the class noun that belongs to them: 绿色化工 -> 绿色化工产业集群."""
        if not self.kind.endswith(("集群", "产业链")):
            return self.items
        return tuple(
            i if i.endswith(("集群", "产业链", "基地", "园区", "产业园")) else i + self.kind
            for i in self.items
        )


def may_list(text: str) -> bool:
    """Whether a list of names may stand in ``text``: 等, or a joint and a count. Cheap; most text has neither."""
    return "等" in text or "这样的" in text or (bool(_JOINT.search(text)) and bool(_COUNTED.search(text)))


def further_lists(clause: str, first: NameList) -> Iterator[NameList]:
    """The lists after ``first``: 甲、乙两大传统产业及丙、丁两大新兴产业."""
    found: NameList | None = first
    while found and found.end < len(clause):
        found = name_list(clause, found.end)
        if found:
            yield found


def _clause_start(text: str, at: int) -> int:
    """Where the clause begins in which ``at`` lies."""
    return 1 + max(text.rfind(",", 0, at), text.rfind(";", 0, at), text.rfind(":", 0, at))


def name_list(clause: str, start: int = 0) -> NameList | None:
    """The list of names in a clause, where it is followed by 等 or a count and a class noun."""
    for mark in islice(_MARK.finditer(clause, start), _MARKS):
        begin = max(start, _clause_start(clause, mark.start()))
        made = _made(clause, max(begin, mark.start() - _LONGEST), mark)
        if made:
            return made
    return None


def _made(clause: str, begin: int, mark: re.Match[str]) -> NameList | None:
    number = parse_numeral(mark["n"] or mark["n2"] or "") or None
    text = clause[begin : mark.start()]
    if len(text) < _SHORTEST:
        return None
    skipped = _lead(text)
    items = tuple(map(_bare, split_items(text[skipped:], int(number) if number else None)))
    single = number == 1 and items and short_firm(items[0]) == items[0]  # 海诺光学1家上市公司
    if not items or (len(items) < 2 and not mark["etc"] and not single):
        return None
    miscounted = bool(mark["n2"]) and len(items) != number
    if any(len(item) > 30 or len(item) < 2 for item in items):
        return None
    found = _AFTER.match(clause, mark.end())
    after = found[0] if found else ""
    noun = _class_noun(after)
    if noun is None and (found := _TWO_RANKS.match(clause, mark.end())):
        after = found[0]  # 等世界500强、中国500强企业
        noun = _class_noun(after)
    if noun is None and mark[0].endswith("大") and (alone := _ANY_NOUN.match(clause, mark.end())):
        after, noun = (
            alone[0],
            (0, len(alone[0])),
        )  # 五大新材料: what is counted so is a class, whatever its noun
    if noun is None or after[: noun[0]].endswith(("可供", "提供", "供")):
        return None  # 等可供企业入驻
    start, end = noun
    # 甲县电缆、乙县纺织5个集群获评…: what is awarded are those named, however they are counted.
    awarded = min(map(len, items)) >= _WHOLE_NAME and _AWARDED.match(after[end:])
    if miscounted and not awarded and not all(_FIRM_NAME.search(item) for item in items):
        return None
    return NameList(
        items,
        _REPRESENTS.sub("", after[:start]).lstrip("的"),
        after[start:end],
        clause[mark.end() + end :],
        begin + skipped,
        mark.end() + end,
        great=mark[0].endswith("大"),
        open=bool(mark["etc"]) and len(items) != number,
        flags=("count-mismatch",)
        if miscounted or (number and len(items) > number)
        else ("open-list",)
        if number and len(items) < number
        else (),
    )


def _bare(name: str) -> str:
    """A member without half a pair of quotation marks; of 以甲公司为链主的特种钢 the steel."""
    if "以" in name and (found := _DESCRIBED.match(name)):
        name = name[found.end() :]
    name = _CHIEF.sub("", name)  # 石化、冶金产业为主的三大集群
    name = name.rpartition("旗下")[2] or name  # 甲集团旗下乙公司
    return name if name.count("“") == name.count("”") else name.strip("“”")


def _class_noun(after: str) -> tuple[int, int] | None:
    if _DESCRIPTION.match(after) and (last := list(_CLASS.finditer(after, 0, 40))[-1:]):
        return last[0].span()  # 等一批具有自主产品的中小企业
    for found in _CLASS.finditer(after):
        rest = after[found.end() :]
        if rest.startswith("“") and _QUOTED_CLASS.match(rest):
            continue  # 等产业链“链主”企业
        if found[0] in ("产业", "行业") and _WHOLE_NOUN.match(rest):
            continue  # 五大轴承产业集聚区
        if (
            _FOLLOWS.match(rest)
            or (found[0] in ("产业", "行业") and not _COMPOUND.match(rest))
            or (found[0] in _OPEN_NOUNS and not _THING.match(rest))
        ):
            return found.span()
        if found.start() > 24:
            break
    return None


def _lead(text: str) -> int:
    """How many characters before the first name are not part of it."""
    first = text.split("、", 1)[0]
    if "以" in first and (found := _DESCRIBED.match(first)):
        return found.end()
    if ("将" in first or "把" in first) and (found := _BY_DECISION.match(first)):
        return found.end()
    # 集聚区汇聚了甲、乙: what stands before 了 or 的, or a verb of holding, is no part of the first name.
    held = max((found.end() for found in _HOLDS.finditer(first, 2)), default=0)
    cut = max(
        first.rfind("的", 0, -2) + 1, first.rfind("了", 0, -2) + 1, held if held < len(first) - 1 else 0
    )
    while True:
        rest = first[cut:]
        step = len(rest) - len(strip_lead(rest))
        if not step and (found := _BEFORE_NAME.match(rest)):
            step = found.end()
        if not step and (place := place_prefix(rest)) and (rest[0] in "全我本该" or _HOLDER.match(place[1])):
            step = len(rest) - len(place[1])
        if not step and (entity := entity_prefix(rest)):
            after = rest[len(entity) :]
            step = (
                0 if not after.strip() or after[:1] in "和与及" or _FIRM_END.fullmatch(after) else len(entity)
            )
        if not step or len(rest) - step < 2:
            return cut
        cut += step
