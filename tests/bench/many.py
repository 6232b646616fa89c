"""One process and several, by webhook on one PostgreSQL with its usual settings: what more of them bring.

Updates go to a process by chance, as from any balancer, or to one that is the same for each chat.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.bench.contenders import BY_NAME, environment
from tests.bench.figures import Figures, Load
from tests.bench.load.push import SECRET
from tests.bench.postgres import database_on
from tests.bench.processes import Cores, started
from tests.bench.race import measured, server_command, told_by
from tests.channel.test_api import free_port
from tests.keys import KEY

NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Team:
    """So many processes. `by_chat` where a chat's updates always go to the same one."""

    count: int
    by_chat: bool = False

    @property
    def name(self) -> str:
        """As tables have it."""
        if self.count == 1:
            return "1 process"
        return f"{self.count} processes, {'by chat' if self.by_chat else 'by chance'}"


def teams(counts: Sequence[int]) -> list[Team]:
    """Several processes in both ways."""
    return [Team(many, by_chat) for many in counts for by_chat in ((True, False) if many > 1 else (False,))]


async def race_many(team: Team, load: Load, address: str, parent: Path | None, on: Cores) -> Figures:
    """Put so many processes under one load, on this empty database. Raises BotFailed."""
    ports = [free_port() for _ in range(team.count)]
    with tempfile.TemporaryDirectory(prefix="sounding-bench-", dir=parent) as name:
        folder = Path(name)
        log = folder / "server.log"
        async with AsyncExitStack() as stack:
            command = server_command(load, ports, by_chat=team.by_chat)
            server = await stack.enter_async_context(started(command, folder, environment(""), on[0], log, piped=True))
            url = (await told_by(server, load, log))["url"]
            bots = [
                await stack.enter_async_context(
                    started(
                        BY_NAME["sounding"].command,
                        folder,
                        environment(url) | _around(address, port),
                        None,
                        folder / f"{port}.log",
                        piped=False,
                    )
                )
                for port in ports
            ]
            return await measured(team.name, load, server, folder / f"{ports[0]}.log", *bots)


def _around(address: str, port: int) -> dict[str, str]:
    return {
        "SOUNDING_DATABASE_URL": address,
        "SOUNDING_SECRET_KEYS": KEY,
        "SOUNDING_WEBHOOK_URL": f"http://127.0.0.1:{port}/sounding",
        "SOUNDING_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "SOUNDING_WEBHOOK_SECRET": SECRET.decode(),
    }


async def many_measured(
    taking_part: Sequence[Team], load: Load, runs: int, server: str, parent: Path | None, on: Cores
) -> list[list[Figures]]:
    """The runs of each team on this server; they take turns, so that what disturbs one disturbs all."""
    rows: list[list[Figures]] = [[] for _ in taking_part]
    for _ in range(runs):
        for row, team in zip(rows, taking_part, strict=True):
            database = database_on(server, f"bench_{next(NUMBERS)}")
            row.append(await race_many(team, load, database, parent, on))
    return rows
