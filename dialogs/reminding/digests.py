"""How often a coordinator gets a digest of a round."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rhythm(StrEnum):
    NEVER = "never"
    DAILY = "daily"  # on working days
    WEEKLY = "weekly"  # on the first working day of the week


@dataclass(frozen=True, slots=True)
class Digest:
    """What a coordinator decided about digests; `hour` is local, 0 to 23."""

    rhythm: Rhythm = Rhythm.WEEKLY
    hour: int = 9
