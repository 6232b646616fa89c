"""The answers of a round side by side, each respondent a voice; in an anonymous round as far as they were released."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select
from sqlmodel import Session

from bot.storage.desks import answer_of, read_answers
from bot.storage.rounds.watching import Round
from bot.storage.tables import METADATA
from dialogs.rounds.nouns import Status
from framework.answers import Answer
from framework.joined import Voice
from framework.privacy import Part, View, renewed

participation, invitation, answer, answer_revision, release = (
    METADATA.tables[name] for name in ("participation", "invitation", "answer", "answer_revision", "release")
)

_PARTS = (
    select(participation, invitation.c.label)
    .join_from(participation, invitation, participation.c.invitation_id == invitation.c.id, isouter=True)
    .where(participation.c.assessment_id == bindparam("round"))
    .order_by(participation.c.id)
)
_LATEST = (
    select(
        answer_revision.c.participation_id, answer_revision.c.capability, func.max(answer_revision.c.id).label("newest")
    )
    .join_from(answer_revision, participation)
    .where(
        participation.c.assessment_id == bindparam("round"),
        answer_revision.c.capability == bindparam("capability"),
        answer_revision.c.answered_at <= bindparam("as_of"),
    )
    .group_by(answer_revision.c.participation_id, answer_revision.c.capability)
    .subquery()
)
_AS_OF = select(answer_revision).join_from(_LATEST, answer_revision, answer_revision.c.id == _LATEST.c.newest)
_CHANGED_SINCE = (
    select(answer.c.capability, func.max(answer.c.answered_at).label("at"))
    .join_from(answer, participation)
    .where(participation.c.assessment_id == bindparam("round"))
    .group_by(answer.c.capability)
)
_RELEASES = select(release).where(release.c.assessment_id == bindparam("round")).order_by(release.c.id)


def voices_of(session: Session, number: int, about: Round) -> tuple[Voice, ...]:
    """Everybody who takes part in a round, and those who were removed as far as they had answered.

    In an anonymous round nobody has a name; whoever shows its answers asks `released` for them.
    """
    parts = session.connection().execute(_PARTS, {"round": number}).all()
    answers = read_answers(session, [part.id for part in parts])
    return tuple(_voice(about, place, part, answers[part.id]) for place, part in enumerate(parts, 1))


def _voice(about: Round, number: int, part: Row[Any], answers: Mapping[str, Answer]) -> Voice:
    held = None if part.capabilities is None else set(part.capabilities)
    given = {capability: said for capability, said in answers.items() if said.given or said.note}
    asked = tuple(
        capability
        for capability in about.model.capabilities
        if (capability in given if part.removed_at is not None else held is None or capability in held)
    )
    anonymous = about.setup.anonymous
    return Voice(
        number=number,
        asked=asked,
        answers={capability: said for capability, said in given.items() if capability in asked},
        sector=part.sector,
        name="" if anonymous else part.name or part.label or "",
    )


# Anonymous rounds: what was shown once, and what may be shown now


@dataclass(frozen=True, slots=True)
class Released:
    """The voices of an anonymous round as they may be shown, and the sectors to show by themselves, by capability."""

    voices: tuple[Voice, ...]
    sectors: Mapping[str, tuple[str, ...]]


def release_all(session: Session, number: int, about: Round, now: datetime) -> None:
    """Let the results of an anonymous round be seen as they are now, as far as no difference gives anybody away."""
    voices, shown = voices_of(session, number, about), _shown(session, number)
    renewals = {
        capability: renewed(about.model, [view for _, view in shown.get(capability, ())], voices, capability)
        for capability in about.model.capabilities
    }
    rows = [
        {
            "assessment_id": number,
            "capability": capability,
            "as_of": now,
            "parts": {str(each): [part.block, part.digest] for each, part in view.parts.items()},
            "sectors": list(view.sectors),
        }
        for capability, view in renewals.items()
        if view is not None
    ]
    if rows:
        session.connection().execute(insert(release), rows)


def released(session: Session, number: int, about: Round) -> Released | None:
    """What may be shown; None while the round is not closed."""
    if about.status not in {Status.CLOSED, Status.ARCHIVED}:
        return None
    latest = {capability: views[-1] for capability, views in _shown(session, number).items()}
    voices = voices_of(session, number, about)
    later = {line.capability: line.at for line in session.connection().execute(_CHANGED_SINCE, {"round": number})}
    for capability, (as_of, _) in latest.items():
        if capability in later and later[capability] > as_of:
            voices = tuple(_as_of(session, number, voices, capability, as_of))
    return Released(voices, {capability: view.sectors for capability, (_, view) in latest.items()})


def _shown(session: Session, number: int) -> dict[str, list[tuple[datetime, View]]]:
    """Every view that was shown, oldest first, by capability."""
    found: dict[str, list[tuple[datetime, View]]] = defaultdict(list)
    for line in session.connection().execute(_RELEASES, {"round": number}):
        parts = {int(each): Part(block, digest) for each, (block, digest) in line.parts.items()}
        found[line.capability].append((line.as_of, View(parts, tuple(line.sectors))))
    return found


def _as_of(
    session: Session, number: int, voices: Sequence[Voice], capability: str, moment: datetime
) -> Iterator[Voice]:
    """The voices with their answers to one capability as they were at a moment."""
    connection, given = session.connection(), {"round": number, "capability": capability, "as_of": moment}
    numbers = {part.id: place for place, part in enumerate(connection.execute(_PARTS, {"round": number}), 1)}
    then = {numbers[line.participation_id]: answer_of(line) for line in connection.execute(_AS_OF, given)}
    for voice in voices:
        others = {name: said for name, said in voice.answers.items() if name != capability}
        earlier = {capability: then[voice.number]} if voice.number in then else {}
        yield replace(voice, answers=others | earlier)
