"""What the database holds, read from a copy, so that what the next start finds stays untouched."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.sealing.keyfile import beside, read
from bot.sealing.keys import Keyring


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or one of its revisions, in the words of buttons."""

    choice: str
    ticks: frozenset[str]
    words: dict[str, list[str]]  # the lines of "note" and "why"
    row: tuple[Any, ...]  # all that it says, and nothing of when


NOTHING = Answer("", frozenset(), {"note": [], "why": []}, ())


@dataclass(frozen=True, slots=True)
class Kept:
    """One chat as it is stored: answers and their revisions by capability, and where the conversation is."""

    revision: int
    state: dict[str, Any]
    submitted: bool
    answers: dict[str, Answer]
    revisions: dict[str, list[Answer]]


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole database at one moment. `waiting` counts what is still to be sent, by chat."""

    chats: dict[int, Kept]
    handled: frozenset[int]
    waiting: dict[int, int]
    aside: list[str]


def contents(database: Path) -> Contents:
    """What is in the file and its log now; nobody may be writing to it."""
    with TemporaryDirectory(dir=database.parent) as folder:
        for file in database.parent.glob(f"{database.name}*"):
            if not file.name.endswith("-shm"):  # made anew from the log
                shutil.copyfile(file, Path(folder, file.name))
        with closing(sqlite3.connect(Path(folder, database.name))) as connection:
            connection.row_factory = sqlite3.Row
            tables = {row["name"] for row in connection.execute("SELECT name FROM sqlite_master")}
            if "set_aside" not in tables:  # killed before the tables were there
                return Contents({}, frozenset(), {}, [])
            keys = read(beside(database))
            assert keys, "there are tables, and nothing to open them with"
            return _read(connection, keys)


def unsent(database: Path) -> int:
    """How much waits to be sent, while the bot runs."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM outgoing").fetchone()[0])


def _read(connection: sqlite3.Connection, keys: Keyring) -> Contents:
    latest = _answers(connection, "SELECT * FROM answer", keys)
    every = _answers(connection, "SELECT * FROM answer_revision ORDER BY id", keys)
    chats = {
        int(row["address"]): Kept(
            row["revision"],
            json.loads(keys.open(json.loads(row["state"])["sealed"])),
            row["submitted_at"] is not None,
            {capability: found[-1] for capability, found in latest.get(row["participation_id"], {}).items()},
            every.get(row["participation_id"], {}),
        )
        for row in connection.execute(
            "SELECT c.*, p.submitted_at FROM conversation c LEFT JOIN participation p ON p.id = c.participation_id"
        )
    }
    handled = frozenset(row["update_id"] for row in connection.execute("SELECT update_id FROM handled_update"))
    waiting = connection.execute("SELECT address, count(*) AS rows FROM outgoing GROUP BY address")
    aside = connection.execute("SELECT update_id, error, place FROM set_aside")
    return Contents(
        chats,
        handled,
        {int(row["address"]): row["rows"] for row in waiting},
        [f"update {row['update_id']}: {row['error']} at {row['place']}" for row in aside],
    )


def _answers(connection: sqlite3.Connection, query: str, keys: Keyring) -> dict[int, dict[str, list[Answer]]]:
    """Answers by participation and capability, in the order of the query."""
    found: dict[int, dict[str, list[Answer]]] = {}
    for row in connection.execute(query):
        found.setdefault(row["participation_id"], {}).setdefault(row["capability"], []).append(_answer(row, keys))
    return found


def _answer(row: sqlite3.Row, keys: Keyring) -> Answer:
    words = {part: keys.open(row[part]).decode() if row[part] else "" for part in ("note", "why")}
    in_place, basis = json.loads(row["in_place"]), json.loads(row["basis"])
    choice = f"phase:{row['phase']}" if row["phase"] else f"why:{row['reason']}" if row["reason"] else ""
    return Answer(
        choice,
        frozenset([f"tick:{criterion}" for criterion in in_place] + [f"basis:{one}" for one in basis]),
        {part: said.split("\n") if said else [] for part, said in words.items()},
        (row["phase"], row["reason"], words["why"], tuple(in_place), tuple(basis), words["note"]),
    )
