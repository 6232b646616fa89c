"""What is forgotten, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import SQLModel, col, select

from bot.storage.engine import transaction
from bot.storage.sweeping import sweep
from bot.storage.tables import Conversation, HandledUpdate, Outgoing, Person, SetAside
from bot.telegram.outbox import Row, write_rows
from dialogs.events import Arrived, ConsentGiven
from tests.storage.chats import BEGUN, COMPOST_ROOTS, NOON, Chat, answers, rows

MOMENT = timedelta(seconds=1)

# How long each is kept.
KEPT: dict[type[SQLModel], timedelta] = {
    Conversation: timedelta(days=1),  # of one who was greeted and has not agreed
    HandledUpdate: timedelta(days=7),
    SetAside: timedelta(days=1),  # of somebody who has not agreed to anything
}


def aside(number: int, at: datetime = NOON, chat: str = "5") -> SetAside:
    return SetAside(
        channel="telegram", update_id=number, address=chat, error="KeyError", place="", content="{}", set_aside_at=at
    )


def swept(engine: Engine, after: timedelta) -> None:
    with transaction(engine) as session:
        sweep(session, NOON + after)


@pytest.mark.parametrize("table", KEPT, ids=lambda table: table.__tablename__)
def test_each_is_forgotten_when_its_time_is_over(engine: Engine, table: type[SQLModel]) -> None:
    Chat(engine).turn(Arrived())
    with transaction(engine) as session:
        session.add(aside(7))
    assert rows(engine, table) == 1
    swept(engine, KEPT[table])
    assert rows(engine, table) == 1
    swept(engine, KEPT[table] + MOMENT)
    assert rows(engine, table) == 0


def test_one_who_agreed_is_kept(engine: Engine) -> None:
    Chat(engine, "greeted").turn(Arrived())
    Chat(engine, "agreed").turn(Arrived(), ConsentGiven())
    Chat(engine, "answering").turn(*BEGUN, COMPOST_ROOTS)
    swept(engine, timedelta(days=4000))
    with transaction(engine) as session:
        assert list(session.exec(select(Conversation.address).order_by(col(Conversation.address)))) == [
            "agreed",
            "answering",
        ]
    assert rows(engine, Person) == 2
    assert [answer.phase for answer in answers(engine)] == ["rooting"]
    assert Chat(engine, "greeted").turn(Arrived()).revision == 1


def test_only_what_is_old_goes(engine: Engine) -> None:
    with transaction(engine) as session:
        for days in range(12):
            at = NOON - timedelta(days=days)
            session.add(HandledUpdate(channel="telegram", update_id=2**52 + days, handled_at=at))
        for days in range(28, 33):
            session.add(aside(days, NOON - timedelta(days=days)))
        session.add(aside(1, NOON - timedelta(days=2), "6"))
        agreed = Person(consent_version="2026-11.2", consented_at=NOON)
        session.add(agreed)
        session.flush()
        session.add(
            Conversation(
                channel="telegram", address="5", person_id=agreed.id, language="en", state={"at": "x"}, updated_at=NOON
            )
        )
        write_rows(session, [Row("5", {"words": "a reminder"})], NOON - timedelta(days=100), None)
    swept(engine, timedelta(0))
    with transaction(engine) as session:
        assert sorted(session.exec(select(HandledUpdate.update_id))) == [2**52 + days for days in range(8)]
        assert sorted(session.exec(select(SetAside.update_id))) == [28, 29, 30]
    assert rows(engine, Outgoing) == 1
