"""What an analyst does all day, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Served, free_port
from tests.web.conftest import make_ledger

from yanzhen.workbench import serving


def open_source(page: Page, title: str) -> None:
    page.get_by_role("link", name="证据", exact=True).first.click()
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("html.scripted")).to_have_count(1)


def test_first_minute(page: Page) -> None:
    """Three tiers, a number with its bound, its sentence, and back: without a manual."""
    for tier in ("传统产业", "新兴产业", "未来产业"):
        expect(page.get_by_role("heading", name=tier)).to_be_visible()
    page.get_by_role("link", name="有色金属产业集群").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("有色金属产业集群")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("聊城市")


def test_a_number_opens_its_sentence_beside_the_page(page: Page) -> None:
    number = page.locator(".bound-rows a.num").first
    number.click()
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    expect(panel.locator("mark")).to_contain_text("突破1000亿元")
    expect(panel).to_contain_text("聊城日报")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(number).to_be_focused()


def test_words_and_claims_point_at_each_other(page: Page) -> None:
    open_source(page, "聊城市产业体系情况通报")
    words = page.locator("a.span", has_text="黑色金属产业集群年营收超500亿元").first
    words.click()
    claim = page.locator("li[data-claim].selected")
    expect(claim).to_contain_text("黑色金属产业集群")
    other = page.locator("li[data-claim]", has_text="远航航空").first
    other.locator(".claim-meta").click(position={"x": 200, "y": 5})
    expect(page.locator("a.span.selected").first).to_be_in_viewport()


def test_review_ten_statements_by_keyboard_alone(page: Page) -> None:
    """Accepts seven, corrects one, withdraws one, hides one, undoes one; no mouse."""
    open_source(page, "聊城市产业体系情况通报")
    claims = page.locator("li[data-claim]")
    current = page.locator("li[data-claim][aria-current=true]")

    def selected(number: int) -> None:
        expect(claims.nth(number)).to_have_attribute("aria-current", "true")

    page.keyboard.press("j")
    selected(0)
    accepted = page.locator("li[data-claim][data-state=accepted]")
    for done in range(1, 8):
        page.keyboard.press("a")
        expect(accepted).to_have_count(done)
        selected(done)
    page.keyboard.press("w")
    page.keyboard.type("原文另有所指")
    page.keyboard.press("Enter")
    expect(page.locator("li[data-state=withdrawn]")).to_have_count(1)
    selected(8)
    page.keyboard.press("c")
    expect(current.locator("input[name=subject]")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("（全称）")
    page.keyboard.press("Enter")
    corrected = page.locator("li[data-claim]", has=page.locator("[data-versions]"))
    expect(corrected).to_have_count(1)
    expect(corrected.get_by_text("机器读出")).to_be_visible()
    expect(corrected.locator("[data-versions] dd").nth(1)).to_contain_text("（全称）")
    expect(corrected.locator("[data-versions] dd").first).not_to_contain_text("（全称）")
    selected(9)
    page.keyboard.press("i")
    expect(page.locator("li[data-claim][data-internal]")).to_have_count(1)
    expect(page.locator("[data-outcome]")).to_contain_text("已审 9")
    selected(10)
    for number in (9, 8, 7):
        page.keyboard.press("k")
        selected(number)
    page.keyboard.press("u")
    expect(page.locator("li[data-state=withdrawn]")).to_have_count(0)
    expect(page.locator("[data-outcome]")).to_contain_text("已审 8")


def test_the_queue_says_what_comes_first_and_why(page: Page, served: Served) -> None:
    page.goto(served.address + "/review")
    expect(page.locator("html.scripted")).to_have_count(1)
    waiting = page.locator("section", has=page.get_by_role("heading", name="依次审阅")).locator(
        "li[data-claim]"
    )
    expect(waiting.first).to_contain_text("总览")
    first = waiting.first.get_attribute("data-claim")
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="刚刚审过")).to_be_visible()
    expect(page.locator(f"li[data-claim={first}]")).to_have_attribute("data-state", "accepted")
    page.keyboard.press("k")
    expect(page.locator(f"li[data-claim={first}]")).to_have_attribute("aria-current", "true")
    page.keyboard.press("u")
    expect(waiting.first).to_have_attribute("data-claim", first or "")


def test_a_sharper_correction_needs_a_reason(page: Page) -> None:
    open_source(page, "聊城市产业体系情况通报")
    claim = page.locator("li[data-claim]", has_text="黑色金属产业集群").first
    claim.click(position={"x": 300, "y": 10})
    page.keyboard.press("c")
    claim.get_by_label("数（留空不改）").fill("520")
    claim.get_by_label("单位，如亿元").fill("亿元")
    claim.get_by_label("界", exact=True).select_option("=")
    claim.get_by_role("button", name="保存更正").click()
    expect(page.locator("#status")).not_to_be_empty()
    expect(page.locator("li[data-state=corrected], li[data-state=human]")).to_have_count(0)


def test_filters_change_the_page_in_place_and_back_works(page: Page, served: Served) -> None:
    page.goto(served.address + "/clusters")
    page.evaluate("window.stayed = true")
    page.get_by_label("类别").select_option("traditional")
    expect(page).to_have_url(re.compile("tier=traditional"))
    page.get_by_role("link", name="名称", exact=True).click()
    expect(page).to_have_url(re.compile("sort="))
    assert page.evaluate("window.stayed")
    page.go_back()
    expect(page).to_have_url(re.compile(r"^(?!.*sort=).*tier=traditional"))


def test_an_input_method_is_waited_for(page: Page, served: Served) -> None:
    page.clock.install()
    page.goto(served.address + "/clusters", wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    field = page.get_by_label("名称含")
    field.evaluate(
        """field => {
          field.value = 'yousejinshu';
          field.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
          field.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
        }"""
    )
    page.clock.run_for(2000)
    assert not asked
    field.evaluate(
        """field => {
          field.value = '有色金属';
          field.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}));
        }"""
    )
    expect(page.locator("tbody tr")).to_have_count(1)


def test_reading_without_scripts(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(served.address)
    page.locator(".bound-rows a.num").first.click()
    expect(page.locator("mark")).to_contain_text("突破1000亿元")
    page.get_by_role("link", name="在原文中查看").click()
    page.get_by_role("button", name="采纳").first.click()
    expect(page.locator("li[data-state=accepted]")).to_have_count(1)
    page.goto(served.address)
    page.get_by_label("地区").select_option("all")
    page.get_by_role("button", name="应用").click()
    assert "place=all" in page.url
    context.close()


def test_dark_english_phone(browser: Browser, served: Served) -> None:
    context = browser.new_context(locale="en-US", color_scheme="dark", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(served.address)
    expect(page.get_by_role("heading", name="Traditional industries")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_print_to_pdf(page: Page, tmp_path: Path) -> None:
    import pypdf

    page.emulate_media(media="print")
    expect(page.locator(".nav")).to_be_hidden()
    page.pdf(path=tmp_path / "overview.pdf", format="A4")
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "overview.pdf").pages)
    text = re.sub(r"\s", "", text)
    assert "突破1000亿元" in text and "打印" not in text


def test_theme_and_text_size_are_kept(page: Page, served: Served) -> None:
    page.get_by_role("button", name="深色").click()
    page.get_by_role("button", name="A+").click()
    page.goto(served.address + "/firms")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"
    assert page.evaluate("document.documentElement.dataset.size") == "l"


def test_cold_page_is_small(context, served: Served) -> None:
    page = context.new_page()
    weights: dict[str, int] = {}
    page.on("response", lambda r: weights.__setitem__(r.url, len(r.body())) if r.ok else None)
    page.goto(served.address, wait_until="networkidle")
    without_fonts = sum(size for url, size in weights.items() if not url.endswith(".woff2"))
    assert without_fonts < 700_000, sorted(weights.items(), key=lambda item: -item[1])[:5]


def messy_workbook(path: Path) -> None:
    """A firm list as an office has it: a title, a two-row head, a unit in the head, a subtotal, bad cells."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["聊城市重点企业情况表"])
    sheet.append(["序号", "企业名称", "统一社会信用代码", "营业收入(万元)"])
    sheet.append([1, "北山轴承集团", "91371500MA00000001", 73100])
    sheet.append([2, "东河铜业公司", "", "约12000"])
    sheet.append([3, "西岭汽车公司", "", "待定"])
    sheet.append(["", "合计", "", 85100])
    book.save(path)


