"""What may be shown of an anonymous round: views of the answers, each kept, so that no two of them give anybody away.

A view is made when the round is closed, for then nobody answers. Where a new one would give somebody away beside the
earlier ones, the last one stays, with the answers as they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update
from sqlmodel import Session

from bot.storage.desks import answer_of
from bot.storage.results.voices import voices_by_part
from bot.storage.rounds.watching import Round, about_round
from bot.storage.tables import METADATA
from dialogs.rounds.nouns import Status
from framework.answers import Answer
from framework.joined import Voice
from framework.privacy import Part, View, renewed

assessment, participation, answer_revision, release, release_part = (
    METADATA.tables[name] for name in ("assessment", "participation", "answer_revision", "release", "release_part")
)

OVER = {Status.CLOSED, Status.ARCHIVED}

_HELD = select(assessment.c.id).where(assessment.c.id == bindparam("round")).with_for_update()
"""Nobody answers, opens or closes the round until the end of the turn."""
_RELEASES = select(release).where(release.c.assessment_id == bindparam("round")).order_by(release.c.id)
_PARTS = select(release_part).where(release_part.c.release_id.in_(bindparam("views", expanding=True)))
_NEWEST = select(func.coalesce(func.max(answer_revision.c.id), 0))
_SHOW = insert(release).returning(release.c.id, sort_by_parameter_order=True)
_COUNT_IN = insert(release_part)
_BEHIND = update(release).where(release.c.id == bindparam("view")).values(behind=bindparam("is_behind"))
_THEN = (
    select(func.max(answer_revision.c.id).label("newest"))
    .join_from(answer_revision, participation)
    .join(
        release,
        (release.c.assessment_id == participation.c.assessment_id)
        & (release.c.capability == answer_revision.c.capability)
        & (answer_revision.c.id <= release.c.newest),
    )
    .where(release.c.id.in_(bindparam("views", expanding=True)))
    .group_by(answer_revision.c.participation_id, answer_revision.c.capability)
    .subquery()
)
_AS_THEY_WERE = select(answer_revision).join_from(_THEN, answer_revision, answer_revision.c.id == _THEN.c.newest)


@dataclass(frozen=True, slots=True)
class Released:
    """What one capability may be shown with: who stands behind it, and the sectors to show by themselves."""

    voices: tuple[Voice, ...]
    sectors: tuple[str, ...]


def release_all(session: Session, number: int, about: Round, now: datetime) -> None:
    """Show the answers of a round that was just closed as they are now, as far as no difference gives anybody away."""
    voices = tuple(voices_by_part(session, number, about).values())
    earlier, new, behind = _views(session, number), [], {}
    for capability in about.model.capabilities:
        shown = earlier.get(capability, [])
        view = renewed(about.model, [view for _, view in shown], voices, capability)
        if view is None or (shown and shown[-1][1] == view):
            behind[shown[-1][0]] = view is None
        else:
            new.append((capability, view))
    if behind:
        rows = [{"view": view, "is_behind": stays} for view, stays in behind.items()]
        session.connection().execute(_BEHIND, rows)
    _show(session, number, new, now)


def _show(session: Session, number: int, views: Collection[tuple[str, View]], now: datetime) -> None:
    connection = session.connection()
    newest = connection.scalar(_NEWEST)
    rows = [
        {
            "assessment_id": number,
            "capability": capability,
            "at": now,
            "newest": newest,
            "sectors": list(view.sectors),
            "behind": False,
        }
        for capability, view in views
    ]
    if not rows:
        return
    numbers = connection.scalars(_SHOW, rows).all()
    parts = [
        {"release_id": made, "participation_id": person, "block": part.block, "digest": part.digest}
        for made, (_, view) in zip(numbers, views, strict=True)
        for person, part in view.parts.items()
    ]
    if parts:
        connection.execute(_COUNT_IN, parts)


def released(session: Session, number: int, about: Round, now: datetime, only: str = "") -> dict[str, Released] | None:
    """What may be shown, by capability, or of `only` one; None while the round is not closed.

    A round that was closed by an earlier release of Sounding has shown nothing yet: its first view is made here.
    """
    if about.status not in OVER:
        return None
    lines = _latest(session, number)
    if not lines:
        session.connection().scalar(_HELD, {"round": number})
        if about_round(session, number).status not in OVER:
            return None
        if not _latest(session, number):
            release_all(session, number, about, now)
        lines = _latest(session, number)
    lines = {capability: line for capability, line in lines.items() if only in {"", capability}}
    voices = voices_by_part(session, number, about, only)
    blocks = _blocks(session, lines)
    then = _as_they_were(session, [line.id for line in lines.values() if line.behind])
    return {
        capability: Released(
            tuple(_shown(voices, capability, blocks[line.id], then if line.behind else None)), tuple(line.sectors)
        )
        for capability, line in lines.items()
    }


def _shown(
    voices: Mapping[int, Voice],
    capability: str,
    blocks: Mapping[int, str],
    then: Mapping[tuple[int, str], Answer] | None,
) -> Iterator[Voice]:
    """Those who stand behind a view, as they stood then, and those who are still asked.

    Whoever answered later, or is not asked any more, is in neither: they would make a difference of one. Of a view
    that shows nothing, everybody who is asked is told of, and nothing that they said.
    """
    for person, voice in voices.items():
        now = voice.answers.get(capability)
        if person in blocks:
            said = now if then is None else then.get((person, capability))
            if said is not None:
                yield Voice(person, (capability,), {capability: said}, blocks[person] or None)
        elif capability in voice.asked and not (blocks and now and now.given):
            yield Voice(person, (capability,), {})


def _latest(session: Session, number: int) -> dict[str, Row[Any]]:
    """The row of the view that holds now, by capability."""
    return {line.capability: line for line in session.connection().execute(_RELEASES, {"round": number})}


def _blocks(session: Session, lines: Mapping[str, Row[Any]]) -> dict[int, dict[int, str]]:
    """In which block each participation is counted, by the number of the view."""
    found: dict[int, dict[int, str]] = {line.id: {} for line in lines.values()}
    for part in session.connection().execute(_PARTS, {"views": sorted(found)}):
        found[part.release_id][part.participation_id] = part.block
    return found


def _as_they_were(session: Session, views: Collection[int]) -> dict[tuple[int, str], Answer]:
    """The answers that these views were made of, by participation and capability."""
    if not views:
        return {}
    lines = session.connection().execute(_AS_THEY_WERE, {"views": sorted(views)})
    return {(line.participation_id, line.capability): answer_of(line) for line in lines}


def _views(session: Session, number: int) -> dict[str, list[tuple[int, View]]]:
    """Every view that was shown, oldest first, by capability; each with its number."""
    connection = session.connection()
    lines = connection.execute(_RELEASES, {"round": number}).all()
    parts: dict[int, dict[int, Part]] = defaultdict(dict)
    if lines:
        for part in connection.execute(_PARTS, {"views": [line.id for line in lines]}):
            parts[part.release_id][part.participation_id] = Part(part.block, part.digest)
    found: dict[str, list[tuple[int, View]]] = defaultdict(list)
    for line in lines:
        found[line.capability].append((line.id, View(parts[line.id], tuple(line.sectors))))
    return found
