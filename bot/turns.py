"""A turn is carried out inside a transaction: an event comes in, and everything it leads to is written together.

Events that come in together are carried out together, each chat's in their order. Nothing here commits, and nothing
here sends: the caller commits, and only then are the updates acknowledged and the replies sent. So a process that is
killed at any instant loses no answer and applies none twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.catalogues import closest, tongues
from bot.storage.desks import Desk, House, Office, load_desks
from bot.storage.engine import transaction
from bot.storage.writing import carry_out, claim, write_desks
from dialogs.cards import FLEETING, card, record
from dialogs.cards import remark as words_of
from dialogs.commands import Turn
from dialogs.events import Event, Received
from dialogs.places import settled
from dialogs.screens import Screen
from dialogs.sheet import Sheet, after
from dialogs.step import step
from dialogs.tongue import Tongue


@dataclass(frozen=True, slots=True)
class Incoming:
    """An event as a channel delivers it. `at` is aware; `update_id` is the messenger's, where it has one.

    `revision` is that of the tapped card and `tapped` the message it was on; `language` is the phone's, which counts
    at the first contact alone.
    """

    channel: str
    address: str
    event: Event
    at: datetime
    revision: int | None = None
    update_id: int | None = None
    language: str | None = None
    tapped: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a turn shows: perhaps a record that the live card turns into, perhaps a remark, and always a card.

    `fleeting` says that the remark may vanish after a moment. `live` is the message that was the live card until
    now, as far as is known; `fits` says that the tap, if it was one, was on it; `agreed` that consent was given.
    """

    card: Screen
    revision: int
    tongue: Tongue
    remark: str | None = None
    fleeting: bool = False
    record: Screen | None = None
    live: str | None = None
    fits: bool = True
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class Failed:
    """A turn that could not be carried out; nothing of it was kept."""

    error: Exception


Outcome = Reply | Failed | None
"""None stands for an update that was carried out before."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of some events: one outcome for each, in order. `desks` is for `Office.remember`, after the commit."""

    outcomes: tuple[Outcome, ...]
    desks: tuple[Desk, ...] = field(default=())


def take_turns(session: Session, office: Office, events: Sequence[Incoming]) -> Batch:
    """Carry out events of one channel, in order. One that fails in the core leaves the others as they are.

    Raises SQLAlchemyError when writing fails; nothing of the batch may be committed then.
    """
    if not events:
        return Batch(())
    channel, now = events[0].channel, events[-1].at
    fresh = claim(session, channel, (e.update_id for e in events if e.update_id is not None), now)
    wanted = {e.address: closest(e.language, tongues()) for e in reversed(events)}
    desks = load_desks(session, office, channel, wanted)
    outcomes: list[Outcome] = []
    for incoming in events:
        if incoming.update_id is not None and incoming.update_id not in fresh:
            outcomes.append(None)
            continue
        fresh.discard(incoming.update_id or 0)
        outcomes.append(_attempt(session, office.house, desks[incoming.address], incoming))
    write_desks(session, desks.values(), now)
    return Batch(tuple(outcomes), tuple(desks.values()))


def _attempt(session: Session, house: House, desk: Desk, incoming: Incoming) -> Reply | Failed:
    given = len(desk.answers)
    try:
        return _take(session, house, desk, incoming)
    except Exception as error:  # noqa: BLE001  # whatever fails in one conversation, the others go on
        del desk.answers[given:]
        return Failed(error)


def _take(session: Session, house: House, desk: Desk, incoming: Incoming) -> Reply:
    """One turn. The desk changes last, so that a turn that fails leaves it as it was."""
    turn = step(desk.sheet, desk.here, Received(incoming.event, incoming.at, incoming.revision))
    sheet, there = after(desk.sheet, turn.commands), desk.here.moved_to(turn.state)
    fits = incoming.revision is None or incoming.revision == desk.here.revision
    live = incoming.tapped if incoming.tapped and fits else desk.card
    reply = _reply(sheet, turn, there.revision, live=live, fits=fits)
    carry_out(session, house, desk, turn.commands, incoming.at)
    desk.sheet, desk.here = sheet, there
    desk.card = None if reply.record else live  # a record is no card: a second tap must not draw one over it
    return reply


def _reply(sheet: Sheet, turn: Turn, revision: int, *, live: str | None = None, fits: bool = True) -> Reply:
    spoken = tongues((sheet.quest.model if sheet.quest else sheet.model).id)
    tongue = spoken.get(sheet.language, spoken["en"])
    return Reply(
        card=card(sheet, turn.state, tongue),
        revision=revision,
        tongue=tongue,
        remark=words_of(tongue, turn.remark) if turn.remark else None,
        fleeting=turn.remark in FLEETING,
        record=record(sheet, turn.commands, tongue),
        live=live,
        fits=fits,
        agreed=sheet.consented,
    )


def take_turn(office: Office, incoming: Incoming) -> Reply | None:
    """Carry out one event in a transaction of its own, committed when this returns.

    None for an update that was carried out before. Raises what fails in the core, and SQLAlchemyError.
    """
    try:
        return _committed(office, incoming)
    except IntegrityError:  # someone else began the same chat, or took the same update, at the same moment
        return _committed(office, incoming)


def _committed(office: Office, incoming: Incoming) -> Reply | None:
    with transaction(office.engine) as session:
        batch = take_turns(session, office, [incoming])
        (outcome,) = batch.outcomes
        if isinstance(outcome, Failed):
            raise outcome.error
    office.remember(batch.desks)
    return outcome


def waiting_card(session: Session, office: Office, channel: str, address: str) -> Reply | None:
    """The card that waits for this chat, as it was; None for a stranger. Changes nothing."""
    desk = load_desks(session, office, channel, {address: "en"})[address]
    if not desk.stored:
        return None
    return _reply(desk.sheet, Turn(settled(desk.sheet, desk.here.state)), desk.here.revision)
