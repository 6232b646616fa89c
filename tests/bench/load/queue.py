"""Updates waiting for the bot, as JSON: numbered, confirmed by offset, fetched by long poll."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from tests.telegram.errors import SECOND_POLLER, Refused, conflict
from tests.telegram.updates import FIRST_ID

Reply = Callable[[bytes | Refused], None]


@dataclass(frozen=True, slots=True)
class Poll:
    """A request for updates that waits for one."""

    limit: int
    reply: Reply
    timer: asyncio.TimerHandle


@dataclass(slots=True)
class Queue:
    """The updates of one bot. Nothing is dropped, however many wait."""

    waiting: deque[tuple[int, bytes]] = field(default_factory=deque)
    next_id: int = FIRST_ID
    _poll: Poll | None = None
    _waking: bool = False

    def add(self, kind: bytes, body: bytes) -> None:
        """Queue an update; what is added in the same moment is fetched together."""
        self.waiting.append((self.next_id, b'{"update_id":%d,"%b":%b}' % (self.next_id, kind, body)))
        self.next_id += 1
        if self._poll and not self._waking:
            self._waking = True
            asyncio.get_running_loop().call_soon(self._wake)

    def fetch(self, offset: int, limit: int, timeout: float, reply: Reply) -> None:
        """Confirm what is below `offset`, and reply with what waits, or within `timeout` seconds with what comes."""
        if poll := self._take_poll():
            poll.reply(conflict(SECOND_POLLER))
        waiting = self.waiting
        while waiting and waiting[0][0] < offset:
            waiting.popleft()
        while offset < 0 and len(waiting) > -offset:
            waiting.popleft()
        if waiting or timeout <= 0:
            reply(self._first(limit))
        else:
            self._poll = Poll(limit, reply, asyncio.get_running_loop().call_later(timeout, self._wake))

    def _wake(self) -> None:
        self._waking = False
        if poll := self._take_poll():
            poll.reply(self._first(poll.limit))

    def _take_poll(self) -> Poll | None:
        poll, self._poll = self._poll, None
        if poll:
            poll.timer.cancel()
        return poll

    def _first(self, limit: int) -> bytes:
        return b"[%b]" % b",".join(body for _, body in islice(self.waiting, limit))
