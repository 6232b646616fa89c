"""What a turn asks of the world about results. Whoever carries one out asks first whether this person may."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.results.events import FileKind
from framework.agreed import Agreement, Priority


@dataclass(frozen=True, slots=True)
class RecordAgreement:
    """Keep what was agreed on one capability, and every change of it; `by` and `at` are filled in where it is kept.

    `seen` is when that was recorded which the coordinator saw before, as ISO 8601 says it; empty for nothing.
    """

    agreement: Agreement
    seen: str = ""


@dataclass(frozen=True, slots=True)
class KeepPriority:
    """The plan takes this up, or what it says about it changes. `seen` is what the coordinator saw there before."""

    priority: Priority
    seen: Priority | None = None


@dataclass(frozen=True, slots=True)
class DropPriority:
    capability: str


@dataclass(frozen=True, slots=True)
class SendFile:
    """Make a file and send it: of the round for its coordinator, or of the person's own profile."""

    kind: FileKind
    own: bool = False


ResultCommand = RecordAgreement | KeepPriority | DropPriority | SendFile
