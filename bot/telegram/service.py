"""`sounding run`: updates in, by long polling or by webhook; turns; and sending, in one process, until SIGTERM."""

from __future__ import annotations

import asyncio
import gc
import signal
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from typing import Any

import structlog
import uvloop
from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.clockwork import keep
from bot.office import House, Office
from bot.settings import Settings
from bot.telegram.api import Line, Pool
from bot.telegram.committing import Writer
from bot.telegram.pacing import Pace
from bot.telegram.polling import patiently, poll
from bot.telegram.profile import introduce
from bot.telegram.sending import Sender
from bot.telegram.updates import ALLOWED
from bot.telegram.webhook import Endpoint, derived_secret, listening
from bot.watching.looking import Lookout
from bot.watching.pulse import Pulse
from bot.watching.server import answering

log = structlog.get_logger()

GRACE = 6.0
"""Seconds after SIGTERM for sending what is due; the whole end takes less than ten."""


class Stopped(Exception):
    """The service cannot go on; the message is one clear line."""


IDLE = 15
"""Seconds after which PostgreSQL ends a transaction in which this process does nothing: others wait for its locks."""


def serve(engine: Engine, house: House, chosen: Settings, pulse: Pulse) -> None:
    """Run until SIGTERM or SIGINT. Raises Stopped when the token is refused or a port is taken."""
    if engine.dialect.name == "postgresql":
        engine.dispose()
        event.listen(engine, "connect", _keep_nobody_waiting)
    try:
        uvloop.run(_serve(Office(engine, house, process=token_hex(8)), chosen, pulse))
    except InvalidToken:
        raise Stopped("SOUNDING_TELEGRAM_TOKEN: Telegram does not accept this token") from None


def _keep_nobody_waiting(made: Any, _: object) -> None:
    made.execute(f"SET idle_in_transaction_session_timeout = '{IDLE}s'")
    made.commit()


async def _serve(office: Office, chosen: Settings, pulse: Pulse | None = None) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    service = assembled(office, chosen, pulse)
    async with AsyncExitStack() as until_the_end:
        await _answer_how_it_is(until_the_end, service, chosen)
        working = asyncio.create_task(work(service))
        stop = asyncio.create_task(stopping.wait())
        ends: set[asyncio.Future[Any]] = {working, stop, service.sender.failure}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        service.pulse.taking_in = False
        await wind_down(working, service)


async def _answer_how_it_is(until_the_end: AsyncExitStack, service: Service, chosen: Settings) -> None:
    """Tell how the process is doing, where a setting asks for it. Raises Stopped when the port is taken."""
    if chosen.health_listen is None:
        return
    lookout = Lookout(service.writer.office.engine)
    try:
        await until_the_end.enter_async_context(answering(chosen.health_listen, service.pulse, lookout))
    except OSError as error:
        raise Stopped(f"SOUNDING_HEALTH_LISTEN: cannot listen there ({error.strerror})") from None


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of one process."""

    bot: Bot
    line: Line
    sender: Sender
    writer: Writer
    endpoint: Endpoint | None
    pulse: Pulse


def assembled(office: Office, chosen: Settings, pulse: Pulse | None = None) -> Service:
    if chosen.telegram_token is None:
        raise Stopped("SOUNDING_TELEGRAM_TOKEN is not set")
    token, base = chosen.telegram_token.get_secret_value(), f"{str(chosen.telegram_api).rstrip('/')}/bot"
    pool, counts = Pool(), pulse or Pulse()
    line = Line(pool, base + token)
    sender = Sender(line, Pace(chosen.messages_per_second, chosen.seconds_per_chat), counts)
    return Service(
        Bot(token, base_url=base, request=pool, get_updates_request=pool),
        line,
        sender,
        Writer(office, sender, counts),
        _endpoint(chosen, token),
        counts,
    )


def _endpoint(chosen: Settings, token: str) -> Endpoint | None:
    if chosen.webhook_url is None:
        return None
    host, _, port = chosen.webhook_listen.rpartition(":")
    secret = chosen.webhook_secret.get_secret_value() if chosen.webhook_secret else derived_secret(token)
    return Endpoint(str(chosen.webhook_url), secret, host.strip("[]"), int(port))


async def wind_down(working: asyncio.Task[None], service: Service) -> None:
    """Let the turn that is under way finish, send what is due, and leave the rest in the outbox.

    Raises what ended the work, if it was not the wish to stop.
    """
    working.cancel()
    try:
        with suppress(asyncio.CancelledError):
            await working
        log.info("stopping")
        await service.writer.settled()
        if not service.sender.failure.done():
            with suppress(TimeoutError):
                await asyncio.wait_for(service.sender.drained(), GRACE)
        service.sender.stop()
        with suppress(SQLAlchemyError):
            await service.writer.tidy()
        if service.writer.company is not None:
            await service.writer.company.leave()
        if service.sender.failure.done():
            service.sender.failure.result()
        log.info("stopped")
    finally:
        service.sender.stop()
        with suppress(TelegramError, RuntimeError):
            await service.bot.shutdown()


async def work(service: Service) -> None:
    """Raises InvalidToken, and Stopped when the port is taken."""
    await patiently(service.bot.initialize)
    service.writer.office.door.link = f"https://t.me/{service.bot.username}?start="
    if service.writer.company is not None:
        await service.writer.company.join()
    await service.writer.resume()
    gc.collect()
    gc.freeze()  # what is there now stays: later collections need not look at it
    if not service.writer.office.house.open_to_all:
        log.warning("nobody new can begin: SOUNDING_OPEN is off")
    service.pulse.started = True
    log.info("started", bot=service.bot.id, webhook=service.endpoint is not None)
    introducing = patiently(partial(introduce, service.bot))
    parts = _intake(service), service.writer.run(), keep(service.writer.chores()), introducing
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:  # where one has failed, the others have no more to do
            task.cancel()


async def _intake(service: Service) -> None:
    if service.endpoint is None:
        await patiently(service.bot.delete_webhook)
        service.pulse.taking_in = True
        await poll(service.line, service.writer.take)
        return
    endpoint = service.endpoint
    try:
        async with listening(endpoint, service.writer.take):
            register = partial(
                service.bot.set_webhook,
                endpoint.url,
                allowed_updates=ALLOWED,
                secret_token=endpoint.secret,
                max_connections=100,
            )
            try:
                await patiently(register, hopeless=(BadRequest,))
            except BadRequest as error:
                raise Stopped(f"SOUNDING_WEBHOOK_URL: Telegram does not accept it ({error.message})") from None
            service.pulse.taking_in = True
            await asyncio.Event().wait()
    except OSError as error:
        raise Stopped(f"SOUNDING_WEBHOOK_LISTEN: cannot listen there ({error.strerror})") from None
