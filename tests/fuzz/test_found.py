"""What `make fuzz` found, each as small as it could be made."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.settings import WrongSetting, read_settings
from bot.storage.backup import Unsound, back_up
from bot.storage.engine import open_database
from bot.storage.restoring import restore
from bot.storage.tables import METADATA
from bot.telegram.intake import take_updates
from bot.telegram.outbox import Finished
from bot.telegram.webhook import _update
from dialogs.dates import read_day
from tests.databases import OnSQLite
from tests.fuzz.material import nested
from tests.fuzz.papers import template
from tests.fuzz.telegram import said
from tests.fuzz.world import CHATS, World, everybody
from tests.keys import KEYS
from tests.operating.filling import fill


@pytest.mark.parametrize("typed", ["⑳" * 2151, "9" * 4096, "1/" + "2" * 4095, "21 May " + "3" * 4400])
def test_a_day_of_thousands_of_digits_is_no_day(typed: str) -> None:
    """Python refuses to count in numbers of more than 4,300 digits, and one letter may stand for two of them."""
    assert read_day(typed, date(2026, 11, 22)) is None


@pytest.fixture
def kept(tmp_path: Path) -> Any:
    with everybody(tmp_path) as one:
        yield one


def test_an_update_that_is_nested_too_deeply_keeps_nobody_else_waiting(kept: OnSQLite) -> None:
    """It was neither carried out nor set aside, and the thread that commits ended with it."""
    world = World(kept.opened())
    deep = {"update_id": 5, "message": said(CHATS["beni"], text=nested(900, "x", table=False))}
    body = json.dumps(deep).encode()
    update = _update(body)
    assert update is not None
    good = {"update_id": 6, "message": said(CHATS["carla"], text="/review")}
    rows = take_updates(world.office, [update, good], Finished(), world.at)
    assert {row.address for row in rows} == {CHATS["beni"], CHATS["carla"]}
    set_aside = METADATA.tables["set_aside"]
    with world.engine.connect() as connection:
        assert connection.execute(select(set_aside.c.update_id, set_aside.c.content)).all() == [(5, '{"update_id": 5}')]


def test_a_secret_that_is_no_text_stops_the_start_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "SOUNDING_TELEGRAM_TOKEN").write_bytes(b"\x80")
    monkeypatch.setenv("SOUNDING_SECRETS_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongSetting) as wrong:
        read_settings()
    assert str(wrong.value) == "SOUNDING_TELEGRAM_TOKEN: its file in SOUNDING_SECRETS_DIR is not a text in UTF-8"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    file = template(tmp_path)
    engine = open_database(f"sqlite:///{file}", KEYS)
    with engine.begin() as connection:
        fill(connection)
    engine.dispose()
    made = tmp_path / "backup.db"
    back_up(f"sqlite:///{file}", made)
    return made


def restored(backup: Path) -> None:
    restore(backup, f"sqlite:///{backup.with_name('new.db')}", KEYS)


def said_to(backup: Path, statement: str) -> None:
    with closing(sqlite3.connect(backup)) as opened, opened:
        opened.execute(statement)


def test_a_backup_with_a_moment_that_is_none_is_refused(backup: Path) -> None:
    said_to(backup, "UPDATE person SET consented_at = 'noon'")
    with pytest.raises(Unsound, match=r"no release of Sounding writes \(ValueError\)"):
        restored(backup)


def test_a_backup_whose_damage_is_told_in_words_that_are_no_text_is_refused(backup: Path) -> None:
    """SQLite quotes the damaged statement, and Python cannot read the quotation."""
    backup.write_bytes(backup.read_bytes().replace(b"REFERENCES assessment", b"\x80EFERENCES assessment"))
    with pytest.raises(Unsound, match="it is damaged"):
        restored(backup)


def test_a_backup_of_no_release_is_refused(backup: Path) -> None:
    said_to(backup, "UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(Unsound, match="no release of Sounding has made it"):
        restored(backup)
