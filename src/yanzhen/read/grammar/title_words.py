"""What a title or a standing looks like: the nouns it ends in, the words that make a noun phrase one, what is no part of it."""

from __future__ import annotations

import re

from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import is_name_like
from yanzhen.read.grammar.parts import QUALITY
from yanzhen.read.lexicon import pattern, words

_TO_SET_UP = re.compile(r"^(?:设立|成立|组建|建设|创建)(?=.{4})")  # 获批|设立…示范区
# “…”之后的又一荣誉; …集群、全市唯一; 省级化工园区认定(复核)
_AFTER_IT = re.compile(
    r"(?<=[”号])之?后(?:的?又[^“”]*)?$|、[^、]{0,6}(?:唯一|第一|首个|首家)$|(?<=.{4})(?:认定|评定)$|、(?:排名|位[居列]|实现|数量)[^、]*$"
)
# 跻身…行列, 捧回“…”这块金字招牌, 位列…第8位: what the verb's object ends in is no part of the title.
_TAIL = re.compile(
    r"(?<=.{3})的?(?:[这一][块张个])?(?:金字招牌|招牌|荣誉|殊荣|桂冠|行列|之列|阵营|序列|方阵|第?(?:\d+|[一二三四五六七八九十百]+)[位名])$"
)
# 示范基地, 百强县, 国家队, 《…》: the nouns that titles and standings end in.
TITLE_NOUN = re.compile(
    rf"(?:{pattern('standing_heads')}|承载地|供应地|胜地|强村|园|工作站|名片|[两三四五六七八九十\d]+大[\u4e00-\u9fff]{2, 10}(?=之一)|[\u4e00-\u9fff]村|名单|百强\w{{0,2}}|[十百千\d]+强|示范[\u4e00-\u9fff]{{0,6}}|试点[\u4e00-\u9fff]{{0,4}}|称号|[强名][市县区镇]|百强[市县]|先进[市县]|奖|榜单?|目录|计划|案例|小巨人”?|国家队|》|企业库|领军库|培育库|”)(?:之一)?$"
)

# What makes a noun phrase a standing: the only, the first, the greatest, one of.
DEFINES = re.compile(
    r"之一$|最[\u4e00-\u9fff]|唯一|首[个家批座条]|第[一二三四五六七八九十\d]+[个家大批座城市县镇村]|领军|领先|龙头|标杆|重要|关键|主要|骨干|核心|知名|著名|支柱|佼佼者|优质|典范|样板|代表$|领军人物|(?:政治|经济|文化|交通|商贸|金融|航运)[^,]{0,8}中心$|[大强名][省市县区镇]$|(?:主导|支柱|特色|优势|传统|首位)[^,]{0,4}产业$|名气|闻名|名片|较大|(?:^|的|中国|全国)(?:“[^“”]{1,15}[乡都城镇县市区地园谷港户片珠军王国]”)+$|小镇$|大本营|发祥地|发源地|策源地|诞生地|之[乡都城]$|^“[^“”]+”$"
)
# What needs no level: 专精特新企业, 上市公司.
_RANKED = re.compile(
    r"专精特新|小巨人|[百千十]强|\d+强|单项冠军|瞪羚|独角兽|高新技术企业|国家级|省级|上市公司"
)

