"""A whole simulated round: played in a database of its own that is gone afterwards, printed, and judged."""

from __future__ import annotations

from bot.simulating.calendar import calendar
from bot.simulating.founding import Plan
from bot.simulating.month import played
from bot.simulating.passing import passing_database
from bot.simulating.promises import Verdict, verdicts
from bot.simulating.stage import Stage


def simulated(plan: Plan) -> tuple[Stage, tuple[Verdict, ...]]:
    """What happened, and whether the promises held. Raises WrongPlan where none can be set up."""
    with passing_database() as engine:
        stage = played(plan, engine)
    return stage, verdicts(stage.diary, stage.setup, plan.outage)


def printed(plan: Plan) -> tuple[str, bool]:
    """The calendar, and whether every promise was kept. Raises WrongPlan."""
    stage, found = simulated(plan)
    return calendar(stage, found), not any(verdict.broken for verdict in found)
