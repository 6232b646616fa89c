"""What can happen once words were held back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseDenied:
    """The person read where to turn, and says that no case is told."""


@dataclass(frozen=True, slots=True)
class WordsInsisted:
    """The person wants the words to be kept as they are."""


@dataclass(frozen=True, slots=True)
class PartsLeftOut:
    """The person wants the words to be kept without the parts that were marked."""


@dataclass(frozen=True, slots=True)
class WordsWithdrawn:
    """The person does not want them to be kept."""


SafetyEvent = CaseDenied | WordsInsisted | PartsLeftOut | WordsWithdrawn
