from __future__ import annotations

import inspect
import pkgutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import yanzhen.measure as ym
from yanzhen.errors import UsageError
from yanzhen.measure.catalogue import exports

METHODS = Path(__file__).parents[2] / "docs" / "methods"


def test_names_are_unique() -> None:
    names = Counter(name for info in ym.measures() for name in (info.name, *info.aliases))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_export_is_hidden_by_a_module() -> None:
    """Importing ``yanzhen.measure.growth`` would put the module where a function ``growth`` was."""
    modules = {module.name for module in pkgutil.iter_modules(ym.__path__)}
    assert sorted(modules & set(exports())) == []


@pytest.mark.parametrize("info", ym.measures(), ids=lambda info: info.name)
def test_every_measure_can_be_called_as_it_says(info: ym.MeasureInfo) -> None:
    function = info.load()
    if info.takes_frame():
        parameters = inspect.signature(function).parameters
        assert [role for role in info.optional if role not in parameters] == []
    assert inspect.getdoc(function)
    assert info.zh and info.en and info.paper


@pytest.mark.parametrize("info", ym.measures(), ids=lambda info: info.name)
def test_every_measure_has_its_place_in_the_methods_pages(info: ym.MeasureInfo) -> None:
    page, _, anchor = info.page.partition("#")
    text = (METHODS / page).read_text(encoding="utf-8")
    assert f'<a id="{anchor}"></a>' in text


def test_measures_of_regions_and_activities_take_a_frame() -> None:
    """The other ones work on input-output tables and firm networks."""
    other = {info.group for info in ym.measures() if not info.takes_frame()}
    assert other <= {"linkages", "shock"}


def test_find_by_name_alias_and_function() -> None:
    assert ym.find("lq") is ym.find("RCA") is ym.find("location_quotient")
    assert ym.find("shift-share").name == "shift_share"
    with pytest.raises(UsageError, match="herfindal"):
        ym.find("herfindal")


def test_exports_are_what_dir_shows() -> None:
    assert "location_quotient" in dir(ym)
    for name in exports():
        assert getattr(ym, name) is not None
    with pytest.raises(AttributeError):
        _ = ym.no_such_measure


def test_other_names_are_the_same_functions() -> None:
    assert ym.rca is ym.lq is ym.location_quotient
    assert ym.hhi is ym.herfindahl
    assert ym.kci is ym.eci


def test_import_is_quick_and_needs_no_other_room() -> None:
    """The import of yanzhen.measure loads neither web nor ledger nor pandas, and no measure yet."""
    code = (
        "import sys, time; t = time.process_time(); import yanzhen.measure; s = time.process_time() - t;"
        "bad = [m for m in sys.modules if m.split('.')[0] in ('pandas', 'fastapi', 'sqlalchemy', 'pyspark')"
        " or m.startswith(('yanzhen.web', 'yanzhen.ledger', 'yanzhen.workbench'))];"
        "assert s < 0.5 and not bad, (s, bad)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
