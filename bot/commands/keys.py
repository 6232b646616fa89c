"""`sounding keys`: make a key, see which are in use, and seal everything under another."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from bot.commands.opening import existing, first_line, settings, stop
from bot.commands.opening import keys as given_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Engine

    from bot.sealing.keys import Keyring
    from bot.sealing.opening import Given

AGAIN = 20
"""Looks at everything, half a second apart, before it is said that somebody still seals with another key."""


def new() -> None:
    """Print a new key for SOUNDING_SECRET_KEYS; nothing is kept of it here."""
    from bot.sealing.keys import new_key

    typer.echo(new_key())


def check() -> None:
    """Say which keys are in use, by fingerprint, and how many values each still holds; exit with 1 for a fault."""
    from bot.sealing.census import census

    with _opened() as (engine, keys, given):
        held = census(engine, keys)
    typer.echo(f"Keys of {given.file or 'SOUNDING_SECRET_KEYS'}, by the first digits of their fingerprints:")
    for place, fingerprint in enumerate(keys.fingerprints):
        use = "seals and opens" if place == 0 else "opens"
        typer.echo(f"  {fingerprint[:8]}  {use}  {_values(held[fingerprint])}")
    if held[None]:
        raise stop(f"{_values(held[None])} can be opened with none of them.", 1)


def rotate() -> None:
    """Seal everything with the first key, a batch at a time; ended half-way, it goes on where it was."""
    from bot.sealing.keys import CannotOpen

    with _opened() as (engine, keys, given):
        first = keys.fingerprints[0]
        if first not in _in_use(engine):
            raise stop(
                f"nothing runs with the key {first[:8]} in the first place yet, so what it sealed could not be read"
                " there. Start `sounding run` again with the keys as they are now (where none runs: `sounding db"
                " upgrade`), then rotate."
            )
        try:
            _all_under_the_first(engine, keys)
        except CannotOpen:
            line = "Some values can be opened with none of the keys; `sounding keys check` counts them."
            raise stop(line, 1) from None
    where = str(given.file or "SOUNDING_SECRET_KEYS")
    typer.echo(f"Everything is sealed with {first[:8]}.")
    if len(keys.fingerprints) > 1:
        typer.echo(f"Can be removed from {where}: {_shortly(keys.fingerprints[1:])}. Backups from before need them.")


@contextmanager
def _opened() -> Iterator[tuple[Engine, Keyring, Given]]:
    """The database, which is there and fits this release, and its keys."""
    from bot.storage.health import faults

    chosen = settings()
    given = given_keys(chosen)
    found = faults(chosen.database_url, given)
    if found:
        raise stop(found[0])
    if given.keys is None:
        raise stop("There are no keys yet; `sounding db upgrade` begins with one, or says what is missing.")
    engine = existing(chosen)
    try:
        yield engine, given.keys, given
    finally:
        engine.dispose()


def _in_use(engine: Engine) -> tuple[str, ...]:
    from bot.sealing.register import keys_in_use
    from bot.storage.engine import transaction

    with transaction(engine) as session:
        return keys_in_use(session.connection())


def _all_under_the_first(engine: Engine, keys: Keyring) -> None:
    """Go over everything until nothing is left to do, and then strike the other keys off. Raises CannotOpen."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.sealing.census import census, reseal
    from bot.sealing.register import strike_keys
    from bot.storage.engine import transaction, truncate_wal

    others = [fingerprint for fingerprint in _in_use(engine) if fingerprint != keys.fingerprints[0]]
    for turn in range(AGAIN):
        try:
            changed = reseal(engine, keys, progress := _Progress())
            progress.end()
            held = census(engine, keys)
        except SQLAlchemyError as error:
            raise stop(
                f"SOUNDING_DATABASE_URL: the database cannot be written ({first_line(error)});"
                " what is sealed anew stays so, and `sounding keys rotate` goes on from there"
            ) from None
        typer.echo(f"Sealed anew: {_values(changed)}.", err=True)
        if sum(held.values()) == held[keys.fingerprints[0]]:
            break
        time.sleep(0.5 if turn else 0)
    else:
        raise stop("Something still seals with another key: start it again with the keys as they are now.", 1)
    with transaction(engine) as session:
        strike_keys(session.connection(), others)
    truncate_wal(engine)


class _Progress:
    """A line on a terminal that grows; elsewhere one for every ten thousand rows."""

    def __init__(self) -> None:
        self.rows = 0

    def __call__(self, more: int) -> None:
        before, self.rows = self.rows, self.rows + more
        if sys.stderr.isatty():
            typer.echo(f"\rLooked at {self.rows:,} rows ", nl=False, err=True)
        elif before // 10_000 != self.rows // 10_000:
            typer.echo(f"Looked at {self.rows:,} rows", err=True)

    def end(self) -> None:
        if sys.stderr.isatty():
            typer.echo(err=True)


def _values(number: int) -> str:
    return f"{number:,} value" if number == 1 else f"{number:,} values"


def _shortly(fingerprints: Iterable[str]) -> str:
    from bot.sealing.register import shortly

    return shortly(fingerprints)
