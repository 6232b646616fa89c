"""Processes of the benchmark: started in a folder, on a core of their own, watched through /proc, and ended again."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from statistics import median

TERM_SECONDS = 15.0

SYNCS = 50

Cores = tuple[int | None, int | None]
"""Where the server runs and where the bot does; None where the system decides."""

ANYWHERE: Cores = (None, None)


def cores() -> Cores:
    """A core for each, as far as there are two and they can be chosen."""
    if not hasattr(os, "sched_getaffinity"):
        return ANYWHERE
    free = sorted(os.sched_getaffinity(0))
    return (free[0], free[-1]) if len(free) > 1 else ANYWHERE


@contextmanager
def staying_on(core: int | None) -> Iterator[None]:
    """Keep this process on a core for a while, since it would otherwise get in the bot's way."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@asynccontextmanager
async def started(
    command: tuple[str, ...], folder: Path, environment: Mapping[str, str], core: int | None, log: Path, *, piped: bool
) -> AsyncIterator[Process]:
    """A process until the block ends; its errors, and its output unless that is `piped`, go to the file `log`."""
    pipe = asyncio.subprocess.PIPE
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder,
            env=dict(environment),
            stdin=pipe if piped else asyncio.subprocess.DEVNULL,
            stdout=pipe if piped else errors,
            stderr=errors,
        )
    try:
        if core is not None:
            os.sched_setaffinity(process.pid, {core})
        yield process
    finally:
        await _end(process)


async def _end(process: Process) -> None:
    """Ask the process to stop, and make it stop where it does not."""
    if process.stdin is not None:
        process.stdin.close()
    elif process.returncode is None:
        process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), TERM_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def cpu_seconds(pid: int) -> float:
    """Processor time of a process with all its threads; 0 where /proc does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_megabytes(pid: int) -> float:
    """The most memory a process has had at once; 0 where /proc does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0.0)


def sync_milliseconds(folder: Path) -> float:
    """How long the disk under a folder takes to make one page safe, as SQLite does with each commit."""
    took = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(SYNCS):
            began = time.perf_counter()
            os.pwrite(file.fileno(), bytes(4096), 0)
            os.fsync(file.fileno())
            took.append(time.perf_counter() - began)
    return median(took) * 1000
