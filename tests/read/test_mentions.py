"""What a sentence takes for granted is a mention; what it says is a relation."""

from __future__ import annotations

import pytest

from yanzhen.read import read_text
from yanzhen.terms import EntityKind, Span, Statement
from yanzhen.terms.statement import from_json


def kinds(text: str) -> set[tuple[str, str, str]]:
    stated = read_text(text).statements
    return {(s.kind, s.subject, s.object or "") for s in stated if s.kind != "figure"}


@pytest.mark.parametrize(
    ("text", "object_"),
    [
        ("大力发展氢能、类脑智能等未来产业。", "未来产业"),
        ("氢能、类脑智能等重点行业保持较快增长。", "重点行业"),
        ("全市加快培育氢能、类脑智能两大产业链。", "产业链"),
    ],
)
def test_a_class_in_passing(text: str, object_: str) -> None:
    found = kinds(text)
    assert {kind for kind, _, _ in found} == {"mention"}
    assert any("氢能" in subject and object_ in what for _, subject, what in found)


@pytest.mark.parametrize(
    ("text", "subject", "object_"),
    [
        ("集聚了海诺重工、青禾股份等行业骨干企业。", "海诺重工", "行业骨干企业"),
        ("目前，已形成食品加工、智能家居两大主导产业。", "食品加工", "主导产业"),
        ("我市成功打造了智能阀门、绿色铸造等省级特色产业集群。", "智能阀门产业集群", "省级特色产业集群"),
    ],
)
def test_roles_and_what_has_been_reached(text: str, subject: str, object_: str) -> None:
    assert ("relation", subject, object_) in kinds(text)


def test_clusters_that_are_to_grow_are_mentioned() -> None:
    found = kinds("全力推动智能阀门、绿色铸造等省级特色产业集群扩规模。")
    assert {kind for kind, _, _ in found} == {"mention"}


def test_firms_as_everybody_speaks_of_them() -> None:
    assert kinds("先后引进海诺服饰、青禾家纺等知名企业。") == {
        ("mention", "海诺服饰", "知名企业"),
        ("mention", "青禾家纺", "知名企业"),
    }


def test_a_rank_without_a_number_is_no_figure_with_one() -> None:
    [stated] = read_text("聊城市高端轴承产量居全国前列。").statements
    assert stated.kind == "rank_vague" and "vague" in stated.flags
    assert stated.figure is not None and stated.figure.value is None
    assert from_json(stated.to_json()) == stated


def test_a_mention_that_is_said_later_stays_the_same_claim() -> None:
    """Decisions on a statement stay when a better reader finds that it is said, not taken for granted."""

    def claim(kind: str) -> Statement:
        return Statement(
            "src-1", kind, "氢能", "属于", "氢能等未来产业", (Span(0, 7, 0, 7),), object="未来产业",  # type: ignore[arg-type]
            subject_kind=EntityKind.INDUSTRY,
        )  # fmt: skip

    assert claim("mention").id == claim("relation").id
