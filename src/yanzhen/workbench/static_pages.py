"""One page of the workbench as a plain file: its name, its links, its charts."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin

from yanzhen.publish import draw

# The region is the ledger's own on every page; sorting and what a form would ask need a server.
_DROPPED = {"place", "sort", "next", "part"}
_NOT_FOR_FILES = ("/preferences", "/login", "/logout", "/search", "/events")
_LINK = re.compile(r'(?P<name>\s(?:href|src|action|data-charts))="(?P<address>/[^"]*)"')
_CSS_LINK = re.compile(r"url\(['\"]?([^)'\"]+)['\"]?\)")
_CHART = re.compile(
    r'<div data-chart(?P<tall>[^>]*)><script type="application/json">(?P<option>.*?)</script></div>',
    re.DOTALL,
)
_BODY = re.compile(r"<body[^>]*>")
_MODULE = re.compile(r'<script type="module"[^>]*></script>')
_TWINS = (".json", ".xlsx", ".docx")
_ENDINGS = {"json", "xlsx", "docx", "csv", "svg", "png", "js", "css", "woff2", "map", "txt", "ico"}
_FORBIDDEN = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in '/\\:*?"<>|~'})
_STYLE = "<style>form, [data-preference] { display: none !important; } .static-note { margin: 0; padding: .3em 1em; font-size: .8em; }</style>"

# The same few addresses stand on every page: navigation, styles, the firms that all speak of.
_KNOWN = 1 << 16


def file_of(address: str) -> str:
    """The file an address becomes: ``/`` -> index.html, ``/entity/甲?x=1`` -> entity/甲~3f2a9c1e.html.

    Twins and assets keep their ending. Parameters that only a server could serve are left out of the name.
    """
    path, _, query = address.partition("#")[0].partition("?")
    kept = sorted((k, v) for k, v in parse_qsl(query) if k not in _DROPPED)
    segments = [_segment(part) for part in path.split("/") if part] or ["index"]
    stem, dot, ending = segments[-1].rpartition(".")
    if not dot or ending not in _ENDINGS:
        stem, ending = segments[-1], "html"
    mark = "~" + hashlib.sha256(urlencode(kept).encode()).hexdigest()[:8] if kept else ""
    return "/".join([*segments[:-1], f"{stem}{mark}.{ending}"])


def _segment(part: str) -> str:
    """A name that every file system takes: reserved characters in full width, at most 180 bytes."""
    name = unquote(part).translate(_FORBIDDEN).strip(". ") or "_"
    if len(name.encode()) <= 180:
        return name
    return name.encode()[:160].decode(errors="ignore") + hashlib.sha256(name.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads in a copy: the address to copy, and its file as it stands in a page, from the folder up."""

    address: str
    target: str


class Links:
    """The links of a copy.

    Args:
        same: the plainest address of what another shows, so that nothing is copied twice.
        twins: whether the data twins of pages are copied too.
    """

    def __init__(self, same: Callable[[str], str] = str, *, twins: bool = True) -> None:
        self._same, self._twins = same, twins
        self.of = lru_cache(_KNOWN)(self._of)

    def _of(self, written: str) -> Link | None:
        """A link as pages write it; None for what needs a server and is not copied."""
        address, hash_sign, part = unescape(written).partition("#")
        if not is_kept(address, self._twins):
            return None
        plain = self._same(address)
        return Link(plain, escape(quote(file_of(plain)) + hash_sign + part))

    def of_styles(self, sheet: str, address: str) -> list[str]:
        """The addresses that a style sheet refers to."""
        found = (urljoin(address, link) for link in _CSS_LINK.findall(sheet) if not link.startswith("data:"))
        return [each.partition("#")[0] for each in found if is_kept(each, self._twins)]


def is_kept(address: str, twins: bool = True) -> bool:
    """Whether an address becomes a file: a page of this site that needs no server, or (``twins``) its data."""
    if not address.startswith("/") or address.startswith(("//", *_NOT_FOR_FILES)):
        return False
    return twins or not address.partition("?")[0].endswith(_TWINS)


def is_twin(address: str, page: str) -> bool:
    """Whether an address is a data twin of a page: the same path before the suffix, the same choices."""
    path, _, choices = address.partition("?")
    shown, _, shown_choices = page.partition("?")
    base, dot, suffix = unquote(path).rpartition(".")
    own = base == ("/overview" if shown == "/" else unquote(shown))
    return dot + suffix in _TWINS and own and choices == shown_choices


def static_page(page: str, address: str, note: str, links: Links) -> tuple[str, list[str]]:
    """The page with relative links and drawn charts, without forms and scripts, a note on top; what it links to."""
    up = "../" * file_of(address).count("/")
    found: dict[str, None] = {}

    def relative(match: re.Match[str]) -> str:
        name, link = match["name"], links.of(match["address"])
        if link is None:
            return f'{name}="#"'
        if not name.endswith("action"):
            found[link.address] = None
        return f'{name}="{up}{link.target}"'

    page = _LINK.sub(relative, _CHART.sub(_drawn, _MODULE.sub("", page)))
    page = page.replace("</head>", f"{_STYLE}</head>", 1)
    if note:
        page = _BODY.sub(lambda body: f'{body[0]}<p class="static-note">{escape(note)}</p>', page, count=1)
    return page, list(found)


def _drawn(found: re.Match[str]) -> str:
    """A chart as a drawing; its table twin stands beside it in the page."""
    option = json.loads(found["option"])
    return f'<div class="drawing">{draw.svg(option, 520 if "tall" in found["tall"] else 360)}</div>'
