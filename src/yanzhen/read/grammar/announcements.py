"""Lists announced in running text: 公布了…名单,…上榜; 5个省级集群分别是A、B…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.kinds import kind_of_member
from yanzhen.read.grammar.lists import split_members
from yanzhen.read.grammar.nouns import is_name_like, place_prefix, strip_lead
from yanzhen.read.grammar.parts import INDUSTRIES, Link, Part, is_counted, is_member, is_plain_class
from yanzhen.read.grammar.title_words import ends_as_title
from yanzhen.read.grammar.titles import HELD_BY
from yanzhen.read.lexicon import pattern

# 某顾问发布《…500强》
_BOOK = re.compile(
    r"(?:公示|公布|发布|印发)(?:了|的)?《(?!关于)(?P<title>[^》]{4,40}(?:强|榜单?|名单|排行榜|目录)[^》]{0,6})》"
)
# What is published: 公布T名单, 对T名单进行公示, T名单公布, 《关于公布T名单的通告》.
_ROSTER = re.compile(
    r"(?:公示|公布|发布|印发|通报)(?:了|的)?(?:《(?:关于)?(?:公布|公示)?)?(?:(?P<title>[^,;《]{4,60}?(?:名单(?:以?及|和|、)[^,;《]{4,40}?)?)(?:名单|榜单|(?:评估|评选|认定|遴选|评价)结果)(?!(?:以?及|和|、)[^,;《]{4,40}名单)|(?P<batch>(?:第[一二三四五六七八九十\d]+批|首批|\d{4}年度?)[^,;]{4,36}(?:企业|产品|集群|园区|基地|工厂))$)"
)
_PUT_OUT = re.compile(r"[对将](?P<title>[^,;:《]{4,60}?)(?:名单)?(?:进行|予以)(?:了)?(?:公示|公布)")
_CAME_OUT = re.compile(
    r"^(?P<title>(?:(?!公布|公示(?!名单)|发布|印发)[^,;:《]){4,60}?)名单(?:近日|日前|今日|正式|同期|同时|已|也|对外|于)*(?:公布|公示|发布|出炉|揭晓)"
)
_COUNT_IN = re.compile(r"\d+[个家项条]")
# The stage of the procedure is no part of the title.
_STAGE = re.compile(
    r"^(?:新一批|最新一批|关于)?拟?(?:认定|入选|批准|命名|确定|推荐)的?|(?:拟?(?:创建|建设|认定|入选|入围|推荐)|复核通过|通过复核|公示|的(?:获选|入选|上榜))$"
)
# 第六批单项冠军和通过复核的第三批单项冠军: two titles, the second of those that 通过复核.
_TWO_TITLES = re.compile(
    r"^(?P<new>.+?)(?:名单)?(?:以?及|和|、)(?:拟?通过(?:复核|复审|评审)的?(?P<kept>.+)|(?P<again>[^和及]{4,40}?)(?:复核|复评)(?:通过)?)$"
)
# 2019年,首批…名单公布: an earlier list, told of by the way.
_EARLIER = re.compile(r"(?:早?在)?(?:(?:19|20)\d\d年|此前|去年|前年|上一?[批次届])")
# 在某部公布的第八批单项冠军名单中,甲公司、乙公司分别凭借…上榜
_IN_ROSTER = re.compile(
    r"^在(?:[^,;]{2,20}?(?:公布|公示|发布|认定)的)?(?P<title>[^,;]{4,40}?)(?:名单|榜单|榜)(?:之)?[中里上]$"
)
# 省级绿色工厂再添新成员; 我市新增2家国家级“小巨人”企业: who they are comes next
_ADDED = re.compile(
    r"^(?:(?P<title>[^,;:\d]{4,30}?)(?:再添|再增|喜添|增添|新增)新?(?:成员|(?:\d+|[一二两三四五六七八九十])[员家个名])|[^,;:]{0,10}?(?:再添|再增|喜添|增添|新增|新晋)(?:\d+|[一二两三四五六七八九十])[家个](?P<class>[^,;:\d]{4,30}))$"
)
# 新认定100个国家级…集群, 认定绿色工厂30家
_RECOGNISED = re.compile(
    r"^(?:[^,;]{2,16}?(?:政府|[部委厅局]))?(?:共|新|又|拟)?(?:认定|确定|批准建设|批准|评选|遴选|评定)(?:出|了)?(?:\d+[个家项](?P<title>[^,;:、\d]{5,30})|(?P<kind>[^,;:、\d]{4,30})\d+[个家项])$"
)
# 甲公司、乙公司凭借…成功上榜: the verb ends the clause, its object is what was announced.
_BARE = (
    r"(?:(?:分别|各自)?(?:凭借?|以)[^,;、]{2,60}?)?(?:成功|顺利|分别|均|都|也|全部|同时|双双|纷纷|相继|先后|再次|一举|悉数|接连|首次|首度|再度|也)*"
    r"(?:入选|上榜|登榜|在列|榜上有名|[位名]列其中|入围|入列|获评|获批|晋级|胜出|中选|获认定|(?:进入|纳入|列入)(?:公示|入围)?名单|通过(?:复核|复评|认定|评审|验收|复审|审核))$"
)
_JUST_LISTED = re.compile(rf"^(?P<who>[^,;]{{2,400}}?){_BARE}")
_LISTED = re.compile(rf"^{_BARE}")
# 我市的, 来自乙县的, 我省申报的, 我区民营企业: whose a member is, before its name.
_WHOSE = re.compile(
    r"^(?:(?:[^、的]{0,16}(?:申报|推荐|选送|下属)|来自[^、的]{2,12}|[我全本][省市县区会])的|[我全本][省市县区会](?=[^、]{4})|[^、有]{0,8}[共现已]有|下属)"
)
# 甲市、乙市联合申报的丙集群, 位于乙市的丙公司: one name.
_OF_OTHERS = re.compile(r"^(?:[^、]*|.*(?:联合|申报|牵头|推荐|共建)[^、的]{0,4})的(?P<who>[^、的]{3,})$")
_SORT_OF_FIRM = re.compile(
    r"^(?:会员|台资?|外资|民营|国有|上市|龙头|骨干|本土|本地|辖区|园区|区内)企业?(?=[^、]{4,}(?:公司|集团))"
)
# 甲市、乙市、丙市三个城市入选, 甲村等9个“明星村”上榜: the count of those named.
_TALLIED = re.compile(r"等?(?:\d+|[两二三四五六七八九十]+)[余多]?[个家项条][^、\d]{0,12}$|等[^、\d]{0,8}$")
_TALLY = re.compile(r"(?:[各共均]|分别)有[\d两二三四五六七八九十]")  # 甲市、乙市各有2个集群入选
_BRACKETED = re.compile(r"\([^()]*\)")
# 此次新入选的集群为…, 复核通过的企业是…: the participle says what was announced of them.
_INVERTED = re.compile(
    r"^(?P<head>[^,;]{0,20}?(?:入选|上榜|入围|获评|认定|通过|在列)的[\u4e00-\u9fff]{0,6}?(?:企业|集群|园区|集聚区|基地|单位|产品|项目|镇|村)?(?:名称)?)(?:分别)?(?:为|是|有|包括)(?P<items>[^,;]{4,400})$"
)
# The verb and what it announces: 分别为…, 包括….
_ANNOUNCES = re.compile(
    r"^(?P<head>[^,;]{0,60}?)(?:(?P<each>(?:分别|依次)(?:是|为|有|包括)?|名单(?:是|为|包括))|包括|(?P<bare>为|是))(?P<items>[^,;]{4,400})$"
)
_RANK_OF_PLACES = re.compile(r"(?:\d+[强快]|百强|示范|先进|试点|重点|强|名)[市县区镇](?:\([^()]*\))?$")
_COUNTS = re.compile(r"(?:\d|[一二两三四五六七八九十])[个家项]")
_FILLER = re.compile(r"^(?:其中|具体|主要|名单)+")
# 公布的20家省级瞪羚企业中,包含甲公司、乙公司; …中,我市有甲、乙2家
_AMONG = re.compile(
    r"^(?:[我全本][省市县区]|[^,;有包]{2,8})?(?:共|就|已)?(?:包含|包括|有(?!\d))(?P<items>[^,;]{4,400})$"
)
# 此次获评“头雁”企业的滨州企业, 入选…名单的, 获评…的有3家: a list of them follows
_ATTRIBUTED = re.compile(
    rf"^(?:此次|本次|其中)?(?:{pattern('award')})(?:了|为)?(?P<title>[^,;:]{{4,40}}?)的(?:[^,;:的]{{0,10}}?(?:企业|集群|园区|单位|县市?)?)?(?:有\d+[家个])?$"
)
# 其中甲市占3家,即A、B、C
_THAT_IS = re.compile(r"^即(?![将便使刻])(?P<items>[^,;]{4,400})$")
# “县域经济10强”(不含市辖区)分别是:甲市、乙县
_QUOTED_CLASS = re.compile(
    r"^“(?P<class>[^“”]{3,20})”\s*(?:\([^()]*\)\s*)?(?:名单)?(?:分别|依次)?(?:是|为|有|如下)?$"
)
# 加上此前已入选的甲集群、乙集群
_ALREADY = re.compile(
    r"^(?:加上|连同)?(?:此前|之前|先前)?已?(?:入选|认定|获评|上榜)的(?P<items>[^,;]{6,200})$"
)
# 2个500亿级产业集群(机械装备、金属材料)
_IN_BRACKETS = re.compile(
    r"(?P<head>\d+[个家条][^()、,;]{5,24})\((?P<items>[^(),;以]{3,80}、[^(),;]{2,40})\)"
)
_SUMMED = re.compile(r"(?:拥有的?|累计|的|有)(?P<title>[^,;的]{5,24}?)(?:数量|总数|家数|达到?)")
# 电子信息产业“铁三角”——甲电子、乙电子相继落户
_NICKED = re.compile(
    r"^(?:[^,;“]{0,8}的)?(?P<title>[^,;“-]{2,12}“[^”]{2,10}”)--(?P<items>[^-]{4,80}?)(?:相继|先后|纷纷|均|都|已|共同|[一-龥]{0,2}$)"
)
# 有两家世界500强企业——甲集团和乙集团
_AFTER_DASH = re.compile(r"^(?P<head>[^-]{4,60})--(?P<items>[^-]{4,200})$")
_OPENS_LIST = re.compile(
    r"(?:分别|依次|名单)?(?:为|是|有|包括|如下|即)$|”\s?名单$|的有\d+[家个]$|\d[余多]?[家个项][^,;]{0,12}?(?:入选|上榜|获批|获评|入围)$"
    r"|(?:达到?|增至|增加[至到]|[共已]有)(?:\d+|[一二三四五六七八九十两]+)[家个项]$"
)
_COUNTED_CLASS = re.compile(
    r"(?<!第)(?:\d+|[一二三四五六七八九十两]+)[余多]?(?:个|家|条|项|座|所|大|对)(?P<class>\d*[\u4e00-\u9fff“”]{2,24}?)(?=$|[,;:]|成功|入选|上榜|获评|获批|荣获|被|通过|在列|榜上有名|位于|来自|分别|依次|包括|授牌|命名|认定|评定|评为|为|是|中$)"
)
# 全市国家级示范基地已达8个,分别是…
_CLASS_THEN_COUNT = re.compile(
    r"^(?P<class>[\u4e00-\u9fff“”]{4,30}?)(?:总数|数量)?(?:目前|现|已|共|累计)*(?:达到?|有|增至|增加至|增加到|为)(?:\d+|[一二三四五六七八九十两]+)[个家条项]$"
)
# Of whose list the names are: …入选的有, 这九家企业分别是.
_LISTED_BEFORE = re.compile(
    r"入选|上榜|获评|获批|入围|跻身|通过|认定|名单|^[这此上以述]{1,2}(?:\d+|[一二三四五六七八九十两]+)[家个项]"
)
_NAMES_OF_LISTED = re.compile(r"(?:入选|上榜|入围)的.*名称$")  # 入选的三个集聚区名称分别是
_KINDS = frozenset(["产业链", "产业", "集群", "产业集群", "主导产业", "重点产业"])
_REST = re.compile(r"(?:等(?:\d+[个家条项])?[^、]{0,12}|\d+[个家条项])$")
_GIVEN = re.compile(rf"被|{pattern('award')}")  # A被评为…: no name
_STANDING = re.compile(r"重要的|最大|最具|唯一|之一$")  # 是全国重要的…基地: said of one, not its name
_AMOUNT = re.compile(r"\d[\d.,]*\s?(?:[%‰亿万千百元家个吨人户倍位条项]|$)")


def rostered(part: Part, carry: Carry) -> Iterator[Link]:
    """公示了…“小巨人”企业名单,甲公司、乙公司上榜."""
    if title := _published(part):
        earlier = _EARLIER.match(part.last.strip()) or _EARLIER.match(part.text.strip())
        carry.publish(title, earlier=bool(earlier))
        return
    if _EARLIER.fullmatch(part.last.strip()) and carry.roster:
        return  # 上届,A、B入选: another list
    title = _of_stage(carry.roster or carry.titled, part.text)
    found = _JUST_LISTED.match("".join(part.plain.split())) if title else None
    if not found:
        return
    names = _listed(found["who"], part, carry)
    if names and (carry.roster or all(map(_NAME_END.search, names))):
        kind = kind_of_member(part.names.kind) if part.names else None
        yield from (part.link(name, "入选", title, "rostered", kind=kind) for name in names)


def _published(part: Part) -> str:
    """The title that the names on a published list have."""
    text = part.text.strip()
    if found := _IN_ROSTER.search(text):
        return _title(found["title"])
    if (found := _ADDED.match(part.plain)) and _JUST_LISTED.match(part.next.strip()):
        return found["title"] or found["class"]
    if found := _BOOK.search(text) or _PUT_OUT.search(text) or _CAME_OUT.match(part.plain):
        return _title(found["title"])
    if (found := _ATTRIBUTED.match(part.plain)) and ends_as_title(found["title"]):
        return found["title"]
    if found := _RECOGNISED.match(part.plain):
        return _title(found["title"] or found["kind"])
    if found := _ROSTER.search(text):
        return _title(found["title"] or found["batch"])
    return ""


_NO_TITLE = re.compile(
    r"(?:批准|认定|入选|推荐|公示|、)$|^(?:名单|结果|经|通过|按照)"
)  # 拟批准50个建设名单: of what is not said


def _title(words: str) -> str:
    title = _COUNT_IN.sub("", words).strip()
    title = title if _TWO_TITLES.match(title) else _STAGE.sub("", _STAGE.sub("", title)).strip("的")
    return "" if _NO_TITLE.search(title) else title


def _of_stage(title: str, clause: str) -> str:
    """The title of those just recognised, or of those whose title was reviewed, where a list is of both."""
    both = _TWO_TITLES.match(title)
    if not both:
        return title
    kept = "复核" in clause or "复审" in clause
    return (both["kept"] or both["again"]) if kept else _STAGE.sub("", both["new"])


def _listed(who: str, part: Part, carry: Carry) -> tuple[str, ...]:
    """The members that ``who`` names; none where it only counts them."""
    several = part.names is not None and (part.names.open or len(part.names.items) > 1)
    alone = "、" not in who and is_counted(who) and not several
    if (part.names and not _LISTED.match(part.names.rest)) or alone:
        return ()
    listed = _TALLIED.sub("", _BRACKETED.sub(_unless_in_name, who))
    if found := _OF_OTHERS.search(listed):
        listed = found["who"]
    names = tuple(map(_own_name, part.names.members if part.names else split_members(listed)))
    if len(names) == 1 and (len(names[0]) < 4 or not _NAME_END.search(names[0])):
        names = (part.subject(names[0], carry),)
    fit = all(map(is_member, names))
    return names if fit and not _TALLY.search(who) else ()


def _own_name(name: str) -> str:
    """A member without whose it is: 我市民营企业甲公司, 江苏省南京."""
    name = _SORT_OF_FIRM.sub("", _WHOSE.sub("", name))
    place = place_prefix(name)
    if place and place[1].startswith("的"):
        return place[1][1:]
    inner = place_prefix(place[1]) if place and place[1] else None
    return place[1] if place and inner and not inner[1] else name


def _unless_in_name(found: re.Match[str]) -> str:
    """南岸区(物联网) without what it is known for; 甲科技(乙市)有限公司 as it is."""
    return "" if found.string[found.end() : found.end() + 1] in ("", "、") else found[0]


def announced(part: Part, carry: Carry) -> Iterator[Link]:
    """…5个省级集群分别是A、B…; …,3家企业上榜,分别为A公司、B公司和C公司: members of what was counted or announced."""
    if HELD_BY.match(part.plain):
        return  # 入选…的企业分别是A、B: by the title that the clause names
    names, head, sure = _announced(part)
    predicate, title = _told(names, head, sure, part, carry)
    if (found := _ALREADY.match(part.text.strip())) and (summed := _SUMMED.search(part.next)):
        names, predicate, title = _names(found["items"]), "入选", summed["title"]
    elif (found := _NICKED.match(part.text.strip())) and len(several := _names(found["items"])) > 1:
        names, predicate, title = several, "称号", found["title"]
    if not title and carry.listing and part.after in ",;":
        predicate, title, kind = carry.listing
        names = (part.text.strip(),) if part.text.strip().endswith(kind) and is_name_like(part.plain) else ()
    carry.listing = None
    if not title or not names:
        return
    if kinds := _KIND_END.search(names[-1]):
        if part.next.strip().endswith(kinds[0]) and not all(map(_KIND_END.search, names)):
            names = (
                ("、".join(names[:-1]) + "和" + names[-1],) if len(names) > 2 else names
            )  # 甲市、乙市A集群,丙市B集群
        carry.listing = (predicate, title, kinds[0])
    yield from (part.link(n, predicate, title, "announced", kind=kind_of_member(title)) for n in names)


def _told(names: tuple[str, ...], head: str, sure: bool, part: Part, carry: Carry) -> tuple[str, str]:
    """(relation, title or class) of the names announced; no title where the clause announces none."""
    if not names:
        return "", ""
    if quoted := _QUOTED_CLASS.match(head or part.last.strip()):
        return "入选", quoted["class"]
    listed = carry.roster or carry.titled
    if listed and sure and _NAMES_OF_LISTED.search(head):
        return "入选", _of_stage(listed, head)
    counted = _class_counted(head or part.last)
    if counted and (sure or len(names) > 1):
        loose = INDUSTRIES.search(counted) or counted.endswith("产业链")
        return ("属于" if loose else "称号"), counted
    title = carry.roster or (carry.titled if _LISTED_BEFORE.search(head or part.last) else "")
    title = _of_stage(title, head or part.last)
    if title and (not head or sure) and (sure or all(map(_ends_like_a_name, names))):
        return "入选", title
    if sure and part.after == ":" and _heads_list(part.last, part.text):
        return "入选", part.last.strip()
    if (sure or (not head and all(map(_KIND_END.search, names)))) and (
        spoken := _counted_before(names, carry)
    ):
        return "称号", spoken
    if sure and part.after == ":" and (kind := _class_counted(part.last, plain=True)):
        return "属于", kind
    return "", ""


def _announced(part: Part) -> tuple[tuple[str, ...], str, bool]:
    """(names that the clause announces, the words before the verb, whether 分别 or a colon sets them apart)."""
    text = part.text.strip()
    if found := _INVERTED.match(part.plain):
        return _names(found["items"]), found["head"], True
    if (found := _IN_BRACKETS.search(part.text)) and (names := _names(found["items"])):
        return names, found["head"], True
    if (found := _AFTER_DASH.match(text)) and _class_counted(found["head"]):
        return _names(found["items"]), found["head"], True
    if part.after == ":" and (_OPENS_LIST.search(part.last.strip()) or _heads_list(part.last, text)):
        return _names(text), "", True
    if part.last.strip().endswith("中") and (among := _AMONG.match(text)):
        return _names(among["items"]), "", True
    if (found := _THAT_IS.match(text)) and _COUNTS.search(part.last):
        return _names(found["items"]), "", True
    found = _ANNOUNCES.match(strip_lead(text) if text[:1] in "其中" else text)
    if not found or (found["bare"] and found["head"]):
        return (), "", False
    return _names(found["items"]), _FILLER.sub("", found["head"]), bool(found["each"])


def _heads_list(clause: str, items: str) -> bool:
    """Whether a clause is a title and no more, with places that have it after a colon: 综合10强县(市):甲县、乙市."""
    title = clause.strip()
    return (
        bool(_RANK_OF_PLACES.search(title)) and len(title) < 40 and all(map(_is_place, split_members(items)))
    )


def _is_place(name: str) -> bool:
    place = place_prefix(name)
    return place is not None and not place[1]


def _names(items: str) -> tuple[str, ...]:
    names = split_members(_REST.sub("", _BRACKETED.sub(_unless_in_name, items)))
    return names if all(map(_may_be_member, names)) else ()


def _may_be_member(name: str) -> bool:
    return is_member(name) and not any(no_name.search(name) for no_name in (_AMOUNT, _GIVEN, _STANDING))


def _class_counted(words: str, *, plain: bool = False) -> str:
    """The class that ``words`` count last, where it says something of its members: 5个|省级特色产业集群.

    ``plain``: where it says nothing too (10条产业链是:…).
    """
    found = list(_COUNTED_CLASS.finditer(words)) or list(_CLASS_THEN_COUNT.finditer(strip_lead(words)))
    name = found[-1]["class"].strip("的") if found else ""
    place = place_prefix(name)
    name = place[1] if place and name[0] not in "全我本" and len(place[1]) > 4 else name
    says = len(name.lstrip("0123456789")) > 4 and not is_plain_class(name)  # 4家3551企业 says nothing
    return name if says or (plain and name in _KINDS) else ""


def _counted_before(names: tuple[str, ...], carry: Carry) -> str:
    """The class counted earlier in the text whose members end as ``names`` do."""
    ends = {match[0] for name in names if (match := _KIND_END.search(name))}
    if len(ends) != 1:
        return ""
    kind = ends.pop()
    told = (
        noun
        for nouns in carry.counted.values()
        for noun in nouns
        if noun.endswith(kind) and len(noun) > len(kind) + 2
    )
    return next(reversed(list(told)), "")


_KIND_END = re.compile(r"(?:集群|园区|企业|公司|项目|基地|产业链|专业镇)$")


def _ends_like_a_name(name: str) -> bool:
    place = place_prefix(name)
    return bool(_NAME_END.search(name)) or bool(place and not place[1])


_NAME_END = re.compile(r"(?:公司|集团|股份|科技|集群|园区?|基地|工厂|研究院|大学|学院|项目|镇|乡|村)$")
