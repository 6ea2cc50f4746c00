"""Draw charts for paper: ECharts inside QuickJS makes the SVG, resvg makes the PNG. No browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
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
(function (option, width, height) {
  echarts.setPlatformAPI({measureText(text, font) {
    var size = parseFloat((/([\\d.]+)px/.exec(font || "") || [0, 12])[1]), sum = 0;
    for (var c of text) sum += c.codePointAt(0) < 0x2e80 ? 0.555 : 1;
    return {width: sum * size};
  }});
  var chart = echarts.init(null, null, {renderer: "svg", ssr: true, width: width, height: height});
  chart.setOption(option);
  var svg = chart.renderToSVGString();
  chart.dispose();
  return JSON.stringify(svg);  // also makes one piece of a string that QuickJS keeps as a rope
})
"""
WIDTH = 720


@cache
def _library() -> str:
    return _STUBS + asset(ECHARTS).read_text(encoding="utf-8")


def svg(option: Mapping[str, Any], height: int = 360, width: int = WIDTH) -> str:
    """The chart as SVG text; the same option gives the same text, byte for byte.

    Raises:
        PublishError: ECharts refuses the option.
        MissingExtraError: QuickJS is not installed.
    """
    try:
        import quickjs  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("office", "quickjs-ng") from error
    # A fresh context for each chart: ECharts counts ids up, and a used one would give other bytes.
    context = quickjs.Context()
    try:
        context.eval(_library())
        drawn = context.eval(f"{_DRAW}({json.dumps(option, ensure_ascii=False)}, {width}, {height})")
    except quickjs.JSException as error:
        raise PublishError("The chart cannot be drawn", where=str(error).splitlines()[0]) from error
    return str(json.loads(drawn))


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
            font_files=[str(asset(name)) for name in FONTS],
            font_family="Noto Sans SC",
            sans_serif_family="Noto Sans SC",
        )
    )
