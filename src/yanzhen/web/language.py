"""Languages of the pages: Chinese is what the templates say, English comes from ``locale/en.po``."""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fastapi import Request

LOCALES = Path(__file__).parent / "locale"
LANGUAGES = {"zh": "中文", "en": "English"}
COOKIE = "yz_lang"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The texts of a language; Chinese needs none."""
    file = LOCALES / f"{language}.po"
    if language not in LANGUAGES or not file.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def language_of(request: Request) -> str:
    """The language asked for in the address, else the one chosen before, else what the browser prefers."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wanted in LANGUAGES:
            return wanted
    preferred = request.headers.get("accept-language", "zh").lower()
    return "en" if preferred.startswith("en") else "zh"


@cache
def translator(language: str) -> Callable[[str], str]:
    """The function that translates a text into ``language``."""
    known = catalogue(language).gettext
    # To gettext the empty text is the head of the catalogue.
    return lambda text: known(text) if text else ""
