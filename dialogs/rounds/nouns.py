"""What an assessment of many people consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dialogs.reminding.policy import Policy
from framework.answers import Depth
from framework.model import Model

RETENTION = 24
"""Months."""


class Role(StrEnum):
    """What someone may do in one assessment; a person may be both."""

    RESPONDENT = "respondent"
    COORDINATOR = "coordinator"


class Status(StrEnum):
    """The life of a round. Answers change only while it is open; an archived one is out of the way of daily lists."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Audience(StrEnum):
    """Who may see the joined result, once coordinators share it."""

    COORDINATORS = "coordinators"
    RESPONDENTS = "respondents"


class Sector(StrEnum):
    """Where a respondent works, in their own words for it."""

    GOVERNMENT = "government"
    POLICE = "police"
    JUSTICE = "justice"
    SERVICES = "services"
    EDUCATION = "education"
    CIVIL_SOCIETY = "civil-society"
    INDUSTRY = "industry"
    INTERNATIONAL = "international"
    OTHER = "other"


class Standing(StrEnum):
    """How far a respondent is. Submitted is finished; so is having answered everything."""

    NOT_BEGUN = "not-begun"
    IN_PROGRESS = "in-progress"
    FINISHED = "finished"


class NoticeKind(StrEnum):
    """What coordinators are told of, each kind to be switched off by each of them."""

    JOINED = "joined"
    SECTION_FINISHED = "section-finished"
    SUBMITTED = "submitted"
    PASSED_ON = "passed-on"
    UNREACHABLE = "unreachable"
    ALL_FINISHED = "all-finished"
    DELETED = "deleted"  # everything about one of the respondents


class Trouble(StrEnum):
    """Why an invitation cannot be used."""

    UNKNOWN = "unknown"
    USED_UP = "used-up"
    EXPIRED = "expired"
    REVOKED = "revoked"
    CLOSED = "closed"
    NOT_BEGUN = "not-begun"  # a draft takes nobody's answers yet
    TOO_FAST = "too-fast"  # too many wrong codes lately


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything a coordinator decides about a round.

    `territory` is an ISO 3166 code of two letters, or empty for something else. `deadline` is the last day. `zone` is
    an IANA name. `days_off` are weekdays from 0, Monday. `quiet` is from which hour to which nobody is written to by
    themselves, 0 to 23, over midnight where the first is the larger. `policy` is when respondents are reminded.
    `retention` is for how many months after closing everything is kept, 1 to 120. `protected` asks the messenger not
    to let results be forwarded or saved.
    """

    title: str
    territory: str = ""
    depth: Depth = Depth.FULL
    deadline: date | None = None
    zone: str = "UTC"
    days_off: frozenset[int] = frozenset({5, 6})
    quiet: tuple[int, int] = (20, 8)
    languages: tuple[str, ...] = ("en",)
    anonymous: bool = False
    audience: Audience = Audience.COORDINATORS
    policy: Policy = field(default_factory=Policy)
    retention: int = RETENTION
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """One assessment that someone has a part in. `number` is its number in the database.

    `alone` for a self-assessment without an invitation.
    """

    number: int
    title: str
    roles: frozenset[Role]
    status: Status = Status.OPEN
    alone: bool = False

    @property
    def coordinates(self) -> bool:
        return Role.COORDINATOR in self.roles

    @property
    def over(self) -> bool:
        """Whether it is closed or archived: nobody comes in to answer, and nobody is asked anything else."""
        return self.status in {Status.CLOSED, Status.ARCHIVED}


@dataclass(frozen=True, slots=True)
class Offer:
    """An invitation as the invited may see it: what they are invited to, and what it will mean for them.

    `round` is the assessment's number and `model` what it is about. `capabilities` is None for all of them. `label` is
    what the coordinator wrote on it, perhaps an office, and `language` that of its message. `new` says that someone
    who is in already would be asked more, `revised` that who sees what may have changed since this chat's card was
    drawn, `trouble` why it cannot be used.
    """

    number: int = 0
    round: int = 0
    model: Model | None = None
    role: Role = Role.RESPONDENT
    setup: Setup | None = None
    capabilities: tuple[str, ...] | None = None
    label: str = ""
    coordinators: tuple[str, ...] = ()
    language: str = ""
    new: bool = False
    revised: bool = False
    trouble: Trouble | None = None
