"""The answers of a round side by side, each respondent a voice: what a named round shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from bot.storage.desks import answer_of
from bot.storage.rounds.watching import Round
from bot.storage.tables import METADATA
from framework.answers import Answer
from framework.joined import Voice
from framework.model import Model

participation, invitation, answer = (METADATA.tables[name] for name in ("participation", "invitation", "answer"))

_PARTS = (
    select(
        participation.c.id,
        participation.c.capabilities,
        participation.c.removed_at,
        participation.c.sector,
        participation.c.name,
        invitation.c.label,
    )
    .join_from(participation, invitation, participation.c.invitation_id == invitation.c.id, isouter=True)
    .where(participation.c.assessment_id == bindparam("round"))
    .order_by(participation.c.id)
)
_ANSWERS = select(answer).join_from(answer, participation).where(participation.c.assessment_id == bindparam("round"))


_ANSWERS_TO = _ANSWERS.where(answer.c.capability == bindparam("capability"))


def voices_of(session: Session, number: int, about: Round, only: str = "") -> tuple[Voice, ...]:
    """Everybody who takes part in a round, and those who were removed as far as they had answered.

    Nobody of an anonymous round has a name here; what of it may be shown, `released` says. `only` is a capability to
    whose answers it is limited.
    """
    voices = voices_by_part(session, number, about, only).values()
    return tuple(replace(voice, number=place) for place, voice in enumerate(voices, 1))


def voices_by_part(session: Session, number: int, about: Round, only: str = "") -> dict[int, Voice]:
    """The same by the number of their participation, which stays when others' data are deleted; also in `number`."""
    connection, given = session.connection(), {"round": number}
    parts = connection.execute(_PARTS, given).all()
    answers: dict[int, dict[str, Answer]] = {part.id: {} for part in parts}
    wanted = (
        connection.execute(_ANSWERS_TO, {**given, "capability": only}) if only else connection.execute(_ANSWERS, given)
    )
    for line in wanted.all():
        if line.participation_id in answers:  # not of someone who came in between the two statements
            answers[line.participation_id][line.capability] = answer_of(line)
    named = not about.setup.anonymous
    return {
        part.id: voice_of(about.model, part, answers[part.id], (part.name or part.label or "") if named else "")
        for part in parts
    }


def voice_of(model: Model, part: Any, answers: Mapping[str, Answer], name: str) -> Voice:
    """The voice of one participation, by its row; of someone who was removed, what they had answered."""
    held = None if part.capabilities is None else set(part.capabilities)
    asked = tuple(c for c in model.capabilities if held is None or c in held)
    if part.removed_at is not None:
        asked = tuple(c for c in model.capabilities if c in answers and answers[c].given)
    return Voice(
        number=part.id,
        asked=asked,
        answers={c: answers[c] for c in asked if c in answers and (answers[c].given or answers[c].note)},
        sector=part.sector,
        name=name,
    )
