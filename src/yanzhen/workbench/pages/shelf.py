"""Large things that never change, kept up to a total weight."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Shelf(Generic[Made]):
    """Keeps what was made by key; beyond ``most`` together, what was not asked for longest goes.

    What weighs more than all others may together is made each time and never kept.
    """

    def __init__(self, most: int, weigh: Callable[[Made], int]) -> None:
        self.most = most
        self.weight = 0
        self._weigh = weigh
        self._kept: OrderedDict[Hashable, tuple[Made, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under ``key``, else what ``make`` gives; its errors are not kept."""
        with self._lock:
            if found := self._kept.get(key):
                self._kept.move_to_end(key)
                return found[0]
        made = make()
        weight = self._weigh(made)
        with self._lock:
            if weight <= self.most and key not in self._kept:
                self._kept[key] = made, weight
                self.weight += weight
            while self.weight > self.most:
                _, (_, gone) = self._kept.popitem(last=False)
                self.weight -= gone
        return made
