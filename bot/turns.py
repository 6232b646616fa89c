"""One turn is one transaction: an event comes in, and everything it leads to is written together.

Nothing here commits, and nothing here sends: the caller commits, and only then is the update acknowledged and the
reply sent. So a process that is killed at any instant loses no answer and applies none twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from bot.catalogues import closest, tongues
from bot.storage.records import House, carry_out, claim_update, locked_conversation, read_sheet
from bot.storage.tables import Conversation as Row
from dialogs import memory
from dialogs.cards import FLEETING, card, record
from dialogs.cards import remark as words_of
from dialogs.commands import Turn
from dialogs.events import Event, Received
from dialogs.places import settled
from dialogs.screens import Screen
from dialogs.sheet import Sheet, after
from dialogs.states import Conversation, State, Stranger
from dialogs.step import step
from dialogs.tongue import Tongue


@dataclass(frozen=True, slots=True)
class Incoming:
    """An event as a channel delivers it. `at` is aware; `update_id` is the messenger's, where it has one.

    `revision` is that of the tapped card, and `language` the phone's, which counts at the first contact alone.
    """

    channel: str
    address: str
    event: Event
    at: datetime
    revision: int | None = None
    update_id: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a turn shows: perhaps a record that the live card turns into, perhaps a remark, and always a card.

    `fleeting` says that the remark may vanish after a moment, `fits` that the tap belonged to the live card.
    """

    card: Screen
    revision: int
    tongue: Tongue
    remark: str | None = None
    fleeting: bool = False
    record: Screen | None = None
    fits: bool = True


def take_turn(session: Session, house: House, incoming: Incoming) -> tuple[Row, Reply] | None:
    """Carry an event through, inside the session's transaction; None for an update that was carried out before.

    The row is detached from the database again when the person stays a stranger: nothing of them is kept.
    """
    if incoming.update_id is not None and not claim_update(session, incoming.channel, incoming.update_id, incoming.at):
        return None
    language = closest(incoming.language, tongues())
    row = locked_conversation(session, incoming.channel, incoming.address, language, incoming.at)
    sheet = read_sheet(session, house, row)
    here = Conversation(memory.restored(row.state), row.revision)
    turn = step(sheet, here, Received(incoming.event, incoming.at, incoming.revision))
    carry_out(session, house, row, turn.commands, incoming.at)
    there = here.moved_to(turn.state)
    _remember(session, row, there, incoming.at)
    fits = incoming.revision is None or incoming.revision == here.revision
    return row, replace(_reply(after(sheet, turn.commands), turn, there.revision), fits=fits)


def _remember(session: Session, row: Row, there: Conversation, now: datetime) -> None:
    if isinstance(there.state, Stranger):
        session.delete(row)
        return
    row.state, row.revision, row.updated_at = memory.stored(there.state), there.revision, now


def _reply(sheet: Sheet, turn: Turn, revision: int) -> Reply:
    tongue = tongues()[sheet.language] if sheet.language in tongues() else tongues()["en"]
    return Reply(
        card=card(sheet, turn.state, tongue),
        revision=revision,
        tongue=tongue,
        remark=words_of(tongue, turn.remark) if turn.remark else None,
        fleeting=turn.remark in FLEETING,
        record=record(sheet, turn.commands, tongue),
    )


def waiting_card(session: Session, house: House, channel: str, address: str) -> Reply | None:
    """The card that waits for this chat, as it was; None for a stranger. Changes nothing."""
    row = session.get(Row, (channel, address))
    if row is None:
        return None
    sheet = read_sheet(session, house, row)
    state: State = memory.restored(row.state)
    return _reply(sheet, Turn(settled(sheet, state)), row.revision)
