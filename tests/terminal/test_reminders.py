"""Reminders in the terminal: what is due is the first card of the next chat, and its buttons work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, update

from bot import calling
from bot.library import bundled, keep_model
from bot.office import House, Office
from bot.storage.engine import transaction
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.reminding.timers import watch_coordinator
from bot.storage.rounds.mailbox import tell
from bot.storage.tables import METADATA
from bot.terminal.chat import chat
from bot.terminal.faces import Pipe
from dialogs.screens import Heading, Screen
from tests.channel.test_reminders import broken, ten_o_clock, today
from tests.storage.chats import answers
from tests.terminal.running import chatted
from tests.terminal.test_piped import told

assessment, chats, coordinator, outgoing, participation, person, timer = (
    METADATA.tables[name]
    for name in ("assessment", "conversation", "coordinator", "outgoing", "participation", "person", "timer")
)

BEGIN = ("1", "1", "1")
"""I agree; quick; an answer to the first question."""

READY = "bot: Ready to go on?"
TITLE = "Baseline of the north"


def change(engine: Engine, *statements: Any) -> None:
    with transaction(engine) as session:
        for statement in statements:
            session.connection().execute(statement)


def person_of(engine: Engine, name: str) -> int:
    with transaction(engine) as session:
        return int(session.connection().scalar(select(chats.c.person_id).where(chats.c.address == name)) or 0)


def one(engine: Engine, name: str, kind: str = "reminder") -> Any:
    """Their timer of this kind."""
    mine = timer.c.person_id == person_of(engine, name)
    with transaction(engine) as session:
        return session.connection().execute(select(timer).where(mine, timer.c.kind == kind)).one()


def rows(engine: Engine) -> list[Any]:
    with transaction(engine) as session:
        return list(session.connection().execute(select(outgoing)))


def away(engine: Engine, name: str = "alma", days: int = 3) -> None:
    """Let them have asked, days ago, to be reminded an hour ago: that comes on any day of the week."""
    mine, now = timer.c.person_id == person_of(engine, name), datetime.now(UTC)
    change(
        engine,
        update(chats).where(chats.c.address == name).values(updated_at=now - timedelta(days=days)),
        update(timer).where(mine).values(due_at=now, asked_for=now - timedelta(hours=1)),
    )


@pytest.mark.parametrize("backend", ["sqlite"])  # the same in one process, below, is on both
def test_a_reminder_is_the_first_card_and_leads_to_the_question(tmp_path: Path, database: str, engine: Engine) -> None:
    question = chatted(tmp_path, database, *BEGIN, here=True)[-1].partition("bot: ")[2]
    away(engine)
    first, second = chatted(tmp_path, database, "1", here=True)
    assert first.startswith(READY)
    assert "1 of 20 answered" in first
    assert "[Continue]" in first
    assert second == f"alma: [Continue]\nbot: {question}"
    assert rows(engine) == []
    assert len(one(engine, "alma").sent) == 1
    assert len(answers(engine)) == 1


def test_it_stays_the_waiting_card_and_comes_once(engine: Engine) -> None:
    told(engine, *BEGIN)
    away(engine)
    first, second, third = told(engine, "[Tomorrow]", "[Stop reminding me]")
    assert first.startswith(READY)
    assert one(engine, "alma").stopped_at
    assert "You get no more reminders" in third
    assert told(engine) == [third.partition("\n")[2]]
    assert second != third
    assert len(one(engine, "alma").sent) == 1


def test_an_old_number_presses_the_button_of_the_reminder_and_never_another(engine: Engine) -> None:
    told(engine, *BEGIN)
    away(engine)
    assert told(engine, "2")[-1].startswith(("alma: [Later today]", "alma: [Tomorrow]"))
    assert len(answers(engine)) == 1


def test_without_reminders_due_the_chat_begins_as_ever(engine: Engine) -> None:
    begun = told(engine, *BEGIN)[-1].partition("\n")[2]
    assert told(engine) == [begun]
    assert one(engine, "alma").sent == []


def test_a_message_and_a_reminder_arrive_together(engine: Engine) -> None:
    told(engine, *BEGIN)
    away(engine)
    with transaction(engine) as session:
        people = set(session.connection().scalars(select(person.c.id)))
        tell(session, people, lambda _: Screen((Heading("News"),)), datetime.now(UTC))
    (printed,) = told(engine)
    assert printed.startswith(f"bot: News\n{READY}")


@dataclass(frozen=True, slots=True)
class Typing(Pipe):
    """A pipe in which something happens just before a call for help."""

    happens: Callable[[], None]

    def ask(self, name: str, shown: Screen) -> str | None:
        line = Pipe.ask(self, name, shown)
        if line == "/help":
            self.happens()
        return line


def test_who_is_typing_is_not_called_and_what_came_meanwhile_is_put_off(engine: Engine) -> None:
    told(engine, *BEGIN)

    def come_due() -> None:
        away(engine)
        with transaction(engine) as session:
            sweep_due(session, datetime.now(UTC))
        assert len(rows(engine)) == 1

    out = StringIO()
    house = House(bundled(), ("en",), open_to_all=True, local=True)
    chat(Office(engine, house), Typing(StringIO("/help\n2\n"), out, come_due), "alma")
    assert READY not in out.getvalue()
    assert rows(engine) == []
    waiting = one(engine, "alma")
    assert (waiting.sent, waiting.due_at > datetime.now(UTC)) == ([], True)


def test_one_that_cannot_be_drawn_keeps_nobody_from_talking(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    question = told(engine, *BEGIN)[-1].partition("\n")[2]
    away(engine)
    with monkeypatch.context() as patched:
        patched.setattr(calling, "_moved", broken)
        assert told(engine) == [question]
    assert "a reminder could not be drawn" in capsys.readouterr().err
    assert len(rows(engine)) == 1
    assert told(engine)[0].startswith(READY)
    assert rows(engine) == []


# To coordinators.


def coordinating(engine: Engine, **terms: Any) -> None:
    """Let amina coordinate a round in which alma answers; there it is ten in the morning now."""
    told(engine, "1", "1", name="amina")
    told(engine, *BEGIN)
    ago, amina = datetime.now(UTC) - timedelta(days=3), person_of(engine, "amina")
    with transaction(engine) as session:
        connection = session.connection()
        row = {"title": TITLE, "alone": False, "model_hash": keep_model(session, bundled()).hash, "created_at": ago}
        row |= {"languages": ["en"], "zone": ten_o_clock(), "days_off": [], **terms}
        number = int(connection.scalar(insert(assessment).returning(assessment.c.id), row) or 0)
        leads = {"assessment_id": number, "person_id": amina, "muted": [], "since": ago, "digest": "daily"}
        connection.execute(insert(coordinator), leads)
        connection.execute(
            update(participation).where(participation.c.person_id != amina).values(assessment_id=number, name="Alma")
        )
        connection.execute(update(chats).values(assessment_id=number))
        watch_coordinator(session, number, amina, ago)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    change(engine, update(chats).where(chats.c.address == "amina").values(updated_at=yesterday))


def test_a_digest_is_the_first_card_of_a_coordinator(engine: Engine) -> None:
    coordinating(engine)
    promised = datetime.now(UTC) - timedelta(minutes=1)
    change(engine, update(timer).where(timer.c.kind == "digest").values(asked_for=promised, due_at=promised))
    digest, progress = told(engine, "[Progress]", name="amina")
    assert f"bot: {TITLE}\n     New since" in digest
    assert "Alma: joined and answered 1 question" in digest
    assert "1 of 20" in progress
    assert len(one(engine, "amina", "digest").sent) == 1


def test_word_of_the_deadline_leads_to_another_one(engine: Engine) -> None:
    coordinating(engine, deadline=today(-1))
    word, _, done = told(engine, "[Extend the deadline]", f"{today(30)}", name="amina")
    assert "What is in, and what is missing" in word
    assert f"{today(30).day}" in done
    assert one(engine, "amina", "deadline").told_of == today(-1)
