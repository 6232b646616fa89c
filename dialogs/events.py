"""What can happen to a conversation: past-tense facts, one vocabulary for every channel.

A button carries one of these (`dialogs.wire` writes it into a few bytes); what a person types, sends or commands
becomes one. Identifiers are only known to be words here: whether the model has them is checked by `dialogs.step`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogs.privacy.events import PrivacyEvent
from dialogs.reminding.events import RemindingEvent
from dialogs.results.events import ResultEvent
from dialogs.rounds.events import RoundEvent
from dialogs.safety.events import SafetyEvent
from framework.answers import Basis, Depth, Reason
from framework.comparing import Change


class Place(StrEnum):
    """Where a command or a button can lead from anywhere."""

    HERE = "here"  # the question that is waiting
    SECTIONS = "sections"
    REVIEW = "review"
    SUMMARY = "summary"
    LANGUAGE = "language"
    SETTINGS = "settings"
    HELP = "help"
    PRIVACY = "privacy"
    TERMS = "terms"  # those of the question that is waiting
    GLOSSARY = "glossary"  # all of them
    ROUNDS = "rounds"  # the assessments one has a part in
    ROUND = "round"  # the coordinator's overview of the current one
    PROGRESS = "progress"
    PEOPLE = "people"
    INVITATIONS = "invitations"
    INVITE = "invite"
    NEW = "new"
    REMIND = "remind"  # the reminders one gets oneself
    RESULTS = "results"  # the joined result of the round, or what of it is shared
    AGREE = "agree"
    PLAN = "plan"
    EXPORT = "export"  # files
    REMINDERS = "reminders"  # those of the round, for its coordinators
    HELPLINES = "helplines"  # where to turn with a case
    MY_DATA = "mydata"
    FORGET = "forget"


class Attachment(StrEnum):
    """What people send that is neither words nor a tap."""

    PICTURE = "picture"
    STICKER = "sticker"
    VOICE = "voice"
    FILE = "file"
    CONTACT = "contact"
    LOCATION = "location"
    EDIT = "edit"  # a change to a message sent earlier
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Arrived:
    """Someone opened the chat or an invitation link; `code` is the invitation's, or empty."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    pass


@dataclass(frozen=True, slots=True)
class ConsentRefused:
    pass


@dataclass(frozen=True, slots=True)
class DepthChosen:
    depth: Depth


@dataclass(frozen=True, slots=True)
class PhaseChosen:
    capability: str
    phase: str


@dataclass(frozen=True, slots=True)
class JudgementDeclined:
    """The person cannot judge this capability; the reason is asked next."""

    capability: str


@dataclass(frozen=True, slots=True)
class ReasonChosen:
    capability: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class CriterionTicked:
    """The person says whether a criterion is in place: a state, not a change, so that a double tap is harmless."""

    criterion: str
    on: bool


@dataclass(frozen=True, slots=True)
class BasisTicked:
    capability: str
    basis: Basis
    on: bool


@dataclass(frozen=True, slots=True)
class ChangeExplained:
    """Why the person chose another phase than in the round before."""

    capability: str
    change: Change


@dataclass(frozen=True, slots=True)
class MovedOn:
    """The person is done with this card, or passes over it for now."""

    capability: str


@dataclass(frozen=True, slots=True)
class NoteKept:
    """The person confirmed that what they typed out of turn is a note on this capability."""

    capability: str


@dataclass(frozen=True, slots=True)
class WordsCleared:
    """The person wants to write the note or the explanation on the card anew."""

    capability: str


@dataclass(frozen=True, slots=True)
class SectionOpened:
    domain: str


@dataclass(frozen=True, slots=True)
class CapabilityOpened:
    """The person picked one capability to answer or to change; `review` when they came from the review."""

    capability: str
    review: bool = False


@dataclass(frozen=True, slots=True)
class PageTurned:
    """Another page of the list, or another entry of the advice, that is on the card; counts from 0."""

    page: int


@dataclass(frozen=True, slots=True)
class AdviceOpened:
    pass


@dataclass(frozen=True, slots=True)
class NotesOpened:
    pass


@dataclass(frozen=True, slots=True)
class ContextOpened:
    pass


@dataclass(frozen=True, slots=True)
class Submitted:
    pass


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    language: str


@dataclass(frozen=True, slots=True)
class WentBack:
    pass


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person wants out of whatever is being asked; what they answered stays."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The person asked for a place, by a command or by a button."""

    place: Place


@dataclass(frozen=True, slots=True)
class UnknownCommandGiven:
    """A command that does not exist, e.g. `"/strat"`."""

    command: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that are no command, as the person wrote them; `sure` once they insisted on words that were held back."""

    text: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class AttachmentSent:
    kind: Attachment


@dataclass(frozen=True, slots=True)
class ButtonLost:
    """A tap on a button that no release of the program can read any more."""


Event = (
    Arrived
    | ConsentGiven
    | ConsentRefused
    | DepthChosen
    | PhaseChosen
    | JudgementDeclined
    | ReasonChosen
    | CriterionTicked
    | BasisTicked
    | MovedOn
    | NoteKept
    | WordsCleared
    | SectionOpened
    | CapabilityOpened
    | PageTurned
    | AdviceOpened
    | NotesOpened
    | ContextOpened
    | Submitted
    | LanguageChosen
    | WentBack
    | Cancelled
    | Asked
    | UnknownCommandGiven
    | Typed
    | AttachmentSent
    | ButtonLost
    | ChangeExplained
    | RoundEvent
    | RemindingEvent
    | ResultEvent
    | SafetyEvent
    | PrivacyEvent
)


@dataclass(frozen=True, slots=True)
class Received:
    """An event with the moment it came in (aware, UTC) and, for a tap, the revision of the card it was on."""

    event: Event
    at: datetime
    revision: int | None = None

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("an event's time must be aware")
