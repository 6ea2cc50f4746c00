"""Cleaning with a map back: what was removed or converted, and where every character came from."""

from yanzhen.read.clean.cleaner import Cleaned, Cleaner, clean_text
from yanzhen.read.clean.damage import Damage

__all__ = ["Cleaned", "Cleaner", "Damage", "clean_text"]
