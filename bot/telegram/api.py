"""Calls to the Bot API: one pool of connections, and answers left unread where nobody needs them.

python-telegram-bot's own transport spends most of a call's time in httpx and in building objects that nobody
reads. `Pool` hands its `Bot` the same calls over aiohttp; `Line` makes the few calls of every turn directly, with
python-telegram-bot's errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from io import BytesIO
from mimetypes import guess_type
from typing import Any

import aiohttp
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.left import File
from bot.packing import packed, unpacked

CONNECTIONS = 300
"""Calls in flight at once; more wait for a free connection."""

CONNECT, ANSWER = 10.0, 20.0
"""Seconds to wait for a connection, and for an answer."""

UPLOAD = 60.0
"""Seconds to wait for the answer to a file."""

_JSON = {"Content-Type": "application/json"}


class Undelivered(NetworkError):
    """The call cannot have reached the server: there was no connection."""


class Pool(BaseRequest):
    """The way to the network, for python-telegram-bot's `Bot` and for `Line` alike."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return ANSWER

    async def initialize(self) -> None:
        self._open()

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """A call of python-telegram-bot's. Raises Undelivered, TimedOut and NetworkError."""
        wait = read_timeout if isinstance(read_timeout, int | float) else ANSWER
        if request_data is None:
            return await self.send(url, b"{}", wait)
        if not request_data.contains_files:
            return await self.send(url, request_data.json_payload, wait)
        form = aiohttp.FormData(request_data.json_parameters, quote_fields=False)  # a file keeps its name
        for part, (name, content, kind) in request_data.multipart_data.items():
            file = BytesIO(content) if isinstance(content, bytes) else content  # aiohttp warns of large bytes
            form.add_field(part, file, filename=name, content_type=kind)
        return await self.send(url, form, wait)

    async def send(self, url: str | URL, body: bytes | aiohttp.FormData, wait: float = ANSWER) -> tuple[int, bytes]:
        """Post a body of JSON or a form; the status and the answer. Raises Undelivered, TimedOut and NetworkError."""
        limits = _limits(wait)
        headers = _JSON if isinstance(body, bytes) else None
        try:
            async with self._open().post(url, data=body, headers=headers, timeout=limits) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Undelivered(f"no connection: {type(error).__name__}") from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(f"the connection broke: {type(error).__name__}") from None


@lru_cache(maxsize=16)
def _limits(wait: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, sock_connect=CONNECT, sock_read=wait)


class Line:
    """The calls of every turn. `base` is the server's address with `/bot` and the token."""

    def __init__(self, pool: Pool, base: str) -> None:
        self._pool = pool
        self._base = base
        self._urls: dict[str, URL] = {}

    async def call(self, method: str, params: Mapping[str, Any], wait: float = ANSWER) -> bytes:
        """The answer's bytes, unread. Raises what python-telegram-bot raises, and Undelivered."""
        body = packed(params)
        url = self._urls.get(method) or self._urls.setdefault(method, URL(f"{self._base}/{method}"))
        status, answer = await self._pool.send(url, body, wait)
        if status == HTTPStatus.OK:
            return answer
        raise fault(status, answer)

    async def upload(self, method: str, params: Mapping[str, str], field: str, file: File) -> bytes:
        """The same with a file, under the name that the method has for it."""
        kind, _ = guess_type(file.name)
        form = aiohttp.FormData(params, quote_fields=False)  # a file keeps its name
        form.add_field(field, BytesIO(file.content), filename=file.name, content_type=kind)
        status, answer = await self._pool.send(f"{self._base}/{method}", form, UPLOAD)
        if status == HTTPStatus.OK:
            return answer
        raise fault(status, answer)

    async def ask(self, method: str, params: Mapping[str, Any], wait: float = ANSWER) -> Any:
        """The answer's result. Raises as `call` does, and NetworkError for an answer that breaks off."""
        answer = await self.call(method, params, wait)
        try:
            return unpacked(answer)["result"]
        except (ValueError, KeyError, TypeError):
            raise NetworkError("the answer breaks off") from None


def fault(status: int, answer: bytes) -> TelegramError:
    """What the server says is wrong, as python-telegram-bot's error."""
    said = _said(answer)
    words = str(said.get("description") or f"status {status}")
    extra = said.get("parameters")
    if isinstance(extra, dict) and isinstance(extra.get("migrate_to_chat_id"), int):
        return ChatMigrated(extra["migrate_to_chat_id"])
    if isinstance(extra, dict) and isinstance(extra.get("retry_after"), int):
        return RetryAfter(extra["retry_after"])
    if status == HTTPStatus.BAD_REQUEST and not said.get("description"):
        return NetworkError(words)  # it breaks off, and may be one of those that have a way on: another try will tell
    kinds: dict[int, type[TelegramError]] = {
        HTTPStatus.BAD_REQUEST: BadRequest,
        HTTPStatus.UNAUTHORIZED: InvalidToken,
        HTTPStatus.FORBIDDEN: Forbidden,
        HTTPStatus.NOT_FOUND: InvalidToken,
        HTTPStatus.CONFLICT: Conflict,
    }
    return kinds.get(status, NetworkError)(words)


def _said(answer: bytes) -> dict[str, Any]:
    try:
        said = unpacked(answer)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
