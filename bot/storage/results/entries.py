"""What a round that comes from a file may say: what could never have been entered here is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from bot.files.report import Report
from dialogs.rounds.nouns import Sector
from dialogs.territories import territories
from dialogs.typed import NOTE_LIMIT, harmful
from framework.comparing import Change

YEARS = range(2000, 2200)
"""Of every day and moment; within these, days can be counted on and back in any time zone."""

NAME, CODE = 200, 16
"""Characters of a name or a title, and of a language."""


class Refused(ValueError):
    """A round that is not taken in; its message is one line for whoever wanted that."""


def check(report: Report) -> None:
    """Raise Refused with the first thing that is wrong."""
    fault = next(_faults(report), None)
    if fault:
        raise Refused(fault)


def _faults(report: Report) -> Iterator[str]:
    if report.setup.anonymous:
        yield (
            "This round is anonymous, so its file has counts and nobody's answers: it can be read by programs, "
            "and not back into a database."
        )
    yield from _about_setup(report)
    yield from _about_people(report)
    yield from _about_agreements(report)
    for where, text, most in _texts(report):
        if len(text) > most:
            yield f"{where}: a text of {len(text)} characters, and {most} is the most."
        if any(harmful(each) and each not in "\n\t" for each in text):
            yield f"{where}: a text with a character that nobody can write."
    for where, day in _days(report):
        if day is not None and day.year not in YEARS:
            yield f"{where}: the year {day.year} is too far away."


def _about_setup(report: Report) -> Iterator[str]:
    setup = report.setup
    if not setup.title.strip() or "\n" in setup.title:
        yield "setup.title: a round has a title, on one line."
    if setup.territory and setup.territory not in territories():
        yield f"setup.territory: there is no territory {setup.territory!r}."
    if not setup.days_off < set(range(7)):
        yield "setup.days_off: these are weekdays from 0 to 6, and not all of them."
    if not all(hour in range(24) for hour in setup.quiet):
        yield "setup.quiet: these are hours from 0 to 23."
    if not setup.languages:
        yield "setup.languages: a round has at least one language."
    if report.opened_at is None:
        yield "opened_at: this has to be there."


def _about_people(report: Report) -> Iterator[str]:
    for place, voice in enumerate(report.voices):
        if voice.sector is not None and voice.sector not in set(Sector):
            yield f"voices.{place}.sector: there is no sector {voice.sector!r}."
        for capability, said in voice.answers.items():
            if said.change is not None and said.change not in set(Change):
                yield f"voices.{place}.answers.{capability}.change: there is no reason {said.change!r}."


def _about_agreements(report: Report) -> Iterator[str]:
    seats = range(len(report.coordinators) + 1)
    for name, recorded in (("agreements", report.agreements.values()), ("history", report.history)):
        for said in recorded:
            if said.at is None:
                yield f"{name}: when {said.capability} was recorded has to be there."
            if said.by not in seats:
                yield f"{name}: there is no coordinator {said.by}."
    twice = [each for each, count in Counter(each.capability for each in report.plan).items() if count > 1]
    yield from (f"plan: {each} stands there twice." for each in twice)


def _texts(report: Report) -> Iterator[tuple[str, str, int]]:
    """Where, what, and its most characters."""
    yield "setup.title", report.setup.title, NAME
    yield "previous_title", report.previous_title, NAME
    yield from ((f"setup.languages.{n}", each, CODE) for n, each in enumerate(report.setup.languages))
    yield from ((f"coordinators.{n}", name, NAME) for n, name in enumerate(report.coordinators))
    for n, voice in enumerate(report.voices):
        yield f"voices.{n}.name", voice.name, NAME
        for capability, said in voice.answers.items():
            yield from ((f"voices.{n}.answers.{capability}", text, NOTE_LIMIT) for text in (said.why, said.note))
    for each in (*report.agreements.values(), *report.history):
        yield from ((f"agreements.{each.capability}", text, NOTE_LIMIT) for text in (each.reason, each.dissent))
    for priority in report.plan:
        yield f"plan.{priority.capability}.lead", priority.lead, NAME
        yield f"plan.{priority.capability}.note", priority.note, NOTE_LIMIT


def _days(report: Report) -> Iterator[tuple[str, date | datetime | None]]:
    yield "made_at", report.made_at
    yield "opened_at", report.opened_at
    yield "closed_at", report.closed_at
    yield "setup.deadline", report.setup.deadline
    for person in report.people:
        yield from ((f"people.{person.number}", day) for day in (person.joined_at, person.submitted_at))
    yield from ((f"agreements.{each.capability}", each.at) for each in (*report.agreements.values(), *report.history))
    yield from ((f"plan.{each.capability}.until", each.until) for each in report.plan)
