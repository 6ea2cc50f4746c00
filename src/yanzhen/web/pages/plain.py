"""Pages that show nothing of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yanzhen.web.context import Visit
from yanzhen.web.registry import Page
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.tables import N_


def nothing(_desk: Desk, _visit: Visit, _path: Mapping[str, Any]) -> None:
    """These pages have no view."""


ERROR = Page("error", "/error", N_("出错了"), "error.html", nothing, {})
LOGIN = Page("login", "/login", N_("登录"), "login.html", nothing, {})
