"""Draw charts for paper: ECharts inside QuickJS makes the SVG, resvg makes the PNG. No browser."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from yanzhen.errors import MissingExtraError, PublishError
from yanzhen.publish.assets import ECHARTS, FONTS, asset

# ECharts asks for these at load time; nothing here ever runs later, since charts are drawn without animation.
_STUBS = """
var console = {log(){}, warn(){}, error(){}, info(){}};
var setTimeout = () => 0, clearTimeout = () => {}, setInterval = () => 0, clearInterval = () => {};
var requestAnimationFrame = () => 0, cancelAnimationFrame = () => {};
"""
# Without a canvas the width of text is estimated: one em for Chinese, a little over half of it for Latin
# (resvg draws with Noto Sans SC, whose digits are 0.555 em wide).
_DRAW = """
(function (text, width, height) {
  echarts.setPlatformAPI({measureText(text, font) {
    var size = parseFloat((/([\\d.]+)px/.exec(font || "") || [0, 12])[1]), sum = 0;
    for (var c of text) sum += c.codePointAt(0) < 0x2e80 ? 0.555 : 1;
    return {width: sum * size};
  }});
  var chart = echarts.init(null, null, {renderer: "svg", ssr: true, width: width, height: height});
  try {
    chart.setOption(JSON.parse(text));
    return JSON.stringify(chart.renderToSVGString());  // one piece: quickjs-ng cannot pass a rope of strings
  } finally {
    chart.dispose();
  }
})
"""
WIDTH = 720


def svg(option: Mapping[str, Any], height: int = 360, width: int = WIDTH) -> str:
    """The chart as SVG text; the same option gives the same text, byte for byte.

    Raises:
        PublishError: ECharts refuses the option.
        MissingExtraError: QuickJS is not installed.
        InputError: the chart library is not installed.
    """
    return _svg(json.dumps(option, ensure_ascii=False, sort_keys=True), height, width)


# A document is written in several forms, each with the same charts.
@lru_cache(maxsize=256)
def _svg(option: str, height: int, width: int) -> str:
    function, refusal = _engine()
    try:
        drawn = json.loads(function(option, width, height))
    except refusal as error:
        raise PublishError("The chart cannot be drawn", where=str(error).splitlines()[0]) from error
    # ECharts numbers its drawings, and the classes in all of them, one after another; names from the content are
    # the same every time, and those of two charts on one page differ.
    name = hashlib.sha256(f"{option}{height}{width}".encode()).hexdigest()[:8]
    classes: dict[str, int] = {}
    own = re.sub(
        r"\b(zr\d+-cls-)(\d+)", lambda m: f"{m[1]}{classes.setdefault(m[2], len(classes))}", str(drawn)
    )
    return re.sub(r"\bzr\d+-", f"c{name}-", own)


def _engine() -> tuple[Callable[[str, int, int], str], type[Exception]]:
    """ECharts loaded once for each thread: a QuickJS context belongs to the thread that made it."""
    if not hasattr(_local, "engine"):
        try:
            import quickjs  # type: ignore[import-untyped]
        except ImportError as error:
            raise MissingExtraError("office", "quickjs-ng") from error
        context = quickjs.Context()
        context.eval(_STUBS + asset(ECHARTS).read_text(encoding="utf-8"))
        _local.context = context
        _local.engine = (context.eval(_DRAW), quickjs.JSException)
    engine: tuple[Callable[[str, int, int], str], type[Exception]] = _local.engine
    return engine


_local = threading.local()


def png(drawing: str, zoom: float = 2.0) -> bytes:
    """An SVG as PNG, with the fonts of the package only (the same picture on every machine).

    Raises:
        MissingExtraError: resvg is not installed.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise MissingExtraError("office", "resvg-py") from error
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing,
            zoom=zoom,
            background="white",
            skip_system_fonts=True,
            font_files=[str(asset(name)) for name in FONTS if "Sans" in name],
            font_family="Noto Sans SC",
            sans_serif_family="Noto Sans SC",
        )
    )
