"""The form of a round's file, and what can be wrong with one that has this form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from bot.files.report import Before, Person
from dialogs.privacy.keeping import MONTHS
from dialogs.rounds.nouns import Setup, Status
from framework.agreed import Agreement, Priority
from framework.answers import Answer
from framework.joined import Group, Spread, Voice
from framework.model import Model

FORMAT: Final = "sounding-round"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class ModelFile:
    """Which model a round is on: what it calls itself, the hash of its content, and its own text."""

    id: str
    version: str
    hash: str
    content: str


@dataclass(frozen=True, slots=True)
class RoundFile:
    """Everything that a file holds: its form, its model, and what a report has besides."""

    format: Literal["sounding-round"]
    version: Literal[1]
    model: ModelFile
    number: int
    setup: Setup
    status: Status
    made_at: datetime
    people: tuple[Person, ...]
    spreads: Mapping[str, Spread]
    voices: tuple[Voice, ...] = ()
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    history: tuple[Agreement, ...] = ()
    plan: tuple[Priority, ...] = ()
    before: Mapping[str, Before] = field(default_factory=dict)
    coordinators: tuple[str, ...] = ()
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    previous_title: str = ""


Named = Iterator[tuple[str, str]]
"""Places in the file, as in `voices.0.answers.helpline`, each with the identifier that stands there."""


def faults(found: RoundFile, model: Model) -> Iterator[str]:
    """What fits the form and cannot be so, each in one line that says where."""
    known = (
        ("capability", _capabilities(found), model.capabilities),
        ("phase", _phases(found), model.by_phase),
        ("criterion", _criteria(found), model.criteria),
    )
    for kind, named, there in known:
        yield from (f"{place}: the model has no {kind} {each!r}." for place, each in named if each not in there)
    yield from (f"{place}: this stands under another name." for place in _misplaced(found))
    yield from (f"{place}: the time needs its zone." for place, at in _moments(found) if at and at.tzinfo is None)
    yield from (f"{place}: nobody can count {count}." for place, count in _counts(found) if count < 0)
    least, most = MONTHS
    if not least <= found.setup.retention <= most:
        yield f"setup.retention: {found.setup.retention} is not from {least} to {most}."
    if not _is_zone(found.setup.zone):
        yield f"setup.zone: there is no time zone {found.setup.zone!r}."
    if found.setup.anonymous and found.voices:
        yield "voices: in an anonymous round nobody's answers stand alone."


def _answers(found: RoundFile) -> Iterator[tuple[str, Answer]]:
    for number, voice in enumerate(found.voices):
        yield from ((f"voices.{number}.answers.{key}", answer) for key, answer in voice.answers.items())


def _capabilities(found: RoundFile) -> Named:
    for kind, keyed in (("spreads", found.spreads), ("agreements", found.agreements), ("before", found.before)):
        yield from ((f"{kind}.{capability}", capability) for capability in keyed)
    yield from ((place, answer.capability) for place, answer in _answers(found))
    for number, voice in enumerate(found.voices):
        yield from ((f"voices.{number}.asked", capability) for capability in voice.asked)
    yield from ((f"history.{number}", each.capability) for number, each in enumerate(found.history))
    yield from ((f"plan.{number}", each.capability) for number, each in enumerate(found.plan))


def _phases(found: RoundFile) -> Named:
    for capability, spread in found.spreads.items():
        counted = [spread.phases, *(group.phases for group in spread.groups)]
        yield from ((f"spreads.{capability}.phases", phase) for phases in counted for phase in phases)
        yield from ((f"spreads.{capability}.remarks", each.phase) for each in spread.remarks if each.phase)
    yield from ((place, answer.phase) for place, answer in _answers(found) if answer.phase)
    recorded = [*found.agreements.values(), *found.history]
    yield from ((f"agreements.{each.capability}", each.phase) for each in recorded if each.phase)
    yield from ((f"before.{each.capability}", each.phase) for each in found.before.values() if each.phase)


def _criteria(found: RoundFile) -> Named:
    for capability, spread in found.spreads.items():
        yield from ((f"spreads.{capability}.criteria", seen.criterion) for seen in spread.criteria)
    yield from ((place, criterion) for place, answer in _answers(found) for criterion in sorted(answer.in_place))


def _misplaced(found: RoundFile) -> Iterator[str]:
    """What stands under a capability and says that it is about another one."""
    keyed: tuple[tuple[str, Mapping[str, Spread | Agreement | Before]], ...] = (
        ("spreads", found.spreads),
        ("agreements", found.agreements),
        ("before", found.before),
    )
    for kind, each in keyed:
        yield from (f"{kind}.{key}" for key, value in each.items() if key != value.capability)
    yield from (place for place, answer in _answers(found) if not place.endswith(f".{answer.capability}"))


def _moments(found: RoundFile) -> Iterator[tuple[str, datetime | None]]:
    yield from (("made_at", found.made_at), ("opened_at", found.opened_at), ("closed_at", found.closed_at))
    for number, person in enumerate(found.people):
        yield from ((f"people.{number}", at) for at in (person.joined_at, person.submitted_at))
    yield from ((f"agreements.{each.capability}", each.at) for each in (*found.agreements.values(), *found.history))


def _counts(found: RoundFile) -> Iterator[tuple[str, int]]:
    for capability, spread in found.spreads.items():
        parts: list[Spread | Group] = [spread, *spread.groups]
        people = [n for part in parts for counted in (part.phases, part.reasons) for n in counted.values()]
        people += [n for seen in spread.criteria for n in (seen.seen, seen.of)]
        people += [*spread.basis.values(), spread.asked, spread.unanswered, spread.opinion_only]
        yield from ((f"spreads.{capability}", n) for n in people)
    for capability, before in found.before.items():
        yield from ((f"before.{capability}", n) for n in before.changes.values())
    yield from ((f"people.{n}", count) for n, each in enumerate(found.people) for count in (each.answered, each.asked))


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
