"""Rules for all tests: with YANZHEN_REQUIRE_ALL a test skipped for want of a tool is a failure.

On a user's machine a missing browser, Java or PostgreSQL skips tests, and pytest counts them; in ``.ci/run`` nothing
may be skipped that a tool could have run. Tests that use the private ``../shared`` folder may skip anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

TOOLS = ("browser", "spark", "postgres")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("YANZHEN_REQUIRE_ALL"):
        needed = [name for name in TOOLS if item.get_closest_marker(name)]
        if needed:
            report.outcome = "failed"
            report.longrepr = (
                f"skipped, but YANZHEN_REQUIRE_ALL is set: needs {', '.join(needed)} ({report.longrepr})"
            )
    return report
