"""Unified social credit codes: shape and check character (GB 32100-2015)."""

from __future__ import annotations

# 31 characters: digits and capitals without I, O, S, V, Z.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))


def check_character(first17: str) -> str:
    """The 18th character: 31 minus the weighted sum modulo 31, weights 3**i mod 31."""
    total = sum(_VALUE[c] * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def check_credit_code(code: str) -> str | None:
    """What is wrong with a code (Chinese), or None. A wrong code is never mended: that would be a guess."""
    if len(code) != 18:
        return f"应为 18 位，实为 {len(code)} 位"
    if strange := sorted({c for c in code if c not in _VALUE}):
        return f"含有不能用的字符 {' '.join(strange)}"
    if code[-1] != check_character(code[:17]):
        return "校验位不符"
    return None
