"""What a coordinator's turn asks of the world.

Whoever carries one out looks up, in the same transaction, whether this person may: a command grants nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dialogs.privacy.commands import PrivacyCommand
from dialogs.reminding.commands import RemindingCommand
from dialogs.reminding.digests import Digest
from dialogs.results.commands import ResultCommand
from dialogs.rounds.nouns import Audience, NoticeKind, Role, Sector, Setup
from dialogs.rounds.states import Deed


@dataclass(frozen=True, slots=True)
class CreateRound:
    """Create a round on the model that new assessments begin on; the person becomes its coordinator.

    `answers` when they answer as well. A `draft` takes no answers until it is opened.
    """

    setup: Setup
    answers: bool = False
    name: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRound:
    """Change the current round to this setup."""

    setup: Setup


@dataclass(frozen=True, slots=True)
class Switch:
    """Turn to another of one's assessments; the card that follows is that of its place."""

    round: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """One invitation to be made: whom it makes what, for which capabilities (None for all), and until when.

    `places` is how many may use it. `language` is that of the message that carries it.
    """

    role: Role = Role.RESPONDENT
    capabilities: tuple[str, ...] | None = None
    places: int = 1
    until: date | None = None
    language: str = "en"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Invite:
    """Make invitations. One is left in the chat, to be forwarded, with its QR picture; many come as a file."""

    tickets: tuple[Ticket, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Take part through this invitation, under this name, from this sector; the last two may be empty.

    `anonymous`, `audience` and `retention` (months) are the terms as the person read them; None where none were shown.
    """

    invitation: int
    name: str = ""
    sector: Sector | None = None
    anonymous: bool | None = None
    audience: Audience | None = None
    retention: int | None = None


@dataclass(frozen=True, slots=True)
class Assign:
    """Ask this respondent about these capabilities; None for all."""

    participation: int
    capabilities: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class MuteNotices:
    """Of which kinds this coordinator is not told, and when they get a digest; None leaves that as it is."""

    muted: frozenset[NoticeKind]
    digest: Digest | None = None


@dataclass(frozen=True, slots=True)
class Carry:
    """Carry out a deed that was confirmed."""

    deed: Deed
    subject: int = 0
    word: str = ""


@dataclass(frozen=True, slots=True)
class SendPicture:
    """Send progress as a picture."""


@dataclass(frozen=True, slots=True)
class SendAudit:
    """Send the audit trail as a file."""


RoundCommand = (
    CreateRound
    | ChangeRound
    | Switch
    | Invite
    | Join
    | Assign
    | MuteNotices
    | Carry
    | SendPicture
    | SendAudit
    | RemindingCommand
    | ResultCommand
    | PrivacyCommand
)
