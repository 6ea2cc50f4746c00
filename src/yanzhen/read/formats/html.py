"""Saved web pages: the article without the navigation around it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from yanzhen.errors import InputError, MissingExtraError
from yanzhen.read.decode import decode
from yanzhen.read.document import Format

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
# What the guideline for government sites asks pages to carry: <meta name="ArticleTitle" content="…">.
_META = re.compile(r"""<meta\s+name\s*=\s*["'](\w+)["']\s+content\s*=\s*["']([^"'<>]*)["']""", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
# 标题_栏目_网站, 标题 - 网站: what follows the title names the site.
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s*")
_DATELINE = re.compile(r"来源\s*[:：].{0,60}?\d{4}\s*[-年/.]\s*\d{1,2}|\d{4}-\d{2}-\d{2}\s+\d{2}:\d{2}")


def text_of(content: bytes, name: str) -> str:
    """Title, dateline and body of the article in a page.

    Raises:
        InputError: no article can be found.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtraError("office", "trafilatura") from error
    page = _decoded(content, name)
    article = trafilatura.bare_extraction(
        page, favor_recall=True, include_comments=False, include_tables=True
    )
    found = article.as_dict() if article is not None and not isinstance(article, dict) else article or {}
    body = str(found.get("text") or "").strip()
    declared = {name.lower(): value.strip() for name, value in _META.findall(page)}
    if not body:
        raise InputError(
            "网页里没有找到正文",
            where=name,
            expected="包含一篇文章的网页",
            todo="在浏览器中打开后复制正文，存为 TXT 再读取",
        )
    head = []
    title = _title(page, declared)
    if title and title not in body[: 2 * len(title) + 200]:
        head.append(title)
    if (dateline := _dateline(page, body)) is not None:
        head.append(dateline)
    elif declared.get("pubdate") and declared["pubdate"][:10] not in body:
        head.append(f"来源:{declared.get('contentsource', '')}  {declared['pubdate']}")
    return "\n\n".join([*head, body]) + "\n"


def _title(page: str, declared: Mapping[str, str]) -> str:
    """What the page declares, else its one main heading, else its title without the name of the site."""
    if declared.get("articletitle"):
        return html.unescape(declared["articletitle"])
    headings = list(filter(None, map(_plain, _HEADING.findall(page))))
    if len(headings) == 1:
        return headings[0]
    named = _TITLE.search(page)
    return _SITE.split(_plain(named[1]))[0] if named else ""


def _plain(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", markup))).strip()


def _decoded(content: bytes, name: str) -> str:
    declared = _CHARSET.search(content[:4096])
    if declared and declared[1].lower() in (b"gb2312", b"gbk", b"gb18030"):
        return content.decode("gb18030", "replace")
    return decode(content, name)


def _dateline(page: str, body: str) -> str | None:
    """The line with publisher and time, which extraction takes for boilerplate."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL | re.IGNORECASE)
    for line in re.sub(
        r"<[^>]+>", "\n", re.sub(r"</?(?:span|b|i|em|strong|a|font)\b[^>]*>", " ", text)
    ).splitlines():
        line = re.sub(r"&nbsp;|\s+", " ", line).strip()
        if line and len(line) < 120 and _DATELINE.search(line):
            return None if line in body else line
    return None


def _is_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


HTML = Format("text/html", (".html", ".htm", ".shtml", ".mhtml"), text_of, _is_page)
