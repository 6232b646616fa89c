"""`sounding import`: a round that was exported as JSON, read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.files.exchange import Unreadable, model_text, read_json
from bot.storage.engine import transaction
from bot.storage.results.importing import Imported, Refused, import_round

__all__ = ["Imported", "Refused", "read_back", "read_file"]

LARGEST = 100_000_000
"""Bytes of a file; five hundred people write about four million."""

LINE = 300
"""Characters of a reason."""


def read_file(file: Path) -> bytes:
    """What the file holds. Raises Refused."""
    try:
        if file.exists() and not file.is_file():
            raise Refused("This is not a file.")
        if file.stat().st_size > LARGEST:
            raise Refused(f"This is larger than {LARGEST // 1_000_000} megabytes.")
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{error.strerror or type(error).__name__}.") from None


def read_back(opened: Callable[[], Engine], content: bytes, now: datetime | None = None) -> Imported:
    """Keep the round that a file holds, whole or not at all. The database is opened once the file can be read.

    Raises Refused with one line, whatever the file says.
    """
    try:
        report, text = read_json(content), model_text(content)
    except Unreadable as fault:
        raise Refused(_line(str(fault))) from None
    engine = opened()
    try:
        with transaction(engine) as session:
            return import_round(session, report, text, now or datetime.now(UTC))
    except Refused as fault:
        raise Refused(_line(str(fault))) from None
    except SQLAlchemyError as error:  # of what it says, nothing is quoted
        raise Refused(f"The database does not take this ({type(error).__name__}). Nothing was kept.") from None


def _line(reason: str) -> str:
    """The reason on one line, whatever the file has put into it."""
    plain = "".join(each if each.isprintable() else "?" for each in reason)
    return plain if len(plain) <= LINE else plain[:LINE] + "…"
