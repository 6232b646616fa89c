"""A database for something that is only played through: it is gone afterwards, with the key to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, event

from bot.sealing.keys import Keyring, new_key
from bot.storage.engine import open_database, upgrade


@contextmanager
def passing_database() -> Iterator[Engine]:
    """An empty one, at this release."""
    with TemporaryDirectory(prefix="sounding-") as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'simulated.db'}", Keyring((new_key(),)))
        event.listen(engine, "connect", _in_haste)
        try:
            upgrade(engine)
            yield engine
        finally:
            engine.dispose()


def _in_haste(connection: Any, _: object) -> None:
    """Nothing of it outlives the process, so no commit needs to wait for the disk."""
    connection.execute("PRAGMA synchronous=OFF")
