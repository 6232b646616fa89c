"""A whole simulated round: played in a database of its own that is gone afterwards, printed, and judged."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event

from bot.sealing.keys import Keyring, new_key
from bot.simulating.calendar import calendar
from bot.simulating.founding import Plan
from bot.simulating.month import played
from bot.simulating.promises import Verdict, verdicts
from bot.simulating.stage import Stage
from bot.storage.engine import open_database, upgrade


def simulated(plan: Plan) -> tuple[Stage, tuple[Verdict, ...]]:
    """What happened, and whether the promises held. Raises WrongPlan where none can be set up."""
    with TemporaryDirectory(prefix="sounding-") as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'simulated.db'}", Keyring((new_key(),)))
        event.listen(engine, "connect", _in_haste)
        try:
            upgrade(engine)
            stage = played(plan, engine)
        finally:
            engine.dispose()
    return stage, verdicts(stage.diary, stage.setup, plan.outage)


def _in_haste(connection: Any, _: object) -> None:
    """Nothing of it outlives the process, so no commit needs to wait for the disk."""
    connection.execute("PRAGMA synchronous=OFF")


def printed(plan: Plan) -> tuple[str, bool]:
    """The calendar, and whether every promise was kept. Raises WrongPlan."""
    stage, found = simulated(plan)
    return calendar(stage, found), not any(verdict.broken for verdict in found)
