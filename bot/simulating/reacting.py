"""What people will do next, and when: within their hours at work, as their habits and their chances have it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from bot.simulating.diary import COORDINATOR, Kind, Message
from bot.simulating.people import Respondent, Span

DAY = timedelta(days=1)

EXTENDS, NUDGES = 0.6, 0.3
"""How likely a coordinator gives more time, and reminds everybody after a digest."""


class Doing(StrEnum):
    """What somebody sets out to do."""

    JOIN = "join"
    SIT = "sit"  # down, to answer
    ANSWER = "answer"  # one more question
    WISH = "wish"  # to be reminded at another time
    STOP = "stop"
    BLOCK = "block"
    NUDGE = "nudge"
    EXTEND = "extend"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Act:
    """What one person will do, and when; `left` is how many questions they want to answer yet, behind `done`.

    `message` is what they do it about; None where they come by themselves.
    """

    at: datetime
    person: int
    doing: Doing
    left: int = 0
    done: int = 0
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """When people work there: `off` are weekdays, Monday 0, on which they do not."""

    off: frozenset[int]

    def at_work(self, moment: datetime, hours: Span, chance: Random) -> datetime:
        """The moment itself, or soon after work begins next. Local, in and out."""
        begins, ends = hours
        if moment.weekday() not in self.off and begins <= moment.hour < ends:
            return moment
        day = moment if moment.hour < begins else moment + DAY
        while day.weekday() in self.off and len(self.off) < 7:  # noqa: PLR2004  # as many as a week has
            day += DAY
        start = day.replace(hour=begins, minute=0, second=0)
        return start + timedelta(minutes=chance.randint(5, 90))


def reaction(person: Respondent, week: Week, message: Message, count: int) -> Act | None:
    """What someone does about the reminder that they just got, their `count`th; None for nothing."""
    nature, chance = person.nature, person.chance
    soon = message.at + timedelta(minutes=chance.randint(2, 40))
    if nature.stops and count == nature.stops:
        return Act(soon, person.number, Doing.STOP, message=message)
    if nature.blocks and count == nature.blocks:
        return Act(soon, person.number, Doing.BLOCK, message=message)
    drawn = chance.random()
    if drawn < nature.goes_on:
        then = week.at_work(message.at + timedelta(minutes=chance.randint(5, 240)), person.hours, chance)
        return Act(then, person.number, Doing.SIT, person.some(nature.sitting), message=message)
    if drawn < nature.goes_on + nature.puts_off:
        return Act(soon, person.number, Doing.WISH, message=message)
    return None


def by_themselves(person: Respondent, week: Week, now: datetime, days: Span) -> Act:
    """When someone comes back of their own accord."""
    hour = person.chance.randrange(*person.hours)
    then = (now + person.some(days) * DAY).replace(hour=hour, minute=person.chance.randrange(60), second=0)
    return Act(
        week.at_work(then, person.hours, person.chance), person.number, Doing.SIT, person.some(person.nature.sitting)
    )


def coordinating(week: Week, message: Message, chance: Random, *, extended: bool) -> Act | None:
    """What the coordinator does about a digest, or about the end of the time for answering; that is extended once."""
    soon = week.at_work(message.at + timedelta(minutes=chance.randint(10, 90)), (9, 17), chance)
    drawn = chance.random()
    if message.kind is Kind.DIGEST:
        return Act(soon, COORDINATOR, Doing.NUDGE, message=message) if drawn < NUDGES else None
    if drawn < EXTENDS and not extended:
        return Act(soon, COORDINATOR, Doing.EXTEND, message=message)
    later = week.at_work(soon + chance.randint(2, 4) * DAY, (9, 17), chance)
    return Act(later, COORDINATOR, Doing.CLOSE, message=message)
