"""Every route, with every role: who may do what is written down once, here, and walked."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from tests.web.conftest import login, token

from yanzhen.workbench.people import Role

OPEN = {"/login", "/preferences", "/logout", "/openapi.json"}
# The least role of every route that changes something; reading needs a viewer unless the page says more.
CHANGES = {
    "/decide/{verb}": Role.EDITOR,
    "/correct": Role.EDITOR,
    "/import": Role.EDITOR,
    "/import/{job_id}/columns": Role.EDITOR,
    "/import/{job_id}/commit": Role.EDITOR,
    "/import/{job_id}/cancel": Role.EDITOR,
    "/briefings": Role.EDITOR,
    "/briefings/{briefing_id}/edit": Role.EDITOR,
    "/briefings/{briefing_id}/sign/editor": Role.EDITOR,
    "/briefings/{briefing_id}/sign/reviewer": Role.REVIEWER,
    "/briefings/{briefing_id}/publish": Role.REVIEWER,
    "/briefings/{briefing_id}/progress/{job_id}/cancel": Role.REVIEWER,
    "/settings/accounts/add": Role.ADMIN,
    "/settings/accounts/role": Role.ADMIN,
    "/settings/accounts/password": Role.ADMIN,
    "/settings/accounts/disable": Role.ADMIN,
}
READS = {
    "/import": Role.EDITOR,
    "/import/{job_id}": Role.EDITOR,
    "/import/{job_id}/state": Role.EDITOR,
    "/import/{job_id}/report.xlsx": Role.EDITOR,
    "/import/{job_id}/mapping.json": Role.EDITOR,
    "/briefings/{briefing_id}/edit": Role.EDITOR,
    "/briefings/{briefing_id}/progress/{job_id}": Role.REVIEWER,
    "/briefings/{briefing_id}/progress/{job_id}/state": Role.REVIEWER,
    "/office-lists.xlsx": Role.EDITOR,
    "/review": Role.EDITOR,
    "/review.json": Role.EDITOR,
    "/review.xlsx": Role.EDITOR,
    "/review.docx": Role.EDITOR,
    "/names": Role.EDITOR,
    "/names.json": Role.EDITOR,
    "/names.xlsx": Role.EDITOR,
    "/names.docx": Role.EDITOR,
    "/trail": Role.ADMIN,
    "/trail.json": Role.ADMIN,
    "/trail.xlsx": Role.ADMIN,
}


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """(method, path) of everything that is served."""

    def walk(listed: list[object]) -> list[APIRoute]:
        found: list[APIRoute] = []
        for route in listed:
            if isinstance(route, APIRoute):
                found.append(route)
            else:
                found += walk(getattr(getattr(route, "original_router", None), "routes", []) or [])
        return found

    return [(method, route.path) for route in walk(app.routes) for method in route.methods - {"HEAD"}]


def filled(path: str) -> str:
    for name in ("{name}", "{source_id}", "{statement_id}", "{job_id}", "{job}", "{briefing_id}", "{chain}"):
        path = path.replace(name, "x")
    return (
        path.replace("{programme}", "cn.hnte")
        .replace("{number}", "1")
        .replace("{form}", "pdf")
        .replace("{verb}", "accept")
    )


def test_every_route_is_known(guarded: FastAPI) -> None:
    posts = {path for method, path in routes(guarded) if method == "POST"}
    assert posts - OPEN == set(CHANGES)
    assert len(routes(guarded)) > 80


@pytest.mark.parametrize("name", ["viewer", "editor", "reviewer", "admin"])
def test_walk(guarded: FastAPI, name: str) -> None:
    client, role = login(guarded, name), Role.named(name)
    form_token = token(client, "/")
    for method, path in routes(guarded):
        if path in OPEN:
            continue
        needed = CHANGES[path] if method == "POST" else READS.get(path, Role.VIEWER)
        address = filled(path)
        if method == "POST":
            # Without the form's own token: whoever passes the role is stopped by the next gate, unchanged.
            answer = client.post(address, data={"form_token": "wrong"}, follow_redirects=False)
        else:
            answer = client.get(address, follow_redirects=False)
        refused = answer.status_code == 403 and "权限" in answer.text
        assert refused == (role < needed), (method, path, answer.status_code)
        assert answer.status_code < 500, (method, path)
    assert form_token


def test_strangers_get_nothing(guarded: FastAPI) -> None:
    client = TestClient(guarded, raise_server_exceptions=False)
    for method, path in routes(guarded):
        if path in OPEN:
            continue
        answer = client.request(method, filled(path), follow_redirects=False)
        assert answer.status_code in (303, 401, 422), (method, path, answer.status_code)
        assert "聊城" not in answer.text
