"""Odd addresses and odd forms never break the server: an answer below 500, errors in one shape."""

from __future__ import annotations

import string

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.conftest import token

from yanzhen.web.pages.catalogue import PAGES

ODD = st.one_of(
    st.sampled_from(
        [
            "",
            "0",
            "-1",
            "9" * 40,
            "NaN",
            "1e999",
            "../../etc/passwd",
            "<script>",
            "%00",
            "\x00",
            "' OR 1=1 --",
        ]
    ),
    st.text(alphabet=string.printable + "聊城市雁阵年月日%／　\u202e😀", max_size=30),
)
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TWINS = [p for p in PAGES if "json" in p.twins]


def has_error_shape(data: object) -> bool:
    return isinstance(data, dict) and set(data["error"]) == {"type", "what", "where", "expected", "todo"}


@QUIET
@given(data=st.data())
def test_odd_parameters(client: TestClient, data) -> None:
    page = data.draw(st.sampled_from(TWINS))
    names = ["place", "period", "compare", "as_of", *page.parameters]
    query = data.draw(st.dictionaries(st.sampled_from(names), ODD, max_size=4))
    path = page.path
    for part in ("{name}", "{source_id}", "{statement_id}", "{briefing_id}", "{programme}", "{chain}"):
        path = path.replace(part, "x")
    answer = client.get(("/overview" if path == "/" else path) + ".json", params=query)
    assert answer.status_code < 500, (path, query, answer.text[:300])
    if answer.status_code >= 400:
        assert has_error_shape(answer.json())


@QUIET
@given(verb=ODD, form=st.dictionaries(st.sampled_from(["target", "other", "reason", "next"]), ODD))
def test_odd_decisions(client: TestClient, verb: str, form: dict[str, str]) -> None:
    form["form_token"] = token(client, "/entity/黑色金属产业集群")
    from urllib.parse import quote

    answer = client.post(f"/decide/{quote(verb, safe='')}", data=form, follow_redirects=False)
    assert answer.status_code < 500


@QUIET
@given(
    form=st.dictionaries(
        st.sampled_from(["number", "unit", "bound", "period", "tier", "modality", "subject"]), ODD
    )
)
def test_odd_corrections(client: TestClient, form: dict[str, str]) -> None:
    found = client.get("/search.json", params={"q": "突破1000"}).json()["view"]["quotes"]
    form |= {"target": found[0]["hit"]["statement"]["id"] if found else "st-0", "reason": "x"}
    form["form_token"] = token(client, "/entity/黑色金属产业集群")
    assert client.post("/correct", data=form, follow_redirects=False).status_code < 500


def checker(documented: set[str], failures: list[str]):
    """A check of one operation: whatever it answers is described."""

    def check(case) -> None:
        response = case.call()
        if str(response.status_code) not in documented:
            failures.append(f"{case.path} {case.query} gives {response.status_code}")

    return check


def test_the_api_keeps_its_description(app) -> None:
    """Schemathesis makes requests from the OpenAPI description; every answer must be one it describes."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    failures: list[str] = []
    few = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    for operation in operations:
        if operation.path.endswith(".json"):  # the other twins share everything but the writer
            documented = {str(code) for code in operation.definition.raw["responses"]}
            few(given(case=operation.as_strategy())(checker(documented, failures)))()
    assert len(operations) > 40
    assert not failures, failures[:10]
