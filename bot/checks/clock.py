"""Whether this computer's clock is right, as far as others can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import create_engine, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.storage.engine import database_url

OFF = timedelta(seconds=30)
"""By how much a clock may differ from another; a deadline or a quiet hour is not met to the second."""


def compared_with_database(address: str) -> Iterator[str]:
    """A fault where the server's clock shows another time. SQLite has no clock of its own."""
    url = database_url(address)
    if url.get_backend_name() == "sqlite":
        return
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            began = datetime.now(UTC)
            shown = connection.scalar(select(func.clock_timestamp()))
            yield from off_by(shown, began, datetime.now(UTC), "the database server") if shown else ()
    except SQLAlchemyError:
        return  # that it cannot be reached is said by the check of the database


def off_by(shown: datetime, began: datetime, ended: datetime, whose: str) -> Iterator[str]:
    """A fault where a clock that was asked between these two moments shows another time. All are aware."""
    ahead = shown - ended if shown > ended else began - shown if shown < began else timedelta()
    if ahead > OFF:
        way = "behind" if shown > ended else "ahead of"
        yield (
            f"This computer's clock is {ahead.total_seconds():,.0f} seconds {way} that of {whose}: reminders "
            "come at the wrong time. Have the clock set by the network (timedatectl set-ntp true)."
        )
