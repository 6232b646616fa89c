"""What one run showed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Load:
    """What a contender is to bear: so many at once, of so many in all; seconds added to each call, and for it all."""

    at_once: int
    people: int
    latency: float = 0.0
    deadline: float = 300.0


@dataclass(frozen=True, slots=True)
class Figures:
    """One contender under one load, from the first tap that counts to the last card and answer to a tap.

    An update is one tap. Latency is from a tap's being there to be fetched to the next card's being in the chat.
    """

    contender: str
    at_once: int
    people: int
    through: int  # people who have answered everything and were shown the end
    updates: int
    seconds: float
    p50_ms: float
    p99_ms: float
    cpu_seconds: float  # of the bot
    peak_mb: float  # of the bot, since it began
    server_seconds: float  # of processor time
    calls: int  # without those for updates
    polls: int
    unanswered: int = 0  # taps
    misled: int = 0  # people whose last card lists another answer than theirs
    refusals: Mapping[str, int] = field(default_factory=dict)  # by method and words, from the beginning

    @property
    def rate(self) -> float:
        """Updates a second."""
        return self.updates / self.seconds if self.seconds else 0.0

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of the bot's processor time per update."""
        return self.cpu_seconds / self.updates * 1000 if self.updates else 0.0

    @property
    def server_share(self) -> float:
        """How busy the server was: near 1, it is the server that was measured."""
        return self.server_seconds / self.seconds if self.seconds else 0.0

    @property
    def complete(self) -> bool:
        """Whether everybody got through, every tap was answered, and nobody was told another's answers."""
        return self.through == self.people and not self.unanswered and not self.misled


def figures(contender: str, load: Load, told: Mapping[str, Any], cpu_seconds: float, peak_mb: float) -> Figures:
    """The figures from what the server told at the end."""
    return Figures(
        contender=contender,
        at_once=load.at_once,
        people=load.people,
        through=told["through"],
        updates=told["updates"],
        seconds=told["seconds"],
        p50_ms=told["p50"] * 1000,
        p99_ms=told["p99"] * 1000,
        cpu_seconds=cpu_seconds,
        peak_mb=peak_mb,
        server_seconds=told["server_seconds"],
        calls=told["calls"],
        polls=told["polls"],
        unanswered=told["unanswered"],
        misled=told["misled"],
        refusals=told["refusals"],
    )
