"""The full suite for one period: presence to opportunity gain, in NumPy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yanzhen.measure.economic_complexity.conventions import (
    Scaled,
    growthlab,
    scaled_complexity,
    scaled_outlook,
)
from yanzhen.measure.economic_complexity.outlook import density_and_outlook
from yanzhen.measure.economic_complexity.presence import Presence, present
from yanzhen.measure.economic_complexity.proximity import ProximityProduct, proximity_product
from yanzhen.measure.matrix import Flags, Floats


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of the suite: presence threshold, whether values are presence, convention, method."""

    threshold: float = 1.0
    given: bool = False
    convention: str = "growthlab"
    method: str = "eigenvector"


@dataclass(frozen=True, slots=True)
class Planes:
    """Where the cells of one period or of all go, [R, P] or [T, R, P], so that no long column is copied.

    ``rca``, ``density`` and ``cog`` are NaN, ``flags`` (presence) False where there is nothing to measure.
    """

    values: Floats
    rca: Floats
    flags: Flags
    density: Floats
    cog: Floats

    @classmethod
    def around(cls, values: Floats) -> Planes:
        """The values with room for the rest."""
        flags = np.empty(values.shape, dtype=np.bool_)
        return cls(values, np.empty(values.shape), flags, np.empty(values.shape), np.empty(values.shape))

    def at(self, t: int) -> Planes:
        """Views of one period."""
        return Planes(self.values[t], self.rca[t], self.flags[t], self.density[t], self.cog[t])


@dataclass(frozen=True, slots=True)
class Period:
    """One period's regions and activities, on the panel's full shape; NaN where there is nothing to measure.

    Attributes:
        diversity, eci, coi: [R].
        ubiquity, pci: [P].
        measured: units with a positive total: (regions [R], activities [P]).
        scaled: eigenvalues and warnings.
        gaps: whether some cells are NaN.
    """

    diversity: Floats
    ubiquity: Floats
    eci: Floats
    pci: Floats
    coi: Floats
    measured: tuple[Flags, Flags]
    scaled: Scaled
    gaps: bool


def measure_period(settings: Settings, planes: Planes) -> Period:
    """All measures of ``planes.values`` [R, P]; cells are written to the other planes."""
    found = present(planes.values, settings.threshold, settings.given, (planes.rca, planes.flags))
    if not found.flags.size:
        return _empty(planes, found)
    whole = bool(found.rows.all() and found.columns.all())
    inner = planes if whole else Planes.around(np.empty(found.flags.shape))
    product = proximity_product(found.flags, found.ubiquity)
    related = product.present(inner.density)
    scaled = _scaled(settings, found, product)
    sums = density_and_outlook(found, product, related, scaled, settings.convention, inner.density, inner.cog)
    rows, columns = found.rows, found.columns
    _place(found.flags, rows, columns, planes.flags, False)
    if found.rca is not None:
        _place(found.rca, rows, columns, planes.rca, np.nan)
    if not whole:
        _place(inner.density, rows, columns, planes.density, np.nan)
        _place(inner.cog, rows, columns, planes.cog, np.nan)
    return Period(
        diversity=_spread(found.diversity, rows),
        ubiquity=_spread(found.ubiquity, columns),
        eci=_spread(scaled.eci, rows),
        pci=_spread(scaled.pci, columns),
        coi=_spread(scaled_outlook(sums, settings.convention), rows),
        measured=(rows, columns),
        scaled=scaled,
        # An activity that is related to nothing is NaN in all regions.
        gaps=not whole or bool(np.isnan(inner.density[0]).any() or np.isnan(scaled.sd)),
    )


def _empty(planes: Planes, found: Presence) -> Period:
    """A period in which nobody has anything."""
    for plane in (planes.rca, planes.density, planes.cog):
        plane[:] = np.nan
    planes.flags[:] = False
    regions, activities = (np.full(len(units), np.nan) for units in (found.rows, found.columns))
    scaled = Scaled(regions, activities, activities, np.nan, warnings=("no value above zero",))
    measured = found.rows, found.columns
    return Period(regions, activities, regions, activities, regions, measured, scaled, gaps=True)


def _scaled(settings: Settings, found: Presence, product: ProximityProduct) -> Scaled:
    if (settings.convention, settings.method) == ("growthlab", "eigenvector"):
        return growthlab(product.vectors(found.diversity, found.ubiquity))
    return scaled_complexity(found.m, found.diversity, found.ubiquity, settings.convention, settings.method)


def _place(
    inner: NDArray[np.generic], rows: Flags, columns: Flags, out: NDArray[np.generic], empty: float
) -> None:
    if inner is out:
        return
    if inner.shape == out.shape:
        out[:] = inner
        return
    out[:] = empty
    out[np.ix_(rows, columns)] = inner


def _spread(inner: Floats, keep: Flags) -> Floats:
    if keep.all():
        return inner
    full = np.full(len(keep), np.nan)
    full[keep] = inner
    return full
