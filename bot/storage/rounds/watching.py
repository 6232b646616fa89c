"""How far a round is: who was asked what, and which of it has an answer. Never what the answer says.

A few statements for any number of people; the rest is counted here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, case, func, or_, select
from sqlmodel import Session

from bot.library import kept_model
from bot.storage.posts import setup_of
from bot.storage.rounds.authority import Coordination
from bot.storage.tables import METADATA
from dialogs.rounds.nouns import Role, Sector, Setup, Standing, Status
from dialogs.rounds.views import PersonLine, ProgressView, SectionLine
from framework.answers import Reason
from framework.model import Model
from framework.privacy import LEAST

assessment, participation, invitation, conversation, answer = (
    METADATA.tables[name] for name in ("assessment", "participation", "invitation", "conversation", "answer")
)

SEPARATOR = " "
"""Stands between identifiers of capabilities, which have no spaces."""

_ROUND = select(*(column.label(f"round_{column.name}") for column in assessment.c)).where(
    assessment.c.id == bindparam("round")
)
_PEOPLE = (
    select(participation, invitation.c.label)
    .join_from(participation, invitation, participation.c.invitation_id == invitation.c.id, isouter=True)
    .where(participation.c.assessment_id == bindparam("round"))
    .order_by(participation.c.id)
)
_ANSWERED = (
    select(
        answer.c.participation_id,
        func.aggregate_strings(answer.c.capability, SEPARATOR).label("answered"),
        func.aggregate_strings(
            case((answer.c.reason == Reason.NOT_MY_REMIT.value, answer.c.capability)), SEPARATOR
        ).label("passed"),
    )
    .join_from(answer, participation)
    .where(
        participation.c.assessment_id == bindparam("round"),
        or_(answer.c.phase.is_not(None), answer.c.reason.is_not(None)),
    )
    .group_by(answer.c.participation_id)
)
_CHATS = (
    select(
        participation.c.id,
        func.max(conversation.c.updated_at).label("seen_at"),
        func.count().label("chats"),
        func.count(conversation.c.unreachable_since).label("silent"),
        func.count(case((conversation.c.assessment_id == bindparam("round"), 1))).label("here"),
    )
    .join_from(participation, conversation, conversation.c.person_id == participation.c.person_id)
    .where(participation.c.assessment_id == bindparam("round"), participation.c.removed_at.is_(None))
    .group_by(participation.c.id)
)
_PLACES = select(func.coalesce(func.sum(invitation.c.places - invitation.c.taken), 0)).where(
    invitation.c.assessment_id == bindparam("round"),
    invitation.c.role == Role.RESPONDENT.value,
    invitation.c.revoked_at.is_(None),
    or_(invitation.c.until.is_(None), invitation.c.until >= bindparam("today")),
)


@dataclass(frozen=True, slots=True)
class Respondent:
    """One respondent. `asked` are capabilities in the model's order; `answered` and `passed` are among them.

    `number` counts everybody who ever joined the round, from 1, so that it stays the same when others leave. Moments
    are in the round's time zone. `elsewhere` when their chat is about another assessment now.
    """

    participation: int
    person: int
    number: int
    name: str
    sector: Sector | None
    asked: tuple[str, ...]
    answered: frozenset[str]
    passed: frozenset[str]
    joined_at: datetime
    submitted_at: datetime | None
    nudged_at: datetime | None
    seen_at: datetime | None
    unreachable: bool
    elsewhere: bool = False

    @property
    def standing(self) -> Standing:
        if self.submitted_at is not None or len(self.answered) == len(self.asked):
            return Standing.FINISHED
        return Standing.IN_PROGRESS if self.answered else Standing.NOT_BEGUN

    @property
    def line(self) -> PersonLine:
        return PersonLine(
            self.participation,
            self.number,
            self.name,
            self.standing,
            len(self.answered),
            len(self.asked),
            self.seen_at,
            self.unreachable,
        )

    def sections(self, model: Model) -> tuple[tuple[str, int, int], ...]:
        """(domain, answered, asked) of each section they hold, in order."""
        asked = Counter(model.capabilities[capability].domain for capability in self.asked)
        done = Counter(model.capabilities[capability].domain for capability in self.answered)
        return tuple((domain.id, done[domain.id], asked[domain.id]) for domain in model.domains if asked[domain.id])


@dataclass(frozen=True, slots=True)
class Round:
    """What was decided about a round, and on which model it is. Moments are aware, in UTC.

    `shared_at` is when its results were shared with those who answered.
    """

    model: Model
    setup: Setup
    status: Status
    created_at: datetime
    closed_at: datetime | None = None
    shared_at: datetime | None = None

    def local(self, moment: datetime) -> datetime:
        """The same moment in the round's time zone."""
        return moment.astimezone(ZoneInfo(self.setup.zone))

    def today(self, now: datetime) -> date:
        """The day there."""
        return self.local(now).date()


