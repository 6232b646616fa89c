"""What commands begin with: settings, the database, and a clear line where one cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.settings import Settings, WrongSetting, read_settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

USAGE = 2
"""Exit code for a wrong setting or argument; 1 is for a fault that was found."""


def stop(line: str, code: int = USAGE) -> typer.Exit:
    """One clear line on standard error, and the exit to raise."""
    typer.echo(line, err=True)
    return typer.Exit(code)


def settings() -> Settings:
    try:
        return read_settings()
    except WrongSetting as wrong:
        raise stop(str(wrong)) from None


def database(chosen: Settings) -> Engine:
    """The database, at this release."""
    from alembic.util import CommandError
    from sqlalchemy.exc import SQLAlchemyError

    from bot.storage.engine import open_database, upgrade

    engine = open_database(chosen.database_url)
    try:
        upgrade(engine)
    except (SQLAlchemyError, CommandError) as error:
        engine.dispose()
        later = "a later release of Sounding has changed this database; use that one"
        why = later if isinstance(error, CommandError) else f"the database cannot be opened ({first_line(error)})"
        raise stop(f"SOUNDING_DATABASE_URL: {why}") from None
    return engine


def first_line(error: Exception) -> str:
    return str(error).split("\n")[0]


def language(wanted: str | None) -> str | None:
    """The code of the language that `--lang` names; None without one."""
    from bot.catalogues import closest, tongues

    spoken = closest(wanted, tongues()) if wanted else None
    if wanted and spoken == "en" and not wanted.lower().startswith("en"):
        raise stop(f"--lang: there is no language {wanted!r} here; there are: {', '.join(tongues())}")
    return spoken
