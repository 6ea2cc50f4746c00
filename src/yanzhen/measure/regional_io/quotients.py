"""From nation to city by location quotients: SLQ, CILQ, FLQ and AFLQ, always as a band, never one number."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table import Assumption, BasisWarning, ImportsBasis, IOTable
from yanzhen.measure.io_table.assumption import named
from yanzhen.measure.linkages.leontief import Leontief

Array = npt.NDArray[np.float64]
Method = Literal["slq", "cilq", "flq", "aflq"]
Sizes = npt.ArrayLike | Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class RegionalCoefficients:
    """Input coefficients of a region, guessed from national ones; n sectors.

    Attributes:
        method: ``slq``, ``cilq``, ``flq`` or ``aflq``.
        delta: the exponents at the two ends of the band; ``None`` for SLQ and CILQ, which have none.
        lower, upper: intraregional coefficients, n x n, at the ends (a larger delta lowers them; equal arrays
            where there is no delta).
        multipliers_lower, multipliers_upper: output multipliers at the ends, n; NaN where the region or the
            nation makes nothing.
        quotients: simple location quotients SLQ, n; NaN where the nation makes nothing.
        sectors: names.
        regional_output: the sizes used, n.
        assumptions: what the numbers rest on.
    """

    method: Method
    delta: tuple[float, float] | None
    lower: Array
    upper: Array
    multipliers_lower: Array
    multipliers_upper: Array
    quotients: Array
    sectors: tuple[str, ...]
    regional_output: Array
    assumptions: tuple[Assumption, ...]

    def to_frame(self) -> pl.DataFrame:
        """sector, slq, the band of the multiplier, and the share of inputs found in the region."""
        return pl.DataFrame(
            {
                "sector": self.sectors,
                "slq": self.quotients,
                "multiplier_lower": self.multipliers_lower,
                "multiplier_upper": self.multipliers_upper,
                "inputs_lower": self.lower.sum(axis=0),
                "inputs_upper": self.upper.sum(axis=0),
            }
        ).with_columns(pl.selectors.float().fill_nan(None))


def slq(
    national: IOTable, regional_output: Sizes, *, national_output: Sizes | None = None
) -> RegionalCoefficients:
    """Simple location quotient: ``r_ij = a_ij min(1, SLQ_i)``, ``SLQ_i = (x_i^r / x^r) / (x_i^n / x^n)``.

    Arguments, errors and warnings as :func:`flq`; no delta.
    """
    return _regional("slq", national, regional_output, national_output, None)


def cilq(
    national: IOTable, regional_output: Sizes, *, national_output: Sizes | None = None
) -> RegionalCoefficients:
    """Cross-industry quotient: ``r_ij = a_ij min(1, SLQ_i / SLQ_j)``, with ``SLQ_i`` on the diagonal.

    Arguments, errors and warnings as :func:`flq`; no delta.
    """
    return _regional("cilq", national, regional_output, national_output, None)


def flq(
    national: IOTable,
    regional_output: Sizes,
    *,
    delta: tuple[float, float] = (0.1, 0.3),
    national_output: Sizes | None = None,
) -> RegionalCoefficients:
    """Flegg's quotient over a band of delta: ``r_ij = a_ij min(1, CILQ_ij lambda)``.

    ``lambda = log2(1 + x^r / x^n) ^ delta`` is one number: a small region buys more from outside. The diagonal
    uses ``SLQ_i lambda``.

    Args:
        national: the national table, without imports (``remove_imports``); with imports inside a warning is
            raised and kept, as the region's coefficients then contain foreign goods.
        regional_output: output of the region in the table's sectors, n in their order, or sector -> output; or its
            value added or employment, if ``national_output`` gives the nation's by the same measure (the table's
            output otherwise).
        delta: the two ends of the band, 0 <= low < high <= 1. Studies find 0.1 to 0.35; nothing in the data of
            one region settles it, which is why no single value is accepted.

    Raises:
        UsageError: a single delta or one out of range. MeasureError: sizes that do not fit, are negative, or
            exceed the nation's; negative coefficients.

    Source: Flegg & Webber (1997, 2000); Flegg & Tohmo (2013) for the basis.
    """
    return _regional("flq", national, regional_output, national_output, _band(delta))


def aflq(
    national: IOTable,
    regional_output: Sizes,
    *,
    delta: tuple[float, float] = (0.1, 0.3),
    national_output: Sizes | None = None,
) -> RegionalCoefficients:
    """FLQ with regional specialisation: ``r_ij = a_ij min(1, FLQ_ij) log2(1 + SLQ_j)`` where ``SLQ_j > 1``.

    The last factor may lift a coefficient above the nation's; the cap of 1 is on FLQ, as the authors have it.
    Arguments, errors and warnings as :func:`flq`.

    Source: Flegg & Webber (2000).
    """
    return _regional("aflq", national, regional_output, national_output, _band(delta))


def _band(delta: tuple[float, float]) -> tuple[float, float]:
    pair = tuple(delta) if isinstance(delta, tuple | list) else ()
    if len(pair) != 2 or not 0.0 <= pair[0] < pair[1] <= 1.0:
        raise UsageError(
            f"delta must be a band (low, high) within 0-1; got {delta!r}. delta须给区间。",
            expected="for example delta=(0.1, 0.3); one region's data cannot settle a single value",
        )
    return float(pair[0]), float(pair[1])


def _regional(
    method: Method,
    national: IOTable,
    regional_output: Sizes,
    national_output: Sizes | None,
    delta: tuple[float, float] | None,
) -> RegionalCoefficients:
    base = national.output
    if national_output is not None:
        base = np.asarray(by_sector(national, national_output), dtype=np.float64)
    size = regional_sizes(national, regional_output, base)
    coefficients = national.coefficients
    if coefficients.min() < 0:
        rows = [national.labels[i] for i in np.flatnonzero((coefficients < 0).any(axis=1))]
        raise MeasureError(f"Location quotients need coefficients >= 0; negative in {named(rows)}.")
    quotient = _location_quotients(size, base)
    ends = [_coefficients(method, coefficients, quotient, size, base, d) for d in reversed(delta or (0.0,))]
    lower, upper = ends[0], ends[-1]
    return RegionalCoefficients(
        method=method,
        delta=delta,
        lower=lower,
        upper=upper,
        multipliers_lower=_multipliers(lower, size, national),
        multipliers_upper=_multipliers(upper, size, national),
        quotients=quotient,
        sectors=national.labels,
        regional_output=size,
        assumptions=(*_basis_notes(national, method), *_notes(method, delta, national, size)),
    )


def regional_sizes(national: IOTable, regional_output: Sizes, base: Array) -> Array:
    """The region's sizes in the order of the table's sectors, checked against the nation's."""
    regional_output = by_sector(national, regional_output)
    if base.shape != (national.size,) or not np.isfinite(base).all():
        raise MeasureError(f"National output must be {national.size} finite numbers; got {base.shape}.")
    size = np.asarray(regional_output, dtype=np.float64)
    if size.shape != (national.size,) or not np.isfinite(size).all():
        raise MeasureError(f"Regional output must be {national.size} finite numbers; got shape {size.shape}.")
    if (size < 0).any() or not size.any():
        raise MeasureError("Regional output must not be negative, and not all zero. 地区产出须为非负。")
    above = [national.labels[i] for i in np.flatnonzero(size > base * (1 + 1e-9))]
    if above:
        raise MeasureError(
            f"The region makes more than the nation in {named(above)}. 地区产出大于全国。",
            todo="check units: both must be in the same unit and year",
        )
    return size


