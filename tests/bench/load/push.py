"""Updates pushed to the bot by webhook: to any of its processes, by chance, over kept connections."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from .queue import Queue

SECRET = b"a-secret_of-the-benchmark"
HEAD = (
    b"POST /sounding HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"X-Telegram-Bot-Api-Secret-Token: %b\r\nContent-Length: %d\r\n\r\n"
)
LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
SENDER = re.compile(rb'"from":{"id":(\d+),"is_bot":false')
AGAIN = 0.2
"""Seconds until an update that was not taken is delivered again."""


class Wire(asyncio.Protocol):
    """One connection to a process, with one delivery on its way at the most."""

    def __init__(self) -> None:
        self._received = b""
        self._answer: asyncio.Future[bool] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._settle(taken=False)

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        length = LENGTH.search(self._received[:end]) if end >= 0 else None
        if end >= 0 and len(self._received) >= end + 4 + (int(length.group(1)) if length else 0):
            taken, self._received = self._received.startswith(b"HTTP/1.1 200"), b""
            self._settle(taken=taken)

    @property
    def open(self) -> bool:
        return self._transport is not None

    async def deliver(self, body: bytes) -> bool:
        """Whether the process took it."""
        if self._transport is None:
            return False
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(HEAD % (SECRET, len(body)) + body)
        return await self._answer

    def _settle(self, *, taken: bool) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(taken)


@dataclass(slots=True)
class Push(Queue):
    """Delivers each update at once; nobody fetches any. A person has one on its way, so their order is kept."""

    ports: Sequence[int] = ()
    by_chat: bool = False
    dice: Random = field(default_factory=lambda: Random(7))
    _free: dict[int, deque[Wire]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def add(self, kind: bytes, body: bytes) -> None:
        """Deliver an update, now."""
        update = b'{"update_id":%d,"%b":%b}' % (self.next_id, kind, body)
        self.next_id += 1
        task = asyncio.get_running_loop().create_task(self._deliver(update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, update: bytes) -> None:
        while True:
            port = self._port(update)
            wire = await self._wire(port)
            if wire is not None and await wire.deliver(update):
                self._free[port].append(wire)
                return
            await asyncio.sleep(AGAIN)

    def _port(self, update: bytes) -> int:
        sender = SENDER.search(update) if self.by_chat else None
        return self.ports[int(sender.group(1)) % len(self.ports)] if sender else self.dice.choice(self.ports)

    async def _wire(self, port: int) -> Wire | None:
        free = self._free.setdefault(port, deque())
        while free:
            wire = free.popleft()
            if wire.open:
                return wire
        try:
            _, made = await asyncio.get_running_loop().create_connection(Wire, "127.0.0.1", port)
        except OSError:
            return None
        return made
