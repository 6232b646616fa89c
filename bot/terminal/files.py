"""Files in the terminal: written into the current folder, never over another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from bot.left import File


def saved(file: File, folder: Path) -> Path:
    """Write the file for its owner alone; where it went: `audit.csv`, or `audit-2.csv` beside it. Raises OSError."""
    for path in _names(folder / file.name):
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as out:
            out.write(file.content)
        return path
    raise FileExistsError(file.name)


def _names(path: Path) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}-{number}")
