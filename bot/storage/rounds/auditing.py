"""Who did what in a round, and when: written down with the deed, read by its coordinators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select
from sqlmodel import Session

from bot.left import Enclosure, Kind
from bot.storage.rounds.authority import Coordination
from bot.storage.tables import METADATA
from dialogs.rounds.nouns import Role
from dialogs.tongue import Tongue

audit_entry, assessment, coordinator, participation = (
    METADATA.tables[name] for name in ("audit_entry", "assessment", "coordinator", "participation")
)

TAKING_PART = {"joined", "took-on", "passed-on"}
"""Deeds of respondents; a coordinator comes in as well, and the subject says so."""

_INSERT = insert(audit_entry)


def audit(session: Session, round_: int, person: int | None, action: str, subject: str, now: datetime) -> None:
    """Write down a deed: an action such as `"close"`, a subject such as `"participation:12"`, or none.

    Neither ever holds words or names of people. `person` is None for what happened by itself.
    """
    entry = {"assessment_id": round_, "person_id": person, "action": action, "subject": subject, "at": now}
    session.connection().execute(_INSERT, entry)


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the trail: who is a respondent or a coordinator, each counted from 1; `number` 0 for nobody."""

    at: datetime
    role: Role | None
    number: int
    action: str
    subject: str


_TRAIL = select(audit_entry).where(audit_entry.c.assessment_id == bindparam("round")).order_by(audit_entry.c.id)
_NUMBERED = select(
    participation.c.id,
    participation.c.person_id,
    func.row_number().over(order_by=participation.c.id).label("number"),
).where(participation.c.assessment_id == bindparam("round"))
_ANONYMOUS = select(assessment.c.anonymous).where(assessment.c.id == bindparam("round"))
_LEADING = select(coordinator.c.person_id).where(coordinator.c.assessment_id == bindparam("round"))


def trail(session: Session, right: Coordination) -> tuple[Deed, ...]:
    """What was done in the round, in order.

    Respondents have the number that coordinators know them by. Coordinators, present and former, are counted in the
    order in which they appear here.
    """
    connection, given = session.connection(), {"round": right.round}
    lines = connection.execute(_TRAIL, given).all()
    parts = connection.execute(_NUMBERED, given).all()
    answering = {part.person_id: part.number for part in parts}
    if connection.scalar(_ANONYMOUS, given):
        led = _led(person for line in lines for person in _as_leader(line, answering))
    else:
        people = [person for line in lines for person in (line.person_id, _named(line.subject)) if person]
        leading = set(connection.scalars(_LEADING, given))
        led = _led(person for person in people if person in leading or person not in answering)
        answering = {person: number for person, number in answering.items() if person not in led}
    known = {f"participation:{part.id}": f"{Role.RESPONDENT}:{part.number}" for part in parts}
    known |= {f"{Role.COORDINATOR}:{person}": f"{Role.RESPONDENT}:{number}" for person, number in answering.items()}
    known |= {f"{Role.COORDINATOR}:{person}": f"{Role.COORDINATOR}:{number}" for person, number in led.items()}
    return tuple(
        Deed(line.at, *_who(line, led, answering), line.action, known.get(line.subject, line.subject)) for line in lines
    )


def _led(people: Iterable[int]) -> dict[int, int]:
    """Coordinators with their numbers, from 1, in this order."""
    return {person: number for number, person in enumerate(dict.fromkeys(people), 1)}


def _as_leader(line: Row[Any], answering: Mapping[int, int]) -> Iterator[int]:
    """Whom a line of an anonymous round shows as a coordinator."""
    if line.person_id is not None and not _as_respondent(line, answering):
        yield line.person_id
    if named := _named(line.subject):
        yield named


def _named(subject: str) -> int | None:
    """The person whom a deed was about, where the subject says it as a coordinator."""
    kind, _, person = subject.partition(":")
    return int(person) if kind == Role.COORDINATOR and person else None  # without a number once they are deleted


def _as_respondent(line: Row[Any], answering: Mapping[int, int]) -> bool:
    """Whether it is the deed of someone who answers, whatever else they are."""
    return line.person_id in answering and line.action in TAKING_PART and _named(line.subject) is None


def _who(line: Row[Any], led: Mapping[int, int], answering: Mapping[int, int]) -> tuple[Role | None, int]:
    """Whose deed it was. Someone who is both has two numbers in an anonymous round, and nothing ties them."""
    person = line.person_id
    if person is None:
        return None, 0
    if person not in led or _as_respondent(line, answering):
        return Role.RESPONDENT, answering[person]
    return Role.COORDINATOR, led[person]


def trail_to_send(right: Coordination, t: Tongue) -> Enclosure:
    """The trail as a file, made when it is sent."""
    caption = t.gettext("Who did what in this assessment, and when. Nobody's answers are in it.")
    return Enclosure(Kind.AUDIT, caption, t.code, {"round": right.round, "person": right.person})
