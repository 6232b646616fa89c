"""Databases with many participations, of which the same number is due: written by statements, in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Integer,
    String,
    Table,
    and_,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from bot.library import bundled, keep_model
from bot.storage.engine import transaction
from bot.storage.tables import METADATA
from dialogs.sheet import CONSENT_VERSION

DUE = 1000
"""Whose reminder is due, at every size."""

A_ROUND = 50
"""Respondents of one round."""

OF_A_ROUND = 10
"""Those who are due, in a round where anybody is: so the same number of rounds is looked at, at every size."""

NOW = datetime(2027, 2, 3, 10, 0, tzinfo=UTC)
"""A Wednesday, at the hour of reminders."""

SILENT_SINCE = NOW - timedelta(days=2, hours=22)

DAY = timedelta(days=1)

person, assessment, participation, conversation, coordinator, timer, outgoing = (
    METADATA.tables[name]
    for name in ("person", "assessment", "participation", "conversation", "coordinator", "timer", "outgoing")
)


def fill(engine: Engine, participations: int) -> None:
    """So many participations, in rounds with a coordinator each, on an empty database of this release."""
    rounds = participations // A_ROUND
    with transaction(engine) as session:
        model = keep_model(session, bundled()).hash
        connection = session.connection()
        _fill_rounds(connection, rounds, model)
        _fill_people(connection, participations, rounds)
        _fill_coordinators(connection, participations, rounds)
    if engine.dialect.name == "postgresql":
        _tidy(engine)


def _fill_rounds(connection: Connection, rounds: int, model: str) -> None:
    each = _numbered(connection, rounds)
    values = {
        "id": each.c.n,
        "title": literal("A round"),
        "alone": _as(assessment, "alone", value=False),
        "model_hash": literal(model),
        "created_at": _as(assessment, "created_at", SILENT_SINCE - 7 * DAY),
        "deadline": _as(assessment, "deadline", date(2027, 3, 26)),
        "days_off": _as(assessment, "days_off", [5, 6]),
        "languages": _as(assessment, "languages", ["en", "fr"]),
    }
    _insert(connection, assessment, each, values)


def _fill_people(connection: Connection, participations: int, rounds: int) -> None:
    each = _numbered(connection, participations)
    round_ = (each.c.n - 1) // A_ROUND + 1
    _insert_people(connection, each, each.c.n, round_, part=True)
    part = {
        "id": each.c.n,
        "person_id": each.c.n,
        "assessment_id": round_,
        "depth": literal("quick"),
        "joined_at": _as(participation, "joined_at", SILENT_SINCE - 5 * DAY),
        "version": literal(0),
    }
    _insert(connection, participation, each, part)
    place = each.c.n - 1
    due = and_((place // A_ROUND) % (rounds * OF_A_ROUND // DUE) == 0, place % A_ROUND < OF_A_ROUND)
    _insert_timers(connection, each, each.c.n, round_, "reminder", case((due, _moment(NOW)), else_=_later(each.c.n)))


def _fill_coordinators(connection: Connection, participations: int, rounds: int) -> None:
    each = _numbered(connection, rounds)
    who = each.c.n + participations
    _insert_people(connection, each, who, each.c.n, part=False)
    leads = {
        "assessment_id": each.c.n,
        "person_id": who,
        "name": literal("Office"),
        "muted": _as(coordinator, "muted", []),
        "since": _as(coordinator, "since", SILENT_SINCE - 7 * DAY),
    }
    _insert(connection, coordinator, each, leads)
    for kind in ("digest", "deadline"):
        _insert_timers(connection, each, who, each.c.n, kind, _moment(NOW + 5 * DAY))


def _insert_people(
    connection: Connection, each: FromClause, who: ColumnElement[int], round_: ColumnElement[int], *, part: bool
) -> None:
    """People, each with a chat in which they stopped at a question."""
    agreed = {
        "id": who,
        "consent_version": literal(CONSENT_VERSION),
        "consented_at": _as(person, "consented_at", SILENT_SINCE - 5 * DAY),
    }
    _insert(connection, person, each, agreed)
    at = {"at": "asking", "capability": "leadership", "review": False} if part else {"at": "at-round"}
    chat = {
        "channel": literal("telegram"),
        "address": cast(who, String),
        "person_id": who,
        "assessment_id": round_,
        "language": literal("en"),
        "state": _as(conversation, "state", at),
        "revision": literal(7),
        "updated_at": _as(conversation, "updated_at", SILENT_SINCE),
    }
    _insert(connection, conversation, each, chat)


def _insert_timers(
    connection: Connection,
    each: FromClause,
    who: ColumnElement[int],
    round_: ColumnElement[int],
    kind: str,
    due: ColumnElement[Any],
) -> None:
    row = {
        "kind": literal(kind),
        "assessment_id": round_,
        "person_id": who,
        "due_at": due,
        "sent": _as(timer, "sent", []),
    }
    _insert(connection, timer, each, row)


def _later(number: ColumnElement[int]) -> ColumnElement[Any]:
    """Over the next days, and for one of eight not at all."""
    return case(*((number % 8 == days, _moment(NOW + days * DAY)) for days in range(1, 8)), else_=None)


def _moment(at: datetime) -> ColumnElement[Any]:
    return _as(timer, "due_at", at)


def _as(table: Table, column: str, value: object) -> ColumnElement[Any]:
    """A value as the column keeps it."""
    return literal(value, table.c[column].type)


def _numbered(connection: Connection, count: int) -> FromClause:
    """The numbers from 1, as the column `n`."""
    if connection.dialect.name == "postgresql":
        return select(func.generate_series(1, count, type_=Integer).label("n")).subquery()
    first = select(literal(1).label("n")).cte("numbers", recursive=True)
    return first.union_all(select(first.c.n + 1).where(first.c.n < count))


def _insert(connection: Connection, table: Table, each: FromClause, values: Mapping[str, Any]) -> None:
    connection.execute(insert(table).from_select(list(values), select(*values.values()).select_from(each)))


def _tidy(engine: Engine) -> None:
    """What PostgreSQL does by itself in the hours in which such a database grows; SQLite does nothing of the kind."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")


_DUE = (
    update(timer)
    .where(
        timer.c.kind == bindparam("of_kind"),
        timer.c.assessment_id == bindparam("of_round"),
        timer.c.person_id == bindparam("of_person"),
    )
    .values(due_at=NOW)
)


def due_again(engine: Engine) -> None:
    """Take back what a sweep wrote: the same people are due once more."""
    with transaction(engine) as session:
        connection = session.connection()
        written = [row.payload["call"] for row in connection.execute(select(outgoing.c.payload))]
        connection.execute(delete(outgoing))
        again = [
            {"of_kind": call["occasion"], "of_round": call["round"], "of_person": call["person"]} for call in written
        ]
        if again:
            connection.execute(_DUE, again)
