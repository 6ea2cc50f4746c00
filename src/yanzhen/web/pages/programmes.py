"""Programmes: the matrix and the reasons of one answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yanzhen.errors import LedgerError, UsageError
from yanzhen.terms import EntityKind
from yanzhen.web.context import Visit
from yanzhen.web.parameters import one_of, whole
from yanzhen.web.problems import NotFound
from yanzhen.web.registry import Page
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.programmes import MatrixPage, VerdictPage, matrix_page, verdict_page
from yanzhen.workbench.pages.tables import N_


def _matrix(desk: Desk, visit: Visit, _path: Mapping[str, Any]) -> MatrixPage:
    kind = EntityKind(one_of(visit.params, "kind", ("firm", "cluster"), "firm"))
    words = visit.params.get("words", "").strip()[:80]
    return matrix_page(desk, visit.lens, kind, words, whole(visit.params, "page", 1), visit.language)


def _verdict(desk: Desk, visit: Visit, path: Mapping[str, Any]) -> VerdictPage:
    try:
        return verdict_page(desk, visit.lens, path["name"], path["programme"], visit.language)
    except (LedgerError, UsageError) as error:
        raise NotFound(error.what, todo=error.expected or error.todo) from error


MATRIX = Page(
    key="programmes",
    path="/programmes",
    title=N_("资格"),
    template="programmes.html",
    build=_matrix,
    parameters={"kind": N_("firm 或 cluster"), "words": N_("名称里的字"), "page": N_("第几页")},
    group="用",
    header=("place", "as_of"),
)
VERDICT = Page(
    key="verdict",
    path="/programmes/{programme}/{name}",
    title=N_("资格理由"),
    template="verdict.html",
    build=_verdict,
    parameters={},
    within="programmes",
    header=("place", "as_of"),
)
