"""The server: the world, the faults and the log of calls, as a test holds them."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from .changes import Changes
from .chats import Access, Answer, Chat
from .faults import Fault, Faults
from .journal import SENDS, Call
from .messages import User
from .people import Group, Person, join_bot
from .webhook import Webhook
from .world import World, open_private_chat

TOKEN = "7000000001:AAFakeTokenForTestsOnly_0123456789abc"
CALLS_MAX = 100_000


@dataclass(slots=True)
class Server:
    """A running server. `latency` in seconds is added to every call."""

    token: str
    world: World
    faults: Faults
    latency: float = 0.0
    url: str = ""
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=CALLS_MAX))
    called: Changes = field(default_factory=Changes)
    webhook: Webhook = field(default_factory=Webhook)
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    _begun: int = 0

    def person(self, first_name: str = "Alma", language_code: str | None = "en", user_id: int | None = None) -> Person:
        """Somebody new, who has not spoken to the bot yet."""
        number = user_id or 5_000_000_000 + self.world.number()  # beyond 32 bits, as many ids are
        user = User(number, first_name, language_code)
        return Person(self.world, user, open_private_chat(self.world, user))

    def group(self, title: str, by: Person, kind: str = "supergroup", privacy: bool = True) -> Group:
        """A new group or supergroup, to which somebody adds the bot."""
        base = 1_000_000_000_000 if kind == "supergroup" else 4_000_000_000
        chat = Chat(-base - self.world.number(), kind, title, Access.OPEN)
        join_bot(self.world, chat, by.user)
        return Group(self.world, chat, privacy)

    def fault(self, method: str = "*", **rule: Any) -> Fault:
        """Put a `Fault` in force; `rule` names its other fields."""
        return self.faults.add(Fault(method, **rule))

    def skip(self, seconds: float) -> None:
        """Let time pass for messages and taps."""
        self.world.skip(seconds)

    def calls_of(self, method: str, chat_id: int | None = None) -> list[Call]:
        """Finished calls of a method ("*" for all), oldest first."""
        fits = method.lower()
        return [call for call in self.calls if fits in {"*", call.method.lower()} and chat_id in {None, call.chat_id}]

    def sends(self, chat_id: int | None = None) -> list[Call]:
        """Finished calls that show something in a chat, oldest first."""
        return [call for call in self.calls_of("*", chat_id) if call.method in SENDS]

    def answer(self, query_id: str) -> Answer | None:
        """How the bot answered a tap, if it did."""
        answers = (answer for chat in self.world.chats.values() for answer in chat.answers)
        return next((answer for answer in answers if answer.query_id == query_id), None)

    def begin(self) -> int:
        """The number of a call that comes in."""
        self._begun += 1
        return self._begun

    def note(self, call: Call) -> None:
        """Write a finished call down."""
        self.calls.append(call)
        self.called.happen()

    async def wait_for_call(self, method: str, count: int = 1, timeout: float = 5.0) -> Call:
        """The call number `count` of a method, as soon as it has ended; raises TimeoutError."""
        if not await self.called.until(lambda: len(self.calls_of(method)) >= count, timeout):
            raise TimeoutError(f"{len(self.calls_of(method))} of {count} calls of {method} within {timeout:g} s")
        return self.calls_of(method)[count - 1]

    async def all_confirmed(self, timeout: float = 5.0) -> None:
        """Wait until the bot has confirmed every update; raises TimeoutError."""
        updates = self.world.updates
        if not await updates.changes.until(lambda: not updates.waiting, timeout):
            raise TimeoutError(f"{len(updates.waiting)} updates still wait after {timeout:g} s")
