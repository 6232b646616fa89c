"""Deleting assessments: first the parts that people have in them, so many at a time, then the rest and the row itself.

Nothing here asks whether it may be done, and nothing commits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Delete, Table, Update, bindparam, delete, exists, or_, select, update
from sqlmodel import Session

from bot.storage.privacy.forgetting import delete_people
from bot.storage.results.releases import keep_order
from bot.storage.tables import METADATA
from dialogs import memory
from dialogs.rounds.states import ListingRounds

assessment, participation, conversation, coordinator, invitation, person, release, release_part, timer, outgoing = (
    METADATA.tables[name]
    for name in (
        "assessment",
        "participation",
        "conversation",
        "coordinator",
        "invitation",
        "person",
        "release",
        "release_part",
        "timer",
        "outgoing",
    )
)

_ROUNDS: Any = bindparam("rounds", expanding=True)
_PARTS: Any = bindparam("parts", expanding=True)
_PEOPLE: Any = bindparam("people", expanding=True)


def _of(name: str) -> Delete:
    """Everything in this table that belongs to the assessments."""
    table: Table = METADATA.tables[name]
    return delete(table).where(table.c.assessment_id.in_(_ROUNDS))


def _said(name: str) -> Delete:
    """Everything in this table that belongs to the parts."""
    table: Table = METADATA.tables[name]
    return delete(table).where(table.c.participation_id.in_(_PARTS))


_LOCK_CHATS = (
    select(conversation.c.address)
    .where(or_(conversation.c.assessment_id.in_(_ROUNDS), conversation.c.person_id.in_(_PEOPLE)))
    .order_by(conversation.c.channel, conversation.c.address)
    .with_for_update()
)
_LEAVE = (  # what was written on a card that is about it goes too, and a tap on that card answers nothing any more
    update(conversation)
    .where(or_(conversation.c.assessment_id.in_(_ROUNDS), conversation.c.participation_id.in_(_PARTS)))
    .values(
        assessment_id=None,
        participation_id=None,
        state=memory.stored(ListingRounds()),
        revision=conversation.c.revision + 1,
    )
)
_BY_PART: tuple[Delete | Update, ...] = (
    *map(_said, ("answer", "answer_revision", "release_part", "notice")),
    update(participation).where(participation.c.previous_id.in_(_PARTS)).values(previous_id=None),
    delete(timer).where(timer.c.assessment_id.in_(_ROUNDS), timer.c.person_id.in_(_PEOPLE)),
    delete(participation).where(participation.c.id.in_(_PARTS)),
)
_OF_RELEASES = select(release.c.id).where(release.c.assessment_id.in_(_ROUNDS))
_OF_INVITATIONS = select(invitation.c.id).where(invitation.c.assessment_id.in_(_ROUNDS))
_BY_ROUND: tuple[Delete | Update, ...] = (
    *map(_of, ("notice", "timer", "coordinator", "audit_entry", "agreement", "agreement_revision", "priority")),
    delete(release_part).where(release_part.c.release_id.in_(_OF_RELEASES)),
    _of("release"),
    update(participation).where(participation.c.invitation_id.in_(_OF_INVITATIONS)).values(invitation_id=None),
    _of("invitation"),
    update(assessment).where(assessment.c.previous_id.in_(_ROUNDS)).values(previous_id=None),
    delete(assessment).where(assessment.c.id.in_(_ROUNDS)),
)
_CALLS = delete(outgoing).where(
    outgoing.c.payload[("call", "round")].as_integer() == bindparam("round"), outgoing.c.begun_at.is_(None)
)
_LEADING = select(coordinator.c.person_id).where(coordinator.c.assessment_id.in_(_ROUNDS))
_UNLED = _of("coordinator")
_SHUT = update(invitation).where(invitation.c.assessment_id.in_(_ROUNDS)).values(revoked_at=bindparam("now"))
_WITHOUT = select(person.c.id).where(
    person.c.id.in_(_PEOPLE),
    ~exists().where(participation.c.person_id == person.c.id),
    ~exists().where(coordinator.c.person_id == person.c.id),
)


def lock_chats(session: Session, rounds: Collection[int], people: Collection[int]) -> None:
    """Let none of these people have a turn until the transaction ends. Before anything else is locked, as in a turn."""
    session.connection().execute(_LOCK_CHATS, {"rounds": sorted(rounds), "people": sorted(people)}).all()


def shut(session: Session, round_: int, now: datetime) -> set[int]:
    """Let nobody come in any more, and nobody lead: what is half deleted cannot be opened again. Who led it."""
    connection, given = session.connection(), {"rounds": [round_]}
    led = set(connection.scalars(_LEADING, given))
    connection.execute(_UNLED, given)
    connection.execute(_SHUT, {**given, "now": now})
    return led


def delete_parts(session: Session, rounds: Collection[int], parts: Collection[int], people: Collection[int]) -> None:
    """Delete these parts of these people in these assessments, and all that was answered there."""
    given = {"rounds": sorted(rounds), "parts": sorted(parts), "people": sorted(people)}
    _carry_out(session, iter((_LEAVE, *_BY_PART)), given)
    keep_order(session)


def delete_rest(session: Session, rounds: Collection[int]) -> None:
    """Delete the assessments with everything that is still there; no parts are."""
    given = {"rounds": sorted(rounds), "parts": []}
    _carry_out(session, iter((_LEAVE, *_BY_ROUND)), given)
    for number in rounds:
        session.connection().execute(_CALLS, {"round": number})


def delete_left_over(session: Session, people: Collection[int], now: datetime) -> None:
    """Delete those of these people who have no part in anything any more, with their chats."""
    alone = sorted(session.connection().scalars(_WITHOUT, {"people": sorted(people)}))
    if alone:
        delete_people(session, alone, now)


def _carry_out(session: Session, statements: Iterator[Delete | Update], given: dict[str, Any]) -> None:
    connection = session.connection()
    for statement in statements:
        connection.execute(statement, given)
