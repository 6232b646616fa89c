"""The least a bot can do: every call made beforehand, connections by hand, answers read no further than they must be.

No peer, but the measure of the benchmark itself: how many updates a second the server and its people can give.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus, urlsplit

from tests.bench.peers import cards

CONNECTIONS = 400
URL = urlsplit(os.environ["BENCH_API"])
HEAD = f"POST /bot{os.environ['BENCH_TOKEN']}/%s HTTP/1.1\r\nHost: {URL.netloc}\r\n"
HEAD += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"

Done = Callable[[bytes], None]


class Line(asyncio.Protocol):
    """A connection that makes one call after another and hands each result on."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._got = b""
        self._done: Done = ignore

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self._pool.closed.set()

    def call(self, request: bytes, done: Done) -> None:
        self._done = done
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._got = self._got + data if self._got else data
        start = self._got.find(b"\r\n\r\n") + 4
        if start < 4:
            return
        found = self._got.find(b"Content-Length: ") + 16
        if len(self._got) < start + int(self._got[found : self._got.find(b"\r", found)]):
            return
        body, self._got = self._got[start:], b""
        self._done(body)
        self._pool.release(self)


class Pool:
    """Calls wait here for a connection."""

    def __init__(self) -> None:
        self.closed = asyncio.Event()
        self._free: deque[Line] = deque()
        self._waiting: deque[tuple[bytes, Done]] = deque()

    def call(self, method: str, form: str, done: Done) -> None:
        request = (HEAD % (method, len(form), form)).encode()
        if self._free:
            self._free.pop().call(request, done)
        else:
            self._waiting.append((request, done))

    def release(self, line: Line) -> None:
        if self._waiting:
            line.call(*self._waiting.popleft())
        else:
            self._free.append(line)


class Least:
    """The conversation. Nobody does anything unforeseen in it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._answers: dict[int, dict[str, str]] = {}
        self._questions = [form(cards.question(place)) for place in range(len(cards.ORDER))]
        self._depth = form(cards.DEPTH)

    def poll(self, offset: int = 0) -> None:
        self._pool.call("getUpdates", f"offset={offset}&timeout=20&limit=100", self._take)

    def _take(self, body: bytes) -> None:
        updates = json.loads(body)["result"]
        for update in updates:
            self._handle(update)
        self.poll(updates[-1]["update_id"] + 1 if updates else 0)

    def _handle(self, update: dict[str, Any]) -> None:
        if "message" in update:
            self._show("sendMessage", f"chat_id={update['message']['chat']['id']}", form(cards.GREETING))
            return
        query = update["callback_query"]
        chat, data = query["from"]["id"], query["data"]
        here = f"chat_id={chat}&message_id={query['message']['message_id']}"
        self._pool.call("answerCallbackQuery", f"callback_query_id={query['id']}", ignore)
        match data.split(":"):
            case ["agree"]:
                self._show("editMessageText", here, self._depth)
            case ["depth", _]:
                self._show("editMessageText", here, self._questions[0])
            case [_, capability, phase]:
                self._answer(chat, here, capability, phase)

    def _answer(self, chat: int, here: str, capability: str, phase: str) -> None:
        answers = self._answers.setdefault(chat, {})
        answers[capability] = phase
        place = len(answers)
        following = self._questions[place] if place < len(cards.ORDER) else form(cards.closing(answers))
        if cards.ends_section(place - 1):
            self._show("editMessageText", here, form(cards.record(place - 1, answers)))
            self._show("sendMessage", f"chat_id={chat}", following)
        else:
            self._show("editMessageText", here, following)

    def _show(self, method: str, where: str, card: str) -> None:
        self._pool.call(method, f"{where}&{card}", ignore)


def form(card: cards.Card) -> str:
    """The parameters of a call that shows the card."""
    keys = [[{"text": label, "callback_data": data} for label, data in row] for row in card.rows]
    markup = f"&reply_markup={quote_plus(json.dumps({'inline_keyboard': keys}))}" if keys else ""
    return f"parse_mode=HTML&text={quote_plus(card.html)}{markup}"


def ignore(body: bytes) -> None:
    """What was sent is not looked at."""


async def main() -> None:
    loop, pool = asyncio.get_running_loop(), Pool()
    for _ in range(CONNECTIONS):
        _, line = await loop.create_connection(lambda: Line(pool), URL.hostname or "", URL.port or 80)
        pool.release(line)
    Least(pool).poll()
    await pool.closed.wait()


if __name__ == "__main__":
    asyncio.run(main())
