"""Which assessments people have a part in, and as what: read for a whole batch in two statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, select
from sqlmodel import Session

from bot.storage.tables import METADATA
from dialogs.reminding.digests import LAST_HOUR, Digest, Rhythm
from dialogs.reminding.policy import RANGES, Policy
from dialogs.rounds.nouns import Audience, NoticeKind, Post, Role, Setup, Status
from framework.answers import Depth

participation, assessment, coordinator = (
    METADATA.tables[name] for name in ("participation", "assessment", "coordinator")
)

_PEOPLE: BindParameter[int] = bindparam("people", expanding=True)
_ROUND = [column.label(f"round_{column.name}") for column in assessment.c]

_ANSWERING = (
    select(participation, *_ROUND)
    .join_from(participation, assessment)
    .where(participation.c.person_id.in_(_PEOPLE))
    .with_for_update(read=True, of=assessment)  # a round is not closed while an answer to it is being written
)
_COORDINATING = (
    select(coordinator.c.person_id, coordinator.c.muted, coordinator.c.digest, coordinator.c.digest_hour, *_ROUND)
    .join_from(coordinator, assessment)
    .where(coordinator.c.person_id.in_(_PEOPLE))
)


@dataclass(slots=True)
class Held:
    """What one person holds, by the number of the assessment; `parts` are rows of `participation` with it.

    `coordinated` has the kinds of notice that are switched off, `digests` when a digest comes.
    """

    former: bool = False  # whether they were removed from one
    parts: dict[int, Row[Any]] = field(default_factory=dict)
    rounds: dict[int, Row[Any]] = field(default_factory=dict)
    coordinated: dict[int, list[str]] = field(default_factory=dict)
    digests: dict[int, Digest] = field(default_factory=dict)

    @property
    def posts(self) -> tuple[Post, ...]:
        """The newest first."""
        return tuple(self._post(number) for number in sorted(self.rounds, reverse=True))

    def _post(self, number: int) -> Post:
        row = self.rounds[number]
        answers = {Role.RESPONDENT} if number in self.parts else set()
        leads = {Role.COORDINATOR} if number in self.coordinated else set()
        return Post(number, row.round_title, frozenset(answers | leads), Status(row.round_status), row.round_alone)

    def muted(self, number: int | None) -> frozenset[NoticeKind]:
        """What this person is not told of, of an assessment that they coordinate."""
        return frozenset(map(NoticeKind, self.coordinated.get(number or 0, ())))

    def at(self, assessment_id: int | None, participation_id: int | None) -> int | None:
        """The assessment that a chat is about: the one it says, where the person still has a part in it."""
        if assessment_id in self.rounds:
            return assessment_id
        return next((number for number, part in self.parts.items() if part.id == participation_id), None)


def held_by(session: Session, people: Collection[int]) -> dict[int, Held]:
    """What these people hold; of what they were removed from, nothing."""
    found = {person: Held() for person in people}
    if not found:
        return found
    connection, given = session.connection(), {"people": sorted(found)}
    for row in connection.execute(_ANSWERING, given):
        if row.removed_at is not None:
            found[row.person_id].former = True
            continue
        found[row.person_id].parts[row.round_id] = row
        found[row.person_id].rounds[row.round_id] = row
    for row in connection.execute(_COORDINATING, given):
        found[row.person_id].coordinated[row.round_id] = row.muted
        found[row.person_id].digests[row.round_id] = kept_digest(row.digest, row.digest_hour)
        found[row.person_id].rounds.setdefault(row.round_id, row)
    return found


def setup_of(row: Row[Any]) -> Setup | None:
    """What a coordinator decided; None for someone who assesses alone."""
    if row.round_alone:
        return None
    return Setup(
        title=row.round_title,
        territory=row.round_territory,
        depth=Depth(row.round_depth),
        deadline=row.round_deadline,
        zone=row.round_zone,
        days_off=frozenset(row.round_days_off or ()),
        quiet=(row.round_quiet_from, row.round_quiet_until),
        languages=tuple(row.round_languages or ()),
        anonymous=row.round_anonymous,
        audience=Audience(row.round_audience),
        policy=kept_policy(row.round_policy),
        retention=row.round_retention,
        protected=row.round_protected,
    )


def kept_policy(kept: object) -> Policy:
    """The policy of a round, as it is kept; what another release wrote and this one cannot read is as usual."""
    if not isinstance(kept, Mapping):
        return Policy()
    figures = {
        name: given
        for name, (least, most) in RANGES.items()
        if type(given := kept.get(name)) is int and least <= given <= most
    }
    return Policy(on=kept.get("on", True) is not False, **figures)


def kept_digest(rhythm: str, hour: int) -> Digest:
    """What a coordinator decided about digests, in the same way."""
    usual = Digest()
    known = Rhythm(rhythm) if rhythm in set(Rhythm) else usual.rhythm
    return Digest(known, hour if 0 <= hour <= LAST_HOUR else usual.hour)
