"""Updates that Telegram delivers: over real HTTP, acknowledged after the commit, and carried out once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from pydantic import AnyHttpUrl, SecretStr
from sqlalchemy import Engine
from structlog.testing import capture_logs
from typer.testing import CliRunner

from bot.main import app
from bot.office import Office
from bot.settings import Settings
from bot.storage.engine import transaction
from bot.storage.tables import Conversation, HandledUpdate, SetAside
from bot.telegram import service
from bot.telegram.service import Service, Stopped
from bot.telegram.updates import ALLOWED
from bot.telegram.webhook import BODY_LIMIT, HEADER, derived_secret
from tests.channel.phones import Phone, channel, program, until
from tests.channel.test_api import free_port
from tests.channel.test_faults import rename
from tests.channel.test_outbox import button, commits
from tests.storage.chats import HOUSE, answers, revisions, rows, tables_with_rows
from tests.telegram import TOKEN, Access, Server, serving_in_background
from tests.terminal.running import sounding

SECRET = "a-secret_of-the-tests"


def settings(server: Server, port: int) -> Settings:
    return Settings(
        telegram_token=SecretStr(server.token),
        telegram_api=AnyHttpUrl(server.url),
        webhook_url=AnyHttpUrl(f"http://127.0.0.1:{port}/sounding"),
        webhook_secret=SecretStr(SECRET),
        webhook_listen=f"127.0.0.1:{port}",
    )


@asynccontextmanager
async def webhook(server: Server, engine: Engine) -> AsyncIterator[Service]:
    """The channel in this process, from its registration to its orderly end."""
    parts = service.assembled(Office(engine, HOUSE, process="test"), settings(server, free_port()))
    working = asyncio.create_task(service.work(parts))
    try:
        await server.wait_for_call("setWebhook")
        await server.wait_for_call("setMyShortDescription")
        yield parts
    finally:
        await service.wind_down(working, parts)


@pytest_asyncio.fixture
async def parts(server: Server, engine: Engine) -> AsyncIterator[Service]:
    async with webhook(server, engine) as parts:
        yield parts


@pytest.fixture
def alma(server: Server, engine: Engine, parts: Service) -> Phone:
    return Phone(server, engine, server.person("Alma Garcia-Montero"), parts.sender)


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def post(parts: Service, http: aiohttp.ClientSession) -> Post:
    """Deliver something to the endpoint as Telegram would; the status of the answer."""
    assert parts.endpoint
    url = parts.endpoint.url

    async def deliver(body: object, **headers: str) -> int:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with http.post(url, data=BytesIO(data), headers=headers or {HEADER: SECRET}) as answer:
            return answer.status

    return deliver


Post = Callable[..., Any]


def update(number: int, text: str = "/start", chat: object = 5) -> dict[str, Any]:
    who = {"id": chat, "first_name": "Alma", "is_bot": False, "language_code": "en"}
    message = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": who, "text": text}
    return {"update_id": number, "message": message}


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """While this lasts, nobody else can write."""
    with transaction(engine) as session:
        if engine.dialect.name == "postgresql":
            session.connection().exec_driver_sql("LOCK TABLE handled_update IN ACCESS EXCLUSIVE MODE")
        else:
            session.connection()
        yield


async def test_a_whole_assessment(server: Server, engine: Engine, alma: Phone) -> None:
    registered = server.calls_of("setWebhook")[0].params
    assert registered["url"] == server.webhook.url
    assert registered["secret_token"] == SECRET
    assert registered["max_connections"] == "100"
    assert json.loads(registered["allowed_updates"]) == ALLOWED
    await alma.begin("Quick")
    for phase in ("Rooting", "Growing", "Bearing", "Sprouting"):
        await alma.tap(phase)
    assert "Your maturity summary" in (await alma.tap("Submit")).text
    assert [row.phase for row in revisions(engine)] == ["rooting", "growing", "bearing", "sprouting"]
    assert [call for call in server.calls if not call.ok] == []
    assert server.webhook.error == ""
    assert server.calls_of("getUpdates") == []


async def test_a_process_that_polls_takes_the_registration_back(server: Server, engine: Engine) -> None:
    async with webhook(server, engine) as parts:
        await Phone(server, engine, server.person("Alma"), parts.sender).say("/start")
    assert server.webhook.url  # what comes in meanwhile is kept for the next start
    ben = server.person("Ben")
    ben.say("/start")
    async with channel(server, engine) as sender:
        assert (await Phone(server, engine, ben, sender).card()).text.startswith("Welcome to Sounding")
    assert server.webhook.url == ""
    assert [call.description for call in server.calls if not call.ok] == []


async def test_the_secret_is_derived_where_none_is_set(server: Server, engine: Engine) -> None:
    chosen = settings(server, free_port()).model_copy(update={"webhook_secret": None})
    parts = service.assembled(Office(engine, HOUSE), chosen)
    assert parts.endpoint
    assert parts.endpoint.secret == derived_secret(server.token) != derived_secret(f"{server.token}x")
    assert server.token not in parts.endpoint.secret
    assert len(parts.endpoint.secret) == 64


REFUSED: list[tuple[str, dict[str, str], int]] = [
    ("POST /sounding", {}, 403),
    ("POST /sounding", {HEADER: ""}, 403),
    ("POST /sounding", {HEADER: SECRET.upper()}, 403),
    ("POST /sounding", {HEADER: f"{SECRET}x"}, 403),
    ("POST /sounding", {HEADER: "é"}, 403),
    ("POST /sounding?secret=" + SECRET, {"Authorization": SECRET}, 403),
    ("GET /sounding", {HEADER: SECRET}, 405),
    ("PUT /sounding", {HEADER: SECRET}, 405),
    ("POST /", {HEADER: SECRET}, 404),
    ("POST /sounding/", {HEADER: SECRET}, 404),
    (f"POST /bot{TOKEN}", {HEADER: SECRET}, 404),
]

NO_UPDATE: list[tuple[bytes, int]] = [
    (b"", 400),
    (b"update_id=1", 400),
    (b"[]", 400),
    (b"{}", 400),
    (b'"7"', 400),
    (b"null", 400),
    (b'{"update_id": 7', 400),
    (b'{"update_id": "7"}', 400),
    (b'{"update_id": true}', 400),
    (b'{"update_id": 1.5}', 400),
    (b'{"update_id": 9223372036854775808}', 400),
    (b"\xff\xfe", 400),
    (b"[" * 100_000, 400),
    (b" " * (BODY_LIMIT + 1), 413),
]


async def test_what_is_no_delivery_of_telegrams_does_nothing(
    engine: Engine, parts: Service, http: aiohttp.ClientSession, post: Post
) -> None:
    assert parts.endpoint
    base = parts.endpoint.url.removesuffix("/sounding")
    for request, headers, status in REFUSED:
        method, path = request.split()
        async with http.request(method, base + path, json=update(7), headers=headers) as answer:
            assert answer.status == status, request
            assert SECRET not in await answer.text()
    for body, status in NO_UPDATE:
        assert await post(body) == status, body[:40]
    assert tables_with_rows(engine) == set()
    assert await post(update(7)) == 200


STRANGE: list[dict[str, Any]] = [
    {},
    {"message": 7},
    {"message": {}},
    {"message": {"chat": {"id": 5, "type": "private"}}},
    {"callback_query": None},
    {"callback_query": {"id": 1, "message": {"chat": {"id": 5, "type": "private"}}, "data": 7}},
    {
        "callback_query": {
            "id": 1,
            "message": {"chat": {"id": 5, "type": "private"}, "message_id": "x"},
            "data": "1:back",
        }
    },
    {"my_chat_member": {"new_chat_member": 7}},
    {"edited_message": []},
    {"poll": {"id": "1"}},
    {"message": update(1, "a \ud800 lonely surrogate")["message"]},
    {"message": update(1, "a \x00 null")["message"]},
    {"message": update(1, chat="9" * 70)["message"]},
    {"message": update(1, chat=None)["message"]},
    {"message": update(1)["message"] | {"from": {"language_code": 7}}},
    {"message": update(1)["message"] | {"from": {"language_code": "x" * 500}}},
]


async def test_what_telegram_would_never_send_stops_nobody(
    server: Server, engine: Engine, alma: Phone, post: Post
) -> None:
    begun = alma.person
    server.person("Ben", user_id=5).chat.access = Access.OPEN
    for _ in range(2):
        for number, strange in enumerate(STRANGE):
            assert await post({"update_id": number + 1} | strange) == 200, strange
    await alma.begin("Quick")
    await alma.tap("Rooting")
    assert [answer.phase for answer in answers(engine)] == ["rooting"]
    assert begun.chat.card
    assert rows(engine, SetAside) < len(STRANGE)


async def test_no_answer_before_the_commit(engine: Engine, post: Post) -> None:
    with locked(engine):
        delivery = asyncio.create_task(post(update(7)))
        done, _ = await asyncio.wait([delivery], timeout=0.3)
        assert not done
    assert await delivery == 200
    assert rows(engine, HandledUpdate) == rows(engine, Conversation) == 1


async def test_a_delivery_that_is_repeated_while_it_waits_is_carried_out_once(
    server: Server, engine: Engine, post: Post
) -> None:
    ben = server.person("Ben", user_id=5)
    ben.chat.access = Access.OPEN
    with locked(engine):
        first = asyncio.create_task(post(update(7)))
        await asyncio.sleep(0.05)
        first.cancel()
        again = [asyncio.create_task(post(update(7))) for _ in range(3)]
        await asyncio.wait(again, timeout=0.05)
    assert [await each for each in again] == [200] * 3
    assert await post(update(7)) == 200
    await ben.wait_for(lambda chat: chat.card)
    assert await post(update(8, "/help")) == 200
    await ben.wait_for(lambda chat: chat.texts[-1].startswith("How this works"))
    assert len(server.calls_of("sendMessage")) == 2
    assert rows(engine, HandledUpdate) == 2


@pytest.mark.parametrize("backend", ["sqlite"])  # what is committed is, in either
async def test_killed_in_between_it_is_delivered_again_and_carried_out_once(
    tmp_path: Path, server: Server, engine: Engine, database: str
) -> None:
    port = free_port()
    (tmp_path / ".env").write_text(
        f"SOUNDING_WEBHOOK_URL=http://127.0.0.1:{port}/hook\nSOUNDING_WEBHOOK_LISTEN=127.0.0.1:{port}\n"
    )
    async with program(tmp_path, database, server) as running:
        alma = Phone(server, engine, server.person("Alma Garcia-Montero"))
        await alma.begin("Quick")
        with locked(engine):
            alma.press("Building")
            await until(lambda: server.webhook.busy)
            await asyncio.sleep(0.1)
            await running.kill()
        assert answers(engine) == []
        await until(lambda: server.webhook.error)
        await running.start()
        assert (await alma.card()).text.startswith("Policy, legislation and governance, 2 of 2")
        assert [row.phase for row in revisions(engine)] == ["building"]
        assert rows(engine, HandledUpdate) == 4
        assert await running.stop() == 0
    assert server.webhook.url.endswith("/hook")
    assert server.webhook.secret == derived_secret(server.token)


async def test_deliveries_that_arrive_together_are_committed_together(
    server: Server, engine: Engine, post: Post
) -> None:
    people = [server.person(f"Person {number}") for number in range(60)]
    for one in people:
        one.chat.access = Access.OPEN
    with commits(engine) as made:
        with locked(engine):
            deliveries = [asyncio.create_task(post(update(n + 1, chat=one.id))) for n, one in enumerate(people)]
            await asyncio.wait(deliveries, timeout=0.3)
        statuses = [await delivery for delivery in deliveries]
        carried_out = len(made) - 1  # one is that of the lock
    assert statuses == [200] * 60
    assert carried_out <= 8
    assert rows(engine, HandledUpdate) == rows(engine, Conversation) == 60
    for one in people:
        await one.wait_for(lambda chat: chat.card)


async def test_while_nothing_can_be_written_telegram_is_asked_to_come_again(
    server: Server, engine: Engine, alma: Phone, post: Post
) -> None:
    await alma.begin("Quick")
    with capture_logs() as told:
        rename(engine, "handled_update", "gone")
        try:
            assert await post(update(7)) == 503
            alma.press("Rooting")
            await until(lambda: "503" in server.webhook.error)
        finally:
            rename(engine, "gone", "handled_update")
        assert (await alma.card()).text.startswith("Soil and water, 2 of 2")
        assert await post(update(7)) == 200
    assert "the database cannot be written" in [line["event"] for line in told]
    assert [row.phase for row in revisions(engine)] == ["rooting"]


async def test_what_one_person_sends_is_taken_in_their_order(server: Server, alma: Phone) -> None:
    ben = server.person("Ben")
    await alma.begin()
    await alma.tap(button(await alma.tap("Bearing"), "next"))
    lines = [f"line {number}" for number in range(12)]
    for line in lines:
        alma.person.say(line)
        ben.say("/start")
    card = await alma.card()
    assert "\n".join(lines) in card.text.replace("\n\n", "\n")
    assert answers(alma.engine)[0].note.split("\n") == lines


# What stops the start.


def variables(url: str, port: int, **more: str) -> dict[str, str]:
    return {
        "SOUNDING_TELEGRAM_TOKEN": TOKEN,
        "SOUNDING_TELEGRAM_API": url,
        "SOUNDING_WEBHOOK_URL": f"http://127.0.0.1:{port}/sounding",
        "SOUNDING_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    } | more


def test_a_port_that_is_taken_stops_it_with_one_line(tmp_path: Path) -> None:
    with serving_in_background() as background:
        port = int(background.server.url.rpartition(":")[2])
        done = sounding(tmp_path, "run", database=None, said=b"", **variables(background.server.url, port))
        assert background.server.webhook.url == ""
    *log, line = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert "started" in log[-1]
    assert line.startswith("SOUNDING_WEBHOOK_LISTEN: cannot listen there (")
    assert line.endswith("address already in use)")


async def test_an_address_that_telegram_refuses_stops_it_with_one_line(server: Server, engine: Engine) -> None:
    server.fault("setWebhook", status=400, description="Bad Request: bad webhook: HTTPS url must be provided")
    serving = service._serve(Office(engine, HOUSE, process="test"), settings(server, free_port()))
    with pytest.raises(Stopped) as stopped:
        await asyncio.wait_for(serving, 5)
    assert str(stopped.value) == (
        "SOUNDING_WEBHOOK_URL: Telegram does not accept it (Bad webhook: https url must be provided)"
    )


async def test_other_trouble_at_the_registration_passes(server: Server, engine: Engine) -> None:
    server.fault("setWebhook", status=502)
    server.fault("setWebhook", cut="after")
    async with webhook(server, engine) as parts:
        await server.wait_for_call("setWebhook", 3)
        await Phone(server, engine, server.person("Alma"), parts.sender).say("/start")
    assert len(server.calls_of("setWebhook")) == 3


LETTERS = "it may have 1 to 256 letters of A-Z a-z, digits, _ and -"
WRONG: list[tuple[str, str, str]] = [
    ("URL", "http://bot.example.org/sounding", "it must begin with https://"),
    ("URL", "http://127.0.0.1.example.org/sounding", "it must begin with https://"),
    ("URL", "ftp://127.0.0.1/sounding", ""),
    ("URL", "bot.example.org", ""),
    ("SECRET", "two words", LETTERS),
    ("SECRET", "é", LETTERS),
    ("SECRET", "x" * 257, LETTERS),
    ("SECRET", "newline\n", LETTERS),
    ("LISTEN", "127.0.0.1", ""),
    ("LISTEN", ":8080", ""),
]


@pytest.mark.parametrize(("name", "value", "reason"), WRONG)
def test_a_setting_that_cannot_work_stops_it_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    given = variables("http://127.0.0.1:1", 8080) | {f"SOUNDING_WEBHOOK_{name}": value}
    done = CliRunner().invoke(app, ["run"], env=given)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"SOUNDING_WEBHOOK_{name}: {reason}")
    assert list(tmp_path.iterdir()) == []
