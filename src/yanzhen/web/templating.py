"""The Jinja environment: everything is escaped, undefined names are errors, texts are translated."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from yanzhen.terms import FLAGS, KIND_NAMES, TIER_NAMES, EntityKind, Tier
from yanzhen.web.language import LANGUAGES, catalogue
from yanzhen.web.naming import metric_name
from yanzhen.web.numbers import KINDS, bar, scale_of

FOLDER = Path(__file__).parent
BUILD = FOLDER / "static" / "build"


@cache
def environment(language: str) -> Environment:
    """The environment for one language."""
    env = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,  # else each page looks at seven files to see whether they have changed
    )
    env.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    column = 0 if language == "zh" else 1
    env.globals.update(
        language=language,
        languages=LANGUAGES,
        asset=asset,
        bar=bar,
        scale_of=scale_of,
        number_kinds=KINDS,
        period_unknown=FLAGS["period-unknown"][0],
        tier_name=lambda tier: TIER_NAMES[Tier(tier)][column],
        kind_name=lambda kind: KIND_NAMES[EntityKind(kind)][column],
        flag_name=lambda flag: FLAGS.get(flag, (flag, flag))[column],
        metric_name=lambda written: metric_name(written, language),
    )
    env.filters["data"] = as_data
    return env


@cache
def manifest() -> Mapping[str, str]:
    """Entry -> file with a hashed name, as the bundler wrote it; empty where nothing was built."""
    file = BUILD / "manifest.json"
    known: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return known


def asset(name: str) -> str:
    """Address of a bundled file; empty where the frontend was not built (pages then come unstyled)."""
    found = manifest().get(name)
    return f"/static/build/{found}" if found else ""


def as_data(value: Any) -> Markup:
    """JSON for a data block inside a page: no ``</script>`` can end it early."""
    text = json.dumps(value, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
