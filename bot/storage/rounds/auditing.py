"""Who did what in a round, and when: written down with the deed, read by its coordinators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select
from sqlmodel import Session

from bot.left import Enclosure, Kind
from bot.storage.rounds.authority import Coordination
from bot.storage.tables import METADATA
from dialogs.rounds.nouns import Role
from dialogs.tongue import Tongue

audit_entry, coordinator, participation = (
    METADATA.tables[name] for name in ("audit_entry", "coordinator", "participation")
)

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
    people = dict.fromkeys(person for line in lines for person in (line.person_id, _named(line.subject)) if person)
    leading = set(connection.scalars(_LEADING, given))
    leaders = [person for person in people if person in leading or person not in answering]
    led = {person: number for number, person in enumerate(leaders, 1)}
    known = {f"participation:{part.id}": f"{Role.RESPONDENT}:{part.number}" for part in parts}
    for person in people:
        role, number = _who(person, led, answering)
        known[f"{Role.COORDINATOR}:{person}"] = f"{role}:{number}"
    return tuple(
        Deed(line.at, *_who(line.person_id, led, answering), line.action, known.get(line.subject, line.subject))
        for line in lines
    )


def _named(subject: str) -> int | None:
    """The person whom a deed was about, where the subject says it as a coordinator."""
    kind, _, person = subject.partition(":")
    return int(person) if kind == Role.COORDINATOR else None


def _who(person: int | None, led: dict[int, int], answering: dict[int, int]) -> tuple[Role | None, int]:
    if person is None:
        return None, 0
    return (Role.COORDINATOR, led[person]) if person in led else (Role.RESPONDENT, answering[person])


def trail_to_send(right: Coordination, t: Tongue) -> Enclosure:
    """The trail as a file, made when it is sent."""
    caption = t.gettext("Who did what in this assessment, and when. Nobody's answers are in it.")
    return Enclosure(Kind.AUDIT, caption, t.code, {"round": right.round, "person": right.person})
