"""What is to be sent: rows written in the turn that leads to them, in order per chat, gone with a later commit.

A row holds everything that one turn shows: the answer to a tap, a record that the live card turns into, a card. Or
one thing that stands by itself: words, a letter, or a file that is made when it is sent. Or a call: a reminder or a
digest, whose card is drawn when it is sent, if it is still right then. `urgent` rows are for people who are waiting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session

from bot.catalogues import closest, tongue, tongues
from bot.left import Enclosure, Left, stored
from bot.storage.processes import shared
from bot.storage.reminding.timers import arm_person
from bot.storage.rounds.notices import note_unreachable
from bot.storage.tables import METADATA
from bot.telegram import chats
from bot.telegram.drawing import TOAST_LIMIT, html, keyboard
from bot.telegram.updates import CHANNEL, Heard
from bot.turns import Reply
from dialogs.screens import Paragraph, Screen
from dialogs.tongue import Tongue
from dialogs.typed import shortened

outgoing, conversation = METADATA.tables["outgoing"], METADATA.tables["conversation"]

Payload = dict[str, Any]
"""What a row shows, as JSON."""


@dataclass(frozen=True, slots=True)
class Row:
    """Something to be sent to one chat. `id` is 0 until it is written.

    `once` says that rather nothing than twice should arrive; `begun` that it may have been sent already.
    """

    address: str
    payload: Mapping[str, Any]
    urgent: bool = True
    once: bool = False
    id: int = 0
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that is a chat's live card, None for none; `protected` that it was sent so, which no edit changes."""

    message: str | None = None
    protected: bool = False


@dataclass(slots=True)
class Finished:
    """What sending found out, to be written with a later commit: rows that are done, live cards, chats out of reach."""

    rows: list[int] = field(default_factory=list)
    cards: dict[str, Shown] = field(default_factory=dict)
    unreachable: set[str] = field(default_factory=set)
    moved: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rows or self.cards or self.unreachable or self.moved)


def reply_rows(heard: Heard, reply: Reply) -> list[Row]:
    """What a turn shows: what it leaves in the chat, then its card."""
    card = reply_row(heard, reply)
    if not reply.left:
        return [card]
    rows = [*(_left_row(card.address, left) for left in reply.left), card]
    answer = {name: value for name, value in card.payload.items() if name == "answer"}  # a tap waits for nothing
    rest = {name: value for name, value in card.payload.items() if name != "answer"}
    rows[0], rows[-1] = replace(rows[0], payload={**rows[0].payload, **answer}), replace(card, payload=rest)
    return rows


def _left_row(address: str, left: Left) -> Row:
    """Rather twice than not at all: an invitation's code is nowhere else."""
    if isinstance(left, Enclosure):
        return Row(address, {"enclosure": stored(left)})
    return Row(address, {"words": html(left)})


CAPTION_LIMIT = 500
"""Characters below a file; Telegram takes 1024 UTF-16 code units."""


def caption(enclosure: Enclosure) -> str:
    """What stands below a file."""
    if not enclosure.caption:
        return ""
    t = tongue(enclosure.language)
    return html(Screen((Paragraph(shortened(enclosure.caption, CAPTION_LIMIT)),), direction=t.direction))


def reply_row(heard: Heard, reply: Reply) -> Row:
    """The card of a turn. A tap on the live card edits it; anything else gets a new card below, and the old one goes.

    So does what is left in the chat: the card stands below it.
    """
    payload: Payload = {"live": reply.live, **_protection(reply)}
    toast = reply.remark if heard.query and reply.fleeting and len(reply.remark or "") <= TOAST_LIMIT else None
    if heard.query:
        payload["answer"] = {"callback_query_id": heard.query} | ({"text": toast} if toast else {})
    if reply.record:
        payload["record"] = html(reply.record)
    card = reply.card if toast or not reply.remark else reply.card.beginning(Paragraph(reply.remark))
    if reply.remark and not toast:
        payload["remark"] = True
    payload["text"], payload["keyboard"] = html(card), keyboard(card, reply.revision)
    tapped = heard.incoming.tapped
    if tapped and not reply.record and not reply.left and (reply.fits or tapped == reply.live):
        payload["edit"] = tapped
    return Row(heard.incoming.address, payload)


def call_payload(reply: Reply) -> Payload:
    """A card that nobody asked for: a new message, so that the phone tells of it; the old card goes."""
    drawn = {"text": html(reply.card), "keyboard": keyboard(reply.card, reply.revision)}
    return {"live": reply.live, **_protection(reply), **drawn}


def _protection(reply: Reply) -> Payload:
    """What is to be neither forwarded nor saved: the card, and the one that is live."""
    said = {"protected": reply.protected, "live_protected": reply.live_protected}
    return {name: True for name, holds in said.items() if holds}


def apology_row(address: str, language: str | None) -> Row:
    """Something of ours went wrong: say what was kept, and the way on."""
    t = _nearest(language)
    words = t.gettext(
        "Something went wrong here, and your last message or tap was not understood. "
        "Everything before it is kept. Send /continue to go on."
    )
    return Row(address, {"words": html(Screen((Paragraph(words),)))})


def group_row(address: str, language: str | None) -> Row:
    words = _nearest(language).gettext("Sounding talks with one person at a time. Please open a private chat with it.")
    return Row(address, {"words": html(Screen((Paragraph(words),)))})


