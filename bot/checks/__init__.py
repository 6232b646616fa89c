"""What `sounding doctor` looks at besides the database. Each check says what is wrong, and what to do about it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from bot.checks.clock import compared_with_database
from bot.checks.disk import short_of_space
from bot.checks.telegram import faults_at_telegram
from bot.settings import Settings
from bot.storage.engine import database_url


def around(chosen: Settings, *, offline: bool) -> Iterator[str]:
    """Faults of what Sounding stands on: the disk, the clock, and the way to Telegram unless `offline`."""
    yield from short_of_space(database_url(chosen.database_url))
    yield from compared_with_database(chosen.database_url)
    if not offline and chosen.telegram_token is not None:
        yield from asyncio.run(faults_at_telegram(chosen))
