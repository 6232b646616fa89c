"""The tables. Times are aware and in UTC; identifiers of the model are words.

`docs/data-dictionary.md` says what each column is for.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Text, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from bot.storage import (  # noqa: F401  # METADATA is whole once all are there
    process_tables,
    result_tables,
    round_tables,
    safety_tables,
)
from bot.storage.columns import MANY, METADATA, Sealed, SealedJSON, UTCDateTime, standing

__all__ = [
    "METADATA",
    "Answer",
    "AnswerRevision",
    "Assessment",
    "Conversation",
    "FrameworkModel",
    "HandledUpdate",
    "Outgoing",
    "Participation",
    "Person",
    "SetAside",
]


class FrameworkModel(SQLModel, table=True):
    """A maturity model as it was when an assessment began on it: the exact file, under its content hash."""

    __tablename__ = "framework_model"

    hash: str = Field(primary_key=True, max_length=64)
    model_id: str = Field(max_length=32)
    version: str = Field(max_length=32)
    content: str = Field(sa_type=Text)


class Person(SQLModel, table=True):
    """Someone who agreed. Neither name nor number of theirs is here."""

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    consent_version: str = Field(max_length=16)
    consented_at: datetime = Field(sa_type=UTCDateTime)
    reminded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Assessment(SQLModel, table=True):
    """One round of one model. `alone` when a single person assesses without an invitation.

    What a coordinator decided is `dialogs.rounds.nouns.Setup`; its columns have the same names.
    """

    __tablename__ = "assessment"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(default="", max_length=200)
    alone: bool = True
    model_hash: str = Field(foreign_key="framework_model.hash", max_length=64)
    created_at: datetime = Field(sa_type=UTCDateTime)
    territory: str = Field(default="", max_length=2, sa_column_kwargs=standing(text("''")))
    depth: str = Field(default="full", max_length=8, sa_column_kwargs=standing("full"))
    deadline: date | None = None
    zone: str = Field(default="UTC", max_length=64, sa_column_kwargs=standing("UTC"))
    days_off: list[int] | None = Field(default=None, sa_type=JSON)
    quiet_from: int = Field(default=20, sa_column_kwargs=standing("20"))
    quiet_until: int = Field(default=8, sa_column_kwargs=standing("8"))
    languages: list[str] | None = Field(default=None, sa_type=JSON)
    anonymous: bool = Field(default=False, sa_column_kwargs=standing(false()))
    audience: str = Field(default="coordinators", max_length=16, sa_column_kwargs=standing("coordinators"))
    status: str = Field(default="open", max_length=16, sa_column_kwargs=standing("open"))
    closed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    policy: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    shared_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    previous_id: int | None = Field(default=None, foreign_key="assessment.id", index=True)
    retention: int = Field(default=24, sa_column_kwargs=standing("24"))  # months after closing
    protected: bool = Field(default=False, sa_column_kwargs=standing(false()))
    warned_at: datetime | None = Field(default=None, sa_type=UTCDateTime)  # that it will be deleted
    imported: dict[str, Any] | None = Field(default=None, sa_type=SealedJSON)  # of a file, what is known from it alone


class Participation(SQLModel, table=True):
    """One person's part in one assessment. `capabilities` is null where the whole model is asked."""

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("person_id", "assessment_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    depth: str = Field(max_length=8)
    capabilities: list[str] | None = Field(default=None, sa_type=JSON)
    joined_at: datetime = Field(sa_type=UTCDateTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    version: int = 0  # grows with every change of the answers
    name: str = Field(default="", sa_type=Sealed, sa_column_kwargs=standing(text("''")))
    sector: str | None = Field(default=None, max_length=16)
    invitation_id: int | None = Field(default=None, foreign_key="invitation.id")
    nudged_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    previous_id: int | None = Field(default=None, foreign_key="participation.id")


class AnswerWords(SQLModel):
    """What an answer says; the same in the latest answer and in its revisions."""

    phase: str | None = Field(default=None, max_length=16)
    reason: str | None = Field(default=None, max_length=16)
    why: str = Field(default="", sa_type=Sealed)
    in_place: list[str] = Field(default_factory=list, sa_type=JSON)
    basis: list[str] = Field(default_factory=list, sa_type=JSON)
    note: str = Field(default="", sa_type=Sealed)
    answered_at: datetime = Field(sa_type=UTCDateTime)
    change: str | None = Field(default=None, max_length=24)
    marked: bool = Field(default=False, sa_column_kwargs=standing(false()))


class Answer(AnswerWords, table=True):
    """The latest answer of one respondent to one capability; every earlier one is in AnswerRevision."""

    __tablename__ = "answer"

    participation_id: int = Field(foreign_key="participation.id", primary_key=True)
    capability: str = Field(primary_key=True, max_length=24)


class AnswerRevision(AnswerWords, table=True):
    """Every answer as it was given, the latest included."""

    __tablename__ = "answer_revision"
    __table_args__ = (Index("ix_answer_revision_answer", "participation_id", "capability"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=MANY)
    participation_id: int = Field(foreign_key="participation.id")
    capability: str = Field(max_length=24)


class Conversation(SQLModel, table=True):
    """One chat of one channel: where it is, in which language, and which message is its live card."""

    __tablename__ = "conversation"

    channel: str = Field(primary_key=True, max_length=16)
    address: str = Field(primary_key=True, max_length=64)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    participation_id: int | None = Field(default=None, foreign_key="participation.id", index=True)
    assessment_id: int | None = Field(default=None, foreign_key="assessment.id")
    language: str = Field(max_length=16)
    state: dict[str, Any] = Field(sa_type=SealedJSON)
    revision: int = 0
    card: str | None = Field(default=None, max_length=32)
    protected: bool = Field(default=False, sa_column_kwargs=standing(false()))  # whether the card was sent so
    unreachable_since: datetime | None = Field(default=None, sa_type=UTCDateTime)
    updated_at: datetime = Field(sa_type=UTCDateTime)


class HandledUpdate(SQLModel, table=True):
    """An update of a messenger that has been carried out, so that it is not carried out twice."""

    __tablename__ = "handled_update"

    channel: str = Field(primary_key=True, max_length=16)
    update_id: int = Field(primary_key=True, sa_type=BigInteger)
    handled_at: datetime = Field(sa_type=UTCDateTime, index=True)


class Outgoing(SQLModel, table=True):
    """Something to be sent: in order per chat, written in the turn that leads to it, gone soon after it is sent.

    `urgent` for someone who is waiting; `once` for what must not arrive twice, with `begun_at` set before it is sent.
    `owner` is the process that sends it, one for all that a chat waits for; none yet for what was written by a command
    beside the service, or is left of a process that is gone.
    """

    __tablename__ = "outgoing"
    __table_args__ = (Index("ix_outgoing_chat", "channel", "address", "id"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=MANY)
    channel: str = Field(max_length=16)
    address: str = Field(max_length=64)
    payload: dict[str, Any] = Field(sa_type=SealedJSON(readable="call"))
    urgent: bool = True
    once: bool = False
    begun_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    owner: str | None = Field(default=None, max_length=32)
    created_at: datetime = Field(sa_type=UTCDateTime)


class SetAside(SQLModel, table=True):
    """An update that could not be carried out, as the messenger sent it; `sounding doctor` tries it again."""

    __tablename__ = "set_aside"

    id: int | None = Field(default=None, primary_key=True, sa_type=MANY)
    channel: str = Field(max_length=16)
    update_id: int = Field(sa_type=BigInteger)
    address: str = Field(max_length=64)
    error: str = Field(max_length=80)
    place: str = Field(max_length=400)
    content: str = Field(sa_type=Sealed)
    set_aside_at: datetime = Field(sa_type=UTCDateTime)
