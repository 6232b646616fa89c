"""The figures as text: a table for each number of people, ratios with their spread, and the machine."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.bench.contenders import Contender, versions
from tests.bench.figures import Figures
from tests.bench.processes import cores, sync_milliseconds

Runs = Sequence[Figures]
"""The runs of one contender under one load, oldest first."""

COLUMNS = ("", "updates/s", "p50 ms", "p99 ms", "CPU ms", "peak MB", "calls", "server", "through")
LEGEND = (
    "Medians, with the lowest and the highest of several runs. updates/s: taps carried out in a second. p50, p99: "
    "from a tap to the next card. CPU: the bot's, per update. calls: to the server, per update. server: how busy it "
    "was; near 100 %, it is what was measured. through: people who answered all twenty and saw each answer kept."
)


def machine(contenders: Iterable[Contender], folder: Path) -> str:
    """One line: what it ran on, and with which versions."""
    found = {name: number for contender in contenders for name, number in versions(contender).items()}
    server, bot = cores()
    pinned = "not pinned" if server is None else f"server on core {server}, bot on core {bot}"
    parts = [
        f"{_processor()}, {os.cpu_count()} cores, {pinned}",
        f"{platform.system()} {platform.release()}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        *(f"{name} {number}" for name, number in found.items()),
        f"a disk sync takes {sync_milliseconds(folder):.2f} ms",
    ]
    return "; ".join(parts)


def table(at_once: int, rows: Sequence[Runs]) -> str:
    """What every contender showed with so many people at once."""
    cells = [COLUMNS, *(_row(runs) for runs in rows if runs)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(COLUMNS))]
    updates = rows[0][0].updates if rows and rows[0] else 0
    lines = [f"{at_once} at once, {updates} updates a run"]
    lines += ["  ".join(_aligned(row, widths)).rstrip() for row in cells]
    return "\n".join(lines)


def ratios(rows: Sequence[Runs]) -> Iterator[str]:
    """How many times as many updates a second the first contender carried out, run by run, as each other one."""
    first, *others = [runs for runs in rows if runs]
    for other in others:
        each = [mine.rate / theirs.rate for mine, theirs in zip(first, other, strict=False) if theirs.rate]
        if each:
            yield f"{first[0].contender} / {other[0].contender}: {_spread(each, 2)}"


def complaints(rows: Iterable[Runs]) -> Iterator[str]:
    """What went wrong, a line each: people not through, taps unanswered, calls refused."""
    for run in (run for runs in rows for run in runs):
        where = f"{run.contender} with {run.at_once} at once"
        if not run.complete:
            yield (
                f"{where}: {run.people - run.through} of {run.people} not through, "
                f"{run.unanswered} taps unanswered, {run.misled} told other answers"
            )
        for words, count in run.refusals.items():
            yield f"{where}: refused {count} times: {words}"


def _row(runs: Runs) -> tuple[str, ...]:
    return (
        runs[0].contender,
        _spread([run.rate for run in runs], 0),
        f"{median(run.p50_ms for run in runs):.1f}",
        f"{median(run.p99_ms for run in runs):.1f}",
        f"{median(run.cpu_ms for run in runs):.2f}",
        f"{median(run.peak_mb for run in runs):.0f}",
        f"{median(run.calls / max(run.updates, 1) for run in runs):.2f}",
        f"{median(run.server_share for run in runs):.0%}",
        f"{min(run.through for run in runs)} of {runs[0].people}",
    )


def _spread(values: Sequence[float], digits: int) -> str:
    middle = f"{median(values):.{digits}f}"
    return middle if len(values) == 1 else f"{middle} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def _aligned(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    yield f"{row[0]:<{widths[0]}}"
    yield from (f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))


def _processor() -> str:
    """What the processor calls itself."""
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
