"""What is to come, and what waits, for whoever runs Sounding: numbers of people, never names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from bot.storage.reminding.facts import Case, Lead, Pair, cases_of, leads_of
from bot.storage.reminding.sweeping import looks_at
from bot.storage.tables import METADATA
from dialogs.reminding.digests import Digest, next_digest
from dialogs.reminding.policy import Next, Policy
from dialogs.reminding.when import next_reminder
from dialogs.rounds.nouns import Status
from dialogs.states import Occasion

assessment, participation, coordinator, timer, outgoing = (
    METADATA.tables[name] for name in ("assessment", "participation", "coordinator", "timer", "outgoing")
)

LOOKED_AT = 1000
"""Timers that are looked at to tell what is due now; more wait only where nobody looked for long."""


@dataclass(frozen=True, slots=True)
class Open:
    """An assessment that takes answers; `alone` for one person's own, which has no title and no zone."""

    number: int
    title: str
    alone: bool
    zone: str
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One respondent's next reminder, in local time; `today` is there.

    `number` counts the respondents of a round as coordinators see it; for someone alone it is their assessment's.
    """

    number: int
    due: Next
    today: date
    policy: Policy


@dataclass(frozen=True, slots=True)
class Told:
    """One coordinator's next digest: `at` is None where there is none; `zone` and `today` are the round's.

    `reachable` says whether they can be written to.
    """

    number: int
    digest: Digest
    at: datetime | None
    zone: tzinfo
    today: date
    reachable: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits to be looked at or to be sent, by its occasion, and since when the oldest does.

    `more` says that not everything was counted.
    """

    counts: Mapping[Occasion, int]
    since: datetime | None = None
    more: bool = False


_OPEN = (
    select(assessment.c.id, assessment.c.title, assessment.c.alone, assessment.c.zone, assessment.c.deadline)
    .where(assessment.c.status == Status.OPEN.value)
    .order_by(assessment.c.id)
)
_NUMBERED = select(
    participation.c.person_id,
    participation.c.removed_at,
    func.row_number().over(order_by=participation.c.id).label("number"),
).where(participation.c.assessment_id == bindparam("round"))
_ALONE = (
    select(participation.c.assessment_id, participation.c.person_id)
    .join_from(participation, assessment)
    .where(assessment.c.alone, assessment.c.status == Status.OPEN.value, participation.c.removed_at.is_(None))
)
_LEADING = (
    select(coordinator.c.person_id)
    .where(coordinator.c.assessment_id == bindparam("round"))
    .order_by(coordinator.c.since, coordinator.c.person_id)
)
_DUE = (
    select(timer.c.kind, timer.c.assessment_id, timer.c.person_id, timer.c.due_at)
    .where(timer.c.due_at <= bindparam("now"))
    .order_by(timer.c.due_at)
    .limit(bindparam("most"))
)
_OCCASION = outgoing.c.payload[("call", "occasion")].as_string().label("occasion")
_WAITING = select(_OCCASION, outgoing.c.channel, outgoing.c.created_at).where(outgoing.c.begun_at.is_(None)).subquery()
_OUTBOX = (
    select(
        _WAITING.c.occasion,
        _WAITING.c.channel,
        func.count().label("waiting"),
        func.min(_WAITING.c.created_at).label("since"),
    )
    .where(_WAITING.c.occasion.is_not(None))
    .group_by(_WAITING.c.occasion, _WAITING.c.channel)
)


def open_rounds(session: Session) -> list[Open]:
    """Every open assessment of many people, in the order of their numbers."""
    return [Open(*row) for row in session.connection().execute(_OPEN.where(~assessment.c.alone))]


def open_alone(session: Session, number: int) -> Open | None:
    """The open self-assessment with this number."""
    row = session.connection().execute(_OPEN.where(assessment.c.alone, assessment.c.id == number)).one_or_none()
    return Open(*row) if row is not None else None


def respondents(session: Session, number: int) -> int:
    """How many take part."""
    counted = select(func.count()).where(participation.c.assessment_id == number, participation.c.removed_at.is_(None))
    return int(session.connection().scalar(counted) or 0)


def foreseen(session: Session, number: int, now: datetime, *, after: int = 0, most: int) -> list[Foreseen]:
    """The next reminders of the respondents behind the one numbered `after`, of `most` at the most."""
    numbered = _NUMBERED.subquery()
    query = (
        select(numbered.c.number, numbered.c.person_id)
        .where(numbered.c.removed_at.is_(None), numbered.c.number > after)
        .order_by(numbered.c.number)
        .limit(most)
    )
    people = session.connection().execute(query, {"round": number}).all()
    return _dues(session, [(line.number, (number, line.person_id)) for line in people], now)


def foreseen_alone(session: Session, now: datetime, most: int) -> tuple[list[Foreseen], int]:
    """The same of people who assess alone, by their assessment's number, and of how many; what is handed in is last."""
    query = _ALONE.order_by(participation.c.submitted_at.is_not(None), participation.c.assessment_id).limit(most)
    connection = session.connection()
    pairs = [(line.assessment_id, (line.assessment_id, line.person_id)) for line in connection.execute(query)]
    total = connection.scalar(select(func.count()).select_from(_ALONE.subquery()))
    return _dues(session, pairs, now), int(total or 0)


def _dues(session: Session, pairs: Sequence[tuple[int, Pair]], now: datetime) -> list[Foreseen]:
    """The next reminders of these, each under its number."""
    cases = cases_of(session, [pair for _, pair in pairs])
    return [_foreseen(number, cases[pair], now) for number, pair in pairs if pair in cases]


def _foreseen(number: int, case: Case, now: datetime) -> Foreseen:
    due, zone = next_reminder(case.policy, case.days, case.known, now), case.days.zone
    local = replace(due, at=due.at.astimezone(zone)) if due.at is not None else due
    return Foreseen(number, local, now.astimezone(zone).date(), case.policy)


def digests(session: Session, number: int, now: datetime) -> list[Told]:
    """The next digests of the coordinators, in the order in which they became that."""
    people = list(session.connection().scalars(_LEADING, {"round": number}))
    leads = leads_of(session, Occasion.DIGEST, [(number, person) for person in people])
    known = [(place, leads[number, person]) for place, person in enumerate(people, 1) if (number, person) in leads]
    return [_told(place, lead, now) for place, lead in known]


def _told(number: int, lead: Lead, now: datetime) -> Told:
    zone, come = lead.days.zone, lead.promised is not None and lead.promised <= now
    at = lead.promised if come else next_digest(lead.digest, lead.days, now)
    return Told(number, lead.digest, at, zone, now.astimezone(zone).date(), lead.reachable)


def due_now(session: Session, now: datetime) -> Waiting:
    """What is due at this moment and nobody has begun to send. `since` is from when on nobody looked."""
    rows = session.connection().execute(_DUE, {"now": now, "most": LOOKED_AT}).all()
    keys = [(Occasion(row.kind), row.assessment_id, row.person_id) for row in rows]
    counts = Counter(kind for (kind, _, _), look in looks_at(session, keys, now).items() if look.write)
    return Waiting(counts, min((row.due_at for row in rows), default=None), len(rows) == LOOKED_AT)


def outbox(session: Session) -> dict[str, Waiting]:
    """What is written and waits to be sent, by channel."""
    found: dict[str, Waiting] = {}
    for line in session.connection().execute(_OUTBOX):
        before = found.get(line.channel, Waiting({}))
        since = min(filter(None, (before.since, line.since)))
        found[line.channel] = Waiting({**before.counts, Occasion(line.occasion): line.waiting}, since)
    return found