def by_sector(table: IOTable, values: Sizes) -> npt.ArrayLike:
    """Values in the order of the table's sectors; named ones (a mapping, a pandas Series) by name.

    Sectors that are not named are zero.

    Raises:
        UsageError: a name that is no sector, or stands for several.
    """
    named_values = values.to_dict() if hasattr(values, "to_dict") else values
    if not isinstance(named_values, Mapping) or not all(isinstance(name, str) for name in named_values):
        return values  # type: ignore[return-value]
    row = np.zeros(table.size)
    for name, value in named_values.items():
        position = table.index(name)
        if position.size != 1:
            raise UsageError(
                f"{name!r} names {position.size} sectors.", expected="one sector: region / sector"
            )
        row[position[0]] = value
    return row


def _location_quotients(size: Array, national: Array) -> Array:
    share, base = size / size.sum(), national / national.sum()
    return np.asarray(np.divide(share, base, out=np.full(size.shape, np.nan), where=base > 0))


def _coefficients(
    method: Method, coefficients: Array, quotient: Array, size: Array, base: Array, delta: float
) -> Array:
    """The n x n regional coefficients for one delta; columns of sectors the region lacks are zero."""
    here = np.nan_to_num(quotient)
    if method == "slq":
        share = np.broadcast_to(here[:, None], coefficients.shape)
    else:
        share = np.divide(
            here[:, None], here[None, :], out=np.zeros_like(coefficients), where=here[None, :] > 0
        )
        np.fill_diagonal(share, here)
    if method in ("flq", "aflq"):
        share = share * np.log2(1.0 + size.sum() / base.sum()) ** delta
    regional = coefficients * np.minimum(1.0, share)
    if method == "aflq":
        regional = regional * np.where(here > 1.0, np.log2(1.0 + here), 1.0)
    return np.asarray(np.where(size > 0, regional, 0.0))


def _multipliers(coefficients: Array, size: Array, national: IOTable) -> Array:
    local = IOTable.from_coefficients(
        coefficients, np.ones(len(size)), imports_basis=ImportsBasis.REMOVED, sectors=national.labels
    )
    return np.where(size > 0, Leontief.of(local).output_multipliers, np.nan)


def _basis_notes(national: IOTable, method: str) -> list[Assumption]:
    notes = [national.imports_basis.assumption]
    if national.imports_basis is ImportsBasis.INSIDE:
        note = Assumption(
            "quotient-needs-removed",
            f"{method.upper()}应使用剔除进口的全国表；当前表含进口，本地系数偏大。",
            f"{method.upper()} wants a national table without imports; this one has them inside, so local "
            "coefficients are too large.",
            warning=True,
        )
        warnings.warn(note.en, BasisWarning, stacklevel=4)
        notes.append(note)
    return notes


def _notes(
    method: str, delta: tuple[float, float] | None, national: IOTable, size: Array
) -> list[Assumption]:
    notes = [*national.notes]
    if delta is not None:
        notes.append(
            Assumption(
                "delta-band",
                f"δ取{delta[0]:g}—{delta[1]:g}，结果为区间；单一地区的数据无法确定δ。",
                f"delta from {delta[0]:g} to {delta[1]:g}: results are a band, as one region cannot settle it.",
            )
        )
    notes.append(
        Assumption(
            "national-technique",
            "假定本地与全国技术相同，仅自给程度不同。",
            "The region is taken to have national technique; only how much it buys at home differs.",
        )
    )
    absent = [national.labels[i] for i in np.flatnonzero(size == 0)]
    if absent:
        notes.append(
            Assumption(
                "absent-sectors",
                f"本地没有的部门不计算：{named(absent)}。",
                f"Sectors the region lacks have no coefficients: {named(absent)}.",
            )
        )
    return notes
