"""Messages to people who are not waiting for one: written in a turn, sent or fetched later, once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, insert, select
from sqlmodel import Session

from bot.catalogues import tongue
from bot.storage import letters
from bot.storage.rounds.authority import Coordination
from bot.storage.tables import METADATA
from dialogs.screens import Screen
from dialogs.tongue import Tongue

conversation, outgoing, participation = (
    METADATA.tables[name] for name in ("conversation", "outgoing", "participation")
)

Words = Callable[[Tongue], Screen]
"""A message in the language of whoever reads it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A chat in which someone can be written to."""

    person: int
    channel: str
    address: str
    language: str


_PEOPLE: BindParameter[int] = bindparam("people", expanding=True)
_READERS = (
    select(conversation.c.person_id, conversation.c.channel, conversation.c.address, conversation.c.language)
    .where(conversation.c.person_id.in_(_PEOPLE), conversation.c.unreachable_since.is_(None))
    .order_by(conversation.c.channel, conversation.c.address)
)
_INSERT = insert(outgoing)


def readers(session: Session, people: Collection[int]) -> list[Reader]:
    """The chats of these people, of those who can be reached."""
    if not people:
        return []
    lines = session.connection().execute(_READERS, {"people": sorted(people)})
    return [Reader(line.person_id, line.channel, line.address, line.language) for line in lines]


def post(session: Session, mail: Iterable[tuple[Reader, Screen]], now: datetime, *, protected: bool = False) -> int:
    """Write a message to each of these chats, to arrive at most once and after what people wait for; how many.

    `protected` for one that is neither to be forwarded nor saved.
    """
    kept = {"protected": True} if protected else {}
    rows = [
        {
            "channel": reader.channel,
            "address": reader.address,
            "payload": {"letter": letters.written(shown), **kept},
            "urgent": False,
            "once": True,
            "created_at": now,
        }
        for reader, shown in mail
    ]
    if rows:
        session.connection().execute(_INSERT, rows)
    return len(rows)


def tell(
    session: Session, people: Collection[int], words: Words, now: datetime, *, model: str = "", protected: bool = False
) -> int:
    """Write this to each of these people, in their language; in how many chats. Nobody who cannot be reached counts.

    `model` is the id of the model whose texts the words hold. Two statements, however many people.
    """
    to = readers(session, people)
    drawn = {code: words(tongue(code, model)) for code in {reader.language for reader in to}}
    return post(session, ((reader, drawn[reader.language]) for reader in to), now, protected=protected)


_RESPONDENTS = select(participation.c.person_id).where(
    participation.c.assessment_id == bindparam("round"), participation.c.removed_at.is_(None)
)


def tell_respondents(
    session: Session, right: Coordination, words: Words, now: datetime, *, protected: bool = False
) -> int:
    """`tell` everybody who answers in the round, but not the coordinator whose deed it is."""
    people = set(session.connection().scalars(_RESPONDENTS, {"round": right.round}))
    return tell(session, people - {right.person}, words, now, protected=protected)


_WAITING = (
    select(outgoing.c.id, outgoing.c.payload)
    .where(outgoing.c.channel == bindparam("of_channel"), outgoing.c.address == bindparam("of_address"))
    .order_by(outgoing.c.id)
)
_TAKEN = delete(outgoing).where(outgoing.c.id.in_(bindparam("numbers", expanding=True))).returning(outgoing.c.id)


def fetched(session: Session, channel: str, address: str) -> list[Screen]:
    """The letters that wait for this chat, in order, and wait no more: where people look for themselves."""
    lines = [line for line in _waiting(session, channel, address) if "letter" in line.payload]
    taken = taken_away(session, [line.id for line in lines])
    return [letters.read(line.payload["letter"]) for line in lines if line.id in taken]


def calls_for(session: Session, channel: str, address: str) -> list[int]:
    """The numbers of the rows that are to call this chat, in order; they stay until each is taken away."""
    return [line.id for line in _waiting(session, channel, address) if "call" in line.payload]


def taken_away(session: Session, numbers: Collection[int]) -> set[int]:
    """Take these rows out of the outbox; those that were still there."""
    return set(session.connection().scalars(_TAKEN, {"numbers": sorted(numbers)})) if numbers else set()


def _waiting(session: Session, channel: str, address: str) -> list[Any]:
    return list(session.connection().execute(_WAITING, {"of_channel": channel, "of_address": address}))
