"""Fonts and the chart library for documents: where they lie.

They are not in the source tree (50 MB): ``scripts/fetch_document_assets.py`` fetches them from the npm
registry into ``publish/vendor``, and a built wheel carries them. Noto Sans SC, Noto Serif SC: SIL Open
Font License 1.1; ECharts: Apache-2.0.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from yanzhen.errors import InputError

FOLDER = Path(__file__).parent / "vendor"
ECHARTS = "echarts.min.js"
FONTS = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifSC_400Regular.ttf",
    "NotoSerifSC_700Bold.ttf",
)


def folders() -> tuple[Path, ...]:
    """Where assets are looked for: ``$YANZHEN_ASSETS``, then the installed package."""
    own = os.environ.get("YANZHEN_ASSETS")
    return (*((Path(own),) if own else ()), FOLDER)


def asset(name: str) -> Path:
    """The file of an asset.

    Raises:
        InputError: it has not been installed.
    """
    for folder in folders():
        if (folder / name).is_file():
            return folder / name
    raise InputError(
        f"The file {name} for documents is not installed",
        where=", ".join(map(str, folders())),
        expected="the fonts and the chart library that a built wheel carries",
        todo="run python scripts/fetch_document_assets.py, or set YANZHEN_ASSETS to a folder that holds them",
    )


@cache
def font_folder() -> Path:
    """The folder with all document fonts.

    Raises:
        InputError: they have not been installed.
    """
    found = {asset(name).parent for name in FONTS}
    return found.pop() if len(found) == 1 else asset(FONTS[0]).parent
