"""axe-core on every page, and the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Served

from yanzhen.web.pages.catalogue import PAGES

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
PLAIN = [page for page in PAGES if "{" not in page.path and page.key != "working"]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}


# What a theme can change, and what a language can: the rest of the rules need not be asked again.
THEME = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LANGUAGE = RULES | {"rules": {"color-contrast": {"enabled": False}}}


def violations(page: Page, rules: dict[str, object]) -> list[str]:
    found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    return [
        f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:200]}" for v in found for n in v["nodes"][:2]
    ]


def check(context, address: str, rules: dict[str, object] = RULES) -> list[str]:
    """What axe says of one page; its own script may not be inline, so it is added from outside the policy."""
    page = context.new_page()
    page.add_init_script(path=AXE)
    page.goto(address, wait_until="networkidle" if rules is RULES else "load")
    found = violations(page, rules)
    page.close()
    return found


def test_axe_finds_nothing_where_little_is_known(browser: Browser, served: Served) -> None:
    """Pages of a small ledger, most of them in their empty state; the full ones are in test_example_city.py."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in frontend/")
    context = browser.new_context(locale="zh-CN")
    paths = [page.path for page in PLAIN] + addresses(served)
    found = {path: told for path in paths if (told := check(context, served.address + path))}
    context.close()
    assert not found, "\n".join(f"{path}\n  " + "\n  ".join(told) for path, told in found.items())


def addresses(served: Served) -> list[str]:
    """One page of each kind that needs something to show."""
    ledger = served.app.state.desk.ledger
    statement = ledger.statements()[0]
    return [
        "/entity/有色金属产业集群",
        f"/source/{statement.source_id}",
        f"/statement/{statement.id}",
        "/programmes/cn.hnte/北山轴承",
        "/chains/bearing",
        "/methods/lq",
        "/login",
    ]


def test_the_keyboard_reaches_every_control(page: Page, served: Served) -> None:
    """Tab from the top: each link, button and field gets the focus once, and it can be seen there."""
    page.goto(served.address + "/clusters", wait_until="networkidle")
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
             .filter(e => e.checkVisibility() && !e.disabled && e.type !== 'hidden').length"""
    )
    seen: set[str] = set()
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => { const e = document.activeElement; if (!e || e === document.body) return null;
                 const s = getComputedStyle(e);
                 return [[...document.querySelectorAll('*')].indexOf(e),
                         s.outlineStyle !== 'none' && s.outlineWidth !== '0px'] }"""
        )
        if told:
            assert told[1], page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
            seen.add(str(told[0]))
    assert len(seen) >= wanted


def test_skip_link_comes_first(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
