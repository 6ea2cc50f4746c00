"""Excel formulas of an index: pure text, so that an office can follow every step in its own program.

Only functions that Excel 2010, WPS and LibreOffice all have. Missing cells are empty cells: COUNT, MIN
and MAX pass over them, and ISNUMBER keeps them out of products.
"""

from __future__ import annotations

from dataclasses import dataclass


def letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells on a sheet; rows and columns count from 0, ends included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first = f"${letters(self.left)}${self.top + 1}"
        last = f"${letters(self.right)}${self.bottom + 1}"
        return f"'{self.sheet}'!{first}" + ("" if first == last else f":{last}")


def cell(sheet: str, row: int, column: int) -> Area:
    """One cell."""
    return Area(sheet, row, column, row, column)


def scaled(x: str, low: Area, high: Area, *, reverse: bool) -> str:
    """Min-max value cut to 0..1; 0 where the range is empty."""
    distance = f"{high}-{x}" if reverse else f"{x}-{low}"
    return f"=IF({high}={low},0,MAX(0,MIN(1,({distance})/({high}-{low}))))"


def entropy(z: Area) -> str:
    """Entropy of a column of scaled values; (Z<=0) inside LN makes 0 ln 0 = 0."""
    share = f"{z}/SUM({z})"
    return f"=IF(SUM({z})=0,1,-SUMPRODUCT(({share})*LN({share}+({z}<=0)))/LN(COUNT({z})))"


def score(z: Area, w: Area, aggregation: str) -> str:
    """Score of a row of scaled values; the weights of the known cells are scaled to sum to one."""
    have = f"ISNUMBER({z})*{w}"
    if aggregation == "linear":
        return f"=SUMPRODUCT({z},{w})/SUMPRODUCT({have})"
    if aggregation == "geometric":
        dead = f"SUMPRODUCT(({w}>0)*ISNUMBER({z})*({z}=0))>0"
        return f"=IF({dead},0,EXP(SUMPRODUCT({have}*LN({z}+({z}=0)))/SUMPRODUCT({have})))"
    power = f"{w}^2" if aggregation == "topsis" else f"{w}"
    away = f"SQRT(SUMPRODUCT({power}*{z}^2))"
    short = f"SQRT(SUMPRODUCT({power}*ISNUMBER({z})*(1-{z})^2))"
    return f"={away}/({away}+{short})"


def dimension_score(z: Area, w: Area) -> str:
    """Weighted mean of the known indicators of a dimension (linear aggregation)."""
    have = f"SUMPRODUCT(ISNUMBER({z})*{w})"
    return f'=IF({have}=0,"",SUMPRODUCT({z},{w})/{have})'


def contribution(z: Area, w: Area, z_row: Area, w_row: Area) -> str:
    """Part of one indicator in a linear score."""
    return f"={w}*{z}/SUMPRODUCT(ISNUMBER({z_row})*{w_row})"


def obstacle(z: Area, w: Area, z_row: Area, w_row: Area) -> str:
    """Obstacle degree of one indicator."""
    gap = f"SUMPRODUCT({w_row}*ISNUMBER({z_row})*(1-{z_row}))"
    return f'=IF({gap}=0,"",{w}*(1-{z})/{gap})'


def best_rank(lows: Area, high: Area) -> str:
    """1 + number of rows surely above; twelve decimals, so that rounding makes no rank."""
    return f"=1+SUMPRODUCT(ISNUMBER({lows})*(ROUND({lows},12)>ROUND({high},12)))"


def worst_rank(highs: Area, low: Area, high: Area) -> str:
    """1 + number of other rows possibly above."""
    above = f"SUMPRODUCT(ISNUMBER({highs})*(ROUND({highs},12)>ROUND({low},12)))"
    return f"=1+{above}-(ROUND({high},12)>ROUND({low},12))"
