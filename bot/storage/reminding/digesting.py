"""What coordinators are told by themselves: what moved in a round, and what its deadline found."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session

from bot.storage.rounds.authority import Coordination
from bot.storage.rounds.nudging import reach_of
from bot.storage.rounds.watching import SEPARATOR, Respondent, Roll, roll_of
from bot.storage.tables import METADATA
from dialogs.reminding.views import DeadlineView, DigestView, Move
from dialogs.rounds.nouns import Standing, Status

participation, answer = METADATA.tables["participation"], METADATA.tables["answer"]

LONG = timedelta(days=7)
"""Whoever was not seen for longer is stuck, unless the round waits longer before it reminds them at all."""

_SINCE = (
    select(answer.c.participation_id, func.aggregate_strings(answer.c.capability, SEPARATOR).label("answered"))
    .join_from(answer, participation)
    .where(
        participation.c.assessment_id == bindparam("round"),
        answer.c.answered_at > bindparam("since"),
        or_(answer.c.phase.is_not(None), answer.c.reason.is_not(None)),
    )
    .group_by(answer.c.participation_id)
)


def digest_of(session: Session, right: Coordination, since: datetime, now: datetime) -> DigestView:
    """What happened in the round behind `since`; what this coordinator did there is no news to them."""
    roll = roll_of(session, right)
    lines = session.connection().execute(_SINCE, {"round": right.round, "since": since})
    answered = {line.participation_id: frozenset(line.answered.split(SEPARATOR)) for line in lines}
    others = (person for person in roll.people if person.person != right.person)
    moves = (_move(person, answered.get(person.participation, frozenset()), since) for person in others)
    held = {capability for person in roll.people for capability in person.asked}
    return DigestView(
        setup=roll.setup,
        model=roll.model,
        since=roll.round.local(since),
        today=roll.round.today(now),
        moved=tuple(move for move in moves if move is not None),
        stuck=tuple(person.line for person in roll.people if _is_stuck(roll, person, now)),
        finished=roll.standings[Standing.FINISHED],
        people=len(roll.people),
        unheld=tuple(capability for capability in roll.model.capabilities if capability not in held),
        to_nudge=len(reach_of(roll, right.person, now).people),
    )


def _move(person: Respondent, answered: frozenset[str], since: datetime) -> Move | None:
    """What they did behind `since`; None for nothing."""
    new = len(answered.intersection(person.asked))
    joined = person.joined_at > since
    submitted = person.submitted_at is not None and person.submitted_at > since
    return Move(person.line, new, joined, submitted) if new or joined or submitted else None


def _is_stuck(roll: Roll, person: Respondent, now: datetime) -> bool:
    """Whether they have something to finish, and nobody saw them for long or they cannot be reached."""
    if person.standing is Standing.FINISHED:
        return False
    long = max(LONG, timedelta(days=roll.setup.policy.silence))
    return person.unreachable or person.seen_at is None or person.seen_at < now - long


def deadline_of(session: Session, right: Coordination, now: datetime) -> DeadlineView:
    """What is in, and what is missing."""
    roll = roll_of(session, right)
    answered = {capability for person in roll.people for capability in person.answered}
    return DeadlineView(
        setup=roll.setup,
        model=roll.model,
        today=roll.round.today(now),
        finished=roll.standings[Standing.FINISHED],
        people=len(roll.people),
        answered=sum(len(person.answered) for person in roll.people),
        asked=sum(len(person.asked) for person in roll.people),
        missing=tuple(person.line for person in roll.people if person.standing is not Standing.FINISHED),
        unanswered=tuple(capability for capability in roll.model.capabilities if capability not in answered),
        open=roll.status is Status.OPEN,
    )
