"""Reading what the cards show that people are written to with, for someone who may see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlmodel import Session

from bot.library import kept_model
from bot.storage.desks import Desk
from bot.storage.posts import setup_of
from bot.storage.reminding.digesting import deadline_of, digest_of
from bot.storage.reminding.facts import Case, case_of
from bot.storage.rounds.authority import coordination_of
from bot.storage.tables import METADATA
from dialogs.reminding.calendar import local_day
from dialogs.reminding.pace import minutes_left
from dialogs.reminding.policy import Next, Why
from dialogs.reminding.step import OWN
from dialogs.reminding.views import CallView, ReminderView, Stand
from dialogs.reminding.when import alone_days, believed, next_reminder
from dialogs.reminding.wishes import Wish, granted, sensible
from dialogs.rounds.nouns import Setup
from dialogs.states import Called, Occasion
from framework.answers import Depth
from framework.model import Model

__all__ = ["call_view", "digest_of", "due_of"]

assessment, participation, answer = (METADATA.tables[name] for name in ("assessment", "participation", "answer"))

WEEK = timedelta(days=7)
"""What a digest tells of that does not say since when."""

NOT_TO_WISH = {Why.STOPPED, Why.CLOSED}
"""Where a wish for a later reminder would lead to none."""

_PART = (
    select(participation, *(column.label(f"round_{column.name}") for column in assessment.c))
    .join_from(participation, assessment)
    .where(
        participation.c.assessment_id == bindparam("round"),
        participation.c.person_id == bindparam("person"),
        participation.c.removed_at.is_(None),
    )
)
_ANSWERS = select(answer.c.capability, answer.c.phase, answer.c.reason, answer.c.answered_at).where(
    answer.c.participation_id == bindparam("part")
)


def call_view(session: Session, desk: Desk, state: Called, now: datetime) -> CallView | None:
    """What the card shows that its person is written to with; None where it is not theirs, or over by now."""
    if desk.person is None:
        return None
    if state.occasion in OWN:
        return _reminder(session, desk, desk.person, state, now)
    right = coordination_of(session, desk.person, state.round)
    if right is None:
        return None
    if state.occasion is Occasion.DEADLINE:
        return deadline_of(session, right, now)
    return digest_of(session, right, datetime.fromisoformat(state.since) if state.since else now - WEEK, now)


def due_of(session: Session, round_: int, person: int, now: datetime, *, present: bool = False) -> Next | None:
    """The next reminder of a respondent, or why there is none; None for who is no respondent there, or was removed.

    `present` when they do something at this very moment, which the database will know only after the turn.
    """
    case = case_of(session, round_, person)
    return _due(_present(case, now) if present else case, now) if case is not None else None


def _due(case: Case, now: datetime) -> Next:
    """In the zone of the assessment, or where it is taken to be."""
    due = next_reminder(case.policy, case.days, case.known, now)
    return replace(due, at=due.at.astimezone(case.days.zone)) if due.at is not None else due


def _present(case: Case, now: datetime) -> Case:
    """The same with a sign of life now."""
    known = believed(case.policy, case.known, now)
    known = replace(known, active_at=max(known.active_at, now), reachable=True)
    days = alone_days(known.active_at, case.policy) if case.days.guessed else case.days
    return replace(case, known=known, days=days)


@dataclass(frozen=True, slots=True)
class _Work:
    """What one respondent is asked, in the model's order, and when they answered which of it."""

    model: Model
    asked: tuple[str, ...]
    answered: dict[str, datetime]

    @property
    def sections(self) -> tuple[tuple[str, int, int], ...]:
        """(domain, answered, asked) of each section with something open."""
        asked = Counter(self.model.capabilities[capability].domain for capability in self.asked)
        done = Counter(self.model.capabilities[capability].domain for capability in self.answered)
        return tuple((d.id, done[d.id], asked[d.id]) for d in self.model.domains if done[d.id] < asked[d.id])

    @property
    def stand(self) -> Stand:
        if len(self.answered) == len(self.asked):
            return Stand.TO_SUBMIT
        return Stand.IN_THE_MIDDLE if self.answered else Stand.NEVER_BEGAN


def _reminder(session: Session, desk: Desk, person: int, state: Called, now: datetime) -> ReminderView | None:
    given = {"round": state.round, "person": person}
    part = session.connection().execute(_PART, given).one_or_none()
    case = case_of(session, state.round, person)
    if part is None or case is None or not case.known.unfinished:
        return None
    if state.occasion is Occasion.ASKED:
        case = _present(case, now)
    work, setup, due = _work(session, desk, part), setup_of(part), _due(case, now)
    still_open = len(work.asked) - len(work.answered)
    minutes, own_pace = minutes_left(tuple(work.answered.values()), still_open, Depth(part.depth))
    return ReminderView(
        title=part.round_title if setup else "",
        model=work.model,
        stand=work.stand,
        sections=work.sections,
        answered=len(work.answered),
        asked=len(work.asked),
        minutes=minutes,
        today=local_day(case.days, now),
        zone=setup.zone if setup else "",
        due=due,
        own_pace=own_pace,
        deadline=case.days.deadline,
        stopped=case.known.stopped,
        on=case.policy.on,
        wishes=() if due.why in NOT_TO_WISH else _wishes(case, now),
        languages=_spoken(desk, setup),
    )


def _wishes(case: Case, now: datetime) -> tuple[tuple[Wish, datetime], ...]:
    """When each button would remind them, there."""
    wishes = sensible(case.policy, case.days, now)
    return tuple((wish, granted(wish, case.policy, case.days, now).astimezone(case.days.zone)) for wish in wishes)


def _spoken(desk: Desk, setup: Setup | None) -> tuple[str, ...]:
    """The languages that the assessment speaks here."""
    spoken = tuple(code for code in desk.sheet.spoken if setup is None or code in setup.languages)
    return spoken or desk.sheet.spoken


def _work(session: Session, desk: Desk, part: Row[Any]) -> _Work:
    """Of answers that this batch has not written yet, too."""
    model = kept_model(session, part.round_model_hash)
    asked = tuple(c for c in model.capabilities if part.capabilities is None or c in part.capabilities)
    kept: Iterable[dict[str, Any]] = (
        row._asdict() for row in session.connection().execute(_ANSWERS, {"part": part.id})
    )
    waiting = (row for row in desk.answers if row["participation_id"] == part.id)
    latest = {row["capability"]: row for row in (*kept, *waiting)}
    given = {
        capability: row["answered_at"]
        for capability, row in latest.items()
        if capability in asked and (row["phase"] is not None or row["reason"] is not None)
    }
    return _Work(model, asked, given)
