"""Calls to the Bot API over real HTTP: what comes back, how each failure is named, and what becomes of the service."""

from __future__ import annotations

import asyncio
import gc
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from pydantic import AnyHttpUrl, SecretStr
from sqlalchemy import Engine
from structlog.testing import capture_logs
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.office import Office
from bot.settings import Settings
from bot.telegram import service
from bot.telegram.api import Line, Pool, Undelivered, fault
from tests.channel.phones import Phone, until
from tests.storage.chats import HOUSE, answers
from tests.telegram import TOKEN, Access, Person, Server

HELLO = {"chat_id": 5, "text": "Bonjour, أهلاً \U0001f331"}


@pytest_asyncio.fixture
async def pool() -> AsyncIterator[Pool]:
    pool = Pool()
    yield pool
    await pool.shutdown()


@pytest.fixture
def line(server: Server, pool: Pool) -> Line:
    return Line(pool, f"{server.url}/bot{server.token}")


@pytest.fixture
def bot(server: Server, pool: Pool) -> Bot:
    return Bot(server.token, base_url=f"{server.url}/bot", request=pool, get_updates_request=pool)


@pytest.fixture
def alma(server: Server) -> Person:
    person = server.person("Alma", user_id=5)
    person.chat.access = Access.OPEN
    return person


Rule = dict[str, Any]
REFUSALS: list[tuple[Rule, type[TelegramError]]] = [
    ({"status": 400, "description": "Bad Request: message is not modified: specified new"}, BadRequest),
    ({"status": 400, "description": "Bad Request: message to edit not found"}, BadRequest),
    ({"status": 400, "description": "Bad Request: chat not found"}, BadRequest),
    ({"migrate_to_chat_id": -1001234567890}, ChatMigrated),
    ({"status": 401}, InvalidToken),
    ({"status": 403, "description": "Forbidden: bot was blocked by the user"}, Forbidden),
    ({"status": 403, "description": "Forbidden: user is deactivated"}, Forbidden),
    ({"status": 404}, InvalidToken),
    ({"status": 409, "description": "Conflict: terminated by other getUpdates request"}, Conflict),
    ({"status": 413}, NetworkError),
    ({"status": 429}, NetworkError),
    ({"retry_after": 7}, RetryAfter),
    ({"status": 500}, NetworkError),
    ({"status": 502}, NetworkError),
    ({"status": 503}, NetworkError),
    ({"status": 504}, NetworkError),
]


async def test_a_refusal_is_the_error_that_the_library_makes_of_it(
    server: Server, line: Line, bot: Bot, alma: Person
) -> None:
    for rule, kind in REFUSALS:
        server.fault("sendMessage", times=2, **rule)
        with pytest.raises(TelegramError) as ours:
            await line.call("sendMessage", HELLO)
        with pytest.raises(TelegramError) as theirs:
            await bot.send_message(alma.id, "hello")
        assert type(ours.value) is type(theirs.value) is kind, rule
        if kind is not InvalidToken:  # of this one the library says in its own words what it is
            assert ours.value.message == theirs.value.message
        assert getattr(ours.value, "new_chat_id", None) == rule.get("migrate_to_chat_id")
    assert alma.chat.texts == []


UNREADABLE: list[tuple[int, bytes, type[TelegramError]]] = [
    (400, b"", NetworkError),
    (400, b'{"ok":false,"error_code":400,"descri', NetworkError),
    (403, b"\xff\xfe", Forbidden),
    (429, b'{"parameters": {"retry_after": "soon"}}', NetworkError),
    (400, b'{"parameters": [], "description": null}', NetworkError),
    (502, b"<html>bad gateway</html>", NetworkError),
    (503, b"[]", NetworkError),
    (418, b"{}", NetworkError),
]


@pytest.mark.parametrize(("status", "answer", "kind"), UNREADABLE)
def test_a_refusal_that_cannot_be_read_goes_by_its_status(status: int, answer: bytes, kind: type[Exception]) -> None:
    error = fault(status, answer)
    assert (type(error), error.message) == (kind, f"status {status}")


TROUBLE: list[tuple[Rule, type[TelegramError], int]] = [
    ({"delay": 1.0}, TimedOut, 0),
    ({"cut": "before"}, NetworkError, 0),
    ({"cut": "after"}, NetworkError, 1),
    ({"truncated": True}, NetworkError, 1),
]


