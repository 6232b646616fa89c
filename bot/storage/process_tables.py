"""The tables that processes on one PostgreSQL go by; on SQLite there is one process, and they stay empty."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from bot.storage.columns import UTCDateTime


class Process(SQLModel, table=True):
    """A running process, and when it was last seen, by the clock of the database."""

    __tablename__ = "process"

    name: str = Field(primary_key=True, max_length=32)
    seen_at: datetime = Field(sa_type=UTCDateTime)


class SharedPace(SQLModel, table=True):
    """How fast all processes together may send on one channel, by the clock of the database.

    `next_at` is when the next message may go that nobody waits for; until `held_until` none may go at all. `chat_hash`
    is the chat that was last told to wait, until `chat_until`.
    """

    __tablename__ = "shared_pace"

    channel: str = Field(primary_key=True, max_length=16)
    next_at: datetime = Field(sa_type=UTCDateTime)
    held_until: datetime = Field(sa_type=UTCDateTime)
    chat_hash: str = Field(max_length=64)
    chat_until: datetime = Field(sa_type=UTCDateTime)
