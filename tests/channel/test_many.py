"""Several processes on one PostgreSQL, by webhook: a chat is one process's at a time, and nobody is the leader."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from bot.office import Office
from bot.storage import processes
from bot.storage.engine import transaction
from bot.storage.process_tables import Process
from bot.storage.processes import note_wait
from bot.storage.rounds.mailbox import Reader, post
from bot.storage.tables import METADATA
from bot.telegram import committing, service
from bot.telegram.committing import Writer
from bot.telegram.outbox import Row, begin_row, write_rows
from bot.telegram.service import Service
from bot.telegram.updates import CHANNEL
from dialogs.screens import Paragraph, Screen
from tests import databases
from tests.channel.phones import due, until
from tests.channel.test_api import free_port
from tests.channel.test_webhook import SECRET, settings
from tests.storage.chats import HOUSE
from tests.telegram import Access, Person, Server, most_at_once, most_within
from tests.terminal.running import COMMAND, environment

outgoing = METADATA.tables["outgoing"]
NUMBERS = count(1)


@pytest.fixture
def engine(on_postgres: databases.Kept) -> Engine:
    """There are several processes on PostgreSQL alone."""
    on_postgres.emptied()
    return on_postgres.opened()


@pytest.fixture(autouse=True)
def short_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is gone is gone after a second."""
    monkeypatch.setattr(processes, "GONE", 1.0)
    monkeypatch.setattr("bot.telegram.company.LEASE", 0.8)
    monkeypatch.setattr("bot.telegram.company.BEAT", 0.2)


@asynccontextmanager
async def one(server: Server, engine: Engine, name: str, **chosen: Any) -> AsyncIterator[Service]:
    """A process by webhook, from its start to its orderly end."""
    parts = service.assembled(
        Office(engine, HOUSE, process=name), settings(server, free_port()).model_copy(update=chosen)
    )
    working = asyncio.create_task(service.work(parts))
    try:
        await until(lambda: parts.pulse.taking_in)
        yield parts
    finally:
        await service.wind_down(working, parts)


async def deliver(person: Person, text: str, *to: Writer) -> None:
    """The same delivery to each of these processes."""
    said = {"message_id": next(NUMBERS), "from": person.user.as_json(), "date": 1, "text": text}
    update = {"update_id": next(NUMBERS), "message": said | {"chat": {"id": person.id, "type": "private"}}}
    await asyncio.gather(*(writer.take([update]) for writer in to))


def reached(server: Server, name: str = "Alma") -> Person:
    person = server.person(name)
    person.chat.access = Access.OPEN
    return person


def letters(engine: Engine, *to: tuple[Person, str]) -> None:
    """Letters that must not come twice, of nobody's yet."""
    with transaction(engine) as session:
        mail = [(Reader(0, CHANNEL, str(person.id), "en"), Screen((Paragraph(text),))) for person, text in to]
        post(session, mail, datetime.now(UTC))


def owners(engine: Engine) -> list[str | None]:
    with transaction(engine) as session:
        return list(session.connection().scalars(select(outgoing.c.owner).order_by(outgoing.c.id)))


async def test_a_chat_is_one_processs_until_all_is_sent(server: Server, engine: Engine) -> None:
    alma = reached(server)
    async with one(server, engine, "one") as first, one(server, engine, "two") as second:
        server.fault("sendMessage", delay=0.4, times=2)
        await deliver(alma, "/start", first.writer)
        await deliver(alma, "/help", second.writer)
        assert owners(engine) == ["one", "one"]
        await until(lambda: not due(engine))
        await deliver(alma, "/help", second.writer)
        assert set(owners(engine)) <= {"two"}
        await until(lambda: not due(engine))
    assert most_at_once(call for call in server.sends(alma.id)) == 1
    assert len([message for message in alma.chat.from_bot if message.rows]) == 1


async def test_a_delivery_that_comes_to_two_processes_is_carried_out_once(server: Server, engine: Engine) -> None:
    alma = reached(server)
    async with one(server, engine, "one") as first, one(server, engine, "two") as second:
        await deliver(alma, "/start", first.writer, second.writer)
        await until(lambda: not due(engine))
    assert len(server.calls_of("sendMessage", alma.id)) == 1


async def test_what_must_not_come_twice_is_sent_by_its_owner_alone(server: Server, engine: Engine) -> None:
    alma = reached(server)
    async with one(server, engine, "one") as first:
        with transaction(engine) as session:
            session.add(Process(name="two", seen_at=datetime(2100, 1, 1, tzinfo=UTC)))
            row = Row(str(alma.id), {"words": "a reminder"}, once=True)
            (written,) = write_rows(session, [row], datetime.now(UTC), "two")
            assert not begin_row(session, written.id, datetime.now(UTC), "one")
        first.sender.put([written])
        await until(lambda: not first.sender.busy)
        assert alma.chat.texts == []
        assert owners(engine) == ["two"]


