"""One run: a server with its people and one bot, as processes of their own, until everybody is through."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.bench.contenders import OPENING, TOKEN, Contender, environment, search_path
from tests.bench.figures import Figures, Load, figures
from tests.bench.processes import ANYWHERE, Cores, cpu_seconds, peak_megabytes, started

GRACE = 10.0
"""Seconds after the deadline in which the server must have spoken."""


class BotFailed(Exception):
    """The bot has ended, or did not get people to the first question; the message has the end of its log."""


async def race(contender: Contender, load: Load, parent: Path | None = None, on: Cores = ANYWHERE) -> Figures:
    """Put one contender under one load, in a new folder inside `parent` and on these cores. Raises BotFailed."""
    server_core, bot_core = on
    with tempfile.TemporaryDirectory(prefix="sounding-bench-", dir=parent) as name:
        folder = Path(name)
        async with started(
            server_command(load), folder, environment(""), server_core, folder / "server.log", piped=True
        ) as server:
            url = (await told_by(server, load, folder / "server.log"))["url"]
            around = environment(url) | search_path(contender)
            log = folder / "bot.log"
            async with started(contender.command, folder, around, bot_core, log, piped=False) as bot:
                return await measured(contender.name, load, server, log, bot)


def server_command(load: Load, ports: Sequence[int] = (), *, by_chat: bool = False) -> tuple[str, ...]:
    """What starts the server; with `ports`, it pushes updates to these."""
    given = {
        "--token": TOKEN,
        "--people": load.people,
        "--at-once": load.at_once,
        "--latency": load.latency,
        "--deadline": load.deadline,
    }
    options = (str(part) for option in given.items() for part in option)
    pushing = ("--ports", *map(str, ports)) if ports else ()
    pushing += ("--by-chat",) if by_chat else ()
    return (sys.executable, "-m", "tests.bench.load", *options, *pushing, "--opening", *OPENING)


async def measured(name: str, load: Load, server: Process, log: Path, *bots: Process) -> Figures:
    """Let people answer once all of them are at the first question, and count until they are through."""
    opened = await told_by(server, load, log, *bots)
    if opened["said"] != "opened":
        raise BotFailed(f"nobody was counted within {load.deadline:g} s\n{_end_of(log)}")
    assert server.stdin is not None
    before = sum(cpu_seconds(bot.pid) for bot in bots)
    server.stdin.write(b"go\n")
    told = await told_by(server, load, log, *bots)
    used = sum(cpu_seconds(bot.pid) for bot in bots) - before
    return figures(name, load, told, used, sum(peak_megabytes(bot.pid) for bot in bots))


async def told_by(server: Process, load: Load, log: Path, *bots: Process) -> dict[str, Any]:
    """The server's next line. Raises BotFailed when a bot ends before it comes, or when it does not come."""
    assert server.stdout is not None
    line = asyncio.ensure_future(server.stdout.readline())
    ends = [asyncio.ensure_future(bot.wait()) for bot in bots]
    await asyncio.wait([line, *ends], timeout=load.deadline + GRACE, return_when=asyncio.FIRST_COMPLETED)
    if line.done() and line.result():
        for end in ends:
            end.cancel()
        told: dict[str, Any] = json.loads(line.result())
        return told
    for task in (line, *ends):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    raise BotFailed(f"ended, or said nothing in time:\n{_end_of(log)}")


def _end_of(log: Path) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
