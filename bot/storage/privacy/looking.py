"""Reading what the cards show on which people see, get or delete what is kept of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, case, func, or_, select
from sqlmodel import Session

from bot.storage.desks import Desk
from bot.storage.tables import METADATA
from bot.storage.writing import write_answers
from dialogs.privacy.views import Leaving, PrivacyView

person, participation, assessment, answer, coordinator, agreement, release_part = (
    METADATA.tables[name]
    for name in ("person", "participation", "assessment", "answer", "coordinator", "agreement", "release_part")
)

_OF_PERSON: BindParameter[int] = bindparam("person")
_PERSON = select(person).where(person.c.id == _OF_PERSON)
_MINE = select(participation.c.id).where(participation.c.person_id == _OF_PERSON)
_PARTS = select(participation).where(participation.c.person_id == _OF_PERSON)
_GIVEN = or_(answer.c.phase.is_not(None), answer.c.reason.is_not(None))
_WORDS = or_(answer.c.note != "", answer.c.why != "")
_ANSWERS = (
    select(
        answer.c.participation_id,
        func.count(case((_GIVEN, 1))).label("answers"),
        func.count(case((_WORDS, 1))).label("notes"),
    )
    .where(answer.c.participation_id.in_(_MINE))
    .group_by(answer.c.participation_id)
)
_LED = select(coordinator.c.assessment_id).where(coordinator.c.person_id == _OF_PERSON)
_LEADING = (
    select(coordinator.c.assessment_id, func.count().label("people"))
    .where(coordinator.c.assessment_id.in_(_LED))
    .group_by(coordinator.c.assessment_id)
)
_AGREED = (
    select(agreement.c.assessment_id, func.count().label("agreed"))
    .where(agreement.c.person_id == _OF_PERSON)
    .group_by(agreement.c.assessment_id)
)
_COUNTED = select(release_part.c.participation_id).where(release_part.c.participation_id.in_(_MINE)).distinct()
_ABOUT = select(assessment).where(assessment.c.id.in_(bindparam("rounds", expanding=True))).order_by(assessment.c.id)


def privacy_view(session: Session, desk: Desk) -> PrivacyView | None:
    """What is kept of the person at this desk; None of somebody who has not agreed."""
    if desk.person is None:
        return None
    write_answers(session, [desk])  # what they answered a moment ago counts as well
    connection, given = session.connection(), {"person": desk.person}
    row = connection.execute(_PERSON, given).one()
    return PrivacyView(row.consent_version, row.consented_at, tuple(_assessments(session, desk.person)))


def _assessments(session: Session, number: int) -> Iterator[Leaving]:
    """The newest first."""
    connection, given = session.connection(), {"person": number}
    parts = {part.assessment_id: part for part in connection.execute(_PARTS, given)}
    said = {line.participation_id: line for line in connection.execute(_ANSWERS, given)}
    leading = {line.assessment_id: line.people for line in connection.execute(_LEADING, given)}
    agreed = {line.assessment_id: line.agreed for line in connection.execute(_AGREED, given)}
    counted = set(connection.scalars(_COUNTED, given))
    rounds = sorted({*parts, *leading, *agreed})
    for round_ in reversed(connection.execute(_ABOUT, {"rounds": rounds}).all() if rounds else []):
        part: Row[Any] | None = parts.get(round_.id)
        answers = said.get(part.id) if part is not None else None
        yield Leaving(
            title=round_.title,
            alone=round_.alone,
            answers=answers.answers if answers else 0,
            coordinates=round_.id in leading,
            last=leading.get(round_.id) == 1,
            agreed=agreed.get(round_.id, 0),
            notes=answers.notes if answers else 0,
            since=part.joined_at if part is not None else None,
            counted=part is not None and part.id in counted,
        )
