"""`make bench`: every contender under every load, and sweeps of large databases, several times, with tables of both."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path

from tests.bench.contenders import BY_NAME, CONTENDERS, Contender, missing
from tests.bench.figures import Figures, Load
from tests.bench.many import many_measured, teams
from tests.bench.postgres import server
from tests.bench.processes import cores, staying_on
from tests.bench.race import BotFailed, race
from tests.bench.sweep import SweptWrongly
from tests.bench.sweep import measured as sweeps_measured
from tests.bench.sweep import table as sweeps_table
from tests.bench.table import LEGEND, complaints, machine, ratios, table

QUESTIONS = 20

SWEEP, PROCESSES = "sweep", "processes"
"""What `--only` calls the measuring of sweeps, and of several processes on one PostgreSQL."""


def main() -> int:
    """Measure as the arguments say; 1 where somebody was left without an answer."""
    given = arguments()
    contenders = _takers(given.only)
    print(machine(contenders, given.folder or Path(tempfile.gettempdir())), flush=True)
    unanswered = bool(contenders) and _raced(contenders, given)
    missed = _wanted(SWEEP, given.only) and _swept(given)
    unshared = _wanted(PROCESSES, given.only) and _shared(given)
    return int(unanswered or missed or unshared)


def _raced(contenders: Sequence[Contender], given: argparse.Namespace) -> bool:
    """Whether somebody was left without an answer, with the tables printed."""
    print(*(f"{contender.name}: {contender.meaning}" for contender in contenders), sep="\n", flush=True)
    if given.latency:
        print(f"{given.latency * 1000:g} ms are added to every call")
    print(textwrap.fill(LEGEND, 120), flush=True)
    failed = False
    # This process sits and waits, on the server's core, where it is not in the bot's way.
    with staying_on(cores()[0]):
        for at_once in given.people:
            people = max(at_once, -(-given.taps // QUESTIONS))
            rows = asyncio.run(measured(contenders, Load(at_once, people, given.latency, given.deadline), given))
            print("", table(at_once, rows), *ratios(rows), sep="\n", flush=True)
            wrong = list(complaints(rows))
            print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
            failed = failed or not all(len(runs) == given.runs and all(run.complete for run in runs) for runs in rows)
    return failed


def _swept(given: argparse.Namespace) -> bool:
    """Whether a sweep missed anybody, with the table printed."""
    try:
        print("", sweeps_table(sweeps_measured(given.participations, given.sweeps, given.folder)), sep="\n", flush=True)
    except SweptWrongly as wrong:
        print(wrong, file=sys.stderr)
        return True
    return False


def _shared(given: argparse.Namespace) -> bool:
    """Whether somebody was left without an answer by several processes, with the tables printed."""
    failed = False
    with server(given.folder) as address, staying_on(cores()[0]):
        for at_once in given.people:
            people = max(at_once, -(-given.taps // QUESTIONS))
            load, on = Load(at_once, people, given.latency, given.deadline), cores()
            rows = asyncio.run(many_measured(teams(given.processes), load, given.runs, address, given.folder, on))
            print("", table(at_once, rows), *ratios(rows), sep="\n", flush=True)
            print(*complaints(rows), sep="\n", file=sys.stderr)
            failed = failed or not all(run.complete for runs in rows for run in runs)
    return failed


def _wanted(name: str, only: str | None) -> bool:
    return only is None or name in only.split(",")


async def measured(contenders: Sequence[Contender], load: Load, given: argparse.Namespace) -> list[list[Figures]]:
    """Every contender's runs under one load; they take turns, so that what disturbs them disturbs all."""
    _stop_in_good_order()
    on = cores()
    rows: list[list[Figures]] = [[] for _ in contenders]
    for _ in range(given.runs):
        for contender, row in zip(contenders, rows, strict=True):
            try:
                row.append(await race(contender, load, given.folder, on))
            except BotFailed as failure:
                print(f"{contender.name}: {failure}", file=sys.stderr)
    return rows


def arguments() -> argparse.Namespace:
    """The command line; --quick goes before what is said more exactly."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="once, with 1 and 20 people and few updates")
    quick = parser.parse_known_args()[0].quick
    people = [1, 20] if quick else [1, 50, 500]
    names = ", ".join([*BY_NAME, SWEEP, PROCESSES])
    parser.add_argument("--people", type=_numbers, default=people, help="how many at once, with commas: 1,50,500")
    parser.add_argument("--runs", type=int, default=1 if quick else 3, help="how often each")
    parser.add_argument("--taps", type=int, default=400 if quick else 2000, help="the fewest updates in a run")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds added to every call, such as 0.05")
    parser.add_argument("--only", help=f"contenders, with commas; the first is compared with the others: {names}")
    sizes = [10_000, 100_000] if quick else [10_000, 1_000_000]
    parser.add_argument("--participations", type=_numbers, default=sizes, help="for sweeps, with commas: 10000,1000000")
    parser.add_argument("--sweeps", type=int, default=3 if quick else 9, help="how many of each")
    parser.add_argument("--processes", type=_numbers, default=[3, 1], help="on one PostgreSQL, with commas: 3,1")
    parser.add_argument("--deadline", type=float, default=600.0, help="seconds after which a run is given up")
    parser.add_argument("--folder", type=Path, help="where databases are put meanwhile; their disk counts")
    return parser.parse_args()


def _stop_in_good_order() -> None:
    """Let SIGTERM, as `timeout` sends it, end what was started, as Ctrl-C does."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _takers(only: str | None) -> list[Contender]:
    """Who takes part: those named, or all who are measured by default."""
    every = [contender.name for contender in CONTENDERS if contender.measured]
    names = [name for name in only.split(",") if name not in {SWEEP, PROCESSES}] if only else every
    if unknown := [name for name in names if name not in BY_NAME]:
        sys.exit(f"There is no contender {unknown[0]}; there are: {', '.join([*BY_NAME, SWEEP, PROCESSES])}")
    if absent := [name for name in names if missing(BY_NAME[name])]:
        sys.exit(f"What {absent[0]} needs is not installed: make bench installs it")
    return [BY_NAME[name] for name in names]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit("Stopped.")
