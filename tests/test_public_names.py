"""The public names exist, are the ones documented, and importing the package pulls in no server and no ledger."""

from __future__ import annotations

import doctest
import subprocess
import sys

import yanzhen


def test_every_public_name_can_be_imported() -> None:
    for name in yanzhen.__all__:
        assert getattr(yanzhen, name).__doc__, name
    assert sorted(yanzhen.__all__) == yanzhen.__all__ == dir(yanzhen)


def test_the_example_in_the_docstring_runs() -> None:
    assert doctest.testmod(yanzhen).failed == 0


def test_importing_measures_needs_no_web_and_no_ledger() -> None:
    code = "import sys, yanzhen.measure as m; m.location_quotient; print([n for n in sys.modules if n.split('.')[0] in ('fastapi', 'sqlalchemy', 'uvicorn', 'jinja2', 'docx', 'pandas')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
