"""Targets that read files and settings: exports, models, the help file, backups, and the environment."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import chdir, contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.files.exchange import report_json
from bot.help_file import LONGEST, WrongHelpFile, read_help
from bot.importing import Refused, read_back, read_file
from bot.library import bundled
from bot.sealing.keys import CannotOpen
from bot.settings import PREFIX, SECRETS, Settings, WrongSetting, owners_of, read_settings, variables
from bot.storage.backup import Unsound, back_up
from bot.storage.engine import open_database, upgrade
from bot.storage.restoring import restore
from framework.reading import FaultyModel, faults_of, read_model
from tests.databases import OnSQLite
from tests.files import samples
from tests.fuzz.material import JUNK, TEXTS, changed, mangled, rewritten
from tests.fuzz.targets import Check, Target, pure
from tests.keys import KEYS
from tests.operating.filling import fill
from tests.storage.chats import GARDEN

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def template(folder: Path) -> Path:
    """A database file with the tables of this release and nothing in them."""
    file = folder / "template.db"
    engine = open_database(f"sqlite:///{file}", KEYS)
    upgrade(engine)
    engine.dispose()
    return file


@cache
def export() -> Any:
    return json.loads(report_json(samples.realistic(), bundled()))


def as_bytes(tree: Any) -> bytes:
    return json.dumps(tree).encode()


EXPORTS = st.one_of(
    st.deferred(lambda: changed([export()], 2)).map(as_bytes),
    st.deferred(lambda: mangled(as_bytes(export()))),
    JUNK.map(as_bytes),
)


@contextmanager
def importing(folder: Path) -> Iterator[Check]:
    (folder / "kept").mkdir()
    kept, file = OnSQLite(template(folder), folder / "kept" / "test.db"), folder / "round.json"

    def opened() -> Engine:
        kept.emptied()
        return kept.opened()

    def check(content: bytes) -> None:
        file.write_bytes(content)
        try:
            assert read_back(opened, read_file(file), NOW).code
        except Refused as refused:
            assert str(refused).isprintable()  # noqa: PT017  # a round may as well be kept

    yield check
    kept.end()


def read_yaml(text: str) -> None:
    faults = faults_of(text)
    try:
        assert read_model(text).id
        assert not faults
    except FaultyModel as faulty:
        assert faulty.faults == faults  # noqa: PT017  # a model may as well be without fault
    for fault in faults:
        assert fault.line >= 1
        assert "\n" not in str(fault)


HELP = (ROOT / "docs" / "help-file.example.yaml").read_text("utf-8")


def read_numbers(text: str) -> None:
    try:
        for helped in read_help(text).values():
            assert all(len(each) <= LONGEST for each in (helped.emergency, helped.helpline))
    except WrongHelpFile as wrong:
        assert "\n" not in str(wrong)  # noqa: PT017  # a file may as well be right


# An environment holds neither NUL nor half surrogates that stand for no byte.
SAID = TEXTS.map(lambda text: text.replace("\x00", "").encode("utf-8", "replace").decode())
GOOD = [
    "true",
    "1:x",
    "sqlite:///x.db",
    "https://b.example/p",
    "127.0.0.1:80",
    "anyone",
    "7, 8",
    "json",
    "30",
    "nan",
    "inf",
]
NAMED = st.sampled_from([*variables(), SECRETS, f"{PREFIX}TOKEN", PREFIX])
ENVIRONMENTS = st.tuples(
    st.dictionaries(NAMED, SAID | st.sampled_from(GOOD) | st.binary(max_size=9).map(os.fsdecode), max_size=4),
    st.one_of(st.just(b""), st.binary(max_size=40), st.builds(lambda n, v: f"{n}={v}\n".encode(), NAMED, SAID)),
    st.binary(max_size=20),
)


@contextmanager
def setting(folder: Path) -> Iterator[Check]:
    """A folder with a file of settings and one of a secret, and an environment; all of it as it was afterwards."""
    before, secrets = dict(os.environ), folder / "secrets"
    secrets.mkdir()

    def check(case: tuple[dict[str, str], bytes, bytes]) -> None:
        given, dotenv, secret = case
        for name in [each for each in os.environ if each.startswith(PREFIX)]:
            del os.environ[name]
        os.environ.update({name: value.replace("\x00", "") for name, value in given.items()})
        if SECRETS in given:
            os.environ[SECRETS] = str(secrets)
        (folder / ".env").write_bytes(dotenv)
        (secrets / "SOUNDING_TELEGRAM_TOKEN").write_bytes(secret)
        try:
            chosen = read_settings()
            assert isinstance(chosen, Settings)
            owners_of(chosen)
        except WrongSetting as wrong:
            assert "\n" not in str(wrong)  # noqa: PT017  # settings may as well be right

    logging.disable(logging.WARNING)  # python-dotenv tells of each line that it cannot read
    with chdir(folder):
        try:
            yield check
        finally:
            logging.disable(logging.NOTSET)
            for name in [each for each in os.environ if each.startswith(PREFIX)]:
                del os.environ[name]
            os.environ.update(before)


@contextmanager
def restoring(folder: Path) -> Iterator[Check]:
    """Every backup is restored into a database of its own, which is there already with its tables."""
    whole, source, file = template(folder), folder / "source.db", folder / "backup.db"
    source.write_bytes(whole.read_bytes())
    engine = open_database(f"sqlite:///{source}", KEYS)
    with engine.begin() as connection:
        fill(connection)
    engine.dispose()
    back_up(f"sqlite:///{source}", file)
    good, target = file.read_bytes(), folder / "target.db"

    def check(changes: list[tuple[int, bytes]]) -> None:
        content = bytearray(good)
        for place, put in changes:
            start = place % len(content)
            content[start : start + len(put)] = put
        file.write_bytes(content)
        for end in ("", "-wal", "-shm"):
            target.with_name(target.name + end).unlink(missing_ok=True)
        target.write_bytes(whole.read_bytes())
        with suppress(Unsound, CannotOpen, SQLAlchemyError, OSError):
            restore(file, f"sqlite:///{target}", KEYS)

    yield check


PAPERS = (
    Target("exports: bot.importing", 4, EXPORTS, importing),
    Target("models: framework.reading", 6, st.one_of(rewritten(GARDEN), TEXTS), pure(read_yaml)),
    Target("help file: bot.help_file", 5, st.one_of(rewritten(HELP), TEXTS), pure(read_numbers)),
    Target("settings: bot.settings", 4, ENVIRONMENTS, setting),
    Target(
        "backups: bot.storage.restoring",
        1,
        st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(min_size=1, max_size=64)), max_size=6),
        restoring,
    ),
)
