"""Where coordinators, and people who are being invited, can be in a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dialogs.rounds.nouns import Standing


class FormKind(StrEnum):
    """What is being filled in, one field after the other or each from the overview."""

    JOIN = "join"  # subject: the invitation
    NEW = "new"
    SETTINGS = "settings"  # of the current round
    INVITE = "invite"
    LIST = "list"  # many single invitations
    ASSIGN = "assign"  # subject: the participation
    NOTICES = "notices"
    REMINDERS = "reminders"  # of the current round
    AGREE = "agree"  # on one capability
    PLAN = "plan"  # one capability of it


class Deed(StrEnum):
    """What is asked about once more before it is done; the subject is a participation, an invitation or nothing."""

    NUDGE = "nudge"
    NUDGE_ALL = "nudge-all"
    REMOVE = "remove"
    PROMOTE = "promote"  # make someone a coordinator as well
    DEMOTE = "demote"  # take that from a coordinator; subject: their person
    LEAVE = "leave"  # hand over: stop being a coordinator oneself
    REVOKE = "revoke"
    CLOSE = "close"
    REOPEN = "reopen"
    ARCHIVE = "archive"
    ACCEPT = "accept"  # everything that all see alike
    SHARE = "share"  # the result, with those who answered
    NEXT_ROUND = "next-round"  # begin one from this
    PASS_ON = "pass-on"  # noqa: S105  # by a respondent; subject: nothing, the capability is in `word`


@dataclass(frozen=True, slots=True)
class ListingRounds:
    """Looking at the assessments one has a part in."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class AtRound:
    """A coordinator's overview of the current round: what can be done."""


@dataclass(frozen=True, slots=True)
class WatchingProgress:
    """Looking at how far the sections and the people of the round are."""


@dataclass(frozen=True, slots=True)
class ListingPeople:
    """Looking at people of the round, all or those of one standing, page by page (from 0)."""

    standing: Standing | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class LookingAtPerson:
    """Looking at one respondent; `participation` is its number in the database."""

    participation: int


@dataclass(frozen=True, slots=True)
class ListingInvitations:
    page: int = 0


@dataclass(frozen=True, slots=True)
class LookingAtInvitation:
    invitation: int


@dataclass(frozen=True, slots=True)
class Filling:
    """Filling in a form. `values` has what was chosen, as words; `field` the one being asked, empty at the overview.

    `onward` while fields are asked one after the other; after a change from the overview it leads back there.
    """

    form: FormKind
    values: Mapping[str, str] = field(default_factory=dict)
    field: str = ""
    onward: bool = False
    subject: int = 0
    page: int = 0

    def __hash__(self) -> int:
        return hash((self.form, tuple(self.values.items()), self.field, self.subject))


@dataclass(frozen=True, slots=True)
class Confirming:
    """Asked once more before a deed; `word` is a capability where one is meant."""

    deed: Deed
    subject: int = 0
    word: str = ""


Coordinating = (
    AtRound | WatchingProgress | ListingPeople | LookingAtPerson | ListingInvitations | LookingAtInvitation | Confirming
)
"""Places for coordinators of the current round alone (`Confirming` also for a respondent who passes on)."""

RoundState = ListingRounds | Coordinating | Filling
