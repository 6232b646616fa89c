"""`sounding run` as a process: stopped, killed and started again."""

from __future__ import annotations

import asyncio
import re
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.storage.engine import transaction
from bot.storage.tables import HandledUpdate
from tests.channel.phones import Phone, Program, due, program, until
from tests.storage.chats import answers, revisions, rows
from tests.telegram import Server
from tests.terminal.running import sounding
from tests.terminal.walk import MODEL

PHASES = [phase.name.source for phase in MODEL.phases]


async def test_killed_at_any_moment_nothing_is_lost_and_nothing_done_twice(
    tmp_path: Path, server: Server, engine: Engine, database: str
) -> None:
    async with program(tmp_path, database, server) as running:
        alma = Phone(server, engine, server.person("Alma Garcia-Montero"))
        await alma.begin("Quick")

        # Delivered, and not committed: the database is taken until after the kill.
        with transaction(engine) as session:
            if engine.dialect.name == "postgresql":
                session.connection().exec_driver_sql("LOCK TABLE handled_update IN ACCESS EXCLUSIVE MODE")
            else:
                session.connection()
            fetched = len(server.calls_of("getUpdates"))
            alma.press(PHASES[0])
            await until(lambda: len(server.calls_of("getUpdates")) > fetched)
            await running.kill()
        assert answers(engine) == []
        await running.start()
        assert (await alma.card()).text.startswith("Policy, legislation and governance, 2 of 2")
        assert len(answers(engine)) == 1

        # Committed, and not acknowledged.
        server.fault("getUpdates", delay=60, times=None)
        alma.press(PHASES[1])
        await alma.person.wait_for(lambda chat: chat.card and "1 of 4" in chat.card.text, 10)
        await until(lambda: not due(engine))
        await running.kill()
        assert server.world.updates.waiting
        server.faults.clear()
        await running.start()
        await alma.rest()
        assert alma.records == ["Welcome to Sounding", "Policy, legislation and governance: complete"]
        assert len(revisions(engine)) == 2

        # Committed and acknowledged, and not sent.
        server.fault("editMessageText", delay=60, times=None)
        alma.press(PHASES[2])
        await server.all_confirmed()
        await running.kill()
        assert due(engine)
        server.faults.clear()
        await running.start()
        assert "2 of 4" in (await alma.card()).text
        assert len(revisions(engine)) == 3
        assert rows(engine, HandledUpdate) == 6
        assert alma.cards == [alma.person.chat.card]
        assert await running.stop() == 0


@pytest.mark.parametrize("backend", ["sqlite"])  # it is about signals
async def test_a_stop_sends_what_is_due(tmp_path: Path, server: Server, engine: Engine, database: str) -> None:
    async with program(tmp_path, database, server) as running:
        people = [Phone(server, engine, server.person(name)) for name in ("Alma Garcia", "Benedict", "Carla-Maria")]
        server.fault("sendMessage", delay=1.0, times=None)
        for one in people:
            one.person.say("/start")
        await until(lambda: due(engine) == 3)
        began = time.monotonic()
        assert await running.stop() == 0
        assert time.monotonic() - began < 5
        assert all(one.person.chat.card for one in people)
        assert due(engine) == 0


async def test_words_and_names_stay_out_of_the_log(
    tmp_path: Path, server: Server, engine: Engine, database: str
) -> None:
    async with program(tmp_path, database, server) as running:
        alma = Phone(server, engine, server.person("Alma Garcia-Montero"))
        await alma.begin()
        await alma.say("The ministry has no budget line")
        await alma.tap("Keep it")
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE answer_revision RENAME TO gone")
        alma.press("Building")
        await alma.rest()
        alma.person.say("A word that meets a fault")
        await alma.rest()
        await alma.tap("Keep it")
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE gone RENAME TO answer_revision")
        server.fault("*", chat_id=alma.person.id, status=500)
        await alma.say("/continue")
        assert running.log.read_text().count("an update was set aside") == 2
        assert running.log.read_text().count("sending failed") == 1
    assert [answer.note for answer in answers(engine)] == ["The ministry has no budget line"]


@pytest.mark.parametrize("backend", ["sqlite"])  # the database has no part in it
async def test_a_wrong_token_ends_it_at_once(tmp_path: Path, server: Server, database: str) -> None:
    stranger = Program(tmp_path, database, server, token="7000000002:AAnother")
    await stranger.start(ready=False)
    assert await asyncio.wait_for(stranger.process.wait(), 15) == 2
    assert stranger.log.read_text() == "SOUNDING_TELEGRAM_TOKEN: Telegram does not accept this token\n"


@pytest.mark.parametrize("backend", ["sqlite"])  # as above
async def test_a_token_that_is_taken_back_ends_it_too(tmp_path: Path, server: Server, database: str) -> None:
    async with program(tmp_path, database, server) as running:
        server.fault("sendMessage", status=401, times=None)
        server.person("Alma Garcia-Montero").say("/start")
        assert await asyncio.wait_for(running.process.wait(), 15) == 2
        assert running.log.read_text().endswith("\nSOUNDING_TELEGRAM_TOKEN: Telegram does not accept this token\n")


def test_without_a_token_it_does_not_start(tmp_path: Path) -> None:
    done = sounding(tmp_path, "run")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"SOUNDING_TELEGRAM_TOKEN is not set; BotFather gives it, see the README\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("backend", ["sqlite"])  # in one process it is on both: tests/rounds
async def test_an_invitation_made_on_telegram_is_a_link_that_lets_somebody_in(
    tmp_path: Path, server: Server, engine: Engine, database: str
) -> None:
    async with program(tmp_path, database, server):
        amina = Phone(server, engine, server.person("Amina"))
        await amina.say("/start")
        await amina.tap("I agree, begin")
        await amina.say("/new")
        await amina.say("Uganda")
        await amina.tap("Leave the rest as proposed")
        await amina.tap("Set it up")
        await amina.say("/invite")
        await amina.tap("Leave the rest as proposed")
        await amina.tap("Make the invitation")
        letter = next(text for text in amina.person.chat.texts if text.startswith("Invitation: Uganda"))
        (link,) = re.findall(r"https://t\.me/\S+", letter)
        bot, code = link.removeprefix("https://t.me/").split("?start=")
        assert bot == server.world.bot.username

        beni = Phone(server, engine, server.person("Beni"))
        card = await beni.say(f"/start {code}")
        assert card.text.startswith("You are invited: Uganda")
        assert len(server.calls_of("sendPhoto", amina.person.id)) == 1
