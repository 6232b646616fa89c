"""The file of keys beside a database in a file, for operators who set no keys."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from bot.sealing.keys import Keyring, WrongKeys, keyring, new_key

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def beside(database: Path) -> Path:
    """`sounding.db.keys` for `sounding.db`."""
    return database.with_name(f"{database.name}.keys")


def read(file: Path) -> Keyring | None:
    """The keys in the file, one a line; None where there is no file. Raises WrongKeys."""
    try:
        mode = file.stat().st_mode
        if mode & OTHERS:
            raise WrongKeys(f"{file} can be read by others; make it yours alone: chmod 600 {file}")
        return keyring(file.read_text("ascii"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WrongKeys(f"{file} cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise WrongKeys(f"{file} holds something else than keys") from None
    except WrongKeys as wrong:
        raise wrong if str(file) in str(wrong) else WrongKeys(f"{file}: {wrong}") from None


def create(file: Path) -> Keyring:
    """Write a new key into a new file for its owner alone, safe on the disk before it seals anything.

    Where another process is quicker, its key. Raises WrongKeys.
    """
    draft = file.with_name(f"{file.name}.{token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as opened:
            opened.write(f"{new_key()}\n")
            opened.flush()
            os.fsync(opened.fileno())
        with suppress(FileExistsError):
            os.link(draft, file)  # whole or not at all, and never over another
        draft.unlink()
        _settle(file.parent)
    except OSError as error:
        raise WrongKeys(f"{file} cannot be written ({error.strerror})") from None
    made = read(file)
    if made is None:
        raise WrongKeys(f"{file} has gone again")
    return made


def _settle(folder: Path) -> None:
    """Have the disk keep that there is a new file."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