@dataclass(frozen=True)
class Roll:
    """Everybody who takes part in a round, in the order they joined."""

    round: Round
    people: tuple[Respondent, ...]

    @property
    def model(self) -> Model:
        return self.round.model

    @property
    def setup(self) -> Setup:
        return self.round.setup

    @property
    def status(self) -> Status:
        return self.round.status

    @cached_property
    def standings(self) -> dict[Standing, int]:
        """How many there are of each standing, none left out."""
        counted = Counter(person.standing for person in self.people)
        return {standing: counted[standing] for standing in Standing}

    def one(self, number: int) -> Respondent | None:
        """The respondent with this participation; None where the round has none."""
        return next((person for person in self.people if person.participation == number), None)


def round_of(session: Session, right: Coordination) -> Round:
    """The round itself. Raises LookupError for a self-assessment, which nobody coordinates."""
    return about_round(session, right.round)


def about_round(session: Session, number: int) -> Round:
    """The same by its number, for whoever may know of it."""
    row = session.connection().execute(_ROUND, {"round": number}).one()
    setup = setup_of(row)
    if setup is None:
        raise LookupError("a self-assessment has no coordinators")
    return Round(
        kept_model(session, row.round_model_hash),
        setup,
        Status(row.round_status),
        row.round_created_at,
        row.round_closed_at,
        row.round_shared_at,
    )


def roll_of(session: Session, right: Coordination) -> Roll:
    """Everybody in the round."""
    connection, given = session.connection(), {"round": right.round}
    about = round_of(session, right)
    answers = {line.participation_id: line for line in connection.execute(_ANSWERED, given)}
    chats = {line.id: line for line in connection.execute(_CHATS, given)}
    people = tuple(
        _respondent(about, part, number, answers.get(part.id), chats.get(part.id))
        for number, part in enumerate(connection.execute(_PEOPLE, given), 1)
        if part.removed_at is None
    )
    return Roll(about, people)


def _respondent(about: Round, part: Row[Any], number: int, said: Row[Any] | None, chats: Row[Any] | None) -> Respondent:
    """In an anonymous round, nothing here tells one respondent from another but their number."""
    anonymous = about.setup.anonymous
    held = None if part.capabilities is None else set(part.capabilities)
    asked = tuple(c for c in about.model.capabilities if held is None or c in held)
    return Respondent(
        participation=part.id,
        person=part.person_id,
        number=number,
        name="" if anonymous else part.name or part.label or "",
        sector=None if anonymous or part.sector is None else Sector(part.sector),
        asked=asked,
        answered=frozenset(_words(said.answered if said else None)) & frozenset(asked),
        passed=frozenset(_words(said.passed if said else None)) & frozenset(asked),
        joined_at=about.local(part.joined_at),
        submitted_at=part.submitted_at and about.local(part.submitted_at),
        nudged_at=part.nudged_at and about.local(part.nudged_at),
        seen_at=about.local(chats.seen_at) if chats else None,
        unreachable=chats is None or chats.chats == chats.silent,
        elsewhere=chats is not None and not chats.here,
    )


def _words(joined: str | None) -> list[str]:
    return joined.split(SEPARATOR) if joined else []


def progress_of(session: Session, right: Coordination, now: datetime) -> ProgressView:
    """How far the sections and the people are."""
    roll = roll_of(session, right)
    holders = Counter(capability for person in roll.people for capability in person.asked)
    passed = Counter(capability for person in roll.people for capability in person.passed)
    least = LEAST if roll.setup.anonymous else 1  # what all of one or two said, each of them said
    return ProgressView(
        sections=tuple(_section(roll, domain.id) for domain in roll.model.domains),
        standings=roll.standings,
        unreachable=sum(person.unreachable for person in roll.people),
        open_places=open_places(session, right, roll.round.today(now)),
        unheld=tuple(c for c in roll.model.capabilities if not holders[c]),
        passed=tuple(c for c in roll.model.capabilities if least <= holders[c] == passed[c]),
    )


def _section(roll: Roll, domain: str) -> SectionLine:
    capabilities = {c for c, capability in roll.model.capabilities.items() if capability.domain == domain}
    asked = [len(capabilities.intersection(person.asked)) for person in roll.people]
    done = sum(len(capabilities & person.answered) for person in roll.people)
    return SectionLine(domain, done, sum(asked), sum(map(bool, asked)))


def open_places(session: Session, right: Coordination, today: date) -> int:
    """For how many respondents there are invitations that can still be used."""
    return int(session.connection().scalar(_PLACES, {"round": right.round, "today": today}) or 0)
