"""A small proxy in front of several processes: any of them, and another one where that does not answer."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random

from aiohttp import ClientError, ClientSession, ClientTimeout, web

ANSWER_SECONDS = 3.0
"""How long a process may take; less than Telegram waits."""

DOWN_SECONDS = 1.0
"""How long one that did not answer is left out."""

PASSED_ON = {"Content-Type", "X-Telegram-Bot-Api-Secret-Token"}


@dataclass(slots=True)
class Balancer:
    """Hands each delivery to a process, by chance. `elsewhere` counts those that another one had to take."""

    ports: Sequence[int]
    dice: Random
    url: str = ""
    elsewhere: int = 0
    _down: dict[int, float] = field(default_factory=dict)

    async def deliver(self, http: ClientSession, request: web.Request) -> web.Response:
        """The answer of the first process that has one."""
        body, headers = await request.read(), {name: request.headers[name] for name in PASSED_ON & {*request.headers}}
        for turn, port in enumerate(self._order()):
            self.elsewhere += turn > 0
            try:
                async with http.post(f"http://127.0.0.1:{port}{request.path}", data=body, headers=headers) as answer:
                    if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                        return web.Response(status=answer.status, body=await answer.read())
            except (ClientError, TimeoutError):
                self._down[port] = time.monotonic() + DOWN_SECONDS
        return web.Response(status=HTTPStatus.BAD_GATEWAY)

    def _order(self) -> list[int]:
        """All of them, those last that are down."""
        now = time.monotonic()
        ports = self.dice.sample(list(self.ports), len(self.ports))
        return sorted(ports, key=lambda port: self._down.get(port, 0.0) > now)


@asynccontextmanager
async def balancing(ports: Sequence[int], dice: Random) -> AsyncIterator[Balancer]:
    """A balancer on the loopback address until the block ends."""
    balancer = Balancer(ports, dice)
    async with ClientSession(timeout=ClientTimeout(total=ANSWER_SECONDS)) as http:

        async def deliver(request: web.Request) -> web.Response:
            return await balancer.deliver(http, request)

        app = web.Application()
        app.router.add_post("/sounding", deliver)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.3)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            balancer.url = f"http://127.0.0.1:{runner.addresses[0][1]}/sounding"
            yield balancer
        finally:
            await runner.cleanup()
