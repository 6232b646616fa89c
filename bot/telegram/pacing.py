"""How fast things may go out: what nobody is waiting for, what Telegram says must wait, and replies to a flood."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import count
from time import monotonic

from bot.telegram.outbox import Row

MOST, SPAN = 30, 10.0
"""What a chat may send within so many seconds without waiting for replies; nobody's thumb is faster."""

PAUSE = 3.0
"""Seconds between two replies to a chat that sends more, until it calms down."""


@dataclass(frozen=True, slots=True)
class Pace:
    """For messages nobody is waiting for: so many a second over all chats, and seconds between two to one chat."""

    overall: float = 30.0
    per_chat: float = 1.0


@dataclass(slots=True)
class Calm:
    """Rows that nobody is waiting for: in order per chat, the chat that has waited longest first."""

    running: bool = False
    _rows: dict[str, deque[Row]] = field(default_factory=dict)
    _due: list[tuple[float, int, str]] = field(default_factory=list)
    _last: dict[str, float] = field(default_factory=dict)
    _turn: count[int] = field(default_factory=count)
    _added: asyncio.Event = field(default_factory=asyncio.Event)

    def __len__(self) -> int:
        """How many chats have rows here."""
        return len(self._rows)

    def drop(self, lost: Collection[int]) -> None:
        """These rows are not to be sent from here any more."""
        kept = {chat: deque(row for row in rows if row.id not in lost) for chat, rows in self._rows.items()}
        self._rows = {chat: rows for chat, rows in kept.items() if rows}
        self._due = [entry for entry in self._due if entry[2] in self._rows]
        heapify(self._due)
        self._added.set()

    def add(self, row: Row) -> None:
        if row.address in self._rows:
            self._rows[row.address].append(row)
        else:
            self._rows[row.address] = deque([row])
            heappush(self._due, (self._last.get(row.address, 0.0), next(self._turn), row.address))
            self._added.set()

    async def next(self, pace: Pace) -> Row | None:
        """The next row, when its time has come; None when there is none left."""
        if self._due:
            await asyncio.sleep(1 / pace.overall)
        while self._due and (wait := self._due[0][0] - monotonic()) > 0:
            self._added.clear()  # another chat's turn may come sooner
            with suppress(TimeoutError):
                await asyncio.wait_for(self._added.wait(), wait)
        if not self._due:
            self.running = False
            return None
        _, _, address = heappop(self._due)
        row = self._rows[address].popleft()
        again = monotonic() + pace.per_chat
        self._last[address] = again
        if self._rows[address]:
            heappush(self._due, (again, next(self._turn), address))
        else:
            del self._rows[address]
            self._last = {chat: time for chat, time in self._last.items() if time > monotonic()}
        return row


@dataclass(slots=True)
class Holds:
    """Until when Telegram wants silence.

    It does not say whether a `retry_after` is meant for one chat or for all: while one chat is being held, the same
    answer for another chat is taken to mean everybody. `told` passes each answer on, to other processes.
    """

    told: Callable[[str, float], None] | None = None
    _chats: dict[str, float] = field(default_factory=dict)
    _everybody: float = 0.0

    def hold_all(self, wait: float) -> None:
        """Hold everybody for `wait` seconds from now."""
        self._everybody = max(self._everybody, monotonic() + wait)

    def add(self, address: str, wait: float) -> None:
        """Hold a chat for `wait` seconds from now."""
        if self.told is not None:
            self.told(address, wait)
        now = monotonic()
        self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        if self._chats and address not in self._chats:
            self._everybody = max(self._everybody, now + wait)
        self._chats[address] = now + wait

    def hold(self, address: str = "") -> float:
        """Seconds that this chat must still wait, or everybody where none is named; 0 when it need not."""
        return max(0.0, max(self._chats.get(address, 0.0), self._everybody) - monotonic())

    async def wait(self, address: str = "") -> None:
        if left := self.hold(address):
            await asyncio.sleep(left)


@dataclass(slots=True)
class Haste:
    """Chats that send faster than a person can, each with when it did so. Whoever waits for replies is not in haste."""

    _sent: dict[str, deque[float]] = field(default_factory=dict)
    _replied: dict[str, float] = field(default_factory=dict)

    def note(self, address: str) -> None:
        """The chat has sent something before the replies to what came earlier were out."""
        now = monotonic()
        if address not in self._sent:
            self._sent = {chat: times for chat, times in self._sent.items() if now - times[-1] < SPAN}
            self._replied = {chat: time for chat, time in self._replied.items() if now - time < PAUSE}
            self._sent[address] = deque(maxlen=MOST + 1)
        self._sent[address].append(now)

    def there(self, address: str) -> bool:
        """Whether the chat is in haste."""
        times = self._sent.get(address)
        return times is not None and len(times) > MOST and monotonic() - times[0] < SPAN

    def replied(self, address: str) -> None:
        """The chat got a reply just now."""
        if self.there(address):
            self._replied[address] = monotonic()

    async def wait(self, address: str) -> None:
        """Until the chat may have its next reply."""
        left = self._replied.get(address, 0.0) + PAUSE - monotonic()
        if left > 0 and self.there(address):
            await asyncio.sleep(left)
