"""Everything that the files of a round say, read at once: of all of it, or of one respondent alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Row, bindparam, func, select
from sqlmodel import Session

from bot.files.report import Before, Person, Report
from bot.library import kept_model
from bot.storage.desks import read_answers
from bot.storage.posts import setup_of
from bot.storage.results.before import before_of, title_before
from bot.storage.results.came import Came, came_to
from bot.storage.results.recording import history_of, plan_of
from bot.storage.results.voices import voice_of, voices_of
from bot.storage.rounds.authority import Coordination, coordination_of_operator
from bot.storage.rounds.people import coordinators_of
from bot.storage.rounds.watching import Respondent, Round, roll_of
from bot.storage.tables import METADATA
from dialogs.rounds.nouns import Setup, Standing, Status
from framework.agreed import Priority
from framework.answers import Depth
from framework.comparing import Compared
from framework.joined import Voice
from framework.joining import joined
from framework.model import Model

assessment, participation, framework_model = (
    METADATA.tables[name] for name in ("assessment", "participation", "framework_model")
)

T = TypeVar("T")

_IMPORTED = select(assessment.c.imported).where(assessment.c.id == bindparam("round"))
_TEXT = select(framework_model.c.content).where(framework_model.c.hash == bindparam("hash"))
_NUMBER = (
    select(func.count())
    .select_from(participation)
    .where(participation.c.assessment_id == bindparam("round"), participation.c.id <= bindparam("part"))
)
_OWN = (
    select(participation, *(column.label(f"round_{column.name}") for column in assessment.c))
    .join_from(participation, assessment)
    .where(participation.c.removed_at.is_(None))
)
_OF_PERSON = _OWN.where(participation.c.id == bindparam("part"), participation.c.person_id == bindparam("person"))
_ALONE = _OWN.where(assessment.c.id == bindparam("round"), assessment.c.alone)


def report_of(session: Session, right: Coordination, now: datetime) -> Report:
    """The report as coordinators may have it.

    In an anonymous round nobody's answers stand alone, and none are there before it is closed.
    """
    came, roll = came_to(session, right.round, now), roll_of(session, right)
    anonymous = roll.setup.anonymous
    coordinators = tuple(row.name for row in coordinators_of(session, right))
    before, previous = _earlier(session, right.round, came, now)
    history = history_of(session, right.round)
    return Report(
        number=right.round,
        model=roll.model,
        setup=roll.setup,
        status=roll.status,
        made_at=roll.round.local(now),
        people=tuple(_person(person, anonymous=anonymous) for person in roll.people),
        spreads=came.spreads or {},
        voices=() if anonymous else voices_of(session, right.round, roll.round),
        agreements=_in_order(roll.model, came.agreements),
        history=history,
        plan=_plan(came, plan_of(session, right.round)),
        before=_in_order(roll.model, before),
        coordinators=coordinators if any(coordinators) or any(each.by for each in history) else (),
        opened_at=roll.round.local(roll.round.created_at),
        closed_at=roll.round.closed_at and roll.round.local(roll.round.closed_at),
        previous_title=previous,
    )


def whole_report(session: Session, number: int, now: datetime) -> Report:
    """The same for the operator, who has the whole database and needs no right; names and notes are in it."""
    return report_of(session, coordination_of_operator(number), now)


def text_of(session: Session, model: Model) -> str:
    """The file of a model, as it was kept when the first assessment began on it. Raises KeyError for an unknown one."""
    content: str | None = session.connection().scalar(_TEXT, {"hash": model.hash})
    if content is None:
        raise KeyError(model.hash)
    return content


def _in_order(model: Model, kept: Mapping[str, T]) -> dict[str, T]:
    return {capability: kept[capability] for capability in model.capabilities if capability in kept}


def _plan(came: Came, plan: Mapping[str, Priority]) -> tuple[Priority, ...]:
    """First what others depend on, as among the next steps; then what is no next step any more."""
    order = dict.fromkeys((*(step.row.capability for step in came.steps), *came.about.model.capabilities))
    return tuple(plan[capability] for capability in order if capability in plan)


def _person(person: Respondent, *, anonymous: bool) -> Person:
    return Person(
        number=person.number,
        standing=person.standing,
        answered=len(person.answered),
        asked=len(person.asked),
        joined_at=person.joined_at,
        submitted_at=person.submitted_at,
        name="" if anonymous else person.name,
        sector="" if anonymous or person.sector is None else person.sector.value,
    )


def _earlier(session: Session, number: int, came: Came, now: datetime) -> tuple[Mapping[str, Before], str]:
    """The round before and its title; of a round that was imported, as its file had them."""
    kept = session.connection().scalar(_IMPORTED, {"round": number})
    if kept:
        before = {each: Before(each, was["phase"], was["changes"]) for each, was in kept["before"].items()}
        return before, kept["previous_title"]
    compared = before_of(session, number, came, now)
    return {each: _before(was) for each, was in compared.items()}, title_before(session, number)


def _before(was: Compared) -> Before:
    return Before(was.capability, was.then, {why.value: count for why, count in was.changes.items()})


# One respondent alone


def own_report(session: Session, person: int, part: int, now: datetime) -> Report | None:
    """What this person answered in one part of theirs; None where it is not theirs, or not any more."""
    row = session.connection().execute(_OF_PERSON, {"part": part, "person": person}).one_or_none()
    return _own(session, row, now) if row is not None else None


def alone_report(session: Session, number: int, now: datetime) -> Report:
    """A self-assessment by its number. Raises LookupError where there is none."""
    row = session.connection().execute(_ALONE, {"round": number}).one_or_none()
    if row is None:
        raise LookupError(number)
    return _own(session, row, now)


def _own(session: Session, row: Row[Any], now: datetime) -> Report:
    """Nobody is anonymous to themselves; what others said, and what was agreed, is not in it."""
    model = kept_model(session, row.round_model_hash)
    setup = replace(setup_of(row) or Setup("", depth=Depth(row.depth)), anonymous=False)
    about = Round(model, setup, Status(row.round_status), row.round_created_at, row.round_closed_at)
    given = {"round": row.assessment_id, "part": row.id}
    number = 1 if row.round_alone else session.connection().scalar(_NUMBER, given) or 1
    said = read_answers(session, [row.id])[row.id]
    voice = replace(voice_of(model, row, said, row.name), number=number)
    return Report(
        number=row.assessment_id,
        model=model,
        setup=setup,
        status=about.status,
        made_at=about.local(now),
        people=(_alone(about, row, voice),),
        spreads=joined(model, [voice], named=True, depth=setup.depth),
        voices=(voice,),
        opened_at=about.local(about.created_at),
        closed_at=about.closed_at and about.local(about.closed_at),
    )


def _alone(about: Round, row: Row[Any], voice: Voice) -> Person:
    answered = sum(said.given for said in voice.answers.values())
    begun = Standing.IN_PROGRESS if answered else Standing.NOT_BEGUN
    return Person(
        number=voice.number,
        standing=Standing.FINISHED if row.submitted_at or answered == len(voice.asked) else begun,
        answered=answered,
        asked=len(voice.asked),
        joined_at=about.local(row.joined_at),
        submitted_at=row.submitted_at and about.local(row.submitted_at),
        name=voice.name,
        sector=voice.sector or "",
    )
