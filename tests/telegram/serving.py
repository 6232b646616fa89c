"""Starting and stopping the server."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from .errors import Refused
from .faults import Faults
from .http import application
from .messages import User
from .server import TOKEN, Server
from .webhook import stop_pushing
from .world import World

CLOSING_SECONDS = 0.3


@asynccontextmanager
async def serving(*, port: int = 0, token: str = TOKEN, seed: int = 0) -> AsyncIterator[Server]:
    """A server on the loopback address until the block ends, which takes less than a second.

    Port 0 lets the system choose; `seed` is for faults that apply by chance.
    """
    number, _, _ = token.partition(":")
    bot = User(int(number), "Sounding", username="sounding_test_bot", is_bot=True)
    server = Server(token, World(bot), Faults(random.Random(seed)))
    runner = web.AppRunner(application(server), access_log=None, shutdown_timeout=CLOSING_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        host, bound = runner.addresses[0][:2]
        server.url = f"http://{host}:{bound}"
        yield server
    finally:
        server.closing.set()
        server.world.updates.interrupt(Refused(500, "Internal Server Error: restart"))
        await stop_pushing(server.webhook)
        await runner.cleanup()
