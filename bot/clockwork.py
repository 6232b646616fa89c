"""What is done by the clock: APScheduler wakes it, and the database says what is due."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from traceback import extract_tb

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from sqlalchemy.exc import SQLAlchemyError

log = structlog.get_logger()

GLANCE = 5.0
"""Seconds between looks at whether the clock was set back."""


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to be done at the start, and again `every` so many seconds."""

    name: str
    every: float
    work: Callable[[], Awaitable[None]]

    async def do(self) -> None:
        """Do it; what goes wrong is logged, and it is tried again at the next waking."""
        try:
            await self.work()
        except SQLAlchemyError as error:
            log.warning("the database cannot be looked at", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001  # a fault here must not end the conversations
            # No traceback in the log: it may quote what people wrote.
            log.error("a chore failed", chore=self.name, **fault(error))  # noqa: TRY400


def fault(error: Exception) -> dict[str, str]:
    """Of which kind an error is, and where it happened: what a log may say of it."""
    frame = extract_tb(error.__traceback__)[-1]
    return {"error": type(error).__name__, "place": f"{frame.filename}:{frame.lineno}"}


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """At once, and then so long after each waking: where a clock jumps ahead, once is enough."""

    def __init__(self, seconds: float) -> None:
        self.pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return now + self.pause if previous_fire_time else now


async def keep(chores: Iterable[Chore]) -> None:
    """Do these chores when it is time, each never twice at once and late rather than not at all, until cancelled."""
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # it would print tracebacks, see `Chore.do`
    scheduler = AsyncIOScheduler(timezone=UTC)
    for chore in chores:
        trigger = Every(chore.every)
        scheduler.add_job(chore.do, trigger, max_instances=1, coalesce=True, misfire_grace_time=None)
    scheduler.start()
    try:
        while True:
            await asyncio.sleep(GLANCE)
            _catch_up(scheduler, datetime.now(UTC))
    finally:
        scheduler.shutdown(wait=False)


def _catch_up(scheduler: AsyncIOScheduler, now: datetime) -> None:
    """Do at once what a clock that was set back would keep waiting: the scheduler goes by the time of day."""
    for job in scheduler.get_jobs():
        if job.next_run_time > now + job.trigger.pause:
            job.modify(next_run_time=now)
