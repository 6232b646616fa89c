"""A simulated round as text: who takes part, what was sent day by day, and what the promises came to."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from bot.simulating.diary import COORDINATOR, Happening, Kind, Message, named
from bot.simulating.people import Respondent
from bot.simulating.promises import Verdict
from bot.simulating.stage import Stage
from bot.simulating.wording import long

WIDTH = 100

WHO, WHAT, WHY = 16, 10, 31
"""Columns of a line of the calendar, each with the gap behind it; what the person did has the rest."""

WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def calendar(stage: Stage, verdicts: tuple[Verdict, ...]) -> str:
    """The whole calendar, with a line break at its end."""
    parts = (_heading(stage), _people(stage), *_days(stage), _summary(stage), _promises(verdicts))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _heading(stage: Stage) -> Iterator[str]:
    plan, setup = stage.plan, stage.setup
    last = plan.start + timedelta(days=plan.days - 1)
    yield f"{setup.title}: {plan.respondents} invented respondents, {plan.days} days, seed {plan.seed}"
    yield f"{long(plan.start)} to {long(last)}, in the local time of {plan.zone}"
    yield f"Last day for answers: {long(plan.deadline)}"
    off = " and ".join(WEEKDAYS[day] for day in sorted(setup.days_off))
    quiet = "none" if setup.quiet[0] == setup.quiet[1] else f"{setup.quiet[0]}:00 to {setup.quiet[1]}:00"
    yield f"Days off: {off or 'none'}. Quiet hours: {quiet}. Reminders at {setup.policy.hour}:00."
    if plan.down:
        yield f"Nothing runs from {long(plan.down[0])} until {long(plan.down[1])}, 0:00."


def _people(stage: Stage) -> Iterator[str]:
    yield "Who takes part"
    for person in stage.people.values():
        yield _trimmed(
            f"  {named(person.number):<{WHO}}{person.habit.value:<28}{person.sector.value:<16}{person.language:<5}"
            f"at work {person.hours[0]} to {person.hours[1]}"
        )


def _trimmed(line: str) -> str:
    return line.rstrip()


# Day by day


def _days(stage: Stage) -> Iterator[Iterator[str]]:
    for day, messages in groupby(stage.diary.messages, key=lambda message: message.at.date()):
        yield iter([long(day), *(line for message in messages for line in _lines(message))])


def _lines(message: Message) -> Iterator[str]:
    """`  10:00  Respondent 3  reminder  2 days of silence  went on 10:42, answered 3`, on more lines where needed."""
    begin = f"  {message.at:%H:%M}  {_to(message):<{WHO}}{message.kind.value:<{WHAT}}{message.why:<{WHY}}"
    did = textwrap.wrap(", ".join(message.did), WIDTH - len(begin)) or [""]
    yield _trimmed(begin + did[0])
    for more in did[1:]:
        yield " " * len(begin) + more


def _to(message: Message) -> str:
    match message.to:
        case (number,):
            return named(number)
        case several:
            return f"{len(several)} respondents"


# What it came to


def _summary(stage: Stage) -> Iterator[str]:
    diary = stage.diary
    yield "What was sent"
    sent = Counter(dict.fromkeys(Kind, 0))
    to: dict[int, Counter[Kind]] = {number: Counter() for number in (COORDINATOR, *stage.people)}
    for message in diary.messages:
        sent[message.kind] += len(message.to)
        for number in message.to:
            to[number][message.kind] += 1
    yield "  " + ", ".join(f"{kind.value}: {count}" for kind, count in sent.items())
    most = max(stage.people, key=lambda number: (to[number].total(), -number))
    listed = ", ".join(f"{kind.value}: {to[most][kind]}" for kind in Kind if to[most][kind])
    yield f"  the most to one respondent: {to[most].total()}, to {named(most)} ({listed or 'nothing'})"
    yield "What came of it"
    submitted, joined = diary.people(Happening.SUBMITTED), diary.people(Happening.JOINED)
    yield f"  joined: {len(joined)} of {len(stage.people)}, handed in: {len(submitted)}"
    for person in stage.people.values():
        yield _trimmed(_came_of(stage, person, to[person.number]))


def _came_of(stage: Stage, person: Respondent, got: Counter[Kind]) -> str:
    answered, asked = stage.diary.answered.get(person.number), stage.asked
    came = "never came" if answered is None else f"answered {answered} of {asked}"
    handed_in = ", handed in" if person.number in stage.diary.people(Happening.SUBMITTED) else ""
    messages = got.total()
    return f"  {named(person.number):<{WHO}}{person.habit.value:<28}{came + handed_in:<32}messages: {messages}"


def _promises(verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    yield "Promises, held against every message above"
    for verdict in verdicts:
        yield f"  {'BROKEN' if verdict.broken else 'kept  '}  {verdict.promise}"
        yield from (f"          {where}" for where in verdict.broken)
