"""Parameters of an address, checked."""

from __future__ import annotations

from collections.abc import Mapping

from yanzhen.errors import UsageError


def whole(query: Mapping[str, str], name: str, default: int, *, least: int = 1, most: int = 1_000_000) -> int:
    """A whole number.

    Raises:
        UsageError: not one, or out of range.
    """
    text = query.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not least <= int(text[:12]) <= most:
        raise UsageError(f"参数 {name} 不对", where=text[:40], expected=f"{least} 到 {most} 的整数")
    return int(text)


def number(query: Mapping[str, str], name: str, default: float, *, least: float, most: float) -> float:
    """A number within a range.

    Raises:
        UsageError: not one, or out of range.
    """
    text = query.get(name, "")
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise UsageError(f"参数 {name} 不对", where=text[:40], expected=f"{least:g} 到 {most:g} 的数")
    return value


def one_of(query: Mapping[str, str], name: str, allowed: tuple[str, ...], default: str) -> str:
    """One of a few words.

    Raises:
        UsageError: another word.
    """
    value = query.get(name) or default
    if value not in allowed:
        raise UsageError(f"参数 {name} 不对", where=value[:40], expected="、".join(a for a in allowed if a))
    return value
