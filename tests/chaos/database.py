"""What the database holds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, select
from sqlmodel import Session

from bot.storage.engine import database_url, head, open_database, revision
from bot.storage.tables import METADATA
from tests.keys import KEYS

answer, revisions, conversation, participation, outgoing, handled_update, set_aside = (
    METADATA.tables[name]
    for name in (
        "answer",
        "answer_revision",
        "conversation",
        "participation",
        "outgoing",
        "handled_update",
        "set_aside",
    )
)

MOMENT = {"sqlite": "SERIALIZABLE", "postgresql": "REPEATABLE READ"}
"""How a transaction sees one moment only."""


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


NOTHING_YET = Contents({}, frozenset(), {}, [])


@contextmanager
def reading(address: str) -> Iterator[Session | None]:
    """A session that sees one moment; None before there are tables.

    Of an SQLite file it sees a copy: nobody may be writing to it, and what the next start finds stays untouched.
    """
    with TemporaryDirectory() as folder:
        engine = open_database(_copied(address, Path(folder)), KEYS)
        try:
            with engine.connect() as connection:
                there = revision(connection) == head()
            isolated = engine.execution_options(isolation_level=MOMENT[engine.dialect.name])
            with Session(isolated) as session:
                yield session if there else None
        finally:
            engine.dispose()


def _copied(address: str, folder: Path) -> str:
    url = database_url(address)
    if url.get_backend_name() != "sqlite":
        return address
    database = Path(url.database or "")
    for file in database.parent.glob(f"{database.name}*"):
        if not file.name.endswith("-shm"):  # made anew from the log
            shutil.copyfile(file, folder / file.name)
    return f"sqlite:///{folder / database.name}"


def contents(address: str) -> Contents:
    """What the database holds now."""
    with reading(address) as session:
        return NOTHING_YET if session is None else _read(session.connection())


def unsent(engine: Engine) -> int:
    """How much waits to be sent, while the bot runs."""
    with engine.connect() as connection:
        return int(connection.scalar(select(func.count()).select_from(outgoing)) or 0)


def _read(connection: Connection) -> Contents:
    latest = _answers(connection, select(answer))
    every = _answers(connection, select(revisions).order_by(revisions.c.id))
    chats = {
        int(row.address): Kept(
            row.revision,
            row.state,
            row.submitted_at is not None,
            {capability: found[-1] for capability, found in latest.get(row.participation_id, {}).items()},
            every.get(row.participation_id, {}),
        )
        for row in connection.execute(
            select(conversation, participation.c.submitted_at).outerjoin_from(
                conversation, participation, participation.c.id == conversation.c.participation_id
            )
        )
    }
    waiting = connection.execute(select(outgoing.c.address, func.count()).group_by(outgoing.c.address))
    aside = connection.execute(select(set_aside.c.update_id, set_aside.c.error, set_aside.c.place))
    return Contents(
        chats,
        frozenset(connection.scalars(select(handled_update.c.update_id))),
        {int(address): count for address, count in waiting},
        [f"update {row.update_id}: {row.error} at {row.place}" for row in aside],
    )


def _answers(connection: Connection, query: Select[Any]) -> dict[int, dict[str, list[Answer]]]:
    """Answers by participation and capability, in the order of the query."""
    found: dict[int, dict[str, list[Answer]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.participation_id, {}).setdefault(row.capability, []).append(_answer(row))
    return found


def _answer(row: Row[Any]) -> Answer:
    choice = f"phase:{row.phase}" if row.phase else f"why:{row.reason}" if row.reason else ""
    return Answer(
        choice,
        frozenset([f"tick:{criterion}" for criterion in row.in_place] + [f"basis:{one}" for one in row.basis]),
        {part: said.split("\n") if said else [] for part, said in (("note", row.note), ("why", row.why))},
        (row.phase, row.reason, row.why, tuple(row.in_place), tuple(row.basis), row.note),
    )
