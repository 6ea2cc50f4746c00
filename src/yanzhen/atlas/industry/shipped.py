"""The classifications that come with Yanzhen."""

from __future__ import annotations

from functools import cache

from yanzhen.atlas.industry.classification import Classification, read_classification
from yanzhen.atlas.problem import require_sound
from yanzhen.packs import path, read_yaml

SHIPPED = ("gbt4754-2017", "sei2018")


@cache
def shipped(name: str = "gbt4754-2017") -> Classification:
    """A packaged classification.

    Raises:
        PackError: no classification of that name is packaged.
    """
    folder = path("industries", name)
    about = read_yaml(folder / "about.yaml").data
    file = folder / "codes.csv"
    classification, problems = read_classification(
        file.read_text(encoding="utf-8"), id=about["id"], name=about["name"], file=str(file)
    )
    require_sound(problems, about["name"])
    return classification
