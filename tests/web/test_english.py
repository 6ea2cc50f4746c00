"""English pages hold no Chinese of their own: what is left is names, quotes and data of the ledger."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from yanzhen.packs import path
from yanzhen.web.app import build
from yanzhen.web.pages.catalogue import PAGES
from yanzhen.web.phrasebook import said
from yanzhen.workbench import demo
from yanzhen.workbench.serving import Served

SRC = Path(__file__).parents[2] / "src/yanzhen"
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
SILENT = {"script", "style"}
VOID = {"input", "br", "meta", "link", "hr", "img"}
# Shown as they are in every language: the name of the other language, words of sources the text speaks about,
# and units of Chinese tables.
ALLOWED = {"中文", "突破", "超", "不足", "约", "近", "左右", "等", "亿元", "万元"}


class Reader(HTMLParser):
    """Texts and spoken attributes of a page, without what is marked as Chinese."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        quiet = tag in SILENT or (given.get("lang") or "").startswith("zh")
        quiet = quiet or bool(self.open and self.open[-1][1])
        if not quiet:
            self.found += [given.get(name) or "" for name in ("title", "aria-label", "placeholder", "alt")]
        if tag not in VOID:
            self.open.append((tag, quiet))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.found.append(data)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The example city, which has something on every page."""
    place = tmp_path_factory.mktemp("city") / "city.yz"
    demo.fill(place)
    with TestClient(build(Served(ledger=str(place))), headers={"accept-language": "en"}) as client:
        yield client


@pytest.fixture(scope="module")
def names(city: TestClient) -> str:
    """Everything that the ledger and the packs hold: names and quotes may come from nowhere else."""
    ledger = city.app.state.desk.ledger  # type: ignore[attr-defined]
    documents = [ledger.document(source.id).text for source in ledger.sources()]
    subjects = [f"{s.subject} {s.object or ''} {s.predicate}" for s in ledger.statements()]
    packs = [
        file.read_text(encoding="utf-8")
        for kind in ("programmes", "chains", "indices")
        for file in path(kind, next(p.name for p in (SRC / "packs" / kind).iterdir())).parent.rglob("*.yaml")
    ]
    return "\n".join((*documents, *subjects, *packs))


PATHS = [page.path for page in PAGES if "{" not in page.path and page.key != "working"] + [
    "/chains/bearing",
    "/clusters?words=有色",
    "/compare?place=东昌府区&compare=临清市",
    "/compare?compare=临清市",
    "/compare?panel=nothing",
    "/entity/有色金属产业集群",
    "/opportunities?place=临清市&compare=东昌府区",
    "/programmes/cn.hnte/示例轴承一厂",
    "/programmes/cn.size_class/示例轴承一厂",
    "/programmes/sd.gazelle/示例轴承一厂",
    "/search?q=轴承",
    "/shock?firm=nobody",
    "/shock?segment=nothing",
    "/shock?share=x",
    "/methods/lq",
    "/methods/nothing",
    "/nowhere",
]


@pytest.mark.parametrize("address", PATHS)
def test_english_pages_hold_no_chinese_of_their_own(city: TestClient, names: str, address: str) -> None:
    joint = "&" if "?" in address else "?"
    page = Reader()
    page.feed(city.get(f"{address}{joint}lang=en&synthetic=1").text)
    runs = {run for text in page.found for run in CHINESE.findall(text)}
    assert page.found and not {run for run in runs if run not in names and run not in ALLOWED}


def test_every_error_message_of_the_pages_has_english() -> None:
    left = []
    for folder in ("web", "workbench/pages", "workbench/people", "workbench/briefings"):
        for file in (SRC / folder).rglob("*.py"):
            left += [
                f"{file.name}: {text}"
                for text in messages(file)
                if set(CHINESE.findall(said(text, "en"))) - ALLOWED
            ]
    assert left == []


def messages(file: Path) -> Iterator[str]:
    """Texts in calls of error classes; what is put in between is written as a number."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and re.search(
            r"(Error|NotFound|LoginNeeded|Refused)$", ast.unparse(node.func)
        ):
            for given in (*node.args, *(k.value for k in node.keywords if k.arg != "where")):
                if text := literal(given):
                    yield text


def literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "7" for v in node.values)
    return ""


def test_chinese_pages_hold_no_english_of_the_interface(city: TestClient) -> None:
    """Buttons, headings and labels are Chinese; names of formats and languages are not words of the interface."""
    allowed = {"English", "Excel", "Word", "JSON", "CSV", "PDF", "A", "Yanzhen", "MB", "XLSX", "DOCX", "HTML"}
    for page in PAGES:
        if page.group and page.key != "methods":
            text = city.get(page.path, params={"lang": "zh"}).text
            spoken = re.findall(r"<(?:h[1-4]|button|label|th|legend|summary)\b[^>]*>([^<]+)<", text)
            words = {w for each in spoken for w in re.findall(r"[A-Za-z]{3,}", each)} - allowed
            assert not {w for w in words if not re.fullmatch(r"GDP|LQ|PM|txt|zip", w)}, (page.key, words)
