"""One page of the workbench as a plain file: its name, its links, its charts."""

from __future__ import annotations

import hashlib
import json
import re
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
_MODULE = re.compile(r'<script type="module"[^>]*></script>')
_FORBIDDEN = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in '/\\:*?"<>|~'})
_STYLE = "<style>form, [data-preference] { display: none !important; } .static-note { margin: 0; padding: .3em 1em; font-size: .8em; }</style>"


# The same few addresses stand on every page: navigation, styles, the firms that all speak of.
_KNOWN = 1 << 17


@lru_cache(maxsize=_KNOWN)
def file_of(address: str) -> str:
    """The file an address becomes: ``/`` -> index.html, ``/entity/甲?x=1`` -> entity/甲~3f2a9c1e.html.

    Twins and assets keep their ending. Parameters that only a server could serve are left out of the name.
    """
    path, _, query = address.partition("#")[0].partition("?")
    kept = sorted((k, v) for k, v in parse_qsl(query) if k not in _DROPPED)
    segments = [_segment(part) for part in path.split("/") if part] or ["index"]
    stem, dot, ending = segments[-1].rpartition(".")
    known = dot and ending in {
        "json",
        "xlsx",
        "docx",
        "csv",
        "svg",
        "png",
        "js",
        "css",
        "woff2",
        "map",
        "txt",
        "ico",
    }
    if not known:
        stem, ending = segments[-1], "html"
    mark = "~" + hashlib.sha256(urlencode(kept).encode()).hexdigest()[:8] if kept else ""
    return "/".join([*segments[:-1], f"{stem}{mark}.{ending}"])


def _segment(part: str) -> str:
    """A name that every file system takes: reserved characters in full width, at most 180 bytes."""
    name = unquote(part).translate(_FORBIDDEN).strip(". ") or "_"
    if len(name.encode()) <= 180:
        return name
    return name.encode()[:160].decode(errors="ignore") + hashlib.sha256(name.encode()).hexdigest()[:8]


def found_links(body: bytes, media_type: str, address: str, twins: bool = True) -> list[str]:
    """Addresses of this site that a page or style sheet refers to."""
    if media_type == "text/html":
        found = [unescape(m["address"]) for m in _LINK.finditer(body.decode()) if "action" not in m["name"]]
    elif media_type == "text/css":
        found = [
            urljoin(address, link)
            for link in _CSS_LINK.findall(body.decode())
            if not link.startswith("data:")
        ]
    else:
        return []
    return [each.partition("#")[0] for each in found if is_kept(each, twins)]


@lru_cache(maxsize=_KNOWN)
def is_kept(address: str, twins: bool = True) -> bool:
    """Whether an address becomes a file: a page of this site that needs no server, or (``twins``) its data."""
    if not address.startswith("/") or address.startswith(("//", *_NOT_FOR_FILES)):
        return False
    return twins or not address.partition("?")[0].endswith((".json", ".xlsx", ".docx"))


def static_page(page: str, address: str, note: str, twins: bool = True) -> str:
    """The page with relative links and drawn charts, without forms and scripts, a note on top."""
    up = "../" * file_of(address).count("/")

    def relative(found: re.Match[str]) -> str:
        link = unescape(found["address"])
        if not is_kept(link, twins):
            return f'{found["name"]}="#"'
        return f'{found["name"]}="{up}{_target(link)}"'

    page = _LINK.sub(relative, _CHART.sub(_drawn, _MODULE.sub("", page)))
    page = page.replace("</head>", f"{_STYLE}</head>", 1)
    return (
        re.sub(r"(<body[^>]*>)", rf'\1<p class="static-note">{escape(note)}</p>', page, count=1)
        if note
        else page
    )


@lru_cache(maxsize=_KNOWN)
def _target(link: str) -> str:
    """The file of a link as it stands in a page, seen from the folder of the site."""
    _, hash_sign, part = link.partition("#")
    return escape(quote(file_of(link)) + hash_sign + part)


def _drawn(found: re.Match[str]) -> str:
    """A chart as a drawing; its table twin stands beside it in the page."""
    option = json.loads(found["option"])
    return f'<div class="drawing">{draw.svg(option, 520 if "tall" in found["tall"] else 360)}</div>'
