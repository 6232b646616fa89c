"""`make chaos`: kill the bot again and again while people answer, and see that nothing is lost."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import randbelow
from shutil import rmtree
from tempfile import mkdtemp

from tests.bench.postgres import database_on, server
from tests.chaos.report import Report
from tests.chaos.storm import Plan, long_plan, short_plan, storm


def main() -> int:
    """Run the plan that the arguments make; 1 where a promise was not kept."""
    given = arguments()
    seed = randbelow(1_000_000) if given.seed is None else given.seed
    make = short_plan if given.quick else long_plan
    plan = make(given.people, given.kills, seed, given.deadline, given.processes)
    folder = Path(given.folder or mkdtemp(prefix="sounding-chaos-"))
    many = f" of {plan.processes} processes" if plan.processes > 1 else ""
    print(f"Seed {seed}: {plan.people} people, {plan.kills} kills{many}, at most {plan.deadline:g} s.", flush=True)
    with database(plan) as address:
        report = asyncio.run(_stoppable(plan, folder, address))
    print(report)
    if report.wrong:
        print(f"The database and the log are in {folder}")
    elif given.folder is None:
        rmtree(folder)
    return int(bool(report.wrong))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="make chaos ARGS=...", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="people who think as fast as the bot answers")
    quick = parser.parse_known_args()[0].quick
    parser.add_argument("--people", type=int, default=8 if quick else 50, help="how many (default: %(default)s)")
    parser.add_argument("--kills", type=int, default=5 if quick else 30, help="how often (default: %(default)s)")
    parser.add_argument("--seed", type=int, help="the seed of everything; another one each time, if not given")
    parser.add_argument("--deadline", type=float, default=840.0, help="seconds to be through in (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=1, help="several share a PostgreSQL (default: %(default)s)")
    parser.add_argument("--folder", help="an empty folder for the database and the log, which are kept there")
    return parser.parse_args()


@contextmanager
def database(plan: Plan) -> Iterator[str | None]:
    """The address of a PostgreSQL for several processes; nothing for one, which makes itself a file."""
    if plan.processes == 1:
        yield None
        return
    with server(None) as address:
        yield database_on(address, "sounding_chaos")


async def _stoppable(plan: Plan, folder: Path, address: str | None) -> Report:
    """The storm; SIGTERM, as `timeout` sends it, ends what was started, as Ctrl-C does."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await storm(plan, folder, address)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit("Stopped.")
