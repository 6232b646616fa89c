"""`sounding run`: long polling, turns and sending in one process, until SIGTERM."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy import Engine
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.settings import Settings
from bot.storage.records import House
from bot.telegram.intake import take_batch
from bot.telegram.profile import introduce
from bot.telegram.sending import CHATS_AT_ONCE, PAUSE_FIRST, PAUSE_LONGEST, Database, Sender, seconds
from bot.telegram.updates import ALLOWED

log = structlog.get_logger()

POLL = 25
"""Seconds that Telegram holds a request for updates open while there are none."""

GRACE = 6.0
"""Seconds after SIGTERM for sending what is due; the whole end takes less than ten."""

T = TypeVar("T")


class Stopped(Exception):
    """The service cannot go on; the message is one clear line."""


def serve(engine: Engine, house: House, chosen: Settings) -> None:
    """Run until SIGTERM or SIGINT. Raises Stopped when the token is refused."""
    try:
        asyncio.run(_serve(engine, house, _bot(chosen)))
    except InvalidToken:
        raise Stopped("SOUNDING_TELEGRAM_TOKEN: Telegram does not accept this token") from None


def _bot(chosen: Settings) -> Bot:
    if chosen.telegram_token is None:
        raise Stopped("SOUNDING_TELEGRAM_TOKEN is not set")
    return Bot(
        chosen.telegram_token.get_secret_value(),
        base_url=f"{str(chosen.telegram_api).rstrip('/')}/bot",
        request=HTTPXRequest(connection_pool_size=CHATS_AT_ONCE + 4, read_timeout=20, pool_timeout=20),
        get_updates_request=HTTPXRequest(connection_pool_size=1, read_timeout=10),
    )


async def _serve(engine: Engine, house: House, bot: Bot) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    sender = Sender(bot, Database(engine))
    working = asyncio.create_task(_work(bot, house, sender))
    stop = asyncio.create_task(stopping.wait())
    await asyncio.wait([working, stop], return_when=asyncio.FIRST_COMPLETED)
    if working.done():
        working.result()
    await _wind_down(working, sender, bot)


async def _wind_down(working: asyncio.Task[None], sender: Sender, bot: Bot) -> None:
    """Let the turn that is under way finish, send what is due, and leave the rest in the outbox."""
    log.info("stopping")
    working.cancel()
    with suppress(asyncio.CancelledError, TelegramError):
        await working
    with suppress(TimeoutError, TelegramError):
        await asyncio.wait_for(sender.drain(), GRACE)
    sender.stop()
    await asyncio.get_running_loop().run_in_executor(None, sender.database.thread.shutdown)
    with suppress(TelegramError, RuntimeError):
        await bot.shutdown()
    log.info("stopped")


async def _work(bot: Bot, house: House, sender: Sender) -> None:
    await _patiently(bot.initialize)
    log.info("started", bot=bot.id)
    await _patiently(bot.delete_webhook)
    await asyncio.gather(_poll(bot, house, sender), sender.run(), _patiently(partial(introduce, bot)))


async def _poll(bot: Bot, house: House, sender: Sender) -> None:
    """Ask for updates, carry them out, and only then ask for the next ones: that is what acknowledges them."""
    offset: int | None = None
    while True:
        updates = await _patiently(partial(bot.get_updates, offset=offset, timeout=POLL, allowed_updates=ALLOWED))
        if updates:
            await asyncio.shield(_take(sender.database, house, updates))
            offset = updates[-1].update_id + 1
            sender.wake.set()


async def _take(database: Database, house: House, updates: Sequence[Update]) -> None:
    work = partial(take_batch, database.engine, house, updates, datetime.now(UTC))
    await asyncio.get_running_loop().run_in_executor(database.thread, work)


async def _patiently(call: Callable[[], Awaitable[T]]) -> T:
    """The call's result, however long the network or Telegram needs to recover. Raises InvalidToken."""
    pause = PAUSE_FIRST
    while True:
        try:
            return await call()
        except InvalidToken:
            raise
        except RetryAfter as error:
            await asyncio.sleep(seconds(error))
        except Conflict:
            log.warning("another process polls with this token; stop it, or give this one its own bot", pause=pause)
            await asyncio.sleep(pause)
        except TelegramError as error:
            log.warning("Telegram cannot be reached, will try again", error=type(error).__name__, pause=pause)
            await asyncio.sleep(pause)
        pause = min(2 * pause, PAUSE_LONGEST)
