"""SVG drawings inside pages whose policy allows no inline style: their style sheet is allowed by its hash."""

from __future__ import annotations

import base64
import hashlib
import re

from fastapi import Request
from markupsafe import Markup

_STYLE = re.compile(r"<style>(.*?)</style>", re.S)
_ATTRIBUTE = re.compile(r'\sstyle="([^"]*)"')
_LABELLED_LINK = re.compile(r'(<a\b[^>]*?)\saria-label="[^"]*"')


def place_drawing(request: Request, svg: str) -> Markup:
    """The drawing, ready for a page; its style sheet is announced to the policy of this answer.

    Style attributes become rules of the style sheet, since a policy can name a sheet but not an attribute.
    """
    rules: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        return f' data-s="{rules.setdefault(match[1], len(rules))}"'

    # A link is named by the words on it; its <title> says the rest. Two differing names would confuse.
    plain = _LABELLED_LINK.sub(r"\1", _ATTRIBUTE.sub(numbered, svg))
    more = "".join(f'.yz [data-s="{number}"]{{{rule}}}' for rule, number in rules.items())
    found = _STYLE.search(plain)
    sheet = (found[1] if found else "") + more
    if sheet:
        announce_style(request, sheet)
    if found:
        plain = plain[: found.start()] + f"<style>{sheet}</style>" + plain[found.end() :]
    return Markup(plain)


def announce_style(request: Request, sheet: str) -> None:
    """Let this answer's policy allow one style sheet, by its SHA-256."""
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    hashes: list[str] = request.scope.setdefault("style_hashes", [])
    hashes.append(f"'sha256-{digest}'")
