"""Whom a measure without a subject of its own is of: the one spoken of where it may have it, else the last that may.

A region has 地区生产总值 and 规上工业增加值, whatever firm or cluster was spoken of; a project has 总投资 and 占地面积, whatever
place it lies in; neither a project nor a firm has 企业 to be counted, nor a project 项目.
"""

from __future__ import annotations

import re

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.lexicon import pattern, words

OF_REGIONS = words("region_measures")
_OF_PROJECTS = re.compile(rf"(?:{pattern('project_measures')})(?:额|约)?$")
_OF_AREAS = re.compile(rf"(?:{pattern('area_classes')})$")
_OF_AN_INDUSTRY = re.compile(
    r"[\u4e00-\u9fff]{2}业(?:增加值|产值|总产值|利润|营业收入|营收|主营业务收入|销售收入)"
)
_ANOTHER_TRADE = re.compile(
    r"(?:[\u4e00-\u9fff]{3,}|农林牧渔|服务|建筑|[农林牧渔])业(?:增加值|总?产值|营收|营业收入|主营业务收入)"
)
_ANOTHER_ECONOMY = re.compile(r"[\u4e00-\u9fff]{2,8}(?:经济|产业)(?:增加值|总产值|产值|规模|营收|营业收入)")
# What herds and products have, whatever industry was spoken of: 蔬菜产量, 牛出栏; but 年产量, 设备产量 are the industry's.
_OUTPUT = re.compile(r"(?:出栏|存栏|屠宰)量?$|(?<=[\u4e00-\u9fff]{2})(?<![总年])(?<!设备)(?<!产品)产量$")
_TRADES = ("行业", "大类", "产业", "领域")
# What can be invested in and built on; a list of projects is one too.
_BUILT = re.compile(
    r"项目|工程|[园区城港楼厂馆院]$|基地|公司|集团|企业|集群|车间|厂房|中心|市场|平台|期$|线$|^\d|[#号]|等$"
)
_PROJECT = re.compile(r"(?:项目|工程)$")
_HOLDS_FIRMS = re.compile(
    r"园|基地|小镇|孵化|厂房|谷|城(?!市)|总部|综合体|加速器|楼宇"
)  # 甲产业园项目入驻企业7家
_FIRM = re.compile(r"(?:公司|集团|股份|科技|药业|重工|工厂)$")


def bearer(metric: str, carry: Carry) -> str:
    """The subject of ``metric`` in a clause that names none."""
    who = carry.now
    if metric.startswith(OF_REGIONS):
        return _with_the_like(metric, carry) or carry.region_now
    if who[:1].isdigit() and who.endswith(_TRADES) and _OF_AN_INDUSTRY.search(metric):
        return carry.region  # 32个大类行业中…,食品制造业增加值增长19.7%: said of the industry in the region
    if not _BUILT.search(who) and _OF_PROJECTS.match(metric):
        return carry.recent.get("project") or carry.recent.get("park") or who
    another = _ANOTHER_ECONOMY.match(metric) or _ANOTHER_TRADE.match(metric)
    if who.endswith("业") and (another or metric.endswith("产业") or _OUTPUT.search(metric)):
        return carry.region_now  # 高新技术产业增加值…,数字经济增加值…; 畜牧业…,牛出栏…
    project, firm = _PROJECT.search(who), _FIRM.search(who)
    if (project or firm or carry.joint) and _OF_AN_INDUSTRY.search(metric):
        return carry.region_now if carry.place else carry.locale or carry.region
    holds = project and _HOLDS_FIRMS.search(who)
    if (project and _PROJECT.search(metric)) or (
        (project or firm) and not holds and _OF_AREAS.search(metric)
    ):
        return carry.place or carry.locale or carry.region
    return who


def _with_the_like(metric: str, carry: Carry) -> str:
    """The class of parks or chains of which the sentence has just said the like: 6条产业链规上工业总产值…,规上工业增加值…."""
    last = carry.said[-1] if carry.said else None
    if last is None or not last.subject[:1].isdigit() or last.metric[:2] != metric[:2]:
        return ""
    return last.subject if last.metric.startswith(OF_REGIONS) else ""
