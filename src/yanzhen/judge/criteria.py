"""Criteria as a clerk writes them in YAML, turned into rules; every problem is noted with its line.

A test is a sentence, ``test: 研发费用 >= 100 万元``: field id or label, comparison, number, unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from yanzhen.errors import FigureError
from yanzhen.judge.rules import (
    COMPARISONS,
    Among,
    AtLeast,
    Band,
    Case,
    Document,
    Field,
    Holds,
    Item,
    Node,
    Score,
    SizeClass,
    Step,
    Test,
)
from yanzhen.packs import YamlDocument
from yanzhen.terms import parse_unit

Key = tuple[str | int, ...]
_SENTENCE = re.compile(r"^\s*(?P<field>.+?)\s*(?P<op>>=|<=|==|>|<)\s*(?P<value>-?[\d.]+)\s*(?P<unit>\S*)\s*$")
_COMMON = {"id", "label", "article", "doubt"}
_WORDS = {">=": "不低于", ">": "高于", "<=": "不超过", "<": "低于", "==": "等于"}


class CriteriaReader:
    """Reads the nodes of one file; ``problems`` collects all that is wrong."""

    def __init__(self, document: YamlDocument, fields: Mapping[str, Field]) -> None:
        self.document, self.fields = document, fields
        self.problems: list[str] = []
        self._labels = {each.label: each.id for each in fields.values()}
        self._kinds: dict[str, Callable[[Key, Any, dict[str, Any]], Node | None]] = {
            "test": self._test,
            "all": self._all,
            "any": self._any,
            "n_of": self._n_of,
            "document": self._document,
            "among": self._among,
            "holds": self._holds,
            "band": self._band,
            "score": self._score,
        }

    def problem(self, at: Key, text: str) -> None:
        """Note what is wrong, with file and line."""
        self.problems.append(f"{self.document.where(*at)}: {text}")

    def node(self, at: Key, data: Any) -> Node | None:
        """One criterion: a sentence, or a mapping with exactly one of the kinds."""
        if isinstance(data, str):
            return self._test(at, data, {})
        kinds = [k for k in self._kinds if isinstance(data, dict) and k in data]
        if len(kinds) != 1:
            self.problem(at, f"每个条件要写且只写一种: {', '.join(self._kinds)}")
            return None
        for key in set(data) - _COMMON - set(kinds):
            self.problem((*at, key), f"不认识 {key}")
        return self._kinds[kinds[0]]((*at, kinds[0]), data[kinds[0]], data)

    def classes(self, at: Key, data: Any) -> tuple[SizeClass | None, ...]:
        """A classification by lower bounds per industry, best class first; the last one is the rest."""
        names, rows, by = data.get("names"), data.get("table"), data.get("by")
        if not names or not rows or by not in self.fields:
            self.problem(at, "classes 需要 names、by(字段)和 table")
            return ()
        all_codes = tuple(str(c) for row in rows for c in row["codes"])
        all_partial = tuple(str(c) for row in rows for c in row.get("partial", ()))
        rest = Among("industry", "行业适用", field=by, values=all_codes, partial=all_partial)
        english = data.get("names_en", names)
        classes: list[SizeClass | None] = []
        for i, name in enumerate(names[:-1]):
            cases = [self._class_row((*at, "table", r), row, i, by) for r, row in enumerate(rows)]
            band = Band(f"class.{i}", f"达到{name}下限", cases=tuple(c for c in cases if c))
            classes.append(SizeClass(name, english[i], band))
        return (*classes, SizeClass(names[-1], english[-1], rest))

    def _class_row(self, at: Key, row: dict[str, Any], i: int, by: str) -> Case | None:
        codes = tuple(str(c) for c in row["codes"])
        partial = tuple(str(c) for c in row.get("partial", ()))
        when = Among(f"{row['industry']}", row["industry"], field=by, values=codes, partial=partial)
        tests: list[Node] = []
        for name in set(row) - {"industry", "codes", "partial"}:
            if name not in self.fields:
                self.problem((*at, name), f"没有字段 {name}")
                return None
            tests.append(
                self._made_test(f"{row['industry']}.{name}.{i}", self.fields[name], ">=", float(row[name][i]))
            )
        tests.sort(key=lambda t: t.id)
        return Case(
            (when,), AtLeast(f"{row['industry']}.{i}", row["industry"], n=len(tests), parts=tuple(tests))
        )

    def _common(self, at: Key, data: dict[str, Any], label: str) -> tuple[str, str, str, str]:
        default = ".".join(str(k) for k in at if isinstance(k, int)) or "0"
        return (
            str(data.get("id", default)),
            str(data.get("label", label)),
            str(data.get("article", "")),
            str(data.get("doubt", "")),
        )

    def _test(self, at: Key, sentence: Any, data: dict[str, Any]) -> Test | None:
        found = _SENTENCE.match(str(sentence))
        if not found:
            self.problem(at, f"“{sentence}”不是条件，应写作: 字段 {' '.join(sorted(COMPARISONS))} 数值 单位")
            return None
        name = self._labels.get(found["field"], found["field"])
        if name not in self.fields:
            near = [label for label in self._labels if set(label) & set(found["field"])][:3]
            self.problem(at, f"没有字段“{found['field']}”" + (f",相近的有 {'、'.join(near)}" if near else ""))
            return None
        field = self.fields[name]
        value = self._in_field_unit(at, float(found["value"]), found["unit"], field)
        if value is None:
            return None
        made = self._made_test("", field, found["op"], value)
        id_, label, article, doubt = self._common(at, data, made.label)
        return Test(id_, label, article, doubt, field=name, op=found["op"], value=value)

    def _made_test(self, id_: str, field: Field, op: str, value: float) -> Test:
        label = f"{field.label}{_WORDS[op]}{value:g}{field.unit}"
        return Test(id_, label, field=field.id, op=op, value=value)

    def _in_field_unit(self, at: Key, value: float, unit: str, field: Field) -> float | None:
        if not unit or unit == field.unit:
            return value
        try:
            (given, base), (wanted, field_base) = parse_unit(unit), parse_unit(field.unit)
        except FigureError:
            base, field_base = unit, field.unit
        if base != field_base:
            self.problem(at, f"单位 {unit} 与字段“{field.label}”的单位 {field.unit or '(无)'} 不能换算")
            return None
        return float(Decimal(repr(value)) * given / wanted)

    def _parts(self, at: Key, data: Any) -> tuple[Node, ...]:
        if not isinstance(data, list) or not data:
            self.problem(at, "这里应当是至少一个条件的列表")
            return ()
        nodes = (self.node((*at, i), each) for i, each in enumerate(data))
        return tuple(n for n in nodes if n is not None)

    def _all(self, at: Key, value: Any, data: dict[str, Any]) -> AtLeast:
        parts = self._parts(at, value)
        return AtLeast(*self._common(at, data, "以下条件全部满足"), n=len(parts), parts=parts)

    def _any(self, at: Key, value: Any, data: dict[str, Any]) -> AtLeast:
        return AtLeast(*self._common(at, data, "以下条件满足其一"), n=1, parts=self._parts(at, value))

    def _n_of(self, at: Key, value: Any, data: dict[str, Any]) -> AtLeast | None:
        if not isinstance(value, dict) or not isinstance(value.get("n"), int):
            self.problem(at, "n_of 应写作 {n: 2, of: [...]}")
            return None
        parts = self._parts((*at, "of"), value.get("of"))
        return AtLeast(*self._common(at, data, f"以下条件满足{value['n']}项"), n=value["n"], parts=parts)

    def _document(self, at: Key, value: Any, data: dict[str, Any]) -> Document:
        text, name = (value.get("text", ""), value.get("field")) if isinstance(value, dict) else (value, None)
        if name is not None and name not in self.fields:
            self.problem(at, f"没有字段 {name}")
        return Document(*self._common(at, data, str(text)), field=name)

    def _among(self, at: Key, value: Any, data: dict[str, Any]) -> Among | None:
        if not isinstance(value, dict) or value.get("field") not in self.fields or not value.get("values"):
            self.problem(at, "among 应写作 {field: 字段, values: [...]}")
            return None
        values = tuple(str(v) for v in value["values"])
        label = f"{self.fields[value['field']].label}属于{'、'.join(values)}"
        partial = tuple(str(v) for v in value.get("partial", ()))
        return Among(*self._common(at, data, label), field=value["field"], values=values, partial=partial)

    def _holds(self, at: Key, value: Any, data: dict[str, Any]) -> Holds:
        return Holds(*self._common(at, data, f"持有有效的 {value} 称号"), title=str(value))

    def _band(self, at: Key, value: Any, data: dict[str, Any]) -> Band | None:
        if not isinstance(value, list) or not value:
            self.problem(at, "band 应当是若干 {when: 条件, then: 要求} 的列表")
            return None
        cases = []
        for i, row in enumerate(value):
            if not isinstance(row, dict) or set(row) != {"when", "then"}:
                self.problem((*at, i), "每一档要写 when 和 then")
                continue
            conditions = row["when"] if isinstance(row["when"], list) else [row["when"]]
            when = self._parts((*at, i, "when"), conditions)
            then = self.node((*at, i, "then"), row["then"])
            if then is not None:
                cases.append(Case(when, then))
        return Band(*self._common(at, data, "按档次的要求"), cases=tuple(cases))

    def _score(self, at: Key, value: Any, data: dict[str, Any]) -> Score | None:
        passing = (
            re.match(r"^(>=|>)\s*([\d.]+)$", str(value.get("pass", ""))) if isinstance(value, dict) else None
        )
        if passing is None or not isinstance(value.get("items"), list):
            self.problem(at, 'score 应写作 {pass: ">= 60", items: [...]}')
            return None
        items = tuple(self._item((*at, "items", i), each) for i, each in enumerate(value["items"]))
        label = f"评价得分{_WORDS[passing[1]]}{passing[2]}分"
        common = self._common(at, data, label)
        return Score(*common, items=tuple(i for i in items if i), op=passing[1], value=float(passing[2]))

    def _item(self, at: Key, data: Any) -> Item | None:
        if not isinstance(data, dict) or "item" not in data or "most" not in data:
            self.problem(at, "打分项要写 item 和 most")
            return None
        name = data.get("field")
        if name is not None and name not in self.fields:
            self.problem((*at, "field"), f"没有字段 {name}")
        steps = [self._step((*at, "steps", i), each) for i, each in enumerate(data.get("steps", ()))]
        id_ = str(data.get("id", f"item.{at[-1]}"))
        return Item(id_, str(data["item"]), float(data["most"]), tuple(s for s in steps if s), name)

    def _step(self, at: Key, data: Any) -> Step | None:
        if isinstance(data, dict) and set(data) == {"else"}:
            return Step(None, float(data["else"]))
        if not isinstance(data, dict) or set(data) != {"when", "points"}:
            self.problem(at, "打分档要写 when 和 points,最后一档可写 else")
            return None
        when = self.node((*at, "when"), data["when"])
        return Step(when, float(data["points"])) if when else None
