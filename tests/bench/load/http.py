"""HTTP/1.1 on kept connections, by hand: one request at a time on each, bodies of known length or in chunks."""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache

from tests.telegram.errors import PHRASES, Refused

from .methods import Api
from .reading import REMEMBERED, Params, read

LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
TYPE = re.compile(rb"\r\ncontent-type:\s*([^\r]+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:\s*chunked", re.IGNORECASE)
CHUNK = re.compile(rb"([0-9a-fA-F]+)[^\r]*\r\n")

HEAD = (
    b"HTTP/1.1 %d %b\r\nServer: nginx/1.18.0\r\nDate: %b\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\nConnection: keep-alive\r\n"
    b"Strict-Transport-Security: max-age=31536000; includeSubDomains; preload\r\n"
    b"Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Methods: GET, POST, OPTIONS\r\n"
    b"Access-Control-Expose-Headers: Content-Length,Content-Type,Date,Server,Connection\r\n\r\n"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What matters of a request's first lines; `length` is None where the body comes in chunks."""

    token: str
    method: str  # in lower case
    query: bytes
    content_type: bytes
    length: int | None


@lru_cache(REMEMBERED)
def head_of(lines: bytes) -> Head:
    """Read the lines of a request above its body."""
    target = lines.split(b" ", 2)[1]
    path, _, query = target.partition(b"?")
    token, _, method = path.decode().removeprefix("/bot").partition("/")
    length, kind = LENGTH.search(lines), TYPE.search(lines)
    size = None if CHUNKED.search(lines) else int(length.group(1)) if length else 0
    return Head(token, method.lower(), query, kind.group(1) if kind else b"", size)


def body_of(data: bytes, start: int, length: int | None) -> tuple[bytes, int] | None:
    """The body that begins at `start`, and where it ends; None while it is incomplete."""
    if length is not None:
        end = start + length
        return (data[start:end], end) if len(data) >= end else None
    pieces: list[bytes] = []
    while match := CHUNK.match(data, start):
        size, begin = int(match.group(1), 16), match.end()
        if len(data) < begin + size + 2:
            return None
        if not size:
            return b"".join(pieces), begin + 2
        pieces.append(data[begin : begin + size])
        start = begin + size + 2
    return None


@lru_cache(2)
def _date(second: int) -> bytes:
    return formatdate(second, usegmt=True).encode()


def response(outcome: bytes | Refused) -> bytes:
    """The answer to a call: the JSON of its result, or why it was refused."""
    if isinstance(outcome, Refused):
        status, body = outcome.status, json.dumps(outcome.as_json()).encode()
    else:
        status, body = 200, b'{"ok":true,"result":%b}' % outcome
    phrase = b"OK" if status == 200 else PHRASES[status].encode()
    return HEAD % (status, phrase, _date(int(time.time())), len(body)) + body


class Connection(asyncio.Protocol):
    """One client's connection. `latency`, in seconds, goes half before a call takes effect and half after."""

    def __init__(self, api: Api, latency: float = 0.0) -> None:
        self._api = api
        self._half = latency / 2
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self._busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._received = self._received + data if self._received else data
        if not self._busy:
            self._begin()

    def _begin(self) -> None:
        """Take up the next request, as soon as all of it is there."""
        data = self._received
        end = data.find(b"\r\n\r\n")
        if end < 0:
            return
        head = head_of(data[:end])
        if (found := body_of(data, end + 4, head.length)) is None:
            return
        body, rest = found
        self._received = data[rest:]
        self._busy = True
        if self._half:
            self._loop.call_later(self._half, self._carry_out, head, body)
        else:
            self._carry_out(head, body)

    def _carry_out(self, head: Head, body: bytes) -> None:
        try:
            params: Params = read(head.query, head.content_type, body)
        except Refused as refused:
            self._reply(refused)
            return
        self._api.call(head.token, head.method, params, self._reply)

    def _reply(self, outcome: bytes | Refused) -> None:
        if self._half:
            self._loop.call_later(self._half, self._write, outcome)
        else:
            self._write(outcome)

    def _write(self, outcome: bytes | Refused) -> None:
        if self._transport is None:
            return
        self._transport.write(response(outcome))
        self._busy = False
        if self._received:
            self._begin()
