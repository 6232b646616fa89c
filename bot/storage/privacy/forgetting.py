"""Deleting everything that is kept of one person, in the transaction of their turn.

What was agreed and names nobody stays, and so do the deeds of a round, without whose they were. Every table that leads
to a person is named here in one of four ways; tests/privacy compares them with the tables there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import Session

from bot.office import Office
from bot.storage.desks import Desk
from bot.storage.privacy.chats import Chat, chats_of, hash_of, of_chats
from bot.storage.privacy.naming import clear_labels, clear_subjects, clear_traces
from bot.storage.reminding.timers import hold_timers
from bot.storage.results.releases import keep_counts, keep_order, renew
from bot.storage.rounds.auditing import audit
from bot.storage.rounds.authority import Coordination, Overruled
from bot.storage.rounds.creating import close
from bot.storage.rounds.notices import notify
from bot.storage.tables import METADATA
from dialogs.commands import Remark
from dialogs.rounds.nouns import NoticeKind, Status

participation, assessment, coordinator, invitation = (
    METADATA.tables[name] for name in ("participation", "assessment", "coordinator", "invitation")
)

EMPTIED = (
    ("invitation", "created_by"),
    ("agreement", "person_id"),
    ("agreement_revision", "person_id"),
    ("audit_entry", "person_id"),
)
"""Rows that stay without the person: table and column."""

EMPTIED_OF_PARTS = (("invitation", "passed_by"), ("participation", "previous_id"), ("conversation", "participation_id"))
"""The same for the person's parts in assessments."""

GONE_WITH_PARTS = (
    ("notice", "participation_id"),
    ("release_part", "participation_id"),
    ("answer", "participation_id"),
    ("answer_revision", "participation_id"),
)
"""Rows that go, by the person's parts; in this order, as those below."""

GONE = (
    ("timer", "person_id"),
    ("coordinator", "person_id"),
    ("conversation", "person_id"),
    ("participation", "person_id"),
    ("person", "id"),
)
"""Rows that go, by the person."""

GONE_WITH_CHATS = ("outgoing", "set_aside")
"""Rows that go, by the channel and address of the person's chats."""

GONE_WITH_HASHES = ("spent", "failed_code")
"""Rows that go, by the hash of these."""

EMPTIED_OF_HASHES = ("shared_pace",)
"""Rows that stay without it."""

_PARTS = (
    select(participation.c.id, participation.c.assessment_id, assessment.c.alone, assessment.c.anonymous)
    .join_from(participation, assessment)
    .where(participation.c.person_id == bindparam("person"))
    .order_by(participation.c.assessment_id)
)
_LED = (
    select(coordinator.c.assessment_id, assessment.c.status)
    .join_from(coordinator, assessment)
    .where(coordinator.c.person_id == bindparam("person"))
    .order_by(coordinator.c.assessment_id)
)
_HELD = select(assessment.c.id).where(assessment.c.id == bindparam("round")).with_for_update(key_share=True)
_OTHERS = select(coordinator.c.person_id).where(
    coordinator.c.assessment_id == bindparam("round"), coordinator.c.person_id != bindparam("person")
)
_UNUSED = (
    update(invitation)
    .where(
        invitation.c.passed_by.in_(bindparam("parts", expanding=True)),
        invitation.c.taken < invitation.c.places,
        invitation.c.revoked_at.is_(None),
    )
    .values(revoked_at=bindparam("now"))
)


def forget_me(session: Session, office: Office, desk: Desk, now: datetime) -> None:
    """Delete the person at this desk, and leave a stranger there. Raises Overruled for nobody we know."""
    if desk.person is None:
        raise Overruled(Remark.NOTHING_KEPT)
    office.recent.drop(delete_people(session, [desk.person], now))
    office.traces.left = True
    desk.person, desk.assessment, desk.participation, desk.version = None, None, None, 0
    desk.stored = False  # its row is gone


