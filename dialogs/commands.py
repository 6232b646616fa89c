"""What a turn asks of the world. The shell carries these out in the turn's own transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from dialogs.rounds.commands import RoundCommand
from dialogs.states import State
from framework.answers import Answer, Depth


@dataclass(frozen=True, slots=True)
class KeepConsent:
    """Remember that the person agreed, and to which version of the words."""

    version: str


@dataclass(frozen=True, slots=True)
class BeginAlone:
    """Begin a self-assessment of the whole model for this person."""

    depth: Depth


@dataclass(frozen=True, slots=True)
class ChangeDepth:
    depth: Depth


@dataclass(frozen=True, slots=True)
class StoreAnswer:
    """Keep this answer as the latest one and as a revision."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand the answers in; changing them later stays possible."""


@dataclass(frozen=True, slots=True)
class ChangeLanguage:
    language: str


@dataclass(frozen=True, slots=True)
class LeaveConsent:
    """Let the words that the person agreed to stand in the chat, and begin a new card below them."""


@dataclass(frozen=True, slots=True)
class LeaveRecord:
    """Turn the card into a short record of this finished section, and begin a new card below it."""

    domain: str


Command = (
    KeepConsent
    | LeaveConsent
    | BeginAlone
    | ChangeDepth
    | StoreAnswer
    | Submit
    | ChangeLanguage
    | LeaveRecord
    | RoundCommand
)


class Remark(StrEnum):
    """A short word to the person, beside the card; the words are in `dialogs.cards.remarks`."""

    OLD_BUTTON = "old-button"
    CONSENT_FIRST = "consent-first"
    DEPTH_FIRST = "depth-first"
    WORDS_UNEXPECTED = "words-unexpected"
    WORDS_AT_ROUND = "words-at-round"
    WORDS_EMPTY = "words-empty"
    WORDS_TOO_LONG = "words-too-long"
    NOTE_KEPT = "note-kept"
    NOTE_DROPPED = "note-dropped"
    COMMAND_UNKNOWN = "command-unknown"
    INVITATION_UNKNOWN = "invitation-unknown"
    INVITATION_USED_UP = "invitation-used-up"
    INVITATION_EXPIRED = "invitation-expired"
    INVITATION_REVOKED = "invitation-revoked"
    INVITATION_CLOSED = "invitation-closed"
    INVITATION_NOT_BEGUN = "invitation-not-begun"
    INVITATION_TOO_FAST = "invitation-too-fast"
    INVITATION_NEEDED = "invitation-needed"
    NOTHING_TO_SUBMIT = "nothing-to-submit"
    SUBMITTED = "submitted"
    HANDED_IN = "handed-in"
    ALREADY_SUBMITTED = "already-submitted"
    AMENDED = "amended"
    ALL_ANSWERED = "all-answered"
    ONE_LEFT = "one-left"
    REFUSED = "refused"
    LANGUAGE_UNKNOWN = "language-unknown"
    NO_SUCH_NUMBER = "no-such-number"
    CANCELLED = "cancelled"
    WELCOME_BACK = "welcome-back"
    DEPTH_CHANGED = "depth-changed"
    DEPTH_FIXED = "depth-fixed"
    NO_PICTURES = "no-pictures"
    NO_STICKERS = "no-stickers"
    NO_VOICE = "no-voice"
    NO_FILES = "no-files"
    NO_CONTACTS = "no-contacts"
    NO_LOCATIONS = "no-locations"
    NO_EDITS = "no-edits"
    NO_OTHER = "no-other"
    NOT_COORDINATOR = "not-coordinator"
    NO_QUESTIONS = "no-questions"
    ROUND_UNKNOWN = "round-unknown"
    ROUND_CLOSED = "round-closed"
    MAY_NOT_CREATE = "may-not-create"
    ALREADY_IN = "already-in"
    GONE = "gone"
    VALUE_UNREADABLE = "value-unreadable"
    FORM_LEFT = "form-left"
    TERRITORY_UNKNOWN = "territory-unknown"
    CITY_UNKNOWN = "city-unknown"
    DAY_UNREADABLE = "day-unreadable"
    DAY_PAST = "day-past"
    DAY_TOO_FAR = "day-too-far"
    NO_WORKING_DAY = "no-working-day"
    NO_LANGUAGE = "no-language"
    TEXT_TOO_LONG = "text-too-long"
    NUMBER_OUT_OF_RANGE = "number-out-of-range"
    HOUR_QUIET = "hour-quiet"
    DEPTH_HELD = "depth-held"
    PROMISED = "promised"
    NUDGED = "nudged"
    TICK_ONE = "tick-one"
    TICK_FEWER = "tick-fewer"
    NUDGED_LATELY = "nudged-lately"
    ALL_NUDGED = "all-nudged"
    NOBODY_TO_NUDGE = "nobody-to-nudge"
    REMOVED = "removed"
    ASSIGNED = "assigned"
    PROMOTED = "promoted"
    DEMOTED = "demoted"
    HANDED_OVER = "handed-over"
    LAST_COORDINATOR = "last-coordinator"
    REVOKED = "revoked"
    CHANGED = "changed"
    CLOSED = "closed"
    REOPENED = "reopened"
    ARCHIVED = "archived"
    JOINED = "joined"
    TERMS_CHANGED = "terms-changed"
    BY_INVITATION = "by-invitation"
    REOPEN_FIRST = "reopen-first"
    TOO_MANY_PLACES = "too-many-places"
    LIST_UNREADABLE = "list-unreadable"
    LIST_TOO_LONG = "list-too-long"
    QUESTIONS_ADDED = "questions-added"
    INVITED_MANY = "invited-many"
    CREATED = "created"
    INVITED = "invited"
    PASSED_ON = "passed-on"
    PREPARING = "preparing"
    NO_REMINDERS = "no-reminders"
    NOT_SHARED = "not-shared"
    RECORDED = "recorded"
    PLANNED = "planned"
    ACCEPTED = "accepted"
    SHARED = "shared"
    NOT_PROMISED = "not-promised"
    CLOSE_FIRST = "close-first"
    NEXT_BEGUN = "next-begun"
    CHANGED_MEANWHILE = "changed-meanwhile"
    NOTHING_KEPT = "nothing-kept"
    FORGOTTEN = "forgotten"
    FILES_LATER = "files-later"
    KEPT_AS_WRITTEN = "kept-as-written"
    KEPT_WITHOUT = "kept-without"
    CASE_NOT_KEPT = "case-not-kept"
    WORDS_TOO_MANY = "words-too-many"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event led to: the state to remember, what to carry out, and a word to say."""

    state: State
    commands: tuple[Command, ...] = field(default=())
    remark: Remark | None = None

    @property
    def about_rounds(self) -> bool:
        """Whether it asks for something that the database may refuse, and after which much may be different."""
        return any(isinstance(command, RoundCommand) for command in self.commands)
