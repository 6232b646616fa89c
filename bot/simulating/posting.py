"""What the program writes by itself, as a messenger would send it: checked again, noted, and shown to the person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from bot.calling import called
from bot.simulating.diary import COORDINATOR, Happening, Kind, Message
from bot.simulating.reacting import coordinating, reaction
from bot.simulating.stage import Stage
from bot.simulating.wording import why_called
from bot.storage.engine import transaction
from bot.storage.reminding.facts import case_of
from bot.storage.tables import METADATA
from bot.telegram.outbox import Finished, set_reachable, write_finished
from bot.turns import Reply
from dialogs.reminding.policy import Next, Why
from dialogs.reminding.when import next_reminder
from dialogs.states import Occasion

outgoing, conversation, assessment = (METADATA.tables[name] for name in ("outgoing", "conversation", "assessment"))

_WAITING = select(outgoing).order_by(outgoing.c.id)
_DEADLINE = select(assessment.c.deadline)


def deliver_calls(stage: Stage, now: datetime) -> int:
    """Send what waits to be sent, each checked again at this moment; how many rows there were."""
    rows = _rows(stage, "call")
    for row in rows:
        with transaction(stage.office.engine) as session:
            message, reply = _called(session, stage, row, now)
        if message is not None:
            stage.diary.entries.append(message)
            _show(stage, message, reply, now)
    return len(rows)


def _rows(stage: Stage, what: str) -> list[Row[Any]]:
    """What waits, by whom it is for: which of those who are due at one moment is first is left to the database."""
    with transaction(stage.office.engine) as session:
        rows = [row for row in session.connection().execute(_WAITING) if what in row.payload]
    return sorted(rows, key=lambda row: (_number(stage, row.address), row.id))


def _number(stage: Stage, address: str) -> int:
    """Whose chat it is."""
    return next(number for number, chat in stage.chats.items() if chat.address == address)


def _called(session: Session, stage: Stage, row: Row[Any], now: datetime) -> tuple[Message | None, Reply | None]:
    """Begin one call, as the sender of a messenger does; None where it is not to be sent any more."""
    call, number = row.payload["call"], _number(stage, row.address)
    occasion = Occasion(call["occasion"])
    deadline = session.connection().scalar(_DEADLINE)
    due = Next(None, Why.OFF)
    if occasion is Occasion.REMINDER and (case := case_of(session, call["round"], call["person"])) is not None:
        due = next_reminder(case.policy, case.days, case.known, now)
    reply = called(session, stage.office, row.id, now)
    write_finished(session, Finished(rows=[row.id]), now)
    if reply is None:
        return None, None
    kind = Kind.ASKED_FOR if due.why is Why.ASKED_FOR else Kind(occasion.value)
    local = stage.local(now)
    why = why_called(occasion, due, stage.setup, deadline, local, stage.wished.get(number, ""))
    return Message(local, kind, (number,), why, deadline), reply


def _show(stage: Stage, message: Message, reply: Reply | None, now: datetime) -> None:
    """Put the message before the person, who may do something about it later; or learn that they blocked the bot."""
    (number,) = message.to
    if number in stage.blocked:
        _bounce(stage, message, number, now)
        return
    stage.chats[number].reply = reply
    if number == COORDINATOR:
        stage.expect(coordinating(stage.week, message, stage.chance, extended=stage.extended))
        return
    stage.reminded[number] += 1
    stage.expect(reaction(stage.people[number], stage.week, message, stage.reminded[number]))


def _bounce(stage: Stage, message: Message, number: int, now: datetime) -> None:
    message.lost = True
    message.did.append("not delivered: blocked")
    stage.note(now, number, Happening.LOST)
    with transaction(stage.office.engine) as session:
        set_reachable(session, stage.chats[number].address, now)


def deliver_letters(stage: Stage, now: datetime, kind: Kind, why: str) -> int:
    """Send what a coordinator's deed has written to others; to how many it went."""
    rows = _rows(stage, "letter")
    with transaction(stage.office.engine) as session:
        deadline = session.connection().scalar(_DEADLINE)
        write_finished(session, Finished(rows=[row.id for row in rows]), now)
    to = sorted({_number(stage, row.address) for row in rows})
    reached = tuple(number for number in to if number not in stage.blocked)
    if reached:
        stage.diary.entries.append(Message(stage.local(now), kind, reached, why, deadline))
    for number in (number for number in to if number in stage.blocked):
        lost = Message(stage.local(now), kind, (number,), why, deadline)
        stage.diary.entries.append(lost)
        _bounce(stage, lost, number, now)
    return len(reached)