# 是一家专业从事…的高新技术企业
_A_FIRM = re.compile(r"一[家个座](?=.{4})|(?:专业|专注|主要|集)[^,]{2,40}的")
# …等多项荣誉, …两项称号
_HONOURS = re.compile(
    r"(?:(?<=.{4})[两三四五六七八九十\d]+[余多]?[项个](?:荣誉|称号|殊荣)|等(?:多项|荣誉|国家级|省级)*(?:称号|奖项|荣誉|殊荣|资质|品牌)(?:\d+[余多]?[项个])?)$"
)
# “质量标杆”荣誉称号
_CALLED = re.compile(r"(?<=”)(?:荣誉)?称号$|(?<=[\u4e00-\u9fff)])(?:的?荣誉)?称号$")
# 省工信厅授予的“质量标杆”
_GIVEN_BY = re.compile(r"^[^“”《]{2,30}(?:授予|颁发|评定|命名|印发|发布|公布)的(?=[“《])")
# What an object with a level may yet be: 省级复核后, 省级、市级.
_UNLIKE_TITLE = re.compile(r"[、\d]|^级|(?:后|复核|审核|评审)$")
_LOOSE = frozenset(["获", "获批", "斩获", "摘得", "揽获", "喜获", "喜提", "收获"])  # patents, money too
# 进入, 成为: of these anything may be the object, so that it must look like a title by itself.
WEAK = frozenset(words("weak_award"))
# 国家级…, 全省…, 首批…, 2019年工信部…: what a standing or a title begins with.
STANDING = re.compile(
    r"^(?:(?:\d{4}年度?)?(?:工信部|工业和信息化部|科技部|国家|省)|国家级|省级|市级|世界级|\d+强|全国|全省|全球|国家|自治区|[\u4e00-\u9fff]{2,4}省|首批|国内|省内|[我中]国[\u4e00-\u9fff]{0,4}?(?:最|唯一|首|重要)|中国[\u4e00-\u9fff]{2,12}(?:基地|之[乡都城]|名[城镇县]|强[县镇]|[市县镇])$)"
)
# 三个集群的5家企业, 对…, …的企业是: counts and clauses.
NO_TITLE = re.compile(
    r".*的\d+[个家项]|.*的(?:[两二三四五六七八九十]|\d+)[个家项]|.*、.*[^“”\d]\d+[个家项条](?!人)|[\d一二三四五六七八九十两]+[个家项条批]|[以在对由向了的]|.*[是为]$"
)


_NO_QUOTES = str.maketrans("", "", "“”")
# 专精特新“小巨人”企业, 国家新型工业化产业示范基地: what many are, nobody's name.
_CLASS = re.compile(
    rf"(?:{pattern('rank_words', 'standing_heads')}|[省市县]|中小微?|民营|新型|先进|绿色|智能|工业化|信息化|制造业?|产业|特色|优势|技术|创新|科技|型|化)+"
)


def is_class(name: str) -> bool:
    """Whether a name is that of a class of things which have a rank."""
    plain = name.translate(_NO_QUOTES)
    return bool(QUALITY.search(plain) or "中小企业" in plain) and bool(_CLASS.fullmatch(plain))


_DEFINITION = re.compile(r"(?P<who>[^,;:、是]{4,24})是")


def defines_class(clause: str) -> bool:
    """Whether a clause says what a class is: 单项冠军企业是专注于…的企业."""
    found = _DEFINITION.match(clause) if "是" in clause else None
    return found is not None and is_class(found["who"])


def is_levelled(verb: str, what: str) -> bool:
    """Whether a verb that gives titles only has an object that says of what level: 获评省级工业设计中心."""
    named = QUALITY.search(what) and is_name_like(what) and not _UNLIKE_TITLE.search(what)
    return bool(named) and verb not in WEAK and verb not in _LOOSE and len(what) <= 24


def is_no_title(what: str) -> bool:
    """Whether what something is said to be is a count or a clause, and no standing."""
    return (
        bool(NO_TITLE.match(what)) and not (what.endswith("之一") and len(what) > 10) and "之一、" not in what
    )


_LEVELS = re.compile(r"(?:中国|全国|国家级?|世界|全省|省级)[\u4e00-\u9fff]{2,}$")


