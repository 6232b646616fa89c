"""The clock of a simulated round: from one moment at which anything is due, or anybody acts, to the next."""

from __future__ import annotations

import heapq
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, func, select

from bot.simulating.acting import act_out
from bot.simulating.founding import Plan
from bot.simulating.posting import deliver_calls
from bot.simulating.stage import Stage, next_up, staged
from bot.storage.engine import transaction
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.tables import METADATA

timer = METADATA.tables["timer"]

_NEXT_DUE = select(func.min(timer.c.due_at))

MINUTE = timedelta(minutes=1)


def played(plan: Plan, engine: Engine) -> Stage:
    """The whole time of a round, on an empty database of this release. Raises WrongPlan where none can be set up."""
    stage = staged(plan, engine)
    end = plan.at(plan.start + timedelta(days=plan.days)).astimezone(UTC)
    swept = plan.at(plan.start).astimezone(UTC)
    while True:
        sweep = _next_sweep(stage, swept)
        if stage.waiting and (sweep is None or stage.waiting[0][0] <= sweep):
            now, _, act = heapq.heappop(stage.waiting)
            if now >= end:
                return stage
            act_out(stage, act, now)
        elif sweep is not None and sweep < end:
            _sweep(stage, sweep)
            swept = sweep
        else:
            return stage


def _next_sweep(stage: Stage, swept: datetime) -> datetime | None:
    """When the next sweep finds anything due; None while nothing is. There is at most one in a minute."""
    with transaction(stage.office.engine) as session:
        due: datetime | None = session.connection().scalar(_NEXT_DUE)
    return None if due is None else next_up(stage.plan, max(due, swept + MINUTE))


def _sweep(stage: Stage, now: datetime) -> None:
    """Look at all that is due, and send what came of it."""
    while True:
        with transaction(stage.office.engine) as session:
            if not sweep_due(session, now):
                break
    deliver_calls(stage, now)
