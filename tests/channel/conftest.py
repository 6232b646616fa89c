from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio
from sqlalchemy import Engine

from bot.telegram.sending import Sender
from tests.channel.phones import Phone, channel
from tests.telegram import Server, serving


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, trouble is met again after a twentieth of a second; how long Telegram says to wait holds."""
    monkeypatch.setattr("bot.telegram.sending.PAUSE_FIRST", 0.05)
    monkeypatch.setattr("bot.telegram.polling.PAUSE_FIRST", 0.05)
    monkeypatch.setattr("bot.telegram.committing.TIDY", 0.005)  # what was sent leaves the outbox sooner


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as running:
        yield running


@pytest_asyncio.fixture
async def sender(server: Server, engine: Engine) -> AsyncIterator[Sender]:
    """The channel in this process, on the model of the gardens, open to all."""
    async with channel(server, engine) as sender:
        await server.wait_for_call("setMyShortDescription")
        yield sender


@pytest.fixture
def phone(server: Server, engine: Engine, sender: Sender) -> Callable[[str], Phone]:
    return lambda name: Phone(server, engine, server.person(name), sender)


@pytest.fixture
def alma(phone: Callable[[str], Phone]) -> Phone:
    return phone("Alma Garcia-Montero")