def delete_people(session: Session, people: Collection[int], now: datetime) -> set[int]:
    """Delete everything that is kept of these people; the numbers of the parts in assessments that they had."""
    chats = {person: chats_of(session, person) for person in sorted(people)}
    gone = [part for person in sorted(people) for part in _delete(session, person, chats[person], now)]
    if gone:
        keep_order(session)
    return set(gone)


def _delete(session: Session, person: int, chats: Collection[Chat], now: datetime) -> list[int]:
    hold_timers(session, person)
    connection = session.connection()
    lines = connection.execute(_PARTS, {"person": person}).all()
    parts = [line.id for line in lines]
    rounds = [line.assessment_id for line in lines if not line.alone]
    _leave_alone(session, person, now)
    for line in lines:
        if line.anonymous and not line.alone:
            keep_counts(session, line.assessment_id, [line.id])
    led = [line.assessment_id for line in connection.execute(_LED, {"person": person})]
    labels = clear_labels(session, person, led)
    clear_traces(session, person, labels, parts, {*rounds, *led})
    clear_subjects(session, person, parts)
    _erase(session, person, parts, chats, now)
    _erase_alone(session, [line.assessment_id for line in lines if line.alone])
    for line in lines:
        if not line.alone:
            _tell(session, line.assessment_id, now, anonymous=line.anonymous)
    return parts


def _leave_alone(session: Session, person: int, now: datetime) -> None:
    """Close the rounds that nobody else coordinates: nobody could, later on, and then nothing of them would ever go."""
    connection = session.connection()
    for line in connection.execute(_LED, {"person": person}).all():
        connection.execute(_HELD, {"round": line.assessment_id})
        others = connection.execute(_OTHERS, {"round": line.assessment_id, "person": person}).first()
        if others is None and line.status in {Status.OPEN, Status.DRAFT}:
            close(session, Coordination(person, line.assessment_id), now)


def _erase(session: Session, person: int, parts: list[int], chats: Collection[Chat], now: datetime) -> None:
    connection = session.connection()
    connection.execute(_UNUSED, {"parts": parts, "now": now})
    for column in (METADATA.tables[table].c[name] for table, name in EMPTIED_OF_PARTS):
        connection.execute(update(column.table).where(column.in_(parts)).values({column: None}))
    for column in (METADATA.tables[table].c[name] for table, name in EMPTIED):
        connection.execute(update(column.table).where(column == person).values({column: None}))
    for column in (METADATA.tables[table].c[name] for table, name in GONE_WITH_PARTS):
        connection.execute(delete(column.table).where(column.in_(parts)))
    for table in (METADATA.tables[name] for name in GONE_WITH_CHATS):
        connection.execute(delete(table).where(of_chats(table, chats)))
    hashes = [hash_of(channel, address) for channel, address in chats]
    for table in (METADATA.tables[name] for name in GONE_WITH_HASHES):
        connection.execute(delete(table).where(table.c.chat_hash.in_(hashes)))
    for table in (METADATA.tables[name] for name in EMPTIED_OF_HASHES):
        connection.execute(update(table).where(table.c.chat_hash.in_(hashes)).values(chat_hash=""))
    for column in (METADATA.tables[table].c[name] for table, name in GONE):
        connection.execute(delete(column.table).where(column == person))


def _erase_alone(session: Session, rounds: Iterable[int]) -> None:
    """The self-assessments themselves, with whatever is about them."""
    numbers = sorted(rounds)
    if not numbers:
        return
    referring = [
        key.parent
        for table in reversed(METADATA.sorted_tables)
        for key in table.foreign_keys
        if key.column.table is assessment and table is not assessment
    ]
    for column in referring:
        session.connection().execute(delete(column.table).where(column.in_(numbers)))
    session.connection().execute(delete(assessment).where(assessment.c.id.in_(numbers)))


def _tell(session: Session, round_: int, now: datetime, *, anonymous: bool) -> None:
    """Somebody left the round: its coordinators are told, and its results are what they are without them."""
    audit(session, round_, None, "deleted", "", now)
    notify(session, round_, NoticeKind.DELETED, now)
    if anonymous:
        renew(session, round_, now)
