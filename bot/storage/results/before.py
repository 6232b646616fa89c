"""The round before this one: what it came to, and why people answer differently since."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import bindparam, select
from sqlmodel import Session

from bot.storage.results.came import Came, came_to
from bot.storage.tables import METADATA
from framework.comparing import Change, Compared, compared

assessment, answer, participation = (METADATA.tables[name] for name in ("assessment", "answer", "participation"))

_PREVIOUS = select(assessment.c.previous_id).where(assessment.c.id == bindparam("round"))
_CHANGES = (
    select(answer.c.capability, answer.c.change)
    .join_from(answer, participation)
    .where(participation.c.assessment_id == bindparam("round"), answer.c.change.is_not(None))
)
_TITLE_BEFORE = select(assessment.c.title).where(
    assessment.c.id == select(assessment.c.previous_id).where(assessment.c.id == bindparam("round")).scalar_subquery()
)


def title_before(session: Session, number: int) -> str:
    """What the round before this one is called; empty where there was none."""
    return session.connection().scalar(_TITLE_BEFORE, {"round": number}) or ""


def before_of(session: Session, number: int, now: Came) -> dict[str, Compared]:
    """Capability by capability, this round beside the one before; empty where there was none on this model."""
    previous = session.connection().scalar(_PREVIOUS, {"round": number})
    if previous is None:
        return {}
    then = came_to(session, previous)
    if then.about.model.id != now.about.model.id:
        return {}
    changes: dict[str, list[Change]] = defaultdict(list)
    for line in session.connection().execute(_CHANGES, {"round": number}):
        changes[line.capability].append(Change(line.change))
    named = not now.about.setup.anonymous
    return {
        each.capability: each for each in compared(now.about.model, then.results, now.results, changes, named=named)
    }
