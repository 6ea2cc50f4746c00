"""Fields, products, roles and attributes: 以…为主导产品, 覆盖…领域, 以A为链主的B, 在…领域布局."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.kinds import kind_of
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.names import name_list
from yanzhen.read.grammar.nouns import is_name_like, place_prefix, strip_lead
from yanzhen.read.grammar.parts import FIRMS, ZONE, Link, Part, is_plain_class
from yanzhen.read.lexicon import alternation
from yanzhen.terms import EntityKind

_BASIS = re.compile(
    r"(?:以|将)(?P<items>[^,;以]{2,60}?)(?:作?为)(?P<role>主导产品|主导产业|主要产品|特色产品|拳头产品|首位产业|支柱产业|支柱(?=$)|主导(?=$|的?(?:产业|格局|体系|集群))|主导?(?=的[^,;]{0,8}?产业[^,;]{0,4}(?:格局|体系)$))"
)
ROLES = ("链主", "龙头", "引领", "牵头", "代表", "首", "骨干", "支撑", "主导", "主体", "核心")
# 以甲公司、乙公司为龙头的钢铁产业集群, 以甲、乙等为代表的一批生物医药企业
_LED = re.compile(
    rf"(?:以|(?:形成|培育|打造|集聚|聚集)[了出]?(?=[^,;以]+等?为代表))(?P<who>[^,;以]{{2,60}}?)为(?P<role>{alternation(ROLES)})的(?P<many>一大?批|众多|\d+[余多]?家)?(?![及和与])"
    r"(?P<what>[^,;以的等]{2,24}?(?:产业集群(?!化)|产业链)|[^,;、以的等]{2,20}?(?:集群(?!化)|产业(?!集群|集聚[区地]|[链园体])|行业|园区|企业|公司)"
    r"|[^,;、以的等]{2,16}?(?=[和及]以|[,;、]|等|$))"
)
_LED_END = re.compile(r"等(?:[^、]{0,6}(?:企业|公司|品牌|项目))?$")
# 以工业为代表的第二产业: a part, not who leads.
_IS_TRADE = re.compile(r"(?:产|行|工|农|制造|服务|加工|林|渔)业$|[“”]")
_TRADES = ("主导", "主体", "核心", "支撑")
_COVER = re.compile(
    r"^(?P<who>.*?)(?:主要|重点|已|形成了?|可|全面)*(?:覆盖|涵盖|囊括|包括|包含|涉及|主要有|(?<=产品)(?:有|已形成|形成))(?:了|着)?(?P<items>.+)$"
)
# 日用陶瓷、工业陶瓷、艺术陶瓷|三大类4000多个品种
_SORTS = re.compile(
    r"(?P<items>[^,;]+?、[^,;]+?)等?(?:[两二三四五六七八九十]|\d+)(?:大类|大系列|个系列|个品种|大)[^,;、]{0,12}$"
)
_CLOSED = re.compile(r"等[^、]{0,16}$")
# 化学药品主要包括甲、乙、丙等
_MAINLY_HAS = re.compile(r"^(?P<who>[^,;:、包有]{2,16}?)主要(?:包括|有|涵盖)(?P<items>[^,;]{4,240})$")
_PRODUCTS_OF = re.compile(r"^(?P<who>.*?)(?:的?(?:主要|主导|核心|主营)?(?:产品|业务))$")
_TRADES_OF = re.compile(r"^(?P<who>.*?)的?(?P<role>主导产业|支柱产业|特色产业|优势产业|重点产业)$")
_AT_FIELDS = re.compile(
    r"在(?P<items>[^,;在]+?)(?:等)?(?:多个|诸多)?(?:领域|行业|赛道)(?P<what>具备[^,]*基础|具有[^,]*(?:基础|优势)|形成[^,]*优势|取得[^,]*(?:成果|突破|进展)|实现[^,]*突破|(?:加快|提前|率先)?布局)"
)
# 链主企业为…, 主导产业有…
ATTRIBUTES = (
    *(
        "支持方向",
        "承担单位",
        "承建单位",
        "建设单位",
        "实施单位",
        "牵头单位",
        "运营单位",
        "依托单位",
        "主管单位",
    ),
    *(
        "链主企业",
        "龙头企业",
        "主导产业",
        "主导产品",
        "核心产品",
        "主要产品",
        "主营产品",
        "主攻方向",
        "功能定位",
    ),
)
EQUALS = ("为", "是", "有", "包括")
_ATTRIBUTE = re.compile(
    rf"^(?P<who>[^,为是]{{2,30}}?)?的?(?P<name>{alternation(ATTRIBUTES)})(?:{alternation(EQUALS)})(?P<what>[^,;]{{2,40}})$"
)
_HOW_MANY = re.compile(r"几|数[十百千]|\d|[一二三四五六七八九十百千]+[多余]?[个种类家]")
_LEADER = re.compile(
    r"(?P<role>链主|龙头)(?:企业)?(?![为是有包])(?P<name>[\u4e00-\u9fff]{2,8}?(?:集团|公司|股份))"
)
_FIRMS_COUNTED = re.compile(r"等\d+[余多]?[家户]|企业$")
_ROLE_ALONE = {"主": "主导产业", "主导": "主导产业", "支柱": "支柱产业"}
# 项目落户某地,重点建设以…为主导产业的园区: of the project.
_IN_PLAN = re.compile(r"(?:重点|主要|计划|拟|将|着力|全力)*(?:建设|打造|发展|形成|构建)?了?")
_SOME_FIRMS = re.compile(r"(?:各类|这些|上述|相关|重点|高新技术|规模?以?上|入驻|园区)*企业")
_IDEA = re.compile(
    r"(?:理念|思想|战略|创新|需求|市场|目标|规划|政策|改革|党建|园区|项目|产业|制造)$"
)  # 以…理念为引领
_LEADS = re.compile(r"以(?P<firm>[^,;、以]{2,14}?)为(?:链主|龙头|引领)$")
# 甲县造纸产业以乙纸业、丙纸业等企业为龙头
_LED_BY_FIRMS = re.compile(
    r"^(?P<chain>[^,;以]{3,20}?(?:产业|产业链|集群|园区))以(?P<firms>[^,;以]{2,60}?)为(?:龙头|链主|骨干|引领)(?:企业)?$"
)
_SUPPORTED = re.compile(
    r"(?:为(?:支撑|骨干|主体|配套|补充)|配套|支撑|协同)的(?P<chain>[^,;]{0,12}?(?:集群|产业链|产业体系))"
)
_OF_OTHERS = re.compile(r"的[^,]*?(?:企业|项目|人才|平台|机构)")
# 产业涵盖A、B六大板块: of whoever is spoken of.
_ITS = re.compile(r"^(?:产业|业务|行业|经营|品种|服务|领域|范围|业务范围|产业领域)$")
_KINDS_COVERED = re.compile(r"领域|产品|门类|大类|环节|行业|产业|材料|原料|品类|方向|赛道|板块|系列")
_GOODS = re.compile(r"产品|材料|原料|品类")
_NO_HOLDER = re.compile(
    r".*(?:活动|内容|会议|人员|嘉宾|部门|原因|目标|方式|原则|问题|工作内容|论坛|大赛|方案|政策|文件|措施|任务|工作|流程)"
)
_DEVOTED = re.compile(
    r"^(?P<who>[^,]*?)(?:主要|重点|加快|提前|率先|积极|前瞻性?|大力|着力|长期|一直|始终|已|正|还)*(?P<verb>布局|(?<=重点)(?:发展|抓好|培育)|主营(?!业务|收入)|专注于?|深耕于?|主攻|专攻|致力于|从事|聚焦于?|锚定|瞄准|竞逐|抢滩|发力)(?:了|发展|培育)?(?P<items>.+)$"
)
_WORKS = re.compile(r"主营|专注|专攻|致力|从事|深耕")
_FIRMS = (EntityKind.FIRM, EntityKind.GROUP)
_AIMING = (EntityKind.REGION, EntityKind.INDUSTRY, EntityKind.CLUSTER, EntityKind.CHAIN)
_DEVOTED_TO = re.compile(r"领域|产业|行业|赛道|方向|产品|材料|业务")


def based_on(part: Part, carry: Carry) -> Iterator[Link]:
    """以橡胶助剂、管材为主导产品."""
    for found in _BASIS.finditer(part.text):
        if _FIRMS_COUNTED.search(found["items"]):
            continue
        who = part.text[: found.start()]
        subject = part.subject("" if _IN_PLAN.fullmatch(who.strip()) else who, carry)
        yield from (
            part.link(subject, _ROLE_ALONE.get(found["role"], found["role"]), i, "based-on")
            for i in split_items(found["items"].removesuffix("等"))
        )


def led_by(part: Part, carry: Carry) -> Iterator[Link]:
    """以甲公司为链主的肉食品加工; 以甲重机、乙锻造为龙头的装备产业链; 以农机为主导的装备制造集群; 以甲、乙为代表的软件企业."""
    for found in _LED.finditer(part.text):
        role, what = found["role"], found["what"]
        who = split_items(_LED_END.sub("", found["who"]))
        firms = FIRMS.search(what[-2:]) is not None
        if not all(2 <= len(name) <= 20 and not name[0].isdigit() and is_name_like(name) for name in who):
            continue
        if role in _TRADES:
            if (
                not _FIRMS_COUNTED.search(found["who"])
                and what.endswith(("集群", "产业链", "园区"))
                and len(what) > 4
            ):
                yield from (part.link(what, "主导产业", trade, "led-by") for trade in who)
        elif firms:
            if not is_plain_class(what):
                yield from (part.link(n, "称号", what, "led-by", kind=EntityKind.FIRM) for n in who)
        elif role in ("代表", "首", "骨干"):
            if what.endswith(("集群", "产业", "产业链", "行业")) and not any(map(_IS_TRADE.search, who)):
                yield from (part.link(n, "代表", what, "led-by") for n in who)
        else:
            chain = what if what.endswith(("链", "集群", "产业", "园区")) else what + "产业链"
            yield from (part.link(firm, role, chain, "led-by") for firm in who)


def covering(part: Part, carry: Carry) -> Iterator[Link]:
    """覆盖汽车装备及零部件、智能农机装备等多个领域."""
    found = _COVER.match(part.text.strip())
    if found and (sorts := _SORTS.match(found["items"])) and (of := _PRODUCTS_OF.match(found["who"].strip())):
        subject = part.subject(of["who"] or "产品", carry)
        yield from (part.link(subject, "涵盖产品", i, "covering") for i in split_items(sorts["items"]))
        return
    names = name_list(found["items"]) if found else None
    if names and _OF_OTHERS.match(names.rest):
        return  # 集聚涵盖A、B等环节的上下游企业70多家: of those firms
    if found and not names and (of := _PRODUCTS_OF.match(found["who"].strip())):
        goods = split_items(_CLOSED.sub("", found["items"]))
        if len(goods) > 1 and all(2 <= len(good) <= 24 for good in goods):
            subject = part.subject(of["who"], carry)
            yield from (part.link(subject, "涵盖产品", good, "covering") for good in goods)
    elif found and not names and (mainly := _MAINLY_HAS.match(part.plain)):
        items = split_items(_CLOSED.sub("", mainly["items"]))
        who = mainly["who"]
        if len(items) > 2 and all(2 <= len(item) <= 24 for item in items) and not _NO_HOLDER.fullmatch(who):
            subject = part.subject(who, carry)
            yield from (part.link(subject, "涵盖", item, "covering") for item in items)
    if not found or not names or not _KINDS_COVERED.search(names.kind):
        return
    predicate = "涵盖产品" if _GOODS.search(names.kind) else "涵盖领域"
    who = _ITS.sub("", found["who"].strip())
    if trades := _TRADES_OF.match(who):
        who, predicate = trades["who"], trades["role"]  # 甲园区主导产业涵盖…
    if subject := _who_covers(who, part, carry):
        passing = bool(_SOME_FIRMS.fullmatch(subject))
        yield from (part.link(subject, predicate, i, "covering", passing=passing) for i in names.items)


def _who_covers(who: str, part: Part, carry: Carry) -> str:
    """Whose fields are listed: whoever is named, those just counted (培育集群44个,主要涉及…), or a cluster; never the region."""
    if not who:
        if part.last.lstrip().startswith("该领域"):
            return ""  # 该领域已聚集79家企业,覆盖…: of that field
        subject = part.subject("", carry) if part.before or carry.subject else ""
        if part.counted and kind_of(subject) in (EntityKind.REGION, EntityKind.OTHER):
            return part.counted
        if not is_name_like(subject) or subject.startswith("一"):
            subject = carry.actor or ""  # 海诺成立于1988年,是一家多元化集团,产业涵盖…
        subject = subject or carry.earlier.get("cluster", "")  # a list of features below 甲集群具有以下特点
        return "" if subject == carry.region else subject
    subject = part.subject(who, carry)
    named = who == "产品" or subject != carry.region or place_prefix(strip_lead(who))
    return subject if named and not _NO_HOLDER.fullmatch(who) else ""  # 活动包括…


def devoted(part: Part, carry: Carry) -> Iterator[Link]:
    """专注于移动芯片、通信芯片等领域; 布局电子信息、装备制造等产业: the list is the object of the verb."""
    found = _DEVOTED.match(part.text.strip())
    names = name_list(found["items"]) if found else None
    if not found or not names or not _DEVOTED_TO.search(names.kind) or names.kind.endswith("产业链"):
        return
    who = found["who"].strip()
    subject = part.subject(who, carry)
    if not ((who or part.before) and ZONE.search(subject)):
        kind = kind_of(subject)
        if kind in _AIMING or not (_WORKS.match(found["verb"]) or kind in _FIRMS):
            return  # 聚焦…, 重点发展… of a place, an industry or a cluster: an aim
    passing = bool(ZONE.search(subject)) and not _WORKS.match(found["verb"])
    yield from (part.link(subject, "布局领域", i, "devoted", passing=passing) for i in names.items)


_STAGE = re.compile(
    r"^(?P<who>(?:(?!上中?下游).)*?)(?:以及|和|、)?(?:形成了?|构建了?|打通|已|基本)*(?:覆盖|涵盖|贯通|贯穿|从)?了?(?P<stage>[上中下]游)的?(?P<items>[^,;到至上中下]{2,60}?)(?:等)?(?:环节)?(?:的?(?:完整|全)?产业(?:链条?|闭环|体系).*)?$"
)
_OF_STAGES = re.compile(r"覆盖|涵盖|贯通|贯穿")
_WORKS_IN = re.compile(
    r"^(?P<who>[^,]*?)(?:主要|专业|长期|专门)*(?:从事|主营(?!业务|收入)|专注于|致力于(?!打造|成为))(?P<what>[^,;]{3,40}?)(?:等)?(?:的)?(?:专业)?(?:研发|研究|产销|生产|制造|销售|加工|设计|服务|经营|开发|推广|应用|、|及|和|与)*$"
)
_ALONE_FIELDS = re.compile(r"^在(?P<items>[^,;在]{4,60}?)(?:等)(?:多个|诸多)?(?:领域|行业|赛道|方面)$")
_CLIENTS = r"(?:等(?:[^,;、]{0,12}?(?:企业|公司|厂商|品牌|车企|客户))?)?"
_SUPPLIES = re.compile(
    rf"^(?P<who>[^,]{{0,16}}?)(?:主要|大量|已|长期)*(?:(?:供货给|供应给|供货于|销售给|客户(?:包括|有|涵盖))(?P<to>[^,;]{{2,60}}?){_CLIENTS}$"
    rf"|[为给](?P<for>(?:华为|[^,;为]){{2,60}}?){_CLIENTS}(?:提供[^,;]{{0,6}}?配套[^,;]{{0,4}}|供货|配套)$)"
)
_ASIDE = re.compile(r"\([^()]*\)")
MAINLY = ("主要", "重点", "专业")
MAKES = ("生产", "加工", "制造")
_PRODUCING = re.compile(
    rf"^(?P<who>[^,]{{0,16}}?)(?:{alternation(MAINLY)})(?:{alternation(MAKES)})(?:销售|经营)?(?P<items>[^,;的]{{2,80}}?)(?:等(?:[^,;、]{{0,6}}产品)?)?$"
)
_APPLIED = re.compile(
    r"^(?P<who>[^,]{0,16}?)(?:被|可|已|主要|广泛|大量)*(?:应用于|应用在|用于)(?P<items>[^,;]{2,60}、[^,;]{2,60}?)(?:等)?(?:多个|诸多|众多)?(?:领域|行业|场景|方面)$"
)
_CHAINED = re.compile(
    r"^(?P<who>[^,]{0,16}?)(?:已|初步|基本|逐步)*(?:形成|构建|打造|建立)了?(?:集|以|从)?(?P<items>[^,;的]{2,24}、[^,;]{2,60}?)(?:于一体|为一体)?的[\u4e00-\u9fff“”]{0,10}?(?:全|完整)?产业(?:链条?|体系)$"
)
_DESCRIBES = re.compile(r"(?:完善|衔接|强|明显|显著|齐全|完备|合理|突出|鲜明|潜力)$")
_WHOLE = re.compile(r"全产业|完整|闭环")
_STRONG_IN = re.compile(r"^(?:具备|具有|形成|取得|拥有|处于|居于|实现)")


def staged(part: Part, carry: Carry) -> Iterator[Link]:
    """覆盖上游原料开采、材料生产,中游封装,以及下游回收的完整产业链: the links of a chain by stage."""
    text = part.text.strip()
    found = _STAGE.match(text)
    if not found or not (_OF_STAGES.search(text) or ("游" in part.last)):
        return
    subject = part.subject(found["who"], carry) if _OF_STAGES.search(text) else part.subject("", carry)
    for item in split_items(found["items"]):
        if not item.endswith(("项目", "企业")):
            yield part.link(subject, "涵盖环节", item, "staged")


def working_in(part: Part, carry: Carry) -> Iterator[Link]:
    """该企业主要从事光伏配套产业: one field, of a firm."""
    found = _WORKS_IN.match(part.text.strip())
    if not found or part.names:
        return
    subject = part.subject(found["who"], carry)
    if kind_of(subject) in (EntityKind.FIRM, EntityKind.PARK):
        yield from (part.link(subject, "布局领域", what, "working-in") for what in split_items(found["what"]))


def supplying(part: Part, carry: Carry) -> Iterator[Link]:
    """产品主要供货给甲、乙等知名企业; 为甲、乙提供配套: customers."""
    found = _SUPPLIES.match(part.text.strip())
    if not found:
        return
    subject = part.subject(re.sub(r"(?:产品|终端|下游|主要|核心|合作)$", "", found["who"].strip()), carry)
    items = split_items(found["to"] or found["for"])
    if kind_of(subject) is not EntityKind.REGION and all(
        2 <= len(item) <= 16 and "的" not in item for item in items
    ):
        yield from (part.link(subject, "供货给", item, "supplying") for item in items)


def producing(part: Part, carry: Carry) -> Iterator[Link]:
    """主要生产铸管、井盖等产品; 主要产品有…."""
    found = _PRODUCING.match(part.text.strip())
    if found:
        subject = part.subject(found["who"], carry)
        if not found["items"].endswith("指标") and "我们" not in part.last:
            yield from (
                part.link(subject, "主导产品", item, "producing") for item in split_items(found["items"])
            )


def applied(part: Part, carry: Carry) -> Iterator[Link]:
    """产品被广泛应用于航空航天、交通运输等领域."""
    found = _APPLIED.match(part.text.strip())
    if found:
        who = strip_lead(found["who"].strip()) or part.subject("", carry)
        yield from (part.link(who, "应用领域", item, "applied") for item in split_items(found["items"]))


def chained(part: Part, carry: Carry) -> Iterator[Link]:
    """形成了整机、零部件、系统集成的全产业链条: what a chain holds."""
    found = _CHAINED.match(part.text.strip())
    items = split_items(found["items"].replace("到", "、")) if found else ()
    if (
        found
        and "为" not in found["items"]
        and (len(items) > 2 or (len(items) > 1 and _WHOLE.search(found[0])))
    ):
        subject = part.subject(found["who"], carry)
        if any(map(_DESCRIBES.search, items)):
            return  # 形成功能完善、辐射力强的产业体系: how it is, not what it holds
        passing = kind_of(subject) not in (EntityKind.INDUSTRY, EntityKind.CLUSTER, EntityKind.CHAIN)
        yield from (part.link(subject, "涵盖环节", item, "chained", passing=passing) for item in items)


def attributed(part: Part, carry: Carry) -> Iterator[Link]:
    """产业集群的支持方向为…项目, 承担单位为…公司: what the attribute is of, then of what it names."""
    text = part.plain
    found = _ATTRIBUTE.match(text)
    if found and not _HOW_MANY.match(found["what"]):
        who = found["who"]
        subject = part.subject(who.rstrip("的"), carry) if who else (carry.attribute or carry.now)
        sorts = _SORTS.match(found["what"])
        for what in split_items(sorts["items"] if sorts else found["what"].removesuffix("等")):
            yield part.link(subject, found["name"], what, "attributed")
            carry.attribute = what


# 以甲产业链为例,优势产业有A,未来产业有B: of whom they are stands in the clause before, or before that.
TIERS = ("优势产业", "主导产业", "战略性新兴产业", "未来产业", "承载地")
_CASE = re.compile(r"^以(?P<case>[^,;]{2,16})为例$")
_OF_CASE = re.compile(
    rf"^[^,;]{{0,12}}?(?P<name>{alternation(TIERS)})(?:{alternation(EQUALS)})(?P<items>[^,;]{{2,120}}?)等?$"
)


def in_case(part: Part, carry: Carry) -> Iterator[Link]:
    """以甲产业链为例,我市的优势产业有A,未来产业有B、C: of what is looked at."""
    found = _OF_CASE.match(part.plain)
    case = _CASE.match(part.last.strip()) if found else None
    subject = case["case"] if case else part.before
    if found and subject and (case or kind_of(subject) is EntityKind.CHAIN):
        yield from (part.link(subject, found["name"], i, "in-case") for i in split_items(found["items"]))


def led_together(part: Part, carry: Carry) -> Iterator[Link]:
    """以甲公司为龙头,乙、丙等企业为支撑的产业集群: the leader of the cluster that the next clause names."""
    found = _LEADS.search(part.text.strip())
    chain = _SUPPORTED.search(part.next) if found else None
    if not chain and (alone := _LED_BY_FIRMS.match(part.plain)):
        subject = part.subject(alone["chain"], carry)
        firms = split_items(_LED_END.sub("", alone["firms"]))
        yield from (part.link(n, "龙头", subject, "led-together", kind=EntityKind.FIRM) for n in firms)
        return
    if found and chain and not _IDEA.search(found["firm"]):
        yield part.link(found["firm"], "龙头", chain["chain"], "led-together", kind=EntityKind.FIRM)


def led(part: Part, carry: Carry) -> Iterator[Link]:
    """甲材料产业链…与链主乙集团深度配套."""
    about = part.about()
    if about and about.endswith(("产业链", "集群", "园区")):
        for found in _LEADER.finditer(part.text):
            yield part.link(found["name"], found["role"], about, "led")


def at_work(part: Part, carry: Carry) -> Iterator[Link]:
    """未来能源领域,A、B等企业…在制氢、储运领域取得成果: fields; who does which is not paired."""
    names = part.names
    firms = names is not None and bool(FIRMS.search(names.kind))
    if part.field and names and firms:
        yield from (
            part.link(n, "布局领域", part.field, "at-work", kind=EntityKind.FIRM) for n in names.items
        )
    if (alone := _ALONE_FIELDS.match(part.text.strip())) and _STRONG_IN.match(part.next.strip()):
        subject = part.subject("", carry)
        yield from (
            part.link(subject, "布局领域", f, "at-work") for f in split_items(_ASIDE.sub("", alone["items"]))
        )
        return
    found = _AT_FIELDS.search(part.text)
    if not found:
        return
    predicate = _predicate(found["what"])
    fields = split_items(found["items"])
    if names and firms and names.start < found.start():
        flags = ("pairing-unknown",) if len(names.items) > 1 and len(fields) > 1 else ()
        group = "、".join(names.items) + ("等企业" if names.open else "")
        yield from (part.link(group, predicate, f, "at-work", *flags) for f in fields)
    else:
        subject = part.subject(part.text[: found.start()], carry)
        if predicate == "取得成果领域" and kind_of(subject) is EntityKind.REGION:
            return  # 我市在升级、转型等领域取得新突破: what offices praise
        passing = bool(_SOME_FIRMS.fullmatch(subject))
        yield from (part.link(subject, predicate, f, "at-work", passing=passing) for f in fields)


def _predicate(what: str) -> str:
    if "基础" in what:
        return "产业基础"
    return "取得成果领域" if any(word in what for word in ("成果", "突破", "进展")) else "布局领域"
