"""QR codes that lead from paper to the statements in a workbench."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from yanzhen.errors import MissingExtraError, UsageError
from yanzhen.publish.evidence import Evidence

# The workbench shows at most so many statements on one page; a code for them is still easy to scan.
MOST = 40
_MODULE = 0.5  # millimetres: a phone reads this from a printed page
_QUIET = 4  # modules of white around the code (ISO/IEC 18004)


def require_address(base: str) -> str:
    """The address of a workbench without a slash at its end.

    Raises:
        UsageError: not an http address: scanned, it would lead nowhere.
    """
    if not base.startswith(("http://", "https://")) or any(c.isspace() or c in "\"'<>" for c in base):
        raise UsageError(
            f"“{base}”不是网址，印成二维码扫不开",
            expected="以 http:// 或 https:// 开头的工作台地址，例如 http://10.0.0.8:8750",
            todo="用 --base-url 或环境变量 YANZHEN_BASE_URL 给出",
        )
    return base.rstrip("/")


def statements_address(base: str, evidence: Sequence[Evidence]) -> tuple[str, int]:
    """Where a workbench shows the statements, and how many of them: the figures, and claims while there is room.

    More figures than one page shows lead to the list of sources (0).
    """
    figures = [each.short_id for each in evidence if each.statement.figure]
    claims = [each.short_id for each in evidence if not each.statement.figure]
    ids = list(dict.fromkeys([*figures, *claims]))
    if len(figures) > MOST:
        return f"{base.rstrip('/')}/sources", 0
    shown = ids if len(ids) <= MOST else figures or claims[:MOST]
    return f"{base.rstrip('/')}/basis?ids={','.join(shown)}", len(shown)


def width(address: str) -> float:
    """The printed width in millimetres, white margin included."""
    return float(_code(address).symbol_size(scale=1, border=_QUIET)[0]) * _MODULE


def svg(address: str, size: str = "") -> str:
    """The code as an SVG drawing; the same address gives the same text."""
    modules = _code(address).symbol_size(scale=1, border=_QUIET)[0]
    out = io.BytesIO()
    _code(address).save(out, kind="svg", border=_QUIET, xmldecl=False, omitsize=True, light="#fff")
    drawn = out.getvalue().decode().strip()
    sized = f' width="{size}" height="{size}"' if size else f' width="{modules}" height="{modules}"'
    return drawn.replace("<svg ", f"<svg{sized} ", 1)


def png(address: str) -> bytes:
    """The code as a picture, sharp at 300 dots to the inch and more."""
    out = io.BytesIO()
    _code(address).save(out, kind="png", border=_QUIET, scale=8)
    return out.getvalue()


def _code(address: str) -> Any:
    try:
        import segno
    except ImportError as error:
        raise MissingExtraError("office", "segno") from error
    return segno.make(address, error="m", micro=False, boost_error=False)
