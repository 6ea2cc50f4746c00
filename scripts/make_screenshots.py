"""Pictures of the workbench for README and docs/tour.md: ``python scripts/make_screenshots.py``.

Builds the example ledger in a temporary folder, serves it, and takes small PNGs in a headless Chromium
(set ``CHROMIUM`` to its path where it is not on PATH). Needs Playwright and Pillow.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "images"
PORT = 8798
ARGUMENTS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run"]
WIDE = {"width": 1280, "height": 860}
FRONT = {"width": 1280, "height": 960}
PHONE = {"width": 390, "height": 800}
# name -> (address, size, language, colour scheme, what to click first)
PICTURES: dict[str, tuple[str, dict[str, int], str, str, str]] = {
    "overview": ("/", FRONT, "zh-CN", "light", ""),
    "overview-en": ("/", FRONT, "en-US", "light", ""),
    "overview-dark": ("/", FRONT, "zh-CN", "dark", ""),
    "overview-phone": ("/", PHONE, "zh-CN", "light", ""),
    "panel": ("/clusters", WIDE, "zh-CN", "light", "table a.num"),
    "evidence": ("{source}", WIDE, "zh-CN", "light", "a.span"),
    "review": ("/review", WIDE, "zh-CN", "light", ""),
    "names": ("/names", WIDE, "zh-CN", "light", ""),
    "entity": ("/entity/绿色建材产业集群?synthetic=1", WIDE, "zh-CN", "light", ""),
    "chains": ("/chains?synthetic=1", WIDE, "zh-CN", "light", ""),
    "chain": ("/chains/bearing?synthetic=1", WIDE, "zh-CN", "light", ""),
    "clusters": ("/clusters#linkages", WIDE, "zh-CN", "light", ""),
    "firms": ("/firms?synthetic=1", WIDE, "zh-CN", "light", ""),
    "titles": ("/titles", WIDE, "zh-CN", "light", ""),
    "programmes": ("/programmes?synthetic=1", WIDE, "zh-CN", "light", ""),
    "verdict": ("/programmes/cn.hnte/示例轴承一厂?synthetic=1", WIDE, "zh-CN", "light", ""),
    "compare": ("/compare?place=东昌府区&compare=临清市", WIDE, "zh-CN", "light", ""),
    "opportunities": ("/opportunities?place=东昌府区", WIDE, "zh-CN", "dark", ""),
    "shock": ("/shock?segment=轴承产业链 · 滚动体&direction=downstream", WIDE, "zh-CN", "light", ""),
    "index": ("/index", WIDE, "en-US", "light", ""),
    "conflicts": ("/conflicts?synthetic=1", WIDE, "zh-CN", "light", ""),
    "import": ("/import", WIDE, "zh-CN", "light", ""),
    "briefings": ("/briefings", WIDE, "zh-CN", "light", ""),
    "briefing": ("{briefing}", WIDE, "zh-CN", "light", ""),
    "edit": ("{briefing}/edit", WIDE, "zh-CN", "light", ""),
    "methods": ("/methods", WIDE, "zh-CN", "light", ""),
    "settings": ("/settings", WIDE, "zh-CN", "light", ""),
}


def serve(folder: Path) -> dict[str, str]:
    """The example city on a port; addresses of one source and one briefing."""
    import uvicorn

    from yanzhen.web.app import build
    from yanzhen.workbench import demo
    from yanzhen.workbench.briefings import BriefingStore
    from yanzhen.workbench.pages import briefings
    from yanzhen.workbench.pages.lens import Lens
    from yanzhen.workbench.serving import Served

    made = demo.build(folder)
    app = build(Served(ledger=str(made.ledger), port=PORT))
    server = uvicorn.Server(uvicorn.Config(app, port=PORT, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    store: BriefingStore = app.state.briefings
    written = briefings.compose(app.state.desk, store, "briefing", Lens(), "zh", "本机用户", "")
    source = app.state.desk.ledger.sources()[0].id
    return {"source": f"/source/{source}", "briefing": f"/briefings/{written}"}


def small(png: bytes) -> bytes:
    """The picture with a palette: a third of the size, no visible loss on flat pages."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> int:
    """Take all pictures, or those named on the command line."""
    from playwright.sync_api import sync_playwright

    wanted = sys.argv[1:] or list(PICTURES)
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as p:
        places = serve(Path(folder))
        browser = p.chromium.launch(executable_path=program, args=ARGUMENTS)
        for name in wanted:
            address, size, language, scheme, click = PICTURES[name]
            context = browser.new_context(viewport=size, locale=language, color_scheme=scheme)
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{PORT}{address.format(**places)}", wait_until="networkidle")
            if click:
                page.locator(click).first.click()
                page.wait_for_timeout(500)
            (FOLDER / f"{name}.png").write_bytes(small(page.screenshot()))
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
