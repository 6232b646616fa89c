"""`sounding doctor`: what failed is kept without names, listed, and carried out again."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from structlog.testing import capture_logs
from typer.testing import CliRunner

from bot.main import app
from bot.storage.engine import transaction
from bot.storage.tables import Answer, Participation, SetAside
from bot.telegram import committing
from bot.telegram.intake import nameless
from tests.channel.phones import Phone, channel, due, until
from tests.channel.test_outbox import button
from tests.storage.chats import answers, revisions
from tests.telegram import Server, serving

NAME = "Alma Garcia-Montero"
SECRET = "the words of the ministry"
APOLOGY = "Something went wrong here, and your last message or tap was not understood."
WAY_ON = "`sounding doctor --retry` carries these out again, as if they had come in now."


def doctor(database: str, *arguments: str) -> tuple[int, list[str]]:
    """Its exit status, and its lines."""
    done = CliRunner().invoke(app, ["doctor", *arguments], env={"SOUNDING_DATABASE_URL": database})
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    lines = [line for line in done.stdout.splitlines() if "[error" not in line]  # the log has a test of its own
    return done.exit_code, lines


async def beside(database: str, *arguments: str) -> tuple[int, list[str]]:
    """The same while the service runs."""
    return await asyncio.to_thread(doctor, database, *arguments)


def kept(engine: Engine) -> list[SetAside]:
    with transaction(engine) as session:
        return list(session.exec(select(SetAside)))


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(committing, "LOOK", 0.05)
    monkeypatch.setattr(committing, "TIDY", 0.01)


@pytest.fixture
def shared(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command ends its process with connections open; here it takes those that are closed in the end."""
    monkeypatch.setattr("bot.storage.engine.open_database", lambda *_: engine)


@asynccontextmanager
async def service(engine: Engine) -> AsyncIterator[tuple[Server, Phone]]:
    """The channel, and somebody who has answered one question of the full model."""
    async with serving() as server, channel(server, engine) as sender:
        alma = Phone(server, engine, server.person(NAME), sender)
        await alma.begin("Full")
        await alma.tap(button(await alma.tap("Bearing"), "next"))
        yield server, alma


def poison(engine: Engine, basis: list[str]) -> None:
    """Give the answer a basis that this release does not know, as a fault in another would; or mend it with none."""
    with transaction(engine) as session:
        for answer in session.exec(select(Answer)):
            answer.basis = basis
            session.get_one(Participation, answer.participation_id).version += 1


@pytest.mark.usefixtures("shared")
def test_all_is_well(database: str) -> None:
    assert doctor(database) == doctor(database, "--retry") == (0, ["All is well."])


def test_a_database_that_cannot_be_read_comes_first(tmp_path: Path) -> None:
    code, (line,) = doctor(f"sqlite:///{tmp_path / 'missing.db'}", "--retry")
    assert code == 1
    assert line.startswith("There is no database at")


@pytest.mark.usefixtures("shared")
async def test_an_update_that_failed_is_kept_without_names_listed_and_carried_out_again(
    engine: Engine, database: str
) -> None:
    async with service(engine) as (server, alma):
        ben = Phone(server, engine, server.person("Ben"), alma.sender)
        poison(engine, ["hearsay"])
        with capture_logs() as told:
            alma.person.say(SECRET)
            ben.person.say("/start")
            await alma.rest()
        assert ben.person.chat.card
        assert alma.person.chat.texts[-1].startswith(APOLOGY)
        assert SECRET not in str(told)
        assert NAME.split(maxsplit=1)[0] not in str(told)

        (case,) = kept(engine)
        assert SECRET in case.content
        assert not any(part in case.content for part in (*NAME.split(), "first_name"))
        assert json.loads(case.content)["message"]["from"] == {"id": alma.person.id, "language_code": "en"}
        assert (case.address, case.error) == (str(alma.person.id), "KeyError")
        code, lines = await beside(database)
        assert code == 1
        assert re.fullmatch(
            rf"Set aside as {case.id}: update {case.update_id}, \d{{4}}-\d\d-\d\d \d\d:\d\d UTC, KeyError at .*:\d+",
            lines[0],
        )
        assert lines[1:] == [WAY_ON]

        # Not mended yet: it stays, and nobody gets another apology.
        for _ in range(2):
            code, lines = await beside(database, "--retry")
            assert (code, len(lines)) == (1, 2)
            assert [row.update_id for row in kept(engine)] == [case.update_id]
            assert due(engine) == 0
        assert sum(text.startswith(APOLOGY) for text in alma.person.chat.texts) == 1

        poison(engine, [])
        before = len(alma.person.chat.texts)
        assert await beside(database, "--retry") == (0, ["Carried out again: 1. All is well."])
        await alma.person.wait_for(lambda chat: chat.card and SECRET in chat.card.text)
        await alma.rest()
        assert len(alma.person.chat.texts) <= before + 1
        assert answers(engine)[0].note == SECRET
        assert kept(engine) == []
        assert await beside(database) == (0, ["All is well."])
        assert await beside(database, "--retry") == (0, ["All is well."])
        assert len(revisions(engine)) == 2


