"""Unified social credit codes (GB 32100-2015) and organisation codes (GB 11714-1997): form and check digits."""

from __future__ import annotations

import re

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {c: i for i, c in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORG_VALUES = {c: i for i, c in enumerate(_ORG_ALPHABET)}
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SHAPE = re.compile(r"^[0-9A-Z]{18}$")


def looks_like_credit_code(text: str) -> bool:
    """Eighteen capital letters and digits, whatever the check digit says."""
    return bool(_SHAPE.match(text.strip().upper()))


def credit_code_check(first17: str) -> str:
    """The 18th character for the first 17 (GB 32100-2015, annex: modulus 31, weights 3^i mod 31)."""
    total = sum(_VALUES[c] * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return _ALPHABET[(31 - total % 31) % 31]


def organisation_check(first8: str) -> str:
    """The 9th character of an organisation code (GB 11714-1997: modulus 11)."""
    total = sum(_ORG_VALUES[c] * w for c, w in zip(first8, _ORG_WEIGHTS, strict=True))
    digit = 11 - total % 11
    return {10: "X", 11: "0"}.get(digit, str(digit))


def credit_code_fault(code: str) -> str | None:
    """What is wrong with a credit code (Chinese), or None for a right one."""
    text = code.strip().upper()
    if len(text) != 18:
        return f"统一社会信用代码应为18位，这里是{len(text)}位"
    strange = sorted({c for c in text if c not in _VALUES})
    if strange:
        return f"含有代码中不用的字符 {'、'.join(strange)}（不用 I、O、Z、S、V）"
    if not text[2:8].isdigit():
        return "第3至8位应为行政区划数字"
    if (right := credit_code_check(text[:17])) != text[17]:
        return f"校验位不符：末位应为 {right}，这里是 {text[17]}"
    body = text[8:17]
    if (right := organisation_check(body[:8])) != body[8]:
        return f"其中组织机构代码校验位不符：第17位应为 {right}，这里是 {body[8]}"
    return None
