"""What commands begin with: settings, the database, and a clear line where one cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.settings import Settings, WrongSetting, read_settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from bot.sealing.opening import Given

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


def database(chosen: Settings, *, warn: bool = False) -> Engine:
    """The database, at this release, with its keys; where there are none yet, with a file of keys beside it.

    `warn` is for a service: it says in the log, every time, that the keys come from that file.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from bot.sealing.keys import WrongKeys
    from bot.sealing.opening import needed_keys, warn_of_file
    from bot.storage.engine import LaterRelease

    try:
        given = needed_keys(_setting(chosen), chosen.database_url)
        engine = _upgraded(chosen, given)
    except WrongKeys as wrong:
        raise stop(str(wrong)) from None
    except (SQLAlchemyError, LaterRelease) as error:
        later = "a later release of Sounding has changed this database; use that one"
        why = later if isinstance(error, LaterRelease) else f"the database cannot be opened ({first_line(error)})"
        raise stop(f"SOUNDING_DATABASE_URL: {why}") from None
    if warn:
        warn_of_file(given)
    elif given.new:
        typer.echo(f"{given.file} is new: it holds the key to what people write. Keep a copy elsewhere.", err=True)
    return engine


def _upgraded(chosen: Settings, given: Given) -> Engine:
    from bot.sealing.opening import check_keys, enter
    from bot.storage.engine import open_database, upgrade

    engine = open_database(chosen.database_url, given.keys)
    try:
        check_keys(engine, given)
        upgrade(engine)
        enter(engine)
    except Exception:
        engine.dispose()
        raise
    return engine


def existing(chosen: Settings) -> Engine:
    """The database as it is, with its keys; for commands that look first whether it has faults."""
    from bot.storage.engine import open_database

    return open_database(chosen.database_url, keys(chosen).keys)


def keys(chosen: Settings) -> Given:
    """The keys there are, none perhaps; nothing is made."""
    from bot.sealing.keys import WrongKeys
    from bot.sealing.opening import given_keys

    try:
        return given_keys(_setting(chosen), chosen.database_url)
    except WrongKeys as wrong:
        raise stop(str(wrong)) from None


def _setting(chosen: Settings) -> str | None:
    return chosen.secret_keys.get_secret_value() if chosen.secret_keys else None


def first_line(error: Exception) -> str:
    return str(error).split("\n")[0]


def language(wanted: str | None) -> str | None:
    """The code of the language that `--lang` names; None without one."""
    from bot.catalogues import closest, tongues

    spoken = closest(wanted, tongues()) if wanted else None
    if wanted and spoken == "en" and not wanted.lower().startswith("en"):
        raise stop(f"--lang: there is no language {wanted!r} here; there are: {', '.join(tongues())}")
    return spoken