@pytest.mark.parametrize(("rule", "kind", "arrived"), TROUBLE, ids=lambda case: str(case)[:20])
async def test_trouble_on_the_way(
    server: Server, line: Line, alma: Person, rule: Rule, kind: type[Exception], arrived: int
) -> None:
    server.fault("sendMessage", **rule)
    with pytest.raises(NetworkError) as met:
        await line.ask("sendMessage", HELLO, wait=0.1)
    assert type(met.value) is kind
    assert len(alma.chat.texts) == arrived
    assert (await line.ask("sendMessage", HELLO))["text"] == HELLO["text"]
    assert alma.chat.texts[-1] == HELLO["text"]


async def test_an_answer_that_nobody_reads_may_break_off(server: Server, line: Line, alma: Person) -> None:
    server.fault("sendMessage", truncated=True)
    assert (await line.call("sendMessage", HELLO)).startswith(b'{"ok": true')
    assert len(alma.chat.texts) == 1


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


async def test_where_nobody_listens_nothing_can_have_arrived(pool: Pool) -> None:
    with pytest.raises(Undelivered):
        await Line(pool, f"http://127.0.0.1:{free_port()}/bot{TOKEN}").call("sendMessage", HELLO)


@asynccontextmanager
async def saying(answer: bytes) -> AsyncIterator[str]:
    """A server that says this to everyone and hangs up; its address."""

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1") as serving:
        host, port = serving.sockets[0].getsockname()
        yield f"http://{host}:{port}/bot"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ok": true, "re',
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{}",
        b"220 mail.example.org ESMTP\r\n",
    ],
)
async def test_a_connection_that_breaks_may_have_delivered(pool: Pool, answer: bytes) -> None:
    async with saying(answer) as address:
        with pytest.raises(NetworkError) as met:
            await Line(pool, address).call("sendMessage", HELLO)
    assert type(met.value) is NetworkError


async def test_the_library_sends_files_over_the_same_pool(bot: Bot, alma: Person) -> None:
    content, name = random.Random(1).randbytes(1_500_000), 'le "profil" – 50 % ملف.pdf'
    sent = await bot.send_document(alma.id, content, filename=name, caption="Le <profil> & plus")
    shown = alma.chat.newest
    assert shown
    assert shown.file
    assert (shown.file.name, shown.text) == (name, "Le <profil> & plus")
    assert len(shown.file.content) == len(content)
    assert shown.file.content == content
    assert sent.message_id == shown.id
    assert (await bot.get_me()).username == "sounding_test_bot"


# What the service makes of two of them.


def settings(server: Server) -> Settings:
    return Settings(telegram_token=SecretStr(server.token), telegram_api=AnyHttpUrl(server.url))


@pytest.mark.parametrize("method", ["getUpdates", "sendMessage", "answerCallbackQuery", "*"])
async def test_a_token_that_is_taken_back_ends_everything_at_once(
    server: Server, engine: Engine, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    serving = asyncio.create_task(service._serve(Office(engine, HOUSE, process="test"), settings(server)))
    await server.wait_for_call("setMyShortDescription")
    alma, ben = (Phone(server, engine, server.person(name)) for name in ("Alma", "Ben"))
    await alma.say("/start")
    server.fault("sendMessage", chat_id=ben.person.id, retry_after=30)
    ben.person.say("/start")
    await server.wait_for_call("sendMessage", 2)
    server.fault(method, status=401, times=None)
    alma.press("I agree, begin")
    with pytest.raises(InvalidToken):
        await asyncio.wait_for(serving, 3)
    del serving
    gc.collect()
    assert caplog.messages == []  # asyncio complains there of errors that nobody looked at


async def test_a_second_process_with_the_same_token_is_named_until_it_is_gone(
    server: Server, line: Line, engine: Engine
) -> None:
    parts = service.assembled(Office(engine, HOUSE, process="test"), settings(server))
    with capture_logs() as told:
        working = asyncio.create_task(service.work(parts))
        await server.wait_for_call("setMyShortDescription")
        for _ in range(3):
            await interrupted(server, line, told)
        alma = Phone(server, engine, server.person("Alma"), parts.sender)
        await alma.begin("Quick")
        await alma.tap("Rooting")
        await interrupted(server, line, told)
        await service.wind_down(working, parts)
    pauses = [line["pause"] for line in told_of_conflicts(told)]
    assert pauses == [0.05, 0.1, 0.2, 0.05]
    assert [answer.phase for answer in answers(engine)] == ["rooting"]


async def interrupted(server: Server, other: Line, told: Any) -> None:
    """Another process asks for updates while ours does, and ours says so."""
    before = len(told_of_conflicts(told))
    await until(lambda: server.world.updates._poll)
    await other.call("getUpdates", {"timeout": 0})
    await until(lambda: len(told_of_conflicts(told)) > before)


def told_of_conflicts(told: Any) -> list[Any]:
    return [line for line in told if line["event"].startswith("another process polls with this token")]
