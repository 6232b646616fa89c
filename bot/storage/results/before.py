"""The round before this one: what it came to, and why people answer differently since."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session

from bot.storage.results.came import Came, came_to
from bot.storage.tables import METADATA
from framework.comparing import Compared, compared

assessment = METADATA.tables["assessment"]

_PREVIOUS = select(assessment.c.previous_id).where(assessment.c.id == bindparam("round"))
_TITLE = select(assessment.c.title).where(assessment.c.id == _PREVIOUS.scalar_subquery())


def title_before(session: Session, number: int) -> str:
    """What the round before this one is called; empty where there was none."""
    return session.connection().scalar(_TITLE, {"round": number}) or ""


def before_of(session: Session, number: int, came: Came, now: datetime, only: str = "") -> dict[str, Compared]:
    """Capability by capability, this round beside the one before; empty where there was none on this model.

    Of an anonymous round, only what is shown of it counts, on either side. What it says is sure of `only` one
    capability where that is given.
    """
    previous = session.connection().scalar(_PREVIOUS, {"round": number})
    if previous is None:
        return {}
    then, model = came_to(session, previous, now, only), came.about.model
    if then.about.model.id != model.id:
        return {}
    named = not came.about.setup.anonymous
    found = compared(model, then.results, came.results, came.changes, named=named)
    return {each.capability: each for each in found}
