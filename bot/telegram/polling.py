"""Long polling: ask for updates, commit them, and only then ask for the next ones, which acknowledges them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.api import ANSWER, Line
from bot.telegram.refusals import seconds
from bot.telegram.sending import PAUSE_FIRST, PAUSE_LONGEST
from bot.telegram.updates import ALLOWED, Update, number_of

log = structlog.get_logger()

POLL = 25
"""Seconds that Telegram holds a request for updates open while there are none."""

YIELD = 4
"""Rounds of the event loop in which replies get their way to the network before the next call for updates.

Whoever they reach may answer at once, and is then in the next batch rather than in the one after it.
"""

T = TypeVar("T")


async def poll(line: Line, take: Callable[[Sequence[Update]], Awaitable[None]]) -> None:
    """Poll until cancelled. Raises InvalidToken."""
    ask = {"timeout": POLL, "allowed_updates": ALLOWED, "limit": 100}
    while True:
        updates = await patiently(partial(line.ask, "getUpdates", ask, POLL + ANSWER))
        if updates:
            await _taken(take, updates)
            ask["offset"] = number_of(updates[-1]) + 1
            for _ in range(YIELD):
                await asyncio.sleep(0)


async def _taken(take: Callable[[Sequence[Update]], Awaitable[None]], updates: Sequence[Update]) -> None:
    """Have the updates committed, however long the database needs to recover."""
    pause = PAUSE_FIRST
    while True:
        try:
            await take(updates)
        except SQLAlchemyError:
            await asyncio.sleep(pause)
            pause = min(2 * pause, PAUSE_LONGEST)
        else:
            return


async def patiently(call: Callable[[], Awaitable[T]], hopeless: tuple[type[TelegramError], ...] = ()) -> T:
    """The call's result, however long the network or Telegram needs to recover.

    Raises InvalidToken, and whatever else is `hopeless`: waiting does not mend it.
    """
    pause = PAUSE_FIRST
    final: tuple[type[TelegramError], ...] = (InvalidToken, *hopeless)
    while True:
        try:
            return await call()
        except final:
            raise
        except RetryAfter as error:
            await asyncio.sleep(seconds(error))
            continue
        except Conflict:
            log.warning("another process polls with this token; stop it, or give this one its own bot", pause=pause)
        except TelegramError as error:
            log.warning("Telegram cannot be reached, will try again", error=type(error).__name__, pause=pause)
        await asyncio.sleep(pause)
        pause = min(2 * pause, PAUSE_LONGEST)
