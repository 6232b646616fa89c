"""`/healthz`, `/readyz` and `/metrics`, on a port of their own: plain words, and nothing of anybody in them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web

from bot.watching.looking import Lookout, Sight
from bot.watching.pulse import Pulse, now

STUCK = 120.0
"""Seconds that replies may wait while nothing at all is sent, before something is wrong with sending."""

PATIENCE = 8.0
"""Seconds for a look at the database; who asks for it waits about ten."""

TEXT = "text/plain; version=0.0.4; charset=utf-8"
"""The form in which Prometheus reads figures."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where questions are answered: what this process counts, and its look at the database."""

    pulse: Pulse
    lookout: Lookout

    async def sight(self) -> Sight:
        """How the database is. One that does not answer is as good as away."""
        looking = asyncio.get_running_loop().run_in_executor(self.lookout.thread, self.lookout.look)
        try:
            return await asyncio.wait_for(looking, PATIENCE)
        except TimeoutError:
            return Sight(now(), "the database does not answer")

    async def alive(self, _: web.Request) -> web.Response:
        """That this is answered shows it: the loop that answers is the one that serves people."""
        return web.Response(text="alive\n")

    async def ready(self, _: web.Request) -> web.Response:
        found = reasons(self.pulse, await self.sight())
        if found:
            return web.Response(text="".join(f"{reason}\n" for reason in found), status=HTTPStatus.SERVICE_UNAVAILABLE)
        return web.Response(text="ready\n")

    async def figures(self, _: web.Request) -> web.Response:
        from bot.watching.figures import exposed  # only where somebody asks: it costs some megabytes

        return web.Response(body=exposed(self.pulse, await self.sight()), headers={"Content-Type": TEXT})


def reasons(pulse: Pulse, sight: Sight) -> list[str]:
    """Why this process should not get work now; nothing when all is well."""
    found = []
    if not pulse.started:
        found.append("starting: Telegram has not accepted the token yet")
    elif not pulse.taking_in:
        found.append("starting: updates are not taken in yet")
    if sight.fault:
        found.append(sight.fault)
    if sight.replies.age > STUCK and now() - pulse.sent_at > STUCK:
        found.append(f"{sight.replies.count} replies wait, the oldest for {sight.replies.age:.0f} s, and none is sent")
    return found


@asynccontextmanager
async def answering(address: str, pulse: Pulse, lookout: Lookout) -> AsyncIterator[int]:
    """Answer at this address, such as `"127.0.0.1:9100"`; the port. Raises OSError when that is taken."""
    desk = Desk(pulse, lookout)
    app = web.Application()
    app.router.add_get("/healthz", desk.alive)
    app.router.add_get("/readyz", desk.ready)
    app.router.add_get("/metrics", desk.figures)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    host, _, port = address.rpartition(":")
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
        lookout.thread.shutdown(wait=False, cancel_futures=True)