def _nearest(language: str | None) -> Tongue:
    """For a phone that may say anything."""
    return tongues()[closest(language, tongues())]


_INSERT = insert(outgoing).returning(outgoing.c.id, sort_by_parameter_order=True)
_REMOVE = delete(outgoing).where(outgoing.c.id == bindparam("number"))


def write_rows(session: Session, rows: Sequence[Row], at: datetime, owner: str | None) -> list[Row]:
    """Write rows in order, for a process to send; what it is to send now, with the numbers.

    A chat is written to by one process at a time: where another one has not sent everything yet, that one gets these
    too. What is left in the chat of a process that is gone goes first. The chats are locked, as in a turn.
    """
    if not rows:
        return []
    others = chats.others(session, {row.address for row in rows}, owner) if owner is not None else chats.NOBODY
    numbers = session.connection().scalars(
        _INSERT,
        [
            {
                "channel": CHANNEL,
                "address": row.address,
                "payload": dict(row.payload),
                "urgent": row.urgent,
                "once": row.once,
                "owner": others.owners.get(row.address, owner),
                "created_at": at,
            }
            for row in rows
        ],
    )
    written = [replace(row, id=number) for row, number in zip(rows, numbers, strict=True)]
    chats.hand_over(session, others.owners, written)
    mine = [row for row in written if row.address not in others.owners]
    return [*map(as_row, others.left), *mine]


def adopted_rows(session: Session, owner: str, room: int, *, everything: bool = False) -> list[Row]:
    """Rows that were written and that nobody sends, in order; or all there are for this process. They get this owner.

    Several processes share the first kind by chats, `room` of them at most where nobody is waiting.
    """
    if shared(session):
        lines = chats.claimed(session, owner, room)
        return [as_row(line) for line in (chats.owned(session, owner) if everything else lines)]
    mine = update(outgoing).where(outgoing.c.channel == CHANNEL).values(owner=owner)
    if not everything:
        mine = mine.where(outgoing.c.owner.is_(None))
    found = session.connection().execute(mine.returning(outgoing)).all()
    return [as_row(line) for line in sorted(found, key=lambda line: line.id)]


def as_row(line: Any) -> Row:
    """A row of the table."""
    return Row(line.address, line.payload, line.urgent, line.once, line.id, line.begun_at is not None)


def begin_row(session: Session, number: int, at: datetime, owner: str) -> bool:
    """Note that a row which must not arrive twice is about to be sent; whether it is this process that may send it."""
    begun = update(outgoing).where(outgoing.c.id == number, outgoing.c.owner == owner).values(begun_at=at)
    return session.connection().execute(begun).rowcount == 1


_SET_CARD = update(conversation).where(
    conversation.c.channel == CHANNEL, conversation.c.address == bindparam("of_address")
)


_LOSE = (
    _SET_CARD.where(conversation.c.unreachable_since.is_(None))
    .values(unreachable_since=bindparam("since", type_=conversation.c.unreachable_since.type))
    .returning(conversation.c.person_id)
)


def write_finished(session: Session, finished: Finished, at: datetime) -> None:
    """Write down what sending found out."""
    connection = session.connection()
    if finished.rows:
        connection.execute(_REMOVE, [{"number": number} for number in finished.rows])
    if finished.cards:
        cards = [
            {"of_address": address, "card": shown.message, "protected": shown.protected}
            for address, shown in sorted(finished.cards.items())
        ]
        connection.execute(_SET_CARD, cards)
    for address in sorted(finished.unreachable):
        set_reachable(session, address, at)
    for old, new in finished.moved.items():
        connection.execute(update(outgoing).where(outgoing.c.address == old).values(address=new))


def set_reachable(session: Session, address: str, unreachable_since: datetime | None) -> None:
    """Remember that a person cannot be written to, or can be again; what waits for them goes with the first.

    Their coordinators are told of it once, however often sending fails.
    """
    connection = session.connection()
    if unreachable_since is None:
        _regain(session, address)
        return
    person = connection.scalar(_LOSE, {"of_address": address, "since": unreachable_since})
    if person is not None:
        note_unreachable(session, person, unreachable_since)
    connection.execute(delete(outgoing).where(outgoing.c.channel == CHANNEL, outgoing.c.address == address))


_LOST = select(conversation.c.person_id, conversation.c.unreachable_since).where(
    conversation.c.channel == CHANNEL,
    conversation.c.address == bindparam("of_address"),
    conversation.c.unreachable_since.is_not(None),
)


def _regain(session: Session, address: str) -> None:
    """Write to this chat again, and see soon whether its person is to be reminded of something."""
    connection = session.connection()
    lost = connection.execute(_LOST, {"of_address": address}).one_or_none()
    connection.execute(_SET_CARD.values(unreachable_since=None), {"of_address": address})
    if lost is not None and lost.person_id is not None:
        arm_person(session, lost.person_id, lost.unreachable_since)


def take_over(into: Finished, more: Finished) -> None:
    """Put back what could not be written; what was found out since then is newer."""
    into.rows[:0] = more.rows
    into.cards = {**more.cards, **into.cards}
    into.unreachable |= more.unreachable
    into.moved = {**more.moved, **into.moved}
