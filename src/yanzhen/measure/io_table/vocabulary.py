"""What the rows and columns around the flows are called: codes and labels of official tables, zh and en."""

from __future__ import annotations

import re
from enum import Enum


class Role(Enum):
    """What a row or column beyond the sectors holds."""

    SUBTOTAL = "subtotal"
    FINAL_DEMAND = "final demand"
    EXPORTS = "exports"
    IMPORTS = "imports"
    DISCREPANCY = "discrepancy"
    OUTPUT = "output"
    IMPORTED_INPUTS = "imported inputs"
    PRODUCT_TAXES = "taxes on products"
    VALUE_ADDED = "value added"
    EXTENSION = "extension"


# Codes of the National Bureau of Statistics' tables; provincial and multi-regional tables follow them.
_CODES = {
    "TIU": Role.SUBTOTAL,
    "TII": Role.SUBTOTAL,
    "THC": Role.SUBTOTAL,
    "TC": Role.SUBTOTAL,
    "GCF": Role.SUBTOTAL,
    "TFU": Role.SUBTOTAL,
    "TVA": Role.SUBTOTAL,
    "EX": Role.EXPORTS,
    "IM": Role.IMPORTS,
    "ERR": Role.DISCREPANCY,
    "GO": Role.OUTPUT,
    "TO": Role.OUTPUT,
    "TI": Role.OUTPUT,
}

# Tried in order: a subtotal of exports is a subtotal, total output is not one.
_LABELS: tuple[tuple[Role, str], ...] = (
    (Role.OUTPUT, r"总产出|总投入|(total |gross )?(output|input)s?( (at|bp|by) ?.*|, total)?|x"),
    (
        Role.SUBTOTAL,
        r".*(合计|小计|总计).*|(sub-?)?total( .*)?|.*, total|中间使用|中间投入|最终使用|增加值总额"
        r"|intermediate (use|input|consumption|demand)s?( .*)?",
    ),
    (Role.EXPORTS, r".*(出口|流出|调出|输出).*|exports?( .*)?|outflows?( .*)?"),
    (Role.IMPORTS, r".*(进口|流入|调入|输入).*|.*imports?( .*)?|.*imported.*|inflows?( .*)?"),
    (Role.DISCREPANCY, r"其[他它](项)?|误差(项)?|.*discrepanc(y|ies)|errors?|others?"),
)

_EXTENSION = re.compile(
    # What employees are paid is value added, not persons.
    r"(?!.*(报酬|compensation|cost|tax|contribution))"
    r".*(就业|从业|人员|能源|能耗|排放|employ|jobs|persons|hours|energy|emission|co2|ch4|n2o).*",
    re.IGNORECASE,
)


_PRODUCT_TAXES = re.compile(
    r"(net )?tax(es)?( less subsidies)?( on|, net,? on)? products|产品税净额|net tax(es)?", re.IGNORECASE
)


def column_role(code: str, label: str) -> Role:
    """Role of a column right of the sectors; anything not recognised is a kind of final demand."""
    return _by_code_or_label(code, label) or Role.FINAL_DEMAND


def row_role(code: str, label: str) -> Role:
    """Role of a row below the sectors; anything not recognised is a kind of value added."""
    if _EXTENSION.fullmatch(label):
        return Role.EXTENSION
    if _PRODUCT_TAXES.fullmatch(label.replace("_", " ")):
        return Role.PRODUCT_TAXES
    role = _by_code_or_label(code, label)
    if role is Role.IMPORTS:
        return Role.IMPORTED_INPUTS
    return Role.VALUE_ADDED if role in (None, Role.EXPORTS, Role.DISCREPANCY) else role


def _by_code_or_label(code: str, label: str) -> Role | None:
    label = label.replace("_", " ")
    if code.upper() in _CODES:
        return _CODES[code.upper()]
    for role, pattern in _LABELS:
        if re.fullmatch(pattern, label, flags=re.IGNORECASE):
            return role
    return None
