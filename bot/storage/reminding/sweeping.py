"""Looking at the timers that are due: each moves on, or leads to a message that is drawn when it is sent.

A sweep costs what is due, not what exists: so many statements for a batch, however large it is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import BindParameter, and_, bindparam, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.storage.reminding.facts import Pair, cases_of, leads_of
from bot.storage.reminding.looks import ON_ITS_WAY, Look, look_at_case, look_at_deadline, look_at_digest
from bot.storage.reminding.timers import Key, hold_people
from bot.storage.tables import METADATA
from dialogs.rounds.nouns import Status
from dialogs.states import Occasion

timer, outgoing, conversation, assessment = (
    METADATA.tables[name] for name in ("timer", "outgoing", "conversation", "assessment")
)

FIRST = (Occasion.DEADLINE, Occasion.REMINDER, Occasion.DIGEST)
"""Which goes first where several are due for one person."""

NEVER = datetime.min.replace(tzinfo=UTC)

T = TypeVar("T")


class Overtaken(SQLAlchemyError):
    """Somebody else has just moved these timers: nothing of this sweep may be kept, and the next one looks again."""


_DUE = (
    select(timer.c.kind, timer.c.assessment_id, timer.c.person_id, timer.c.due_at)
    .where(timer.c.due_at <= bindparam("now"))
    .order_by(timer.c.due_at, timer.c.kind, timer.c.assessment_id, timer.c.person_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_MOVE = (
    update(timer)
    .where(
        timer.c.kind == bindparam("of_kind"),
        timer.c.assessment_id == bindparam("of_round"),
        timer.c.person_id == bindparam("of_person"),
        timer.c.due_at == bindparam("seen"),
    )
    .values(due_at=bindparam("next"), asked_for=bindparam("wanted"))
)
_PEOPLE: BindParameter[int] = bindparam("people", expanding=True)
_ROUNDS: BindParameter[int] = bindparam("rounds", expanding=True)
_ROWS: BindParameter[int] = bindparam("rows", expanding=True)
_CALLED = outgoing.c.payload[("call", "round")].as_integer()
_ON_THE_WAY = (
    select(
        conversation.c.person_id,
        outgoing.c.id,
        outgoing.c.channel,
        outgoing.c.address,
        outgoing.c.created_at,
        _CALLED.label("round"),
    )
    .join_from(
        conversation,
        outgoing,
        and_(outgoing.c.channel == conversation.c.channel, outgoing.c.address == conversation.c.address),
    )
    .where(
        conversation.c.person_id.in_(_PEOPLE),
        outgoing.c.begun_at.is_(None),
        outgoing.c.payload[("call", "occasion")].as_string().is_not(None),
    )
)
_OPEN = select(assessment.c.id).where(assessment.c.id.in_(_ROUNDS), assessment.c.status == Status.OPEN.value)
# Who is sending one of them has it locked, and waits for its person: it is left to them.
_STILL_WAITING = (
    select(outgoing.c.id)
    .where(outgoing.c.id.in_(_ROWS), outgoing.c.begun_at.is_(None))
    .with_for_update(skip_locked=True)
)
_WITHDRAW = delete(outgoing).where(outgoing.c.id.in_(_ROWS))
_CHATS = (
    select(conversation.c.person_id, conversation.c.channel, conversation.c.address)
    .where(conversation.c.person_id.in_(_PEOPLE), conversation.c.unreachable_since.is_(None))
    .order_by(conversation.c.updated_at, conversation.c.channel, conversation.c.address)
)
_WRITE = insert(outgoing)


def sweep_due(session: Session, now: datetime, limit: int = 500) -> int:
    """Look at the timers that are due, `limit` at the most; at how many. None of them is due at `now` any more.

    Raises SQLAlchemyError; then nothing may be committed.
    """
    due = session.connection().execute(_DUE, {"now": now, "most": limit}).all()
    if not due:
        return 0
    seen = {(Occasion(row.kind), row.assessment_id, row.person_id): row.due_at for row in due}
    hold_people(session, {person for _, _, person in seen})
    # Only statements that begin after the people were had are sure to see what was written to them before.
    looks = looks_at(session, seen, now)
    chats = _to_write_to(session, looks, now)
    chosen = _one_each(looks, chats)
    waiting = {key for key, look in looks.items() if look.write} - chosen.keys()
    looks |= {key: replace(looks[key], due_at=now + ON_ITS_WAY) for key in waiting}
    _move(session, seen, looks)
    _write(session, chosen, now)
    return len(due)


def looks_at(session: Session, keys: Collection[Key], now: datetime) -> dict[Key, Look]:
    """Look at these timers. One whose person or assessment is not there any more waits for nothing."""
    pairs = {occasion: [key[1:] for key in keys if key[0] is occasion] for occasion in FIRST}
    digests, deadlines = (leads_of(session, kind, pairs[kind]) for kind in (Occasion.DIGEST, Occasion.DEADLINE))
    found = {
        **_looks(Occasion.REMINDER, cases_of(session, pairs[Occasion.REMINDER]), look_at_case, now),
        **_looks(Occasion.DIGEST, digests, look_at_digest, now),
        **_looks(Occasion.DEADLINE, deadlines, look_at_deadline, now),
    }
    return {key: found.get(key, Look()) for key in keys}


def _looks(
    occasion: Occasion, known: Mapping[Pair, T], look_at: Callable[[T, datetime], Look], now: datetime
) -> dict[Key, Look]:
    return {(occasion, *pair): _looked(occasion, pair, facts, look_at, now) for pair, facts in known.items()}


def _looked(occasion: Occasion, pair: Pair, facts: T, look_at: Callable[[T, datetime], Look], now: datetime) -> Look:
    """What the look found; one that fails is tried again in a day, and keeps none of the others waiting."""
    try:
        return look_at(facts, now)
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one timer, the others are looked at
        import structlog  # hardly ever needed, and slow to load: a chat should start at once

        log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr))
        what = {"kind": occasion.value, "round": pair[0], "error": type(error).__name__}
        log.error("a timer could not be looked at", **what)  # noqa: TRY400  # a traceback may quote what people wrote
        return Look(due_at=now + ON_ITS_WAY)


def _to_write_to(session: Session, looks: Mapping[Key, Look], now: datetime) -> dict[int, tuple[str, str]]:
    """The chats of the people whose time it is: the one used last of those that can be reached.

    Nobody to whom something is on its way already: after an outage, one message is enough.
    """
    people = sorted({person for (_, _, person), look in looks.items() if look.write})
    if not people:
        return {}
    connection, given = session.connection(), {"people": people}
    chats = {row.person_id: (row.channel, row.address) for row in connection.execute(_CHATS, given)}
    called = _on_the_way(session, people, chats, now)
    return {person: chat for person, chat in chats.items() if person not in called}


def _on_the_way(
    session: Session, people: Sequence[int], chats: Mapping[int, tuple[str, str]], now: datetime
) -> set[int]:
    """To whom something is on its way; what would not reach them any more is withdrawn, to be written anew."""
    rows = session.connection().execute(_ON_THE_WAY, {"people": people}).all()
    if not rows:
        return set()
    open_ = set(session.connection().scalars(_OPEN, {"rounds": sorted({row.round for row in rows})}))
    stale = {
        row.id
        for row in rows
        if row.round not in open_
        or row.created_at <= now - ON_ITS_WAY
        or (row.channel, row.address) != chats.get(row.person_id)
    }
    withdrawn = _withdrawn(session, stale)
    return {row.person_id for row in rows if row.id not in withdrawn}


def _withdrawn(session: Session, rows: Collection[int]) -> set[int]:
    """Take these out of the outbox; which of them nobody is sending right now."""
    if not rows:
        return set()
    waiting = set(session.connection().scalars(_STILL_WAITING, {"rows": sorted(rows)}))
    session.connection().execute(_WITHDRAW, {"rows": sorted(waiting)})
    return waiting


def _one_each(looks: Mapping[Key, Look], chats: Mapping[int, tuple[str, str]]) -> dict[Key, tuple[str, str]]:
    """Of the timers whose time it is, one for each person, and in which chat.

    Of several rounds the one that was silent for longest, so that none of them takes all the days there are.
    """

    def order(key: Key) -> tuple[int, datetime]:
        return FIRST.index(key[0]), looks[key].last or NEVER

    chosen: dict[int, Key] = {}
    for key in sorted((key for key, look in looks.items() if look.write), key=order):
        if key[2] in chats:
            chosen.setdefault(key[2], key)
    return {key: chats[person] for person, key in chosen.items()}


def _move(session: Session, seen: Mapping[Key, datetime], looks: Mapping[Key, Look]) -> None:
    """Set the timers to when to look next, as long as they are as they were seen. Raises Overtaken."""
    rows = [
        {
            "of_kind": kind.value,
            "of_round": round_,
            "of_person": person,
            "seen": due_at,
            "next": looks[kind, round_, person].due_at,
            "wanted": looks[kind, round_, person].asked_for,
        }
        for (kind, round_, person), due_at in seen.items()
    ]
    moved = session.connection().execute(_MOVE, rows, execution_options={"preserve_rowcount": True})
    if moved.rowcount != len(rows):
        raise Overtaken


def _write(session: Session, chosen: Mapping[Key, tuple[str, str]], now: datetime) -> None:
    """Write a row for each, to be sent by whoever serves the channel."""
    rows: list[dict[str, Any]] = [
        {
            "channel": channel,
            "address": address,
            "payload": {"call": {"occasion": occasion.value, "round": round_, "person": person}},
            "urgent": False,
            "once": True,
            "created_at": now,
        }
        for (occasion, round_, person), (channel, address) in chosen.items()
    ]
    if rows:
        session.connection().execute(_WRITE, rows)
