"""The chats of one person, and what is kept of a chat by its address or by the hash of that."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, false, or_, select
from sqlmodel import Session

from bot.storage.tables import METADATA

conversation = METADATA.tables["conversation"]

Chat = tuple[str, str]
"""A channel, and an address on it."""


def chats_of(session: Session, person: int) -> list[Chat]:
    """Where this person talks, locked until the transaction ends."""
    query = (
        select(conversation.c.channel, conversation.c.address)
        .where(conversation.c.person_id == person)
        .order_by(conversation.c.channel, conversation.c.address)
        .with_for_update()
    )
    return [(line.channel, line.address) for line in session.connection().execute(query)]


def of_chats(table: Table, chats: Collection[Chat]) -> ColumnElement[bool]:
    """Whether a row is about one of these chats."""
    return or_(
        false(),
        *((table.c.channel == channel) & (table.c.address == address) for channel, address in chats),
    )


def in_chats(session: Session, table: Table, chats: Collection[Chat]) -> list[Row[Any]]:
    """The rows about these chats, in the order of their keys."""
    query = select(table).where(of_chats(table, chats)).order_by(*table.primary_key)
    return list(session.connection().execute(query))


def hash_of(channel: str, address: str) -> str:
    """A chat as it stands beside what was tried or used up there."""
    return sha256(f"{channel}:{address}".encode()).hexdigest()
