"""`make chaos`: kill the bot again and again while people answer, and see that nothing is lost."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path
from secrets import randbelow
from shutil import rmtree
from tempfile import mkdtemp

from tests.chaos.report import Report
from tests.chaos.storm import Plan, long_plan, short_plan, storm


def main() -> int:
    """Run the plan that the arguments make; 1 where a promise was not kept."""
    given = arguments()
    seed = randbelow(1_000_000) if given.seed is None else given.seed
    make = short_plan if given.quick else long_plan
    plan = make(given.people, given.kills, seed, given.deadline)
    folder = Path(given.folder or mkdtemp(prefix="sounding-chaos-"))
    print(f"Seed {seed}: {plan.people} people, {plan.kills} kills, at most {plan.deadline:g} s.", flush=True)
    report = asyncio.run(_stoppable(plan, folder))
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
    parser.add_argument("--folder", help="an empty folder for the database and the log, which are kept there")
    return parser.parse_args()


async def _stoppable(plan: Plan, folder: Path) -> Report:
    """The storm; SIGTERM, as `timeout` sends it, ends what was started, as Ctrl-C does."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await storm(plan, folder)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit("Stopped.")
