"""Whether there is room for what people answer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import URL

LEAST = 200_000_000
"""Bytes that should be free beside a database in a file."""


def short_of_space(url: URL) -> Iterator[str]:
    """A fault where the disk beside an SQLite file is nearly full. A backup and an upgrade need room for a copy."""
    if url.get_backend_name() != "sqlite":
        return
    file = Path(url.database or "").absolute()
    if not file.exists():
        return
    needed = max(LEAST, 2 * file.stat().st_size)
    free = shutil.disk_usage(file.parent).free
    if free < needed:
        yield (
            f"The disk has {free / 1e6:,.0f} MB free beside {file.name}, and should have {needed / 1e6:,.0f} MB: for "
            "answers to come, and for a copy of the database. Make room; once it is full, nothing is taken in any more."
        )