def test_import_a_messy_workbook(page: Page, served: Served, tmp_path: Path) -> None:
    messy_workbook(tmp_path / "企业名单.xlsx")
    page.get_by_role("link", name="导入", exact=True).first.click()
    page.get_by_label("文件（可多选）").set_input_files(tmp_path / "企业名单.xlsx")
    page.get_by_role("button", name="上传并预览").click()
    expect(page.get_by_text("条新陈述，来自 1 个文件")).to_be_visible()
    expect(page.get_by_text("拒收").first).to_be_visible()
    page.get_by_label("单位 营业收入(万元)").fill("亿元")
    page.get_by_role("button", name="按这个对应重新读").click()
    expect(page.get_by_label("单位 营业收入(万元)")).to_have_value("亿元")
    page.get_by_label("单位 营业收入(万元)").fill("万元")
    page.get_by_role("button", name="按这个对应重新读").click()
    expect(page.get_by_label("单位 营业收入(万元)")).to_have_value("万元")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标注原表(Excel)").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="写入台账").click()
    expect(page.get_by_text("已写入台账。")).to_be_visible()
    page.goto(served.address + "/entity/东河铜业公司")
    expect(page.locator("a.num").first).to_contain_text("约1.2亿元")


def test_a_discarded_import_changes_nothing(page: Page, served: Served, tmp_path: Path) -> None:
    before = page.locator("footer .mono").text_content()
    messy_workbook(tmp_path / "企业名单.xlsx")
    page.goto(served.address + "/import")
    page.get_by_label("文件（可多选）").set_input_files(tmp_path / "企业名单.xlsx")
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_role("button", name="放弃").click()
    expect(page.get_by_text("台账没有改动").first).to_be_visible()
    page.goto(served.address)
    expect(page.locator("footer .mono")).to_have_text(before or "")


