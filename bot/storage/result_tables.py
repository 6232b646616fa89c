"""The tables of what a round came to: what was agreed, the plan, and what was shown of an anonymous round."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, SQLModel

from bot.storage.columns import MANY, Sealed, UTCDateTime, standing


class AgreementWords(SQLModel):
    """What was agreed on one capability; the same in what holds now and in its history. No phase: left open."""

    phase: str | None = Field(default=None, max_length=16)
    reason: str = Field(default="", sa_type=Sealed)
    dissent: str = Field(default="", sa_type=Sealed)
    person_id: int | None = Field(default=None, foreign_key="person.id")  # none once their data are deleted
    at: datetime = Field(sa_type=UTCDateTime)


class Agreement(AgreementWords, table=True):
    """What coordinators recorded last on one capability; every earlier word is in AgreementRevision."""

    __tablename__ = "agreement"

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    capability: str = Field(primary_key=True, max_length=24)


class AgreementRevision(AgreementWords, table=True):
    """Everything that was recorded, the latest included."""

    __tablename__ = "agreement_revision"
    __table_args__ = (Index("ix_agreement_revision_assessment_id", "assessment_id", "id"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=MANY)
    assessment_id: int = Field(foreign_key="assessment.id")
    capability: str = Field(max_length=24)


class Priority(SQLModel, table=True):
    """One capability that the plan of a round takes up."""

    __tablename__ = "priority"

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    capability: str = Field(primary_key=True, max_length=24)
    lead: str = Field(default="", sa_type=Sealed, sa_column_kwargs=standing(text("''")))
    until: date | None = None
    note: str = Field(default="", sa_type=Sealed)
    changed_at: datetime = Field(sa_type=UTCDateTime)


class Release(SQLModel, table=True):
    """One view of the answers to one capability of an anonymous round.

    Every view that was ever shown is kept, so that a new one is shown only where no difference of two of them gives
    anybody away. `newest` is the number of the last answer revision there was; `behind` says that answers have changed
    since and the view had to stay. `gone` is how many who stood behind it were deleted since, by block; `counted` what
    it showed with them, in numbers alone.
    """

    __tablename__ = "release"
    __table_args__ = (Index("ix_release_assessment_id", "assessment_id", "id"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=MANY)
    assessment_id: int = Field(foreign_key="assessment.id")
    capability: str = Field(max_length=24)
    at: datetime = Field(sa_type=UTCDateTime)
    newest: int = Field(sa_type=MANY)
    sectors: list[str] = Field(sa_type=JSON)
    behind: bool = False
    gone: dict[str, int] | None = Field(default=None, sa_type=JSON)
    counted: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class ReleasePart(SQLModel, table=True):
    """Someone who stands behind such a view: the sector that they are counted in there, and what shows of them.

    `block` is empty where their sector was not shown; `digest` is the SHA-256 of what shows of their answer, in hex.
    """

    __tablename__ = "release_part"

    release_id: int = Field(foreign_key="release.id", primary_key=True, sa_type=MANY)
    participation_id: int = Field(foreign_key="participation.id", primary_key=True, index=True)
    block: str = Field(default="", max_length=16)
    digest: str = Field(max_length=64)
