"""Writing what came of a batch of turns, and which updates it carried out. Nothing here commits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from bot.library import keep_model
from bot.office import House
from bot.storage.desks import Desk
from bot.storage.engine import upserts
from bot.storage.reminding.timers import arm_people, watch_respondent
from bot.storage.rounds.notices import note_finished
from bot.storage.tables import METADATA
from dialogs import memory
from dialogs.commands import BeginAlone, ChangeDepth, Command, KeepConsent, StoreAnswer, Submit
from dialogs.states import Stranger
from framework.answers import Answer, Depth

conversation, participation, assessment, person, answer, answer_revision, handled_update, set_aside = (
    METADATA.tables[name]
    for name in (
        "conversation",
        "participation",
        "assessment",
        "person",
        "answer",
        "answer_revision",
        "handled_update",
        "set_aside",
    )
)


def _claim(dialect: Any) -> Any:
    return dialect.insert(handled_update).on_conflict_do_nothing().returning(handled_update.c.update_id)


_CLAIM = {"sqlite": _claim(sqlite), "postgresql": _claim(postgresql)}


def claim(session: Session, channel: str, numbers: Iterable[int], now: datetime) -> set[int]:
    """Mark updates as carried out; those among them that had not been before.

    Where another process has just claimed one, this waits for the end of its transaction.
    """
    rows = [{"channel": channel, "update_id": number, "handled_at": now} for number in sorted(set(numbers))]
    connection = session.connection()
    return set(connection.scalars(_CLAIM[connection.dialect.name], rows)) if rows else set()


def carry_out(session: Session, house: House, desk: Desk, commands: Iterable[Command], now: datetime) -> None:
    """Do what a turn asked for: rare things at once, answers with the rest of the batch.

    The desk's sheet is the one that the turn began with.
    """
    commands = tuple(commands)
    note_finished(session, desk, commands, now)
    for command in commands:
        match command:
            case KeepConsent(version=version):
                agreed = insert(person).values(consent_version=version, consented_at=now).returning(person.c.id)
                desk.person = session.connection().scalar(agreed)
            case BeginAlone(depth=depth):
                _begin_alone(session, house, desk, depth, now)
            case ChangeDepth(depth=depth):
                _change(session, desk, depth=depth.value)
            case Submit():
                _change(session, desk, submitted_at=now)
            case StoreAnswer(answer=given):
                desk.answers.append(answer_row(_there(desk.participation), given, now))
            case _:
                pass  # the language is the desk's own, and a record is a matter of showing


def _begin_alone(session: Session, house: House, desk: Desk, depth: Depth, now: datetime) -> None:
    model = keep_model(session, house.model)
    connection = session.connection()
    alone = insert(assessment).values(title="", alone=True, model_hash=model.hash, created_at=now)
    desk.assessment = connection.scalar(alone.returning(assessment.c.id))
    part = insert(participation).values(
        person_id=_there(desk.person),
        assessment_id=desk.assessment,
        depth=depth.value,
        joined_at=now,
        version=0,
    )
    desk.participation, desk.version = connection.scalar(part.returning(participation.c.id)), 0
    watch_respondent(session, _there(desk.assessment), _there(desk.person), now)


def _change(session: Session, desk: Desk, **values: Any) -> None:
    number = _there(desk.participation)
    session.connection().execute(update(participation).where(participation.c.id == number).values(values))


def _there(number: int | None) -> int:
    """A row's number that must be there by now. Raises LookupError."""
    if number is None:
        raise LookupError("the row has no number yet")
    return number


def answer_row(participation_id: int, given: Answer, now: datetime) -> dict[str, Any]:
    """The row of an answer and of its revision. `now` is aware, in UTC."""
    return {
        "participation_id": participation_id,
        "capability": given.capability,
        "phase": given.phase,
        "reason": given.reason.value if given.reason else None,
        "why": given.why,
        "in_place": sorted(given.in_place),
        "basis": sorted(basis.value for basis in given.basis),
        "note": given.note,
        "change": given.change,
        "marked": given.marked,
        "answered_at": now,
    }


def write_desks(session: Session, desks: Iterable[Desk], now: datetime) -> None:
    """Write what came of the batch, one statement per table. Raises IntegrityError for a chat begun twice at once."""
    touched = list(desks)
    write_answers(session, touched)
    _write_conversations(session, touched, now)
    back = [desk for desk in touched if desk.unreachable]
    arm_people(session, {desk.person for desk in back if desk.person is not None}, now)
    for desk in back:
        desk.unreachable = False


def write_answers(session: Session, touched: Sequence[Desk]) -> None:
    """Write the answers that wait on these desks, each as the latest and as a revision."""
    rows = [row for desk in touched for row in desk.answers]
    connection = session.connection()
    if rows:
        connection.execute(_LATEST[connection.dialect.name], rows)
        connection.execute(_REVISION, rows)
        changed = [desk for desk in touched if desk.answers]
        for desk in changed:
            desk.version += 1
        versions = [{"number": desk.participation, "new_version": desk.version} for desk in changed]
        connection.execute(_VERSION, versions)
    for desk in touched:
        desk.answers.clear()


_LATEST = upserts(answer)
_REVISION = insert(answer_revision)
_VERSION = (
    update(participation).where(participation.c.id == bindparam("number")).values(version=bindparam("new_version"))
)


def _write_conversations(session: Session, desks: Sequence[Desk], now: datetime) -> None:
    """A stranger has no row; everyone else has one that says where they are."""
    connection = session.connection()
    strangers = [desk for desk in desks if isinstance(desk.here.state, Stranger)]
    known = [desk for desk in desks if not isinstance(desk.here.state, Stranger)]
    old = [_conversation_row(desk, now) for desk in known if desk.stored]
    new = [_conversation_row(desk, now) for desk in known if not desk.stored]
    if old:
        keyed = [{**row, "of_channel": row.pop("channel"), "of_address": row.pop("address")} for row in old]
        connection.execute(_UPDATE, keyed)
    if new:
        connection.execute(insert(conversation), new)
    for desk in strangers:
        if desk.stored:
            connection.execute(
                delete(conversation).where(
                    conversation.c.channel == desk.channel, conversation.c.address == desk.address
                )
            )
            connection.execute(
                delete(set_aside).where(set_aside.c.channel == desk.channel, set_aside.c.address == desk.address)
            )
    for desk in known:
        desk.stored = True


_UPDATE = update(conversation).where(
    conversation.c.channel == bindparam("of_channel"), conversation.c.address == bindparam("of_address")
)


def _conversation_row(desk: Desk, now: datetime) -> dict[str, Any]:
    return {
        "channel": desk.channel,
        "address": desk.address,
        "person_id": desk.person,
        "participation_id": desk.participation,
        "assessment_id": desk.assessment,
        "language": desk.sheet.language,
        "state": memory.stored(desk.here.state),
        "revision": desk.here.revision,
        "card": desk.card,
        "protected": desk.protected and desk.card is not None,
        "unreachable_since": None,
        "updated_at": now,
    }
