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
from bot.storage.results.counting import Counted, read, written
from bot.storage.results.voices import voices_by_part
from bot.storage.rounds.watching import Round, about_round
from bot.storage.tables import METADATA
from dialogs.rounds.nouns import Status
from framework.answers import Answer
from framework.comparing import Change
from framework.joined import Spread, Voice
from framework.joining import spread_of
from framework.privacy import Part, View, renewed, without

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
_COUNT = update(release).where(release.c.id == bindparam("view")).values(counted=bindparam("counts"))
_GONE = update(release).where(release.c.id == bindparam("view")).values(gone=bindparam("people"))
_NO_LATER = update(release).where(release.c.newest > bindparam("last")).values(newest=bindparam("last"))
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
    """What one capability may be shown with: who stands behind it, and the sectors to show by themselves.

    Where somebody who stood behind it was deleted, it is shown by what was `counted`; then nobody but those who have
    said nothing yet are among the voices.
    """

    voices: tuple[Voice, ...]
    sectors: tuple[str, ...]
    counted: Counted | None = None

    def spread(self, about: Round, capability: str) -> Spread:
        """The capability as it is shown."""
        if self.counted is not None:
            return self.counted.beside(len(self.voices))
        depth = about.setup.depth
        return spread_of(about.model, capability, self.voices, named=False, depth=depth, sectors=self.sectors)

    def changes(self, capability: str) -> tuple[Change, ...]:
        """The reasons why people chose otherwise than in the round before, one from each who gave one."""
        if self.counted is not None:
            return self.counted.changes
        said = (voice.answers.get(capability) for voice in self.voices)
        return tuple(Change(each.change) for each in said if each and each.given and each.change)


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
    return _drawn(session, number, about, lines, only)


def _drawn(
    session: Session, number: int, about: Round, lines: Mapping[str, Row[Any]], only: str = ""
) -> dict[str, Released]:
    """What these views show now, by capability."""
    voices = voices_by_part(session, number, about, only)
    blocks = _blocks(session, lines)
    then = _as_they_were(session, [line.id for line in lines.values() if line.behind])
    return {
        capability: _released(line, _shown(voices, line, blocks[line.id], then if line.behind else None))
        for capability, line in lines.items()
    }


def _released(line: Row[Any], shown: Iterator[Voice]) -> Released:
    voices = tuple(shown)
    if line.counted is None:
        return Released(voices, tuple(line.sectors))
    silent = tuple(voice for voice in voices if not voice.answers)
    return Released(silent, tuple(line.sectors), read(line.capability, line.counted))


def _shown(
    voices: Mapping[int, Voice],
    line: Row[Any],
    blocks: Mapping[int, str],
    then: Mapping[tuple[int, str], Answer] | None,
) -> Iterator[Voice]:
    """Those who stand behind a view, as they stood then, and those who are still asked.

    Whoever answered later, or is not asked any more, is in neither: they would make a difference of one. Of a view
    that shows nothing, everybody who is asked is told of, and nothing that they said.
    """
    capability, shows = line.capability, bool(blocks or line.gone)
    for person, voice in voices.items():
        now = voice.answers.get(capability)
        if person in blocks:
            said = now if then is None else then.get((person, capability))
            if said is not None:
                yield Voice(person, (capability,), {capability: said}, blocks[person] or None)
        elif capability in voice.asked and not (shows and now and now.given):
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
        found[line.capability].append((line.id, View(parts[line.id], tuple(line.sectors), line.gone or {})))
    return found


# When somebody is deleted


def keep_counts(session: Session, number: int, people: Collection[int]) -> None:
    """Before these participations are deleted: keep what is shown with their answers as counts, and of them a number.

    Otherwise the result without them, taken from the result that coordinators saw, would be what they said. Words are
    not kept: the one that was missing would be theirs.
    """
    connection = session.connection()
    connection.scalar(_HELD, {"round": number})
    lines, about = _latest(session, number), about_round(session, number)
    blocks = _blocks(session, lines)
    theirs = {c: line for c, line in lines.items() if line.counted is None and blocks[line.id].keys() & set(people)}
    for capability, shown in _drawn(session, number, about, theirs).items():
        counts = written(shown.spread(about, capability), shown.changes(capability))
        connection.execute(_COUNT, {"view": theirs[capability].id, "counts": counts})
    for views in _views(session, number).values():
        for view, was in views:
            left = without(was, people)
            if left.gone != was.gone:
                connection.execute(_GONE, {"view": view, "people": dict(left.gone)})


def renew(session: Session, number: int, now: datetime) -> None:
    """After they are deleted: show a round that is over as it is now, where that gives nobody away."""
    about = about_round(session, number)
    if about.status in OVER:
        release_all(session, number, about, now)


def keep_order(session: Session) -> None:
    """After revisions of answers are deleted: a database may give their numbers to later ones, which no view shows."""
    connection = session.connection()
    connection.execute(_NO_LATER, {"last": connection.scalar(_NEWEST)})
