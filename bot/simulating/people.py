"""Invented people: who they are, when they work, and what they do about a round and about its reminders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import cycle, islice
from random import Random
from typing import TypeVar

from dialogs.rounds.nouns import Sector

T = TypeVar("T")

Span = tuple[int, int]
"""From the least to the most, both possible."""


class Habit(StrEnum):
    """How someone goes about a round; the words stand in the calendar."""

    EAGER = "answers at once"
    STEADY = "a little every day or two"
    FORGETFUL = "only when reminded"
    SILENT = "joins, then is silent"
    PUTS_OFF = "puts reminders off"
    STOPS = "stops reminders"
    BLOCKS = "blocks the bot, returns"
    LATE = "joins late"
    UNSUBMITTED = "forgets to submit"


@dataclass(frozen=True, slots=True)
class Nature:
    """What a habit consists of.

    `joins` is after how many days. `first` is how many questions they answer on joining, `sitting` in each later
    sitting, and `pause` the days between sittings of their own accord, None where there are none. The chances from 0 to
    1 are those of going on after a reminder and of putting it off. `stops` and `blocks` are the reminder after which
    they do, 0 for never, and `away` how many days they then stay away before they come back by themselves.
    """

    joins: Span = (0, 1)
    first: Span = (3, 6)
    sitting: Span = (3, 6)
    pause: Span | None = None
    goes_on: float = 0.0
    puts_off: float = 0.0
    stops: int = 0
    blocks: int = 0
    away: Span = (4, 9)
    submits: bool = True


NATURES: Mapping[Habit, Nature] = {
    Habit.EAGER: Nature(first=(20, 20), goes_on=1.0),
    Habit.STEADY: Nature(pause=(1, 2), goes_on=0.9),
    Habit.FORGETFUL: Nature(first=(2, 5), sitting=(2, 5), goes_on=0.5),
    Habit.SILENT: Nature(first=(0, 0)),
    Habit.PUTS_OFF: Nature(first=(1, 3), sitting=(4, 8), goes_on=0.2, puts_off=0.7),
    Habit.STOPS: Nature(first=(1, 4), sitting=(5, 9), stops=2),
    Habit.BLOCKS: Nature(sitting=(4, 8), goes_on=0.6, blocks=1),
    Habit.LATE: Nature(joins=(8, 13), first=(5, 10), goes_on=0.7),
    Habit.UNSUBMITTED: Nature(first=(6, 10), sitting=(6, 10), pause=(1, 2), goes_on=0.6, submits=False),
}


@dataclass(frozen=True, slots=True)
class Respondent:
    """Someone invented. `hours` are those of their day at work, local; `chance` decides whatever they leave open."""

    number: int
    habit: Habit
    sector: Sector
    language: str
    hours: Span
    chance: Random = field(compare=False)

    @property
    def nature(self) -> Nature:
        return NATURES[self.habit]

    def some(self, span: Span) -> int:
        """A whole number within the span."""
        return self.chance.randint(*span)


def chances(seed: int, whose: str) -> Random:
    """What decides for one person or purpose: the same for the same seed, whatever the others draw."""
    return Random(f"{seed} {whose}")  # noqa: S311  # for variety that can be repeated, not for secrecy


def invented(count: int, languages: Sequence[str], seed: int) -> tuple[Respondent, ...]:
    """So many respondents, with as many habits, sectors and languages among them as there can be."""
    shuffler = chances(seed, "who they are")
    habits = dealt(Habit, count, shuffler)
    sectors = dealt(Sector, count, shuffler)
    spoken = dealt(languages, count, shuffler)
    given = enumerate(zip(habits, sectors, spoken, strict=True), 1)
    return tuple(_respondent(number, *each, chances(seed, f"respondent {number}")) for number, each in given)


def dealt(kinds: Iterable[T], count: int, shuffler: Random) -> list[T]:
    """One of each kind before any comes again, in an order of chance."""
    hand = list(islice(cycle(kinds), count))
    shuffler.shuffle(hand)
    return hand


def _respondent(number: int, habit: Habit, sector: Sector, language: str, chance: Random) -> Respondent:
    begins = chance.randint(7, 9)
    return Respondent(number, habit, sector, language, (begins, begins + chance.randint(7, 9)), chance)
