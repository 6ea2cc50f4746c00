"""A small ledger written for these tests, an application over it, and a client."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the web extra is not installed")
pytest.importorskip("argon2", reason="the web extra is not installed")

import httpx
from fastapi import FastAPI
from fastapi.testclient import TestClient

from yanzhen.ledger import Ledger
from yanzhen.web.app import build
from yanzhen.workbench.keeping import About, add
from yanzhen.workbench.people import PeopleStore, Role
from yanzhen.workbench.serving import Served

BRIEFING = """聊城市产业体系情况通报

来源:聊城日报  2024-12-25 09:30:00

  传统产业方面,全市有12条制造业重点产业链。有色金属和农副产品加工2个产业集群年营收突破1000亿元,黑色金属产业集群年营收超500亿元。
北山轴承、东河铜业2家企业入选“头雁”企业。

  新兴产业方面,全市战略性新兴产业年产值突破千亿元。南湖客车、西岭汽车等企业可年产3万辆新能源客车。

  未来产业方面,在人工智能、氢能等领域布局。低空经济领域,培育了远航航空等企业。
"""
EARLIER = """聊城市制造业重点产业链名单发布

来源:聊城日报  2022-03-10 08:00:00

  全市梳理形成20条制造业重点产业链。
"""
INTERNAL = """内部参考

来源:聊城市工业和信息化局  2024-12-30

  北山轴承集团2024年营业收入达到7.31亿元。
"""
PASSWORDS = {role.name.lower(): f"{role.name.lower()}-password-1" for role in Role}


def make_ledger(folder: Path) -> Path:
    """A ledger with a briefing, an earlier notice that counts differently, and an internal paper."""
    place = folder / "city.yz"
    Ledger.create(place).close()
    for name, text, about in (
        ("briefing.txt", BRIEFING, About()),
        ("earlier.txt", EARLIER, About()),
        ("internal.txt", INTERNAL, About(visibility="internal")),
    ):
        file = folder / name
        file.write_text(text, encoding="utf-8")
        add(place, [file], about)
    return place


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("ledger"))


@pytest.fixture
def place(original: Path, tmp_path: Path) -> Path:
    """A copy of the ledger that the test may change."""
    return Path(shutil.copy(original, tmp_path / "city.yz"))


@pytest.fixture
def app(place: Path) -> FastAPI:
    return build(Served(ledger=str(place)))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A browser on the same machine, without accounts."""
    with TestClient(app, raise_server_exceptions=False, headers={"accept-language": "zh"}) as found:
        yield found


@pytest.fixture(scope="session")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Accounts, one for each role; hashing passwords is slow on purpose, so this is done once."""
    file = tmp_path_factory.mktemp("people") / "people.db"
    people = PeopleStore(file)
    for role in Role:
        people.add(role.name.lower(), PASSWORDS[role.name.lower()], role)
    people.close()
    return file


@pytest.fixture
def guarded(place: Path, everybody: Path) -> FastAPI:
    """The application with accounts."""
    settings = Served(ledger=str(place), accounts=True)
    shutil.copy(everybody, settings.people_store)
    return build(settings)


def login(app: FastAPI, name: str) -> TestClient:
    """A browser in which ``name`` is logged in."""
    client = TestClient(app, raise_server_exceptions=False, headers={"accept-language": "zh"})
    answer = client.post(
        "/login",
        data={"name": name, "password": PASSWORDS[name], "form_token": token(client, "/login")},
        follow_redirects=False,
    )
    assert answer.status_code == 303, answer.text
    return client


def token(client: httpx.Client, page: str = "/sources") -> str:
    """The form token this server hands to this browser."""
    found = re.search(r'name="form_token" value="(\w+)"', client.get(page).text)
    assert found, f"{page} has no form"
    return found[1]
