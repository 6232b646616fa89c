"""The webhook: Telegram delivers updates to an endpoint of ours, and gets its 200 only after the commit."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.packing import unpacked
from bot.telegram.updates import Update, number_of

log = structlog.get_logger()

HEADER = "X-Telegram-Bot-Api-Secret-Token"

BODY_LIMIT = 1 << 20
"""Bytes; Telegram's updates are a few kilobytes."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where updates are delivered: the public address, the secret Telegram sends along, and where we listen."""

    url: str
    secret: str
    host: str
    port: int

    @property
    def path(self) -> str:
        return urlsplit(self.url).path or "/"


def derived_secret(token: str) -> str:
    """A secret that every process with the same token knows, where the operator names none."""
    return hmac.new(token.encode(), b"sounding webhook", "sha256").hexdigest()


@asynccontextmanager
async def listening(endpoint: Endpoint, take: Callable[[Sequence[Update]], Awaitable[None]]) -> AsyncIterator[int]:
    """Serve the endpoint; the port it listens on. Raises OSError when that is taken."""
    app = web.Application(client_max_size=BODY_LIMIT)
    app.router.add_post(endpoint.path, _handler(endpoint.secret, take))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        site = web.TCPSite(runner, endpoint.host, endpoint.port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _handler(
    secret: str, take: Callable[[Sequence[Update]], Awaitable[None]]
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def deliver(request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode()):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        update = _update(await request.read())
        if update is None:
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        try:
            await take([update])
        except SQLAlchemyError:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)  # Telegram delivers it again
        return web.Response()

    return deliver


def _update(body: bytes) -> Update | None:
    """The update in a request; None for anything else."""
    try:
        update: Any = unpacked(body)
        number_of(update)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return update if isinstance(update, dict) else None