def standings_in(what: str) -> tuple[str, ...]:
    """The standings that a noun phrase lists, or the whole phrase where its parts are none by themselves."""
    items = split_items(what) if "、" in what or "”“" in what else (what,)
    head = TITLE_NOUN.search(items[0])
    alike = head is not None and all(item.endswith(head[0]) for item in items)  # 最大的甲基地、乙基地
    if all(map(is_standing, items)) or (
        is_standing(items[0]) and (alike or all(_LEVELS.match(item) for item in items))
    ):
        return items
    if "之一、" in what and (each := tuple(filter(is_standing, items))):
        return each  # 是…的适栽区、…基地县之一: those of them that are standings
    return (what,)


# 省级示范园区, 首批试点, “中国锁具名镇”, 百强, 龙头企业, 支柱产业: who is one is written down somewhere, or counted.
_WRITTEN_DOWN = re.compile(
    r"国家级|省级|市级|自治区级|[五四三]星级|首批|第[一二三四五六七八九十\d]+批|\d{4}年|[十百千]强|\d+强|小巨人|专精特新|单项冠军|瞪羚|独角兽|雁阵|头雁|高新技术企业|上市公司|子公司"
    r"|龙头企业|链主|示范|试点|支柱产业|主导产业|名[城镇县村]|^(?:中国|全国|国家|全省|[\u4e00-\u9fff]{2,3}省)[^最首唯第大要著知名的辖]{2,20}(?:基地|产区|氧吧|[市县区镇村])$|之[乡都城]|“[^”]*(?:中国|全国|国家|世界|[省市县]|第一)[^”]*”|“[^”、]*[城都乡港谷]”|”(?:企业|集群|园区|称号)"
)
_ONE_OF_MANY = re.compile(r"\d[个家项][^,]*之一$")  # 全省31个开发区试点之一


def is_praise(what: str) -> bool:
    """Whether a standing only says how great or important something is: 全国最大的轴承基地, 重要引擎."""
    return bool(_ONE_OF_MANY.search(what)) or not _WRITTEN_DOWN.search(what.rpartition("的")[2] or what)


def is_standing(what: str) -> bool:
    """Whether a noun phrase says what few are: 全省唯一的…基地, 国家级…企业."""
    defined = STANDING.match(what) or DEFINES.search(what) or _A_FIRM.match(what) or _RANKED.search(what)
    return bool(defined) and bool(TITLE_NOUN.search(what))


_BRACKET_END = re.compile(r"\([^()]{1,12}\)$")  # (基地), 名单(第二批第二年)


def ends_as_title(phrase: str) -> bool:
    """Whether ``phrase`` ends in a noun that titles end in, a bracket left out: 省特色产业集群(基地)."""
    return bool(TITLE_NOUN.search(_BRACKET_END.sub("", phrase)))


def object_title(phrase: str) -> str:
    """The object of a verb that gives titles, without what only says that it is one: “…”这块金字招牌, …行列."""
    return _TAIL.sub("", _HONOURS.sub("", _AFTER_IT.sub("", _TO_SET_UP.sub("", phrase.strip()))))


_QUOTED = re.compile(r"“[^“”]{2,40}”")
_ALL_QUOTED = re.compile(rf"(?:{_QUOTED.pattern}(?:、|以?及|和|与)?){{2,}}")  # “A”和“B”以及“C”


def _two_titles(what: str) -> tuple[str, ...]:
    """甲工作先进县和乙工作先进县 are two, for they end alike; most titles with 和 in them are one."""
    first, _, second = what.rpartition("和")
    alike = first[-2:] == second[-2:] or (first[-1:] == "”" and second[:1] == "“")
    return (first, second) if first and alike else (what,)


def titles_in(what: str) -> tuple[str, ...]:
    """The titles that an object lists: “A”“B”; one where its parts are none by themselves."""
    what = _CALLED.sub("", _GIVEN_BY.sub("", what))
    if _ALL_QUOTED.fullmatch(what):
        return tuple(_QUOTED.findall(what))
    titles = split_items(what) if "、" in what or "”“" in what else _two_titles(what)
    return titles if all(TITLE_NOUN.search(t) or t[0] == "“" for t in titles) else (what,)
