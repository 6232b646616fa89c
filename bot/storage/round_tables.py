"""The tables of assessments with many people: who coordinates, who was invited, what coordinators are told."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, SQLModel

from bot.storage.columns import MANY, Sealed, UTCDateTime, standing


class Coordinator(SQLModel, table=True):
    """Someone who coordinates an assessment, until the row goes. `muted` are kinds of notice they do not want."""

    __tablename__ = "coordinator"

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    name: str = Field(default="", sa_type=Sealed, sa_column_kwargs=standing(text("''")))
    muted: list[str] = Field(default_factory=list, sa_type=JSON)
    since: datetime = Field(sa_type=UTCDateTime)
    digest: str = Field(default="weekly", max_length=8, sa_column_kwargs=standing("weekly"))
    digest_hour: int = Field(default=9, sa_column_kwargs=standing("9"))


class Invitation(SQLModel, table=True):
    """A code that lets `places` people in. Only its hash is kept; `until` is the last day it can be used."""

    __tablename__ = "invitation"

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    code_hash: str = Field(max_length=64, unique=True)
    role: str = Field(max_length=16)
    capabilities: list[str] | None = Field(default=None, sa_type=JSON)
    label: str = Field(default="", sa_type=Sealed, sa_column_kwargs=standing(text("''")))
    language: str = Field(max_length=16)
    places: int = 1
    taken: int = 0
    until: date | None = None
    created_by: int | None = Field(default=None, foreign_key="person.id")
    created_at: datetime = Field(sa_type=UTCDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    passed_by: int | None = None  # the participation whose respondent passed a question on with it


class Notice(SQLModel, table=True):
    """Something that coordinators are told of soon, together with what else happens meanwhile; gone once told."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_assessment_id", "assessment_id", "id"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=MANY)
    assessment_id: int = Field(foreign_key="assessment.id")
    kind: str = Field(max_length=24)
    participation_id: int | None = Field(default=None, foreign_key="participation.id")
    subject: str = Field(default="", max_length=64)  # a domain or a capability
    at: datetime = Field(sa_type=UTCDateTime)


class AuditEntry(SQLModel, table=True):
    """Who did what in an assessment, and when; never what anybody answered."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_assessment_id", "assessment_id", "id"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=MANY)
    assessment_id: int = Field(foreign_key="assessment.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    action: str = Field(max_length=32)
    subject: str = Field(default="", max_length=200)
    at: datetime = Field(sa_type=UTCDateTime)


class Timer(SQLModel, table=True):
    """When to look next whether somebody is to be written to: a reminder, a digest, or word of a deadline.

    `due_at` is never later than the moment itself; null while there is nothing to wait for. `sent` are the moments at
    which it was sent, in ISO 8601; `asked_for` when the person wants to hear again, of a digest its promised moment;
    `told_of` the deadline whose end the coordinator was told of.
    """

    __tablename__ = "timer"

    kind: str = Field(primary_key=True, max_length=16)
    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    due_at: datetime | None = Field(default=None, sa_type=UTCDateTime, index=True)
    sent: list[str] = Field(default_factory=list, sa_type=JSON)
    asked_for: datetime | None = Field(default=None, sa_type=UTCDateTime)
    stopped_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    told_of: date | None = None


class FailedCode(SQLModel, table=True):
    """A wrong code that was tried lately, so that guessing is slow. The chat stands here as a hash."""

    __tablename__ = "failed_code"

    id: int | None = Field(default=None, primary_key=True, sa_type=MANY)
    chat_hash: str = Field(max_length=64, index=True)
    at: datetime = Field(sa_type=UTCDateTime, index=True)
