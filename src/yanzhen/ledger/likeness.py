"""How likely two names mean one firm, with the reasons: what a reviewer is shown, never acted on silently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from yanzhen.ledger.names import (
    RANKS,
    SIDE_LINES,
    Parts,
    are_compatible,
    readings,
    trade_at_end,
    without_soft_words,
    without_trades,
)

# Above this a pair is proposed as the same. Chosen on the development half of the published pairs.
PROPOSED = 0.8

# A trade that is in no list has at most so many characters: 彩涂板, 色母粒.
_LONGEST_TRADE = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score between 0 and 1 and what speaks for and against (Chinese)."""

    score: float
    reasons: tuple[str, ...]

    @property
    def is_proposed(self) -> bool:
        """Whether a reviewer is asked to confirm the two as the same."""
        return self.score >= PROPOSED


def compare(a: str, b: str, code_a: str | None = None, code_b: str | None = None) -> Likeness:
    """Compare two names; credit codes, where both are known, decide.

    The score is a rule's, not a probability: rules for full legal names (which differ only if the firms do),
    for a short name against a full one, and for two short ones.
    """
    return compare_codes(code_a, code_b) or compare_parts(readings(a), readings(b))


def compare_codes(a: str | None, b: str | None) -> Likeness | None:
    """What two unified social credit codes decide; None where one is not known."""
    if not a or not b:
        return None
    if a.strip().upper() == b.strip().upper():
        return Likeness(1.0, ("统一社会信用代码相同",))
    return Likeness(0.0, ("统一社会信用代码不同",))


def compare_parts(a: Iterable[Parts], b: Iterable[Parts]) -> Likeness:
    """Compare two names already taken apart: the likeliest pair of readings."""
    return max((_compare(x, y) for x in a for y in b), key=lambda each: each.score)


def _compare(x: Parts, y: Parts) -> Likeness:
    if x.plain == y.plain and x.regions == y.regions:
        return Likeness(1.0, ("写法仅有全半角、空格或标点之别",))
    if obstacle := _obstacle(x, y):
        return Likeness(0.1, (obstacle,))
    return _by_core(x, y)


def _obstacle(x: Parts, y: Parts) -> str | None:
    """What rules the two out whatever else agrees."""
    if x.branch != y.branch:
        return f"分支机构不同：{x.branch or '总部'}与{y.branch or '总部'}"
    if x.set_of != y.set_of:
        return "类别不同：企业、集群、产业链或园区"
    if not are_compatible(x.regions, y.regions):
        return "所在地不同"
    return None


def _by_core(x: Parts, y: Parts) -> Likeness:
    if x.core == y.core:
        return _same_core(x, y)
    if _same_but_for_rank(x, y):
        return Likeness(0.85, ("只写级别的一个未写是哪里，其余写法相同",))
    short, full = sorted((x, y), key=lambda p: (p.is_legal, len(p.core)))
    if short.is_legal and full.is_legal:
        return _two_legal_names(x, y)
    if full.core.startswith(short.core) and short.core:
        return _shortened(short, full)
    if without_soft_words(x.core) == without_soft_words(y.core) and without_soft_words(x.core):
        return Likeness(0.82, ("只差“科技、实业”一类通用词，其中一个是简称",))
    if _leaves_out_words(short, full):
        return Likeness(0.82, (f"“{short.core}”与“{full.core}”字号相同，前者略去几字",))
    if _is_abbreviation(short, full):
        # Names on a stock exchange are four characters made of the registered name.
        listed = full.is_stock and len(short.core) == 4 and short.core[:2] == full.core[:2]
        return Likeness(0.82 if listed else 0.6, (f"“{short.core}”可能是“{full.core}”的缩写",))
    return _by_letters(x, y)


def _same_core(x: Parts, y: Parts) -> Likeness:
    core = x.core
    if x.set_of:
        return _same_set(x, y)
    if not x.brand and x.regions != y.regions:
        return Likeness(0.3, (f"“{core}”只是行业名称，所在地写法不同",))
    reasons = [f"字号与行业相同：{core}"]
    score = 0.95
    if bool(x.regions) != bool(y.regions):
        reasons.append("其中一个未写所在地")
        score -= 0.05
    if x.is_group != y.is_group:
        score -= _group_penalty(*((x, y) if x.is_group else (y, x)))
        reasons.append("只有一个写“集团”")
    if x.is_legal and y.is_legal and x.is_stock != y.is_stock:
        score -= 0.3
        reasons.append("一个是股份公司，另一个不是")
    return Likeness(round(score, 2), tuple(reasons))


