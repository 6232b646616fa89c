"""The tables that keep what people write safe: which keys it is sealed with, and who used up what lately."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from bot.storage.columns import MANY, UTCDateTime


class SealingKey(SQLModel, table=True):
    """A key that something in this database may be sealed with, by its fingerprint; the key itself is not here."""

    __tablename__ = "sealing_key"

    fingerprint: str = Field(primary_key=True, max_length=64)  # SHA-256 of the key, in hex
    since: datetime = Field(sa_type=UTCDateTime)


class Spent(SQLModel, table=True):
    """Something that a person may do only so often, such as asking for a file. The chat stands here as a hash."""

    __tablename__ = "spent"

    id: int | None = Field(default=None, primary_key=True, sa_type=MANY)
    chat_hash: str = Field(max_length=64, index=True)
    kind: str = Field(max_length=16)
    at: datetime = Field(sa_type=UTCDateTime, index=True)