async def test_who_stops_leaves_the_rest_to_the_others_at_once(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "GRACE", 0.1)
    monkeypatch.setattr(committing, "LOOK", 600)
    alma = reached(server)
    async with one(server, engine, "one"):
        async with one(server, engine, "two") as second:
            cut = server.fault("sendMessage", cut="before", times=1000)
            await deliver(alma, "/start", second.writer)
            assert owners(engine) == ["two"]
        server.faults.rules.remove(cut)
        began = asyncio.get_running_loop().time()
        await until(lambda: not due(engine))
        assert asyncio.get_running_loop().time() - began < 2
    assert len(alma.chat.from_bot) == 1
    assert server.webhook.url, "and the registration stays"


async def test_what_a_killed_process_left_is_sent_by_another_in_order(server: Server, engine: Engine) -> None:
    alma = reached(server)
    with transaction(engine) as session:
        session.add(Process(name="killed", seen_at=datetime.now(UTC)))
        rows = [Row(str(alma.id), {"words": str(number)}) for number in range(3)]
        write_rows(session, rows, datetime.now(UTC), "killed")
    async with one(server, engine, "one") as first:
        await deliver(alma, "/help", first.writer)
        await until(lambda: not due(engine))
        with transaction(engine) as session:
            assert list(session.connection().scalars(select(METADATA.tables["process"].c.name))) == ["one"]
    assert alma.chat.texts[:3] == ["0", "1", "2"]
    assert len(alma.chat.texts) == 4


async def test_all_together_send_no_more_than_telegram_allows(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "STORE", 1.5)  # so that each takes a half
    people = [reached(server, f"Alma{number}") for number in range(60)]
    fast = {"messages_per_second": 20.0}
    async with one(server, engine, "one", **fast) as first, one(server, engine, "two", **fast) as second:
        companies = [each.writer.company for each in (first, second)]
        await until(lambda: all(company is not None and not company.alone for company in companies))
        letters(engine, *((person, "news") for person in people))
        await first.writer.look()
        await second.writer.look()
        assert {*owners(engine)} == {"one", "two"}
        await until(lambda: not due(engine))
    sent = server.calls_of("sendMessage")
    assert len(sent) == 60
    assert most_within(sent) <= 20 + 10, "a second's worth, and what both have taken of the next"
    assert max(call.started for call in sent) - min(call.started for call in sent) > 2.2


async def test_when_telegram_wants_silence_all_processes_are_silent(server: Server, engine: Engine) -> None:
    alma = reached(server)
    async with one(server, engine, "one") as first:
        for chat in ("5", "6"):  # told by two other processes
            with transaction(engine) as session:
                note_wait(session, CHANNEL, chat, 1.5)
        await until(first.sender.holds.hold)
        began = asyncio.get_running_loop().time()
        await deliver(alma, "/start", first.writer)
        await until(lambda: alma.chat.from_bot)
        assert asyncio.get_running_loop().time() - began > 0.8


STILL = """
from bot.storage import processes
from bot.telegram import company
processes.GONE, processes.STALE, company.LEASE = 1.0, 2.0, 0.8
company.BEAT = 0.2
from bot.main import main
main()
"""


async def test_who_stood_still_sends_nothing_that_others_have_taken(
    server: Server, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "STALE", 2.0)
    people = [reached(server, f"Alma{number}") for number in range(8)]
    async with running(server, engine, tmp_path) as process:
        await server.wait_for_call("setMyShortDescription", timeout=30)
        server.fault("sendMessage", delay=1.0, times=1000)  # so that most of it waits
        letters(engine, *((person, f"{number}") for number in range(3) for person in people))
        await until(lambda: owners(engine).count(None) == 0)
        process.send_signal(signal.SIGSTOP)
        server.faults.rules.clear()
        async with one(server, engine, "other"):
            await until(lambda: set(owners(engine)) <= {"other"}, 20)
            process.send_signal(signal.SIGCONT)
            await until(lambda: not due(engine), 30)
            await asyncio.sleep(1.5)
    for person in people:
        assert len(set(person.chat.texts)) == len(person.chat.texts)
        assert person.chat.texts == sorted(person.chat.texts)
        assert len(person.chat.texts) >= 2, "at most the one that was on its way is missing"


@asynccontextmanager
async def running(server: Server, engine: Engine, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The real program by webhook, taken for dead sooner than usual."""
    port = free_port()
    variables = {
        "SOUNDING_TELEGRAM_API": server.url,
        "SOUNDING_TELEGRAM_TOKEN": server.token,
        "SOUNDING_WEBHOOK_URL": f"http://127.0.0.1:{port}/sounding",
        "SOUNDING_WEBHOOK_SECRET": SECRET,
        "SOUNDING_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }
    around = environment(databases.written(engine.url), **variables)
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", STILL, "run", cwd=folder, env=around)
    try:
        yield process
    finally:
        process.kill()
        await process.wait()


async def test_processes_that_start_together_change_the_tables_once(postgres: Any, tmp_path: Path) -> None:
    name = databases.new_database(postgres, "template0")
    around = environment(databases.written(postgres.set(database=name)))
    try:
        started = [
            await asyncio.create_subprocess_exec(
                COMMAND, "db", "upgrade", cwd=tmp_path, env=around, stdout=asyncio.subprocess.PIPE
            )
            for _ in range(2)
        ]
        said = await asyncio.gather(*(process.communicate() for process in started))
        assert [process.returncode for process in started] == [0, 0]
        assert {out for out, _ in said} == {b"The database is up to date.\n"}
    finally:
        databases.drop_database(postgres, name)
