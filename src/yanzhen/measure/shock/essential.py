"""Which inputs a firm cannot do without: by the sector of the supplier and of the buyer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt

from yanzhen.errors import UsageError
from yanzhen.measure.io_table.assumption import Assumption, named

IGNORED, NON_ESSENTIAL, ESSENTIAL = 0, 1, 2
_WORDS = {
    "ignored": IGNORED,
    "0": IGNORED,
    "non-essential": NON_ESSENTIAL,
    "nonessential": NON_ESSENTIAL,
    "1": NON_ESSENTIAL,
    "essential": ESSENTIAL,
    "2": ESSENTIAL,
}
_FRAME_COLUMNS = ("supplier_sector", "buyer_sector", "kind")


@dataclass(frozen=True, slots=True)
class EssentialInputs:
    """Kind of each (supplier sector, buyer sector) pair: essential, non-essential or ignored.

    Without an essential input a firm stops in proportion, whatever else it has (Leontief). Non-essential inputs
    replace one another: losing one costs its share of all inputs (linear). Ignored inputs cost nothing.

    Attributes:
        pairs: pairs with a kind of their own; a supplier sector paired with ``"*"`` holds for every buyer.
        otherwise: kind of all other pairs.
        covers: sectors a full matrix was given for; a network with other sectors is then refused.
    """

    pairs: Mapping[tuple[str, str], int]
    otherwise: int = NON_ESSENTIAL
    covers: frozenset[str] | None = None

    @classmethod
    def parse(cls, value: Any) -> EssentialInputs:
        """From any of the forms the functions of this package take.

        Args:
            value: ``"all"`` (Leontief), ``"none"`` (linear), an :class:`EssentialInputs`, a list of sectors
                whose goods are essential to every buyer, a mapping ``(supplier sector, buyer sector) -> kind``,
                a pair ``(matrix, sectors)``, or a frame with columns supplier_sector, buyer_sector, kind.
                A kind is ``"essential"``, ``"non-essential"`` or ``"ignored"`` (2, 1, 0; a boolean matrix
                means essential or non-essential).

        Raises:
            UsageError: none of these.
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            return cls._named(value)
        if isinstance(value, Mapping):
            return cls({(str(s), str(b)): _kind(kind) for (s, b), kind in value.items()})
        if isinstance(value, tuple) and len(value) == 2 and np.ndim(value[0]) == 2:
            return cls.from_matrix(*value)
        if hasattr(value, "collect_schema") or hasattr(value, "columns"):
            return cls._from_frame(value)
        if isinstance(value, Iterable):
            return cls({(str(sector), "*"): ESSENTIAL for sector in value})
        raise UsageError(
            f"Essential inputs cannot be read from {type(value).__name__}.",
            expected='"all", "none", a list of sectors, a mapping of pairs, (matrix, sectors) or a frame',
        )

    @classmethod
    def from_matrix(cls, matrix: npt.ArrayLike, sectors: Sequence[Any]) -> EssentialInputs:
        """From a k x k matrix, supplier sectors down and buyer sectors across, of booleans or of 0, 1, 2."""
        array = np.asarray(matrix)
        if array.shape != (len(sectors), len(sectors)):
            raise UsageError(f"The essential matrix is {array.shape} for {len(sectors)} sectors.")
        if array.dtype == bool:
            array = np.where(array, ESSENTIAL, NON_ESSENTIAL)
        elif not np.isin(array, (0, 1, 2)).all():
            raise UsageError(
                "An essential matrix holds booleans, or 0 ignored, 1 non-essential, 2 essential."
            )
        names = list(map(str, sectors))
        cells = ((names[i], names[j], int(array[i, j])) for i, j in np.ndindex(*array.shape))
        return cls({(s, b): kind for s, b, kind in cells}, covers=frozenset(names))

    @classmethod
    def _named(cls, name: str) -> EssentialInputs:
        kinds = {"all": ESSENTIAL, "none": NON_ESSENTIAL}
        if name not in kinds:
            raise UsageError(f'essential must be "all", "none" or say which inputs; got {name!r}.')
        return cls({}, kinds[name])

    @classmethod
    def _from_frame(cls, frame: Any) -> EssentialInputs:
        data = nw.from_native(frame).lazy()
        missing = set(_FRAME_COLUMNS) - set(data.collect_schema().names())
        if missing:
            raise UsageError(
                f"The frame of essential inputs has no column {', '.join(sorted(missing))}.",
                expected=", ".join(_FRAME_COLUMNS),
            )
        rows = data.select(*_FRAME_COLUMNS).collect("polars").to_polars().rows()
        return cls({(str(s), str(b)): _kind(kind) for s, b, kind in rows})

    def matrix(self, sectors: Sequence[str]) -> npt.NDArray[np.int8]:
        """Kinds for these sectors, k x k, suppliers down.

        Raises:
            UsageError: a full matrix was given and lacks some of these sectors.
        """
        missing = [] if self.covers is None else [name for name in sectors if name not in self.covers]
        if missing:
            raise UsageError(
                f"The essential matrix has no sector {named(missing)}. 必需投入矩阵缺少行业。",
                expected="every sector of the network, spelt alike (01 and 1 differ)",
            )
        kinds = np.full((len(sectors), len(sectors)), self.otherwise, dtype=np.int8)
        position = {sector: k for k, sector in enumerate(sectors)}
        # Rules for every buyer come first, so that a pair of its own overrides them.
        for (supplier, buyer), kind in sorted(self.pairs.items(), key=lambda item: item[0][1] != "*"):
            if supplier in position and buyer == "*":
                kinds[position[supplier], :] = kind
            elif supplier in position and buyer in position:
                kinds[position[supplier], position[buyer]] = kind
        return kinds

    @property
    def assumption(self) -> Assumption:
        """The sentence that is printed with every result."""
        if not self.pairs and self.otherwise == ESSENTIAL:
            zh, en = (
                "全部投入视为必需（列昂惕夫型，影响偏大）。",
                "All inputs are essential (Leontief; an upper view).",
            )
        elif not self.pairs:
            zh, en = (
                "全部投入视为非必需、可相互替代（线性）。",
                "All inputs are non-essential and replace one another.",
            )
        else:
            zh = f"按行业区分必需与非必需投入（{len(self.pairs)}条规则）。"
            en = f"Essential and non-essential inputs are told apart by sector ({len(self.pairs)} rules)."
        return Assumption("essential-inputs", zh, en)


def _kind(value: object) -> int:
    word = "2" if value is True else "1" if value is False else str(value).strip().lower()
    if word not in _WORDS:
        raise UsageError(f"{value!r} is no kind of input.", expected="essential, non-essential or ignored")
    return _WORDS[word]
