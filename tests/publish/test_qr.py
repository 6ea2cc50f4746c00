"""QR codes: scanned off the rendered document, they lead to the statements in a workbench."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest

from yanzhen.errors import UsageError
from yanzhen.ledger import Ledger
from yanzhen.publish import Evidence, Facts, Imprint, Outline, compose, load_template, render
from yanzhen.publish.qr import MOST, require_address, statements_address
from yanzhen.read import read_text
from yanzhen.workbench.publishing import Choice, outline_of

BASE = "http://yz.local:8750"
pytestmark = pytest.mark.usefixtures("assets")


@pytest.fixture(params=["zh", "en"])
def outline(request: pytest.FixtureRequest, city: Facts, imprint: Imprint) -> Outline:
    return compose(load_template("briefing", request.param), city, replace(imprint, base_url=BASE))


def pictures(form: str, content: bytes) -> Iterator[object]:
    """The document as pictures, as a reader's camera sees it."""
    image = pytest.importorskip("PIL.Image")
    if form == "docx":
        archive = zipfile.ZipFile(io.BytesIO(content))
        for name in archive.namelist():
            if name.startswith("word/media/"):
                yield image.open(io.BytesIO(archive.read(name)))
    elif form == "pdf":
        pdfium = pytest.importorskip("pypdfium2")
        for page in pdfium.PdfDocument(content):
            yield page.render(scale=150 / 72).to_pil()
    else:
        import resvg_py

        for drawing in re.findall(r"<svg [^>]*aria-label=\"http.*?</svg>", content.decode(), re.DOTALL):
            drawing = re.sub(r"[\d.]+mm", "100", drawing)
            yield image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=4))))


def scanned(form: str, content: bytes) -> list[str]:
    zxing = pytest.importorskip("zxingcpp")
    return [
        found.text
        for picture in pictures(form, content)
        for found in zxing.read_barcodes(picture.convert("RGB"))  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_the_code_of_a_rendered_document_names_its_statements(outline: Outline, form: str) -> None:
    [address] = scanned(form, render(outline, form))
    ids = urlsplit(address).query.removeprefix("ids=").split(",")
    assert address.startswith(f"{BASE}/basis?ids=")
    assert set(ids) == {each.short_id for each in outline.evidence() if each.statement.figure}
    assert render(outline, form) == render(outline, form)


def test_the_workbook_has_the_address_as_a_link(outline: Outline) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render(outline, "xlsx"))).worksheets[0]
    assert any(c.hyperlink and c.hyperlink.target.startswith(BASE) for row in sheet for c in row)


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_without_a_workbench_there_are_ids_but_no_code(briefing: Outline, form: str) -> None:
    assert not scanned(form, render(briefing, form))


def test_the_address_opens_in_the_workbench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fastapi")
    from fastapi.testclient import TestClient

    from yanzhen.web.app import create
    from yanzhen.workbench.serving import Served

    place = tmp_path / "city.yz"
    with Ledger.create(place) as made:
        reading = read_text("甲集群年营收突破500亿元。乙集群年营收约300亿元。", name="a.txt")
        made.add(replace(reading, source=replace(reading.source, published="2024-03-05")))
    monkeypatch.setenv("YANZHEN_BASE_URL", BASE)
    with Ledger.open(place, readonly=True) as ledger:
        outline = outline_of(ledger, "wording", Choice())
    [address] = scanned("docx", render(outline, "docx"))
    monkeypatch.setenv("YANZHEN_SERVE", "")
    Served(ledger=str(place), people=str(tmp_path / "people.db")).to_environment()
    reader = TestClient(create(), base_url="http://127.0.0.1")
    for path in (address.removeprefix(BASE), f"/statement/{outline.evidence()[0].short_id}"):
        answer = reader.get(path)
        assert answer.status_code == 200 and "突破500亿元" in answer.text


def test_more_figures_than_one_page_shows_lead_to_the_sources(city: Facts) -> None:
    many = [
        Evidence(replace(each.statement, quote=f"{each.statement.quote}{i}"), each.source)
        for i in range(MOST)
        for each in city.evidence
    ]
    address, shown = statements_address(BASE + "/", many)
    assert (address, shown) == (f"{BASE}/sources", 0)
    assert len(statements_address(BASE, city.evidence)[0]) < 600


@pytest.mark.parametrize("base", ["yz.local", "ftp://yz.local", "http://a b", 'http://a"><script>'])
def test_what_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="不是网址"):
        require_address(base)
