"""What can happen around results."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """A file that somebody can have: of the round for its coordinators, of their own profile for respondents."""

    PICTURE = "picture"
    PDF = "pdf"  # A4
    PDF_LETTER = "pdf-letter"
    XLSX = "xlsx"
    CSV = "csv"  # two tables: answers and criteria
    JSON = "json"


@dataclass(frozen=True, slots=True)
class SpreadOpened:
    """A coordinator picked one capability of the joined result."""

    capability: str


@dataclass(frozen=True, slots=True)
class AgreementBegun:
    """A coordinator wants to record what was agreed on this capability, or change it."""

    capability: str


@dataclass(frozen=True, slots=True)
class StepOpened:
    """A coordinator picked one capability of the plan."""

    capability: str


@dataclass(frozen=True, slots=True)
class PlanningBegun:
    """A coordinator wants to give this capability a lead and a date, or change them."""

    capability: str


@dataclass(frozen=True, slots=True)
class PriorityDropped:
    """The plan does not take up this capability any more."""

    capability: str


@dataclass(frozen=True, slots=True)
class FileAsked:
    """`own` for the person's own profile, else of the round."""

    kind: FileKind
    own: bool = False


ResultEvent = SpreadOpened | AgreementBegun | StepOpened | PlanningBegun | PriorityDropped | FileAsked
