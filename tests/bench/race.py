"""One run: a server with its people and one bot, as processes of their own, until everybody is through."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from asyncio.subprocess import Process
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
            _server(load), folder, environment(""), server_core, folder / "server.log", piped=True
        ) as server:
            url = (await _told(server, load, folder / "server.log"))["url"]
            around = environment(url) | search_path(contender)
            log = folder / "bot.log"
            async with started(contender.command, folder, around, bot_core, log, piped=False) as bot:
                return await _measured(contender, load, server, bot, log)


def _server(load: Load) -> tuple[str, ...]:
    given = {
        "--token": TOKEN,
        "--people": load.people,
        "--at-once": load.at_once,
        "--latency": load.latency,
        "--deadline": load.deadline,
    }
    options = (str(part) for option in given.items() for part in option)
    return (sys.executable, "-m", "tests.bench.load", *options, "--opening", *OPENING)


async def _measured(contender: Contender, load: Load, server: Process, bot: Process, log: Path) -> Figures:
    """Let people answer once all of them are at the first question, and count until they are through."""
    opened = await _told(server, load, log, bot)
    if opened["said"] != "opened":
        raise BotFailed(f"nobody was counted within {load.deadline:g} s\n{_end_of(log)}")
    assert server.stdin is not None
    before = cpu_seconds(bot.pid)
    server.stdin.write(b"go\n")
    told = await _told(server, load, log, bot)
    used = cpu_seconds(bot.pid) - before
    return figures(contender.name, load, told, used, peak_megabytes(bot.pid))


async def _told(server: Process, load: Load, log: Path, bot: Process | None = None) -> dict[str, Any]:
    """The server's next line. Raises BotFailed when the bot ends before it comes, or when it does not come."""
    assert server.stdout is not None
    line = asyncio.ensure_future(server.stdout.readline())
    ends = [asyncio.ensure_future(bot.wait())] if bot else []
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
