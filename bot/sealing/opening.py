"""Which keys an operator's database is opened with, and whether they are all it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy import Engine

from bot.sealing import keyfile
from bot.sealing.keys import Keyring, WrongKeys, keyring
from bot.sealing.register import enter_key, keys_missing, shortly
from bot.storage.columns import keys_of
from bot.storage.engine import database_url, open_database, transaction

log = structlog.get_logger()

SETTING = "SOUNDING_SECRET_KEYS"


@dataclass(frozen=True, slots=True)
class Given:
    """The keys there are; `file` where they come from one beside the database, `new` where it was made just now."""

    keys: Keyring | None = None
    file: Path | None = None
    new: bool = False


def given_keys(setting: str | None, address: str) -> Given:
    """The keys of the setting, or of the file beside the database; creates nothing. Raises WrongKeys."""
    if setting:
        return Given(keyring(setting))
    file = _file(address)
    return Given(keyfile.read(file), file) if file else Given()


def needed_keys(setting: str | None, address: str) -> Given:
    """The same, with a new file where nothing is sealed yet. Raises WrongKeys, and SQLAlchemyError."""
    given = given_keys(setting, address)
    if given.keys:
        return given
    if given.file is None:
        raise WrongKeys(f"{SETTING} is not set, and PostgreSQL has no file beside it; `sounding keys new` prints a key")
    if Path(database_url(address).database or "").exists():
        engine = open_database(address)
        try:
            check_keys(engine, given)
        finally:
            engine.dispose()
    return Given(keyfile.create(given.file), given.file, new=True)


def warn_of_file(given: Given) -> None:
    """Where the keys lie beside the database, say so in the log: a copy of the folder has both."""
    if given.file:
        log.warning("the keys lie beside the database: SOUNDING_SECRET_KEYS is not set", file=str(given.file))


def lacking(missing: tuple[str, ...], given: Given) -> str:
    """What to say where the database has keys in use that were not given."""
    where = str(given.file) if given.file else SETTING
    many = len(missing) > 1
    said = f"the database is sealed with {'keys' if many else 'a key'} that {where} does not have: {shortly(missing)}"
    if given.file and given.keys is None:
        return f"{said}. Put the file back from its copy, or set {SETTING}. A new key would open nothing."
    return f"{said}. Put {'them' if many else 'it'} back, behind the others. A new key would open nothing."


def check_keys(engine: Engine, given: Given) -> None:
    """Raises WrongKeys where the database needs keys that were not given, and SQLAlchemyError."""
    with transaction(engine) as session:
        missing = keys_missing(session.connection(), given.keys)
    if missing:
        raise WrongKeys(lacking(missing, given))


def enter(engine: Engine) -> None:
    """Have it written down that the first key seals from now on."""
    keys = keys_of(engine.dialect)
    if keys:
        with transaction(engine) as session:
            enter_key(session.connection(), keys, datetime.now(UTC))


def _file(address: str) -> Path | None:
    url = database_url(address)
    return keyfile.beside(Path(url.database or "")) if url.get_backend_name() == "sqlite" else None
