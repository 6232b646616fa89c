"""What can happen around assessments of many people."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.rounds.nouns import Standing
from dialogs.rounds.states import Deed, FormKind


@dataclass(frozen=True, slots=True)
class RoundOpened:
    """The person turned to another of their assessments."""

    round: int


@dataclass(frozen=True, slots=True)
class PeopleListed:
    """People of one standing, or all, page by page from 0."""

    standing: Standing | None
    page: int = 0


@dataclass(frozen=True, slots=True)
class PersonOpened:
    participation: int


@dataclass(frozen=True, slots=True)
class InvitationOpened:
    invitation: int


@dataclass(frozen=True, slots=True)
class FormOpened:
    form: FormKind
    subject: int = 0


@dataclass(frozen=True, slots=True)
class FieldOpened:
    """One field of the form, to be changed from the overview."""

    field: str


@dataclass(frozen=True, slots=True)
class ValueChosen:
    """A value offered for the field that is being asked; the default is offered like any other."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class ValueTicked:
    """One of several values that may hold together: a state, not a change, so that a double tap is harmless."""

    field: str
    value: str
    on: bool


@dataclass(frozen=True, slots=True)
class FieldDone:
    """The ticks of this field are as they should be."""

    field: str


@dataclass(frozen=True, slots=True)
class FormAccepted:
    """The overview is right: do it."""

    form: FormKind


@dataclass(frozen=True, slots=True)
class DeedAsked:
    deed: Deed
    subject: int = 0
    word: str = ""


@dataclass(frozen=True, slots=True)
class DeedConfirmed:
    deed: Deed
    subject: int = 0
    word: str = ""


@dataclass(frozen=True, slots=True)
class PictureAsked:
    """Progress as a picture."""


@dataclass(frozen=True, slots=True)
class AuditAsked:
    """Who did what, as a file."""


RoundEvent = (
    RoundOpened
    | PeopleListed
    | PersonOpened
    | InvitationOpened
    | FormOpened
    | FieldOpened
    | ValueChosen
    | ValueTicked
    | FieldDone
    | FormAccepted
    | DeedAsked
    | DeedConfirmed
    | PictureAsked
    | AuditAsked
)
