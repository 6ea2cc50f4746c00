"""Numbers as they are written in Chinese documents: 1,000 / 3.2 / 一百二十 / 两 / 十三."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
CHINESE_NUMERAL_CHARACTERS = "".join(_DIGITS) + "".join(_SMALL) + "".join(_LARGE)


def parse_numeral(text: str) -> Decimal | None:
    """The number written as ``text``, or None where it is not one.

    Takes Arabic digits with separators and decimals, Chinese numerals, and a mixture such as 3万5千.
    """
    plain = text.strip().replace(",", "").replace("，", "").replace(" ", "").translate(_FULL_WIDTH)
    try:
        return Decimal(plain) if plain and plain[-1] in "0123456789" else _chinese(plain)
    except InvalidOperation:
        return _chinese(plain)


_FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


_LONGEST = 64  # characters; more than any number has, and few enough to be read section within section


def _chinese(text: str) -> Decimal | None:
    if len(text) > _LONGEST:
        return None
    whole, dot, decimals = text.partition("点")
    value = _integer(whole)
    if value is None or (dot and not (decimals and all(c in _DIGITS for c in decimals))):
        return None
    return value + Decimal("0." + "".join(str(_DIGITS[c]) for c in decimals)) if dot else value


def _integer(text: str) -> Decimal | None:
    """Sections of 亿 and 万, each of digits with 千百十; 二〇二四 is read digit by digit."""
    if not text:
        return None
    if all(c in _DIGITS for c in text):
        return Decimal(int("".join(str(_DIGITS[c]) for c in text)))
    for mark, size in sorted(_LARGE.items(), key=lambda item: -item[1]):
        head, found, tail = text.rpartition(mark)
        if found:
            left = _mixed(head) if head else None
            right = _integer(tail) if tail.lstrip("零") else Decimal(0)
            return None if left is None or right is None else left * size + right
    return _section(text)


def _mixed(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return _integer(text)


def _section(text: str) -> Decimal | None:
    total, digit = 0, -1
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _SMALL:
            total += (1 if digit < 0 else digit) * _SMALL[c]
            digit = -1
        else:
            return None
    return Decimal(total + max(digit, 0))