def test_a_wrong_file_and_a_huge_one_are_told_apart(browser: Browser, tmp_path: Path) -> None:
    """Each with what to do, on a page; the ledger stays as it was."""
    settings = serving.Served(ledger=str(make_ledger(tmp_path)), port=free_port(), upload_limit=1_000_000)
    (tmp_path / "照片.xlsx").write_bytes(b"\x89PNG" + b"0" * 1000)
    (tmp_path / "大.csv").write_bytes("名称,数\n".encode() + b"a,1\n" * 400_000)
    with Served(settings) as running:
        context = browser.new_context(locale="zh-CN")
        page = context.new_page()
        page.goto(running.address + "/import")
        page.get_by_label("文件（可多选）").set_input_files(tmp_path / "照片.xlsx")
        page.get_by_role("button", name="上传并预览").click()
        expect(page.locator(".notice.bad").first).to_be_visible()
        expect(page.get_by_role("button", name="写入台账")).to_have_count(0)
        page.get_by_role("button", name="放弃").click()
        page.goto(running.address + "/import")
        page.get_by_label("文件（可多选）").set_input_files(tmp_path / "大.csv")
        page.get_by_role("button", name="上传并预览").click()
        expect(page.get_by_text("上传的内容太大")).to_be_visible()
        context.close()


def test_double_click_and_back_do_no_harm(page: Page, served: Served, tmp_path: Path) -> None:
    messy_workbook(tmp_path / "企业名单.xlsx")
    page.goto(served.address + "/import")
    page.get_by_label("文件（可多选）").set_input_files(tmp_path / "企业名单.xlsx")
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_role("button", name="写入台账").dblclick()
    expect(page.get_by_text("已写入台账。")).to_be_visible()
    page.go_back()
    page.goto(page.url)
    expect(page.get_by_text("已写入台账。").or_(page.get_by_label("文件（可多选）"))).to_be_visible()
    page.goto(served.address + "/sources?place=all")
    expect(page.get_by_role("rowheader", name=re.compile("重点企业情况表|企业名单"))).to_have_count(1)


def test_compose_sign_publish(page: Page, served: Served) -> None:
    """The figures are locked, two people sign, and an edit ends the signatures."""
    page.get_by_role("link", name="简报", exact=True).first.click()
    page.get_by_role("button", name="写成一稿").click()
    expect(page.locator(".paper h1")).to_be_visible()
    page.locator(".paper a.num").first.click()
    expect(page.locator("#panel mark")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("编辑姓名").fill("李")
    page.get_by_role("button", name="签署：编辑").click()
    page.get_by_label("审核姓名").fill("李")
    page.get_by_role("button", name="签署：审核").click()
    expect(page.get_by_text("编辑与审核是两个人")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="改稿").click()
    paragraph = page.locator("textarea").first
    paragraph.fill("据统计,营收已达999亿元。")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("手写的数字没有依据")).to_be_visible()
    page.go_back()
    page.locator("textarea").first.fill("各位同仁:")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".paper")).to_contain_text("各位同仁")
    expect(page.get_by_label("编辑姓名")).to_be_visible()
    for part, name in (("编辑", "李"), ("审核", "王")):
        page.get_by_label(f"{part}姓名").fill(name)
        page.get_by_role("button", name=f"签署：{part}").click()
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_role("link", name="PDF")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("已发布").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_compare_two_regions(page: Page, served: Served, tmp_path: Path) -> None:
    """A panel is imported; two of its regions are compared; a computed number shows its working."""
    lines = ["年份,地区,行业,营业收入(万元)"]
    for year in (2020, 2024):
        for r, region in enumerate(("甲县", "乙县", "丙县")):
            for a, activity in enumerate(("纺织业", "造纸业", "汽车制造业")):
                lines.append(
                    f"{year},{region},{activity},{100 + 37 * ((r + a) % 3) + (year - 2020) * (r + 1)}"
                )
    (tmp_path / "面板.csv").write_text("\n".join(lines), encoding="utf-8")
    page.goto(served.address + "/import")
    page.get_by_label("文件（可多选）").set_input_files(tmp_path / "面板.csv")
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_role("button", name="写入台账").click()
    expect(page.get_by_text("已写入台账。")).to_be_visible()
    page.goto(served.address + "/compare")
    page.get_by_label("对比", exact=True).select_option("乙县")
    expect(page).to_have_url(re.compile("compare="))
    expect(page.get_by_role("group", name="各地区示意图")).to_be_visible()
    expect(page.locator("[data-chart] canvas").first).to_be_visible()
    quotients = page.locator("section", has=page.get_by_role("heading", name="相对集聚度（区位商）"))
    quotients.locator("table a.num[data-computed]").nth(1).click()
    expect(page.locator("#panel")).to_contain_text("(a ÷ b) ÷ (c ÷ d)")
    page.keyboard.press("Escape")
    page.goto(served.address + "/opportunities")
    expect(page.get_by_role("heading", name="可能进入")).to_be_visible()
