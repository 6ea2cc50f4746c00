"""Programme pre-check: a verdict of ``judge`` as a table of conditions, answers and what evidence is missing."""

from __future__ import annotations

from collections.abc import Iterator

from yanzhen.judge import Reason, Verdict, explain, summary_zh
from yanzhen.publish.facts import Facts
from yanzhen.publish.outline import Column, Run, Runs, Table
from yanzhen.publish.slot import Mention


def precheck_table(verdict: Verdict, facts: Facts, caption: str) -> Table:
    """One row for each condition, indented as in the rule, with article, answer and our evidence (as notes)."""
    columns = (Column("条件", 3.4), Column("结论", 1.2), Column("说明", 4.6), Column("条款", 1.8))
    if verdict.reason is None:
        return Table(caption, columns, (((summary_zh(verdict),), ("",), ("",), ("",)),))
    rows = [
        (
            ("\u3000" * line.depth + line.label,),
            (line.answer.zh,),
            _explained(line.text, reason, facts),
            (line.article,),
        )
        for line, reason in zip(explain(verdict), _preorder(verdict.reason), strict=True)
    ]
    return Table(caption, columns, tuple(rows))


def _explained(text: str, reason: Reason, facts: Facts) -> Runs:
    """The words of a condition; where statements decide it, they are its note."""
    ids = {each.statement_id for each in reason.evidence}
    evidence = tuple(e for e in facts.evidence if e.statement.id in ids)
    run: Run = Mention(text, evidence) if evidence and text else text
    return (run,)


def _preorder(reason: Reason) -> Iterator[Reason]:
    """The reasons in the order in which ``judge.explain`` lists them."""
    yield reason
    for part in reason.parts:
        yield from _preorder(part)
