"""What the cards of a coordinator show beyond the sheet: read for one card, by someone who may read it.

Answers are never here: a coordinator follows progress, not what people say. Moments are aware; those of people are
in the time zone of the round, where `today` is the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from dialogs.reminding.policy import Next
from dialogs.rounds.commands import Ticket
from dialogs.rounds.nouns import NoticeKind, Role, Sector, Standing


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section of the round: `answered` of `asked` questions, over all `people` who hold a part of it."""

    domain: str
    answered: int
    asked: int
    people: int


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How far the round is. `unheld` are capabilities nobody is asked, `passed` those that everybody passed on."""

    sections: tuple[SectionLine, ...] = ()
    standings: Mapping[Standing, int] = field(default_factory=dict)
    unreachable: int = 0
    open_places: int = 0  # of invitations that can still be used
    unheld: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()

    @property
    def people(self) -> int:
        return sum(self.standings.values())


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One respondent: `name` as they gave it, or as the invitation called them; empty where there is neither.

    `number` counts respondents of the round in the order they joined, from 1.
    """

    participation: int
    number: int
    name: str
    standing: Standing
    answered: int
    asked: int
    seen_at: datetime | None = None
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class PeopleView:
    """One page of people; `pages` is at least 1. `coordinators` has (person, name) of each, on the first page.

    `oneself` is the person who looks.
    """

    lines: tuple[PersonLine, ...] = ()
    page: int = 0
    pages: int = 1
    standings: Mapping[Standing, int] = field(default_factory=dict)
    coordinators: tuple[tuple[int, str], ...] = ()
    oneself: int = 0
    today: date | None = None


@dataclass(frozen=True, slots=True)
class PersonView:
    """One respondent. `sections` has (domain, answered, asked) of each section they hold.

    `due` is the next reminder they get, or why there is none.
    """

    line: PersonLine
    joined_at: datetime
    person: int
    sector: Sector | None = None
    sections: tuple[tuple[str, int, int], ...] = ()
    passed: tuple[str, ...] = ()
    nudged_at: datetime | None = None
    submitted_at: datetime | None = None
    coordinates: bool = False
    oneself: bool = False
    today: date | None = None
    due: Next | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One invitation: `taken` of its places are in use. Its code is nowhere: only its hash is kept.

    `passed_on` when a respondent made it, to pass a question on.
    """

    invitation: int
    ticket: Ticket
    taken: int
    created_at: datetime
    revoked: bool = False
    expired: bool = False
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class InvitationsView:
    """One page of invitations, the newest first."""

    lines: tuple[InvitationLine, ...] = ()
    page: int = 0
    pages: int = 1


class Hurdle(StrEnum):
    """Why a deed cannot be done now."""

    FINISHED = "finished"
    NUDGED_LATELY = "nudged-lately"
    UNREACHABLE = "unreachable"
    NOT_OPEN = "not-open"
    NOBODY = "nobody"
    DONE = "done"  # it is as the deed would make it
    LAST = "last"  # the only coordinator
    NOT_PROMISED = "not-promised"  # respondents were told that coordinators alone see the result
    NOT_CLOSED = "not-closed"


@dataclass(frozen=True, slots=True)
class ConfirmView:
    """What a deed would do: `people` it reaches, `skipped` it leaves out, `missing` who have not finished.

    `name` is that of whom it concerns, and `number` theirs. Those who are skipped were reminded lately, or are not
    to be reached (`unreachable` of them). `alike` has what all see alike, as (capability, phase, how many chose it).
    `unheld` counts capabilities that nobody is asked.
    """

    name: str = ""
    number: int = 0
    people: int = 0
    skipped: int = 0
    unreachable: int = 0
    missing: int = 0
    unheld: int = 0
    hurdle: Hurdle | None = None
    today: date | None = None
    alike: tuple[tuple[str, str, int], ...] = ()

    @property
    def allowed(self) -> bool:
        return self.hurdle is None

    @property
    def listed(self) -> str:
        """What stands for the list in `alike`, so that nothing else is accepted than was shown."""
        return sha256(repr(self.alike).encode()).hexdigest()[:12] if self.alike else ""


@dataclass(frozen=True, slots=True)
class RoundView:
    """The coordinator's overview. `muted` is what this coordinator is not told of."""

    standings: Mapping[Standing, int] = field(default_factory=dict)
    open_places: int = 0
    coordinators: int = 1
    muted: frozenset[NoticeKind] = frozenset()
    today: date | None = None
    roles: frozenset[Role] = frozenset()


View = ProgressView | PeopleView | PersonView | InvitationLine | InvitationsView | ConfirmView | RoundView
