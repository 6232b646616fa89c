"""`sounding db backup` and `sounding db restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.opening import first_line, keys, settings, stop

if TYPE_CHECKING:
    from bot.storage.backup import Copy

FAULT = 1
"""Exit code for a backup that did not come out, or cannot be used."""

SAFE = "Only you can read it (mode 600). Keep it as safe as the database."


def backup(file: Annotated[Path, typer.Argument(help="A new file; nothing is ever written over another.")]) -> None:
    """Copy the whole database into one file while the service runs, and read the copy back.

    The keys are not in it: keep a copy of them in another place.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from bot.storage.backup import Unsound, back_up

    chosen = settings()
    try:
        done = back_up(chosen.database_url, file)
    except FileExistsError:
        raise stop(f"{file} is there already; name a new file") from None
    except OSError as error:
        raise stop(f"{file}: {error.strerror or type(error).__name__}") from None
    except SQLAlchemyError as error:
        raise stop(f"SOUNDING_DATABASE_URL: the database cannot be read ({first_line(error)})") from None
    except Unsound as unsound:
        raise stop(f"{file} was not made: {unsound}", FAULT) from None
    typer.echo(f"{file}: {_described(done)}. It was read back, and is what the database held.")
    typer.echo(SAFE, err=True)
    kept = keys(chosen).file or "SOUNDING_SECRET_KEYS"
    typer.echo(
        f"The keys are not in it. Keep a copy of {kept} in another place: nothing else opens the notes.", err=True
    )


def restore(file: Annotated[Path, typer.Argument(help="A file that `sounding db backup` made.")]) -> None:
    """Bring a backup back into a database that holds nothing: SQLite or PostgreSQL, whichever it was made from.

    Stop the service first. The database gets all of it, or nothing.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from bot.sealing.keys import CannotOpen
    from bot.storage.backup import Unsound
    from bot.storage.health import faults
    from bot.storage.restoring import restore as bring_back

    chosen = settings()
    given = keys(chosen)
    if not file.is_file():
        raise stop(f"{file}: there is no such file")
    try:
        done = bring_back(file, chosen.database_url, given.keys)
    except (Unsound, CannotOpen) as unsound:
        raise stop(f"{file}: {unsound}", FAULT) from None
    except OSError as error:
        raise stop(f"{file}: {error.strerror or type(error).__name__}") from None
    except SQLAlchemyError as error:
        raise stop(f"SOUNDING_DATABASE_URL: the database cannot be written ({first_line(error)})") from None
    typer.echo(f"Restored: {_described(done)}. It was read back, and is what the backup holds.")
    for fault in faults(chosen.database_url, given):
        typer.echo(fault, err=True)


def _described(done: Copy) -> str:
    return f"{done.tables} tables, {done.rows:,} rows, {done.size / 1e6:,.1f} MB"
