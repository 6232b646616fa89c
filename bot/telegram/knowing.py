"""Which rows a process has taken up, so that none that comes by two ways is sent twice.

For processes on PostgreSQL, where no number is given twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from time import monotonic

LINGER = 10.0
"""Seconds for which a row is still known after it is gone from the database: a look there may have seen it before."""


@dataclass(slots=True)
class Known:
    """The numbers of rows."""

    numbers: set[int] = field(default_factory=set)
    _gone: deque[tuple[float, tuple[int, ...]]] = field(default_factory=deque)

    def add(self, number: int) -> bool:
        """Take a row up; whether it is new."""
        new = number not in self.numbers
        self.numbers.add(number)
        return new

    def done(self, numbers: Iterable[int]) -> None:
        """These are gone from the database."""
        now = monotonic()
        self._gone.append((now, tuple(numbers)))
        while self._gone and self._gone[0][0] < now - LINGER:
            self.numbers.difference_update(self._gone.popleft()[1])

    def drop(self, numbers: Collection[int]) -> None:
        """These are others' by now; should they come back, they are new."""
        self.numbers.difference_update(numbers)
