"""Decisions about names: a fold that undoes one decision and never forgets a "not the same"."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.conftest import figure, reading, relation

from yanzhen.errors import LedgerError, UsageError
from yanzhen.ledger import Decision, Ledger, Verb
from yanzhen.ledger.identity import Components, entities_of
from yanzhen.terms import EntityKind

A, B, C, D = "鲁西化工", "鲁西化工集团股份有限公司", "鲁西集团", "信发集团"


@pytest.fixture
def firms(ledger: Ledger) -> Ledger:
    makers = [relation(name, "入选", "名单", at=i) for i, name in enumerate((A, B, C, D))]
    ledger.add(reading("四家企业入选名单", *makers))
    return ledger


def test_same_names_become_one_entity_and_undo_parts_them(firms: Ledger) -> None:
    first, second = firms.entity(A).id, firms.entity(B).id
    same = firms.decide("same", A, B, who="李")
    merged = firms.entity(B)
    assert merged.id == first and set(merged.names) == {A, B}
    assert firms.entity(second) == merged  # a link to the merged one still leads somewhere
    assert len(firms.statements(entity=B)) == 2
    assert len(firms.entities()) == 3
    firms.undo(same.id, who="李")
    assert firms.entity(B).id == second and firms.entity(B).names == (B,)


def test_same_is_transitive_and_one_undo_removes_one_link(firms: Ledger) -> None:
    firms.decide("same", A, B, who="李")
    link = firms.decide("same", B, C, who="李")
    firms.decide("same", C, D, who="李")
    assert set(firms.entity(A).names) == {A, B, C, D}
    firms.undo(link.id, who="李")
    assert set(firms.entity(A).names) == {A, B} and set(firms.entity(C).names) == {C, D}


def test_not_same_survives_everything_but_its_own_undo(firms: Ledger) -> None:
    firms.decide("same", A, B, who="李")
    apart = firms.decide("not-same", B, C, who="王")
    with pytest.raises(LedgerError, match="王"):
        firms.decide("same", A, C, who="李")
    firms.decide("same", C, D, who="李")
    with pytest.raises(LedgerError):
        firms.decide("same", D, A, who="李")
    assert C not in firms.entity(A).names
    firms.undo(apart.id, who="王")
    firms.decide("same", A, C, who="李")
    assert set(firms.entity(A).names) == {A, B, C, D}


def test_not_same_after_same_parts_the_pair(firms: Ledger) -> None:
    firms.decide("same", A, B, who="李")
    apart = firms.decide("not-same", A, B, who="王")
    assert firms.entity(A).names == (A,)
    firms.undo(apart.id, who="王")
    assert set(firms.entity(A).names) == {A, B}


def test_unsure_takes_back_a_same_but_never_a_not_same(firms: Ledger) -> None:
    firms.decide("same", A, B, who="李")
    firms.decide("unsure", A, B, who="王")
    assert firms.entity(A).names == (A,)
    firms.decide("not-same", C, D, who="王")
    firms.decide("unsure", C, D, who="李")
    with pytest.raises(LedgerError, match="王"):
        firms.decide("same", C, D, who="李")


def test_undoing_a_merge_keeps_the_not_same(firms: Ledger) -> None:
    same = firms.decide("same", A, B, who="李")
    firms.decide("not-same", B, C, who="王")
    firms.undo(same.id, who="李")
    with pytest.raises(LedgerError):
        firms.decide("same", B, C, who="李")


def test_names_by_entity_id_and_names_nobody_wrote(firms: Ledger) -> None:
    firms.decide("same", firms.entity(A).id, "从未写过的全称", who="李")
    assert firms.entity("从未写过的全称").names == (A, "从未写过的全称")
    assert firms.entities()[0] == firms.entity(A)
    with pytest.raises(UsageError, match="two different"):
        firms.decide("same", A, A, who="李")


def test_identity_as_of_a_version(firms: Ledger) -> None:
    before = firms.version
    firms.decide("same", A, B, who="李")
    assert firms.at(before, by="version").entity(B).names == (B,)
    assert len(firms.at(before, by="version").statements(entity=A)) == 1


def test_the_credit_code_comes_first(ledger: Ledger) -> None:
    code = "91371500267176322F"
    ledger.add(
        reading(
            "名单",
            relation("山东某某有限公司", "统一社会信用代码", code, at=0),
            relation("某某集团", "统一社会信用代码", code, at=1),
            relation("某某股份有限公司", "统一社会信用代码", "91371500000000000X", at=2),
        )
    )
    found = {(c.a, c.b): c.reasons for c in ledger.names_like()}
    assert found == {("山东某某有限公司", "某某集团"): ("统一社会信用代码相同",)}
    assert ledger.entity("某某集团").code == code
    assert len(ledger.entities("firm")) == 3  # proposed, never merged silently
    with pytest.raises(LedgerError, match="different credit codes"):
        ledger.decide("same", "某某集团", "某某股份有限公司", who="李")
    ledger.decide("same", "某某集团", "某某股份有限公司", who="李", reason="代码录入有误")


def test_candidates_leave_out_what_is_decided(firms: Ledger) -> None:
    assert [(c.a, c.b) for c in firms.names_like()] == [(A, B)]
    assert firms.names_like(A)[0].b == B and firms.names_like(D) == []
    for verb in ("unsure", "not-same", "same"):
        decision = firms.decide(verb, A, B, who="李")
        assert firms.names_like() == []
        firms.undo(decision.id, who="李")
    assert len(firms.names_like()) == 1


names = st.sampled_from("甲乙丙丁戊")
steps = st.lists(
    st.tuples(
        st.sampled_from([Verb.SAME, Verb.NOT_SAME, Verb.UNSURE, Verb.UNDO]), names, names, st.integers(0, 9)
    ),
    max_size=12,
)


def decisions(made: list[tuple[Verb, str, str, int]]) -> list[Decision]:
    listed: list[Decision] = []
    for seq, (verb, a, b, back) in enumerate(made):
        if (verb is Verb.UNDO and not listed) or (verb is not Verb.UNDO and a == b):
            continue
        target = listed[back % len(listed)].id if verb is Verb.UNDO else a
        other = None if verb is Verb.UNDO else b
        listed.append(Decision(f"dec-{seq}", seq, "", verb, target, other, "x"))
    return listed


@settings(max_examples=200)
@given(steps)
def test_no_component_ever_holds_a_pair_kept_apart(made: list[tuple[Verb, str, str, int]]) -> None:
    listed = decisions(made)
    components = Components(listed)
    for a, b in permutations("甲乙丙丁戊", 2):
        if b in components.members(a):
            assert components.keeping_apart(a, b) is None and a in components.members(b)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=steps)
def test_what_is_stored_is_the_fold_of_the_decisions(
    made: list[tuple[Verb, str, str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Ledger.create(tmp_path_factory.mktemp("fold") / "x.yz") as ledger:
        everyone = "甲乙丙丁戊"
        ledger.add(
            reading(
                "五家",
                *(figure(n, "营收", 1, at=i, subject_kind=EntityKind.FIRM) for i, n in enumerate(everyone)),
            )
        )
        known = {name: (i, ledger.entity(name).id) for i, name in enumerate(everyone)}
        for verb, a, b, back in made:
            taken = ledger.decisions()
            try:
                if verb is not Verb.UNDO:
                    ledger.decide(verb, a, b, who="x")
                elif taken:
                    ledger.undo(taken[back % len(taken)].id, who="x")
            except (LedgerError, UsageError):
                pass
        stored = {name: ledger.entity(name).id for name in everyone}
        assert stored == entities_of(ledger.decisions(), known)
