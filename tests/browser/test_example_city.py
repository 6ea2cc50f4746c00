"""The example city in a browser: axe-core on every page there is, and the choices of the header."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Served, free_port
from tests.browser.test_accessibility import AXE, LANGUAGE, PLAIN, RULES, THEME, check

from yanzhen.workbench import demo, serving
from yanzhen.workbench.pages import briefings
from yanzhen.workbench.pages.lens import Lens

WAIT = 15_000


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("city") / "city.yz"
    demo.fill(place)
    with Served(serving.Served(ledger=str(place), port=free_port())) as running:
        yield running


@pytest.fixture(scope="module")
def addresses(city: Served) -> list[str]:
    """Every page without parts in its address, and one of each kind that has some."""
    desk, store = city.app.state.desk, city.app.state.briefings
    draft = briefings.compose(desk, store, "briefing", Lens(), "zh", "张三", "")
    out = briefings.compose(desk, store, "wording", Lens(), "zh", "张三", "")
    for part, who in (("editor", "张三"), ("reviewer", "李四")):
        store.sign(out, part, who)
    briefings.publish(desk, store, out, "李四", lambda done, total, what: None)
    source = desk.ledger.sources()[0].id
    statement = desk.ledger.statements()[0].id
    return [
        *(f"{page.path}?synthetic=1" for page in PLAIN),
        "/chains/bearing?synthetic=1",
        "/compare?place=东昌府区&compare=临清市",
        "/compare?compare=临清市&synthetic=1",
        "/entity/有色金属产业集群",
        f"/source/{source}",
        f"/statement/{statement}",
        f"/basis?ids={statement}",
        "/working?region=东昌府区&activity=纺织业",
        "/programmes/cn.hnte/示例轴承一厂?synthetic=1",
        "/programmes/cn.size_class/示例轴承一厂?synthetic=1",
        "/methods/lq",
        "/search?q=轴承",
        "/shock?segment=轴承产业链&share=50&direction=upstream",
        f"/briefings/{draft}",
        f"/briefings/{draft}/edit",
        f"/briefings/{out}",
        "/embed/clusters",
        "/embed/compare?place=东昌府区",
        "/embed/index",
        "/embed/opportunities?place=东昌府区",
        "/embed/chain?chain=bearing",
        "/login",
        "/nowhere",
    ]


@pytest.mark.parametrize(
    ("scheme", "language", "rules"),
    [("light", "zh-CN", RULES), ("dark", "zh-CN", THEME), ("light", "en-US", LANGUAGE)],
)
def test_axe_finds_nothing_in_the_example_city(
    browser: Browser, city: Served, addresses: list[str], scheme: str, language: str, rules: dict[str, object]
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in frontend/")
    context = browser.new_context(color_scheme=scheme, locale=language)
    context.set_default_timeout(WAIT)
    found = {path: told for path in addresses if (told := check(context, city.address + path, rules))}
    context.close()
    assert not found, "\n".join(f"{path}\n  " + "\n  ".join(told) for path, told in found.items())


def test_axe_finds_nothing_in_the_preview_of_an_import(browser: Browser, city: Served) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in frontend/")
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(WAIT)
    page = opened(context, city, "/import")
    table = "企业名单\n企业名称,营业收入(万元)\n示例甲厂,1200\n示例乙厂,超300\n".encode()
    page.set_input_files("#files", [{"name": "名单.csv", "mimeType": "text/csv", "buffer": table}])
    page.get_by_role("button", name="上传并预览").click()
    page.wait_for_url("**/import/*")
    expect(page.get_by_text("名单.csv").first).to_be_visible()
    assert check(context, page.url) == []
    context.close()


def test_nothing_is_wider_than_a_phone(browser: Browser, city: Served, addresses: list[str]) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    context.set_default_timeout(WAIT)
    wide = {}
    for path in addresses:
        page = opened(context, city, path, "load")
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 390:
            wide[path] = width
        page.close()
    context.close()
    assert wide == {}


def test_the_header_decides_and_back_works(browser: Browser, city: Served) -> None:
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    page = opened(context, city, "/compare")
    expect(page.get_by_text("所用的表里没有“聊城市”")).to_be_visible()
    page.locator("#place").select_option("东昌府区")
    expect(page.get_by_text("所用的表里没有“聊城市”")).to_have_count(0)
    page.locator("#compare").select_option("临清市")
    expect(page.locator("th", has_text="区位商 临清市")).to_be_visible()
    page.locator("#period").select_option("2021")
    expect(page.locator(".section-head .note", has_text="2021").first).to_be_visible()
    assert {"place", "compare", "period"} <= set(
        page.evaluate("[...new URLSearchParams(location.search).keys()]")
    )
    page.go_back()
    page.go_back()
    expect(page.locator("th", has_text="区位商 临清市")).to_have_count(0)
    expect(page.locator("#place")).to_have_value("东昌府区")
    context.close()


def test_a_shock_is_chosen_step_by_step_and_its_address_says_it(browser: Browser, city: Served) -> None:
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    page = opened(context, city, "/shock")
    for name in ("示例铝业", "示例铜业"):
        page.locator("#firm").fill(name)
        page.locator("#firm").press("Enter")
        expect(page.locator(".chip", has_text=name)).to_be_visible()
    page.locator("#direction").select_option("downstream")
    page.wait_for_url("**direction=downstream**")
    again = opened(context, city, page.url.removeprefix(city.address))
    expect(again.locator(".chip")).to_have_count(2)
    again.get_by_role("link", name="去掉 示例铝业").click()
    expect(again.locator(".chip")).to_have_count(1)
    context.close()


def opened(context, city: Served, path: str, until: str = "networkidle") -> Page:
    page = context.new_page()
    page.goto(city.address + path, wait_until=until)
    return page


def test_charts_are_printed_in_the_light_palette_whatever_the_theme(browser: Browser, city: Served) -> None:
    """A canvas keeps its colours: it is painted anew for paper, and again for the screen afterwards."""
    pictures = "[...document.querySelectorAll('[data-chart] canvas')].map((c) => c.toDataURL())"
    seen = {}
    for theme in ("light", "dark"):
        context = browser.new_context(
            locale="zh-CN", color_scheme=theme, viewport={"width": 1280, "height": 900}
        )
        page = context.new_page()
        page.goto(f"{city.address}/clusters?synthetic=1")
        expect(page.locator("[data-chart] canvas").first).to_be_visible(timeout=WAIT)
        page.evaluate("document.fonts.ready.then(() => dispatchEvent(new Event('afterprint')))")
        seen[theme, "screen"] = page.evaluate(pictures)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        seen[theme, "paper"] = page.evaluate(pictures)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        seen[theme, "after"] = page.evaluate(pictures)
        context.close()
    assert seen["dark", "screen"] != seen["light", "screen"]
    assert seen["dark", "paper"] == seen["light", "paper"] == seen["light", "screen"]
    assert seen["dark", "after"] == seen["dark", "screen"]


def test_canvases_of_one_chart_lie_over_each_other_on_paper(browser: Browser, city: Served) -> None:
    page = browser.new_page()
    page.goto(f"{city.address}/index?synthetic=1")
    expect(page.locator("[data-chart] canvas").first).to_be_visible(timeout=WAIT)
    page.emulate_media(media="print")
    boxes = page.evaluate(
        "[...document.querySelectorAll('[data-chart]')].map((chart) => [...chart.querySelectorAll('canvas')].map("
        "(c) => JSON.stringify(c.getBoundingClientRect())))"
    )
    assert any(len(chart) > 1 for chart in boxes)
    assert all(len(set(chart)) == 1 for chart in boxes)
    page.close()
