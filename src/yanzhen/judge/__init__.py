"""Programmes and titles as data: yes, no or cannot tell, with the reasons."""

from yanzhen.judge.bulk import BulkVerdict, FactTable, judge_many
from yanzhen.judge.cases import RuleCase, fact_from, facts_from, load_cases, parse_interval, run_case
from yanzhen.judge.columns import Intervals
from yanzhen.judge.evaluate import Reason, Verdict, judge
from yanzhen.judge.facts import Evidence, Fact, Facts, fact_of
from yanzhen.judge.load import load_fields, load_programme, load_programmes
from yanzhen.judge.reasons import Line, explain, number_zh, summary_zh
from yanzhen.judge.rules import Field, Programme, Version
from yanzhen.judge.titles import (
    Conflict,
    Counts,
    TitleRecord,
    conflicts,
    counts,
    expiring,
    expiry,
    valid_titles,
)
from yanzhen.judge.whatif import Change, what_if

__all__ = [
    "BulkVerdict",
    "Change",
    "Conflict",
    "Counts",
    "Evidence",
    "Fact",
    "FactTable",
    "Facts",
    "Field",
    "Intervals",
    "Line",
    "Programme",
    "Reason",
    "RuleCase",
    "TitleRecord",
    "Verdict",
    "Version",
    "conflicts",
    "counts",
    "expiring",
    "expiry",
    "explain",
    "fact_from",
    "fact_of",
    "facts_from",
    "judge",
    "judge_many",
    "load_cases",
    "load_fields",
    "load_programme",
    "load_programmes",
    "number_zh",
    "parse_interval",
    "run_case",
    "summary_zh",
    "valid_titles",
    "what_if",
]