@pytest.mark.usefixtures("shared")
async def test_each_is_tried_by_itself(engine: Engine, database: str) -> None:
    async with service(engine) as (server, alma):
        ben = Phone(server, engine, server.person("Ben"), alma.sender)
        await ben.begin("Full")
        chat = {"id": ben.person.id, "type": "private"}
        poison(engine, ["hearsay"])
        alma.person.say("hers")
        await alma.rest()
        with transaction(engine) as session:
            (hers,) = session.exec(select(SetAside))
            told = {"update_id": hers.update_id + 1000, "message": {"chat": chat, "text": "/help"}}
            his = {"update_id": told["update_id"], "content": json.dumps(told), "address": str(ben.person.id)}
            session.add(SetAside(**hers.model_dump(exclude={"id"}) | his))
        code, lines = await beside(database, "--retry")
        assert (code, len(lines)) == (1, 2)
        assert [row.address for row in kept(engine)] == [str(alma.person.id)]
        await ben.person.wait_for(lambda chat: chat.card and chat.card.text.startswith("How this works"))


@pytest.mark.usefixtures("shared")
async def test_what_is_carried_out_while_nothing_runs_is_sent_at_the_next_start(engine: Engine, database: str) -> None:
    async with serving() as server:
        async with channel(server, engine) as sender:
            alma = Phone(server, engine, server.person(NAME), sender)
            await alma.begin("Full")
            await alma.tap(button(await alma.tap("Bearing"), "next"))
            poison(engine, ["hearsay"])
            alma.person.say(SECRET)
            await alma.rest()
        poison(engine, [])
        assert (await beside(database, "--retry"))[0] == 0
        assert due(engine) == 1
        async with channel(server, engine):
            await until(lambda: not due(engine))
        assert alma.person.chat.card
        assert SECRET in alma.person.chat.card.text


def test_of_people_an_update_keeps_what_a_turn_needs() -> None:
    ben = {"id": 7, "is_bot": False, "first_name": "Ben", "last_name": "Okri", "username": "ben_okri"}
    chat = {"id": 7, "type": "private", "first_name": "Ben", "username": "ben_okri"}
    message = {
        "message_id": 3,
        "from": ben | {"language_code": "fr"},
        "chat": chat,
        "text": "my words",
        "photo": [{"file_id": "x"}],
        "contact": {"phone_number": "+15550100", "first_name": "Ben"},
        "forward_origin": {"type": "hidden_user", "sender_user_name": "Ben"},
        "reply_to_message": {"text": "Ben said", "from": ben},
        "external_reply": {"origin": {"type": "hidden_user", "sender_user_name": "Ben"}},
        "entities": [{"type": "text_mention", "user": ben, "offset": 0, "length": 2}],
        "via_bot": ben,
    }
    bare = nameless({"update_id": 1, "message": message, "callback_query": {"id": "5", "from": ben, "data": "3:back"}})
    assert not any(name in json.dumps(bare) for name in ("Ben", "Okri", "okri", "+1555", "file_id"))
    assert bare["callback_query"] == {"id": "5", "from": {"id": 7}, "data": "3:back"}
    assert bare["message"]["from"] == {"id": 7, "language_code": "fr"}
    assert bare["message"]["chat"] == {"id": 7, "type": "private"}
    assert (bare["message"]["text"], bare["message"]["message_id"]) == ("my words", 3)
