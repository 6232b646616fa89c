"""What happened in this process, counted in plain numbers, so that counting costs next to nothing.

Each number is written by one thread alone: `written` by the one that commits, everything else by the event loop.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from bot.telegram.updates import ALLOWED

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds; a duration counts in the first class whose bound it does not exceed, or in one more for the rest."""

OTHER = "other"

FAULTS = {
    "an update was set aside": "set_aside",
    "message refused": "refused",
    "answer refused": "refused",
    "sending failed": "sending",
    "Telegram cannot be reached, will try again": "telegram",
    "another process polls with this token": "conflict",
    "this process stood still": "conflict",
    "the database cannot be written": "database",
    "the database cannot be looked at": "database",
    "a message waits for the database": "database",
    "a chore failed": "chore",
    "notices could not be told": "chore",
    "a timer could not be looked at": "reminder",
    "a reminder could not be drawn": "reminder",
    "a file could not be made": "file",
}
"""Of which kind a fault is, by how its line in the log begins; any other warning or error is of `OTHER`."""

HARMLESS = (
    "a batch is taken one by one",
    "a picture goes as a document",
    "an old card stays",
    "nobody new can begin",
    "text missing",
    "the keys lie beside the database",
)
"""Warnings that are no fault of the running program."""

now = time.monotonic


@dataclass(slots=True)
class Spread:
    """How long something took: how often by class of `BOUNDS`, and all of it together, in seconds."""

    classes: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total: float = 0.0

    def add(self, seconds: float, times: int = 1) -> None:
        self.classes[bisect_left(BOUNDS, seconds)] += times
        self.total += seconds * times


@dataclass(slots=True)
class Pulse:
    """Counters since the start, and how far the start has come. `sent_at` is by the monotonic clock."""

    updates: Counter[str] = field(default_factory=Counter)
    messages: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    turns: int = 0
    taken: Spread = field(default_factory=Spread)
    replied: Spread = field(default_factory=Spread)
    written: Spread = field(default_factory=Spread)
    started: bool = False
    taking_in: bool = False
    sent_at: float = field(default_factory=now)

    def note_update(self, update: Mapping[str, Any]) -> None:
        """Count an update by its kind, one of a few however odd it is."""
        self.updates[next((kind for kind in ALLOWED if kind in update), OTHER)] += 1

    def note_message(self, outcome: str) -> None:
        """Count a message that was `sent`, `refused`, `retried` or `unreachable`: nobody there to get it."""
        self.messages[outcome] += 1
        if outcome != "retried":
            self.sent_at = now()

    def note_line(self, _: Any, level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """Count a line of the log where it tells of a fault; a processor of structlog's, which changes nothing."""
        if level in {"warning", "error"}:
            line = str(event.get("event", ""))
            if not line.startswith(HARMLESS):
                self.faults[next((kind for begin, kind in FAULTS.items() if line.startswith(begin)), OTHER)] += 1
        return event
