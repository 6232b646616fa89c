"""Updates waiting for the bot: numbered, confirmed by offset, fetched by long poll."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from .changes import Changes
from .errors import SECOND_POLLER, WEBHOOK_ACTIVE, Refused, conflict

FIRST_ID = 800_000_001
WAITING_MAX = 10_000  # the oldest are dropped beyond this
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True, slots=True)
class Update:
    """One update: its number, what kind it is, the chat it belongs to, and its body."""

    id: int
    kind: str
    chat_id: int
    body: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """An Update."""
        return {"update_id": self.id, self.kind: self.body}


@dataclass(slots=True)
class Updates:
    """The queue of one bot. `webhook` says whether updates are pushed, which forbids polling."""

    waiting: deque[Update] = field(default_factory=lambda: deque(maxlen=WAITING_MAX))
    allowed: frozenset[str] | None = None  # None: all but the ones a bot has to ask for
    webhook: bool = False
    next_id: int = FIRST_ID
    changes: Changes = field(default_factory=Changes)
    _poll: asyncio.Future[None] | None = None

    def add(self, kind: str, chat_id: int, body: dict[str, Any]) -> Update | None:
        """Queue an update; None where the bot did not ask for its kind."""
        wanted = kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed
        if not wanted:
            return None
        update = Update(self.next_id, kind, chat_id, body)
        self.next_id += 1
        self.waiting.append(update)
        self.changes.happen()
        self._wake()
        return update

    def allow(self, kinds: list[str]) -> None:
        """Remember which kinds the bot asks for; an empty list means the default."""
        self.allowed = frozenset(kinds) or None

    def confirm(self, offset: int) -> None:
        """Forget updates below `offset`, or all but the last ones where it is negative."""
        if offset < 0:
            while len(self.waiting) > -offset:
                self.waiting.popleft()
        while offset > 0 and self.waiting and self.waiting[0].id < offset:
            self.waiting.popleft()
        self.changes.happen()

    def drop_all(self) -> None:
        """Forget everything that waits."""
        self.waiting.clear()
        self.changes.happen()

    async def fetch(self, offset: int, limit: int, timeout: float) -> list[Update]:
        """Up to `limit` updates, waiting up to `timeout` seconds for the first.

        Raises Refused to all but the last of several pollers, and while a webhook is set.
        """
        if self.webhook:
            raise conflict(WEBHOOK_ACTIVE)
        self.interrupt(conflict(SECOND_POLLER))
        self.confirm(offset)
        if not self.waiting and timeout > 0:
            await self._sleep(timeout)
        return list(islice(self.waiting, limit))

    def interrupt(self, reason: Refused) -> None:
        """End the long poll under way, if any, with `reason`."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(reason)
        self._poll = None

    async def _sleep(self, timeout: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout):
                await poll
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

    def _wake(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(None)