def _same_set(x: Parts, y: Parts) -> Likeness:
    """Clusters, chains and parks are named by their trade: the place alone tells them apart."""
    reason = "除所在地外写法相同"
    if x.regions == y.regions:
        return Likeness(0.95, (reason,))
    if x.regions and y.regions:
        return Likeness(0.3, (reason, "但一个在另一个的辖区里，可能各是各的"))
    return Likeness(0.85, (reason, "其中一个未写所在地，可能是上一级的"))


def _same_but_for_rank(x: Parts, y: Parts) -> bool:
    """省首批雁阵集群 in a province's own notice is 山东省首批雁阵集群 elsewhere."""
    bare, named = (y, x) if x.regions else (x, y)
    rank = bare.core[:1]
    return (
        not bare.regions
        and len(named.regions) == 1
        and len(named.regions[0]) == RANKS.get(rank)
        and bare.core[1:] == named.core
    )


def _group_penalty(group: Parts, other: Parts) -> float:
    """信发集团有限公司 is called 信发 for short; but 通威集团 owns 通威股份, and a 信发有限公司 may be a subsidiary."""
    if other.is_stock and not group.is_stock:
        return 0.4
    if other.is_legal and (group.is_legal or other.core == other.brand):
        return 0.3
    return 0.05


def _two_legal_names(x: Parts, y: Parts) -> Likeness:
    distance = Levenshtein.distance(x.core, y.core)
    if distance == 1 and min(len(x.core), len(y.core)) >= 6:
        return Likeness(0.65, ("两个全称只差一字，可能是笔误",))
    return Likeness(0.15, (f"两个全称的字号或行业不同：{x.core}与{y.core}",))


def _shortened(short: Parts, full: Parts) -> Likeness:
    """One core begins the other: 阳谷华泰 / 阳谷华泰化工股份有限公司; but 鲁西化工 is not 鲁西化工新材料."""
    rest = full.core[len(short.core) :]
    reason = f"“{short.core}”是“{full.core}”的开头"
    if doubt := _doubt(short, full, rest):
        return Likeness(0.35, (reason, doubt))
    if short.is_stock or full.is_stock:
        return Likeness(0.85, (reason, f"后者多出“{rest}”，是股份公司"))
    if not full.is_legal:
        return Likeness(0.7, (reason, "两者都是简称"))
    if short.regions or len(short.core) >= 3:
        return Likeness(0.83, (reason, f"后者多出“{rest}”"))
    return Likeness(0.6, (reason, "只有两字字号，同字号的企业可能不止一家"))


def _doubt(short: Parts, full: Parts, rest: str) -> str | None:
    """Why a longer core is more likely another firm of the same brand."""
    if short.is_stock and not full.is_stock:
        return "但前者是股份公司，后者不是"
    if short.is_group and not full.is_group:
        return "但前者是集团，后者可能是其子公司"
    if short.is_group and full.is_stock and not short.is_stock:
        return "但前者是集团，后者可能是其控股的股份公司"
    if rest.endswith(SIDE_LINES) and not full.is_stock:
        return f"但“{rest}”像是其子公司的业务"
    if not without_soft_words(rest):
        return None
    if trade_at_end(short.core) and not (full.is_stock or full.is_group):
        return f"但后者另有行业“{rest}”，可能是其子公司"
    if not full.is_stock and without_trades(rest) and len(rest) > _LONGEST_TRADE:
        return f"但“{rest}”不只是行业名称"
    return None


def _leaves_out_words(short: Parts, full: Parts) -> bool:
    """京博石化 / 京博石油化工: the same brand of two letters or more, then letters of the other's trade."""
    brand = short.brand
    # 鲁西化工 is not 鲁西南化工: what is left out must be of the trade, as it is where the brand is the same.
    is_one_brand = full.brand == brand or (full.is_stock and full.core.startswith(brand))
    if short.is_legal or len(brand) < 2 or not is_one_brand or short.core[-1] != full.core[-1]:
        return False
    remaining = iter(full.core[len(brand) :])
    return all(letter in remaining for letter in short.core[len(brand) :])


def _is_abbreviation(short: Parts, full: Parts) -> bool:
    if not 2 <= len(short.core) <= 4 or short.is_legal:
        return False
    remaining = iter(full.core)
    return short.core[0] == full.core[0] and all(letter in remaining for letter in short.core)


def _by_letters(x: Parts, y: Parts) -> Likeness:
    alike = Levenshtein.normalized_similarity(x.core, y.core)
    if alike >= 0.75 and min(len(x.core), len(y.core)) >= 4:
        return Likeness(round(0.7 * alike, 2), ("字面相近，但字号或行业有别",))
    return Likeness(round(0.3 * alike, 2), ("字号或行业不同",))
