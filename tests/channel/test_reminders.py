"""Reminders, digests and word of a deadline on Telegram: when they are due, as a card that works, and once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import AnyHttpUrl, SecretStr
from sqlalchemy import Engine, select, update
from structlog.testing import capture_logs

from bot import calling
from bot.clockwork import Chore, keep
from bot.office import House, Office
from bot.settings import Settings
from bot.storage.engine import transaction
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.reminding.timers import watch_coordinator, watch_respondent
from bot.storage.tables import METADATA
from bot.telegram import service
from bot.telegram.outbox import Row
from tests.channel.phones import Phone, Program, channel, due, program, until
from tests.channel.test_api import free_port
from tests.channel.test_left import TITLE, give_round, labels, part_of, round_of
from tests.channel.test_outbox import begun_chat, conversation, hasty, outbox, sending_to, words
from tests.rounds.people import LANGUAGES
from tests.storage.chats import GARDEN, HOUSE, answers
from tests.telegram import TOKEN, Access, Message, Server, serving

__all__ = ["hasty"]

assessment, chats, coordinator, person, timer = (
    METADATA.tables[name] for name in ("assessment", "conversation", "coordinator", "person", "timer")
)

READY, WAITING = "Ready to go on?", "Your questions are waiting for you"
WISHES = ["Later today", "Tomorrow", "Next week"]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done by the clock is done twenty times a second."""
    monkeypatch.setattr("bot.telegram.committing.LOOK", 0.05)
    monkeypatch.setattr("bot.telegram.committing.SWEEP", 0.05)


# Time is moved in the database: where people are it is always ten in the morning of a working day.


def ten_o_clock() -> str:
    """A zone in which it is between ten and eleven in the morning now."""
    ahead = 10 - datetime.now(UTC).hour
    return f"Etc/GMT{-(ahead if ahead > -13 else ahead + 24):+d}"


def today(days: int = 0) -> Any:
    """The day in that zone, so many days on."""
    ahead = 10 - datetime.now(UTC).hour
    return (datetime.now(UTC) + timedelta(hours=ahead if ahead > -13 else ahead + 24, days=days)).date()


def change(engine: Engine, *statements: Any) -> None:
    with transaction(engine) as session:
        for statement in statements:
            session.connection().execute(statement)


def number_of(phone: Phone) -> int:
    number = conversation(phone).person_id
    assert number
    return number


async def taking_part(phone: Phone, amina: Phone, depth: str = "Quick") -> int:
    """Let this person answer in a round that amina coordinates; its number."""
    await amina.begin("Quick")
    await phone.begin(depth)
    return join(phone, amina)


def join(phone: Phone, amina: Phone, **terms: Any) -> int:
    number = give_round(amina)
    settings = {"zone": ten_o_clock(), "days_off": [], "languages": list(LANGUAGES)} | terms
    change(phone.engine, update(assessment).where(assessment.c.id == number).values(settings))
    part_of(phone, number)
    who = number_of(phone)
    with transaction(phone.engine) as session:
        watch_respondent(session, number, who, datetime.now(UTC) + timedelta(days=1))
    return number


def seen(phone: Phone, ago: timedelta) -> Any:
    """Make it so long ago that they were here."""
    at = datetime.now(UTC) - ago
    return update(chats).where(chats.c.address == str(phone.person.id)).values(updated_at=at)


def look_now(phone: Phone, **changes: Any) -> Any:
    mine = timer.c.person_id == number_of(phone)
    return update(timer).where(mine).values(due_at=datetime.now(UTC) - timedelta(seconds=1), **changes)


def silent(phone: Phone, days: int = 3, **changes: Any) -> None:
    """Let them have been silent for so long, and look at them."""
    change(phone.engine, seen(phone, timedelta(days=days)), look_now(phone, **changes))


def forget_what_was_sent(phone: Phone) -> None:
    """As if the reminders so far had come a week ago."""
    ago = datetime.now(UTC) - timedelta(days=7)
    change(phone.engine, update(person).values(reminded_at=ago), update(timer).values(sent=[ago.isoformat()]))


async def called(phone: Phone, heading: str = READY) -> Message:
    """The card with this heading, once it has come and all is quiet."""
    await phone.person.wait_for(lambda chat: chat.card and heading in chat.card.text, 10)
    return await phone.card()


async def looked_at(phone: Phone) -> None:
    """Wait until nothing is due for this person, and nothing on its way to them."""
    mine = timer.c.person_id == number_of(phone)
    theirs = select(timer.c.kind).where(mine, timer.c.due_at <= datetime.now(UTC))

    def done() -> bool:
        with transaction(phone.engine) as session:
            return not session.connection().execute(theirs).all()

    await until(done)
    await phone.rest()


def timers(phone: Phone) -> dict[str, Any]:
    """Their timers that have a round, by kind."""
    mine = timer.c.person_id == number_of(phone)
    with transaction(phone.engine) as session:
        rows = session.connection().execute(select(timer).where(mine).order_by(timer.c.assessment_id)).all()
    return {row.kind: row for row in rows}


@pytest.fixture
def amina(phone: Callable[[str], Phone]) -> Phone:
    return phone("Amina")


@pytest.fixture
def taken_up(alma: Phone, amina: Phone) -> Callable[[], Awaitable[Message]]:
    """Alma answers one question of a round and goes away; the question that waits."""

    async def begin() -> Message:
        await taking_part(alma, amina)
        return await alma.tap("Rooting")

    return begin


# To respondents.


async def test_a_reminder_takes_the_place_of_the_card_and_leads_back_to_it(
    alma: Phone, taken_up: Callable[[], Awaitable[Message]]
) -> None:
    question = await taken_up()
    silent(alma)
    reminder = await called(alma)
    assert reminder.id > question.id
    assert alma.cards == [reminder]
    assert TITLE in reminder.text
    assert "1 of 4 answered" in reminder.text
    assert "Soil and water: 1 of 2" in reminder.text
    assert labels(reminder) == ["Continue", *WISHES, "Stop reminding me"]
    assert conversation(alma).card == str(reminder.id)
    assert len(timers(alma)["reminder"].sent) == 1
    again = await alma.tap("Continue")
    assert (again.id, again.text, labels(again)) == (reminder.id, question.text, labels(question))
    await alma.tap("Growing")
    assert [row.phase for row in answers(alma.engine)] == ["rooting", "growing"]


async def test_it_is_not_the_last_sign_of_life_and_comes_once(
    server: Server, alma: Phone, taken_up: Callable[[], Awaitable[Message]]
) -> None:
    await taken_up()
    silent(alma)
    reminder = await called(alma)
    assert conversation(alma).updated_at < datetime.now(UTC) - timedelta(days=2)
    change(alma.engine, look_now(alma))
    await looked_at(alma)
    assert alma.cards == [reminder]
    forget_what_was_sent(alma)
    change(alma.engine, look_now(alma))
    await until(lambda: len(timers(alma)["reminder"].sent) == 2)
    second = await alma.card()
    assert second.id > reminder.id
    assert alma.cards == [second]
    assert (await alma.tap("Continue")).text.startswith("Soil and water, 2 of 2")


async def test_someone_who_answers_right_now_is_left_alone(
    alma: Phone, taken_up: Callable[[], Awaitable[Message]]
) -> None:
    question = await taken_up()
    change(alma.engine, look_now(alma, asked_for=datetime.now(UTC) - timedelta(hours=1)))
    await looked_at(alma)
    assert alma.cards == [question]
    assert timers(alma)["reminder"].due_at > datetime.now(UTC)


async def test_a_wish_is_answered_with_its_time_and_kept(
    alma: Phone, taken_up: Callable[[], Awaitable[Message]]
) -> None:
    await taken_up()
    silent(alma)
    reminder = await called(alma)
    promised = await alma.tap("Later today")
    assert promised.id == reminder.id
    asked_for = timers(alma)["reminder"].asked_for
    assert timedelta(hours=2, minutes=59) < asked_for - datetime.now(UTC) <= timedelta(hours=3)
    assert promised.text.startswith(f"I will remind you today at 13:{asked_for:%M}.")
    silent(alma, 1, asked_for=datetime.now(UTC) - timedelta(minutes=1))
    await until(lambda: len(timers(alma)["reminder"].sent) == 2)
    assert (await called(alma)).id > reminder.id


async def test_stopped_reminders_stop_until_they_are_wanted_again(
    alma: Phone, taken_up: Callable[[], Awaitable[Message]]
) -> None:
    await taken_up()
    silent(alma)
    await called(alma)
    assert "You get no more reminders of this assessment." in (await alma.tap("Stop reminding me")).text
    forget_what_was_sent(alma)
    silent(alma, 30)
    await looked_at(alma)
    card = await alma.card()
    assert len(timers(alma)["reminder"].sent) == 1
    assert timers(alma)["reminder"].due_at is None
    own = await alma.say("/remind")
    assert "Your reminders" in own.text
    assert card.id not in alma.person.chat.by_id
    await alma.tap("Remind me again")
    silent(alma)
    assert READY in (await called(alma)).text


async def test_a_tap_on_the_old_card_meanwhile_changes_nothing_and_shows_the_reminder(
    server: Server, alma: Phone, taken_up: Callable[[], Awaitable[Message]]
) -> None:
    await taken_up()
    server.fault("sendMessage", delay=0.5, chat_id=alma.person.id)
    silent(alma)
    await until(lambda: conversation(alma).state["at"] == "called")
    alma.press("Growing")
    card = await called(alma)
    assert alma.cards == [card]
    assert [row.phase for row in answers(alma.engine)] == ["rooting"]
    assert conversation(alma).card == str(card.id)
    assert (await alma.tap("Continue")).text.startswith("Soil and water, 2 of 2")


async def test_the_language_is_that_of_the_moment_it_is_sent(server: Server, engine: Engine) -> None:
    async with channel(server, engine, House(GARDEN, LANGUAGES, open_to_all=True)) as sender:
        await server.wait_for_call("setMyShortDescription")
        alma, amina = (Phone(server, engine, server.person(name), sender) for name in ("Alma", "Amina"))
        await taking_part(alma, amina)
        change(engine, update(assessment).where(~assessment.c.alone).values(deadline=today(1)))
        statements = seen(alma, timedelta(days=3)), look_now(alma)
        with transaction(engine) as session:
            for statement in statements:
                session.connection().execute(statement)
            assert sweep_due(session, datetime.now(UTC)) == 2
            session.connection().execute(
                update(chats).where(chats.c.address == str(alma.person.id)).values(language="fr")
            )
        await alma.person.wait_for(lambda chat: chat.card and "demain" in chat.card.text, 10)


async def test_who_has_blocked_the_bot_is_left_alone_and_looked_at_when_they_are_back(
    server: Server, alma: Phone, amina: Phone, taken_up: Callable[[], Awaitable[Message]]
) -> None:
    await taken_up()
    alma.person.block()
    await alma.rest()
    change(alma.engine, update(chats).values(unreachable_since=None))  # as if Telegram had not told of it
    silent(alma)
    await until(lambda: conversation(alma).unreachable_since)
    await alma.rest()
    assert len([call for call in server.calls if call.status == 403]) == 1
    assert outbox(alma.engine) == []
    forget_what_was_sent(alma)
    change(alma.engine, look_now(alma))
    await looked_at(alma)
    assert timers(alma)["reminder"].due_at is None
    alma.person.unblock()
    assert READY in (await called(alma)).text
    assert len([call for call in server.calls if call.status == 403]) == 1


# Once.


async def test_told_to_wait_it_comes_once(
    server: Server, alma: Phone, hasty: None, taken_up: Callable[[], Awaitable[Message]]
) -> None:
    await taken_up()
    revision, sent = conversation(alma).revision, len(server.calls_of("sendMessage", alma.person.id))
    server.fault("sendMessage", retry_after=1, chat_id=alma.person.id)
    silent(alma)
    reminder = await called(alma)
    assert alma.cards == [reminder]
    assert len(server.calls_of("sendMessage", alma.person.id)) == sent + 2
    assert conversation(alma).revision == revision + 1
    assert len(timers(alma)["reminder"].sent) == 1


async def test_what_may_have_arrived_is_not_sent_again_and_waits_in_the_chat(
    server: Server, alma: Phone, taken_up: Callable[[], Awaitable[Message]]
) -> None:
    question = await taken_up()
    sent = len(server.calls_of("sendMessage", alma.person.id))
    server.fault("sendMessage", cut="before", chat_id=alma.person.id)
    silent(alma)
    await looked_at(alma)
    assert len(server.calls_of("sendMessage", alma.person.id)) == sent + 1
    assert alma.cards == [question]
    assert READY in (await alma.tap("Growing")).text
    assert (await alma.tap("Continue")).text == question.text


async def test_without_a_connection_nobody_else_is_called_and_what_was_begun_comes_once(engine: Engine) -> None:
    port = free_port()
    async with serving(port=port) as server, channel(server, engine) as sender:
        await server.wait_for_call("setMyShortDescription")
        alma, ben, amina = (Phone(server, engine, server.person(name), sender) for name in ("Alma", "Ben", "Amina"))
        await taking_part(alma, amina)
        await ben.begin("Quick")
        join(ben, amina)
    silent(alma)
    chosen = Settings(telegram_token=SecretStr(TOKEN), telegram_api=AnyHttpUrl(f"http://127.0.0.1:{port}"))
    parts = service.assembled(Office(engine, HOUSE, process="test"), chosen)
    running = asyncio.create_task(parts.writer.run())
    if parts.writer.company is not None:
        await parts.writer.company.join()
    try:
        await parts.writer.sweep()
        await parts.writer.look()
        await until(lambda: parts.sender._cut_off)
        silent(ben)
        await parts.writer.sweep()
        await parts.writer.look()
        await asyncio.sleep(0.3)
        assert {row.address: bool(row.begun_at) for row in outbox(engine)} == {
            str(alma.person.id): True,
            str(ben.person.id): False,
        }
        async with serving(port=port) as server:
            people = [server.person(user_id=one.person.id) for one in (alma, ben)]
            for one in people:
                one.chat.access = Access.OPEN
            await until(lambda: not due(engine))
            for one in people:
                assert [WAITING in message.text for message in one.chat.from_bot] == [True]
                assert len(server.calls_of("sendMessage", one.id)) == 1
    finally:
        await service.wind_down(running, parts)
        await parts.line._pool.shutdown()  # the bot was never there to do so


async def killed(running: Program, engine: Engine, *statements: Any) -> None:
    await running.kill()
    change(engine, *statements)


@pytest.mark.parametrize("backend", ["sqlite"])  # what is committed is, in either
async def test_killed_at_any_moment_it_comes_at_most_once(
    tmp_path: Path, server: Server, engine: Engine, database: str
) -> None:
    async with program(tmp_path, database, server) as running:
        alma, amina = (Phone(server, engine, server.person(name)) for name in ("Alma Garcia", "Amina-Maria"))
        await taking_part(alma, amina)

        # Killed when it is written, and not begun: it comes.
        await killed(running, engine, seen(alma, timedelta(days=3)), look_now(alma))
        with transaction(engine) as session:
            assert sweep_due(session, datetime.now(UTC))
        assert [row.begun_at for row in outbox(engine)] == [None]
        await running.start()
        reminder = await called(alma, WAITING)
        assert alma.cards == [reminder]

        # Killed when it is begun, and not sent: it does not, and is there all the same.
        await killed(running, engine)
        forget_what_was_sent(alma)
        silent(alma)
        server.fault("sendMessage", delay=60, chat_id=alma.person.id, times=None)
        await running.start()
        await until(lambda: any(row.begun_at for row in outbox(engine)))
        await running.kill()
        server.faults.clear()
        await running.start()
        await until(lambda: not due(engine))
        assert alma.cards == [reminder]
        assert len(timers(alma)["reminder"].sent) == 2
        assert WAITING in (await alma.tap("Stop reminding me", reminder)).text
        assert len(alma.cards) == 1
        assert (await alma.tap("Continue")).text.startswith("Soil and water, 1 of 2")
        assert await running.stop() == 0


async def test_what_was_committed_before_a_call_goes_before_it(server: Server) -> None:
    alma = begun_chat(server)
    drawn: list[int] = []

    async def call(number: int) -> dict[str, Any]:
        drawn.append(number)
        sender.put([words(alma, f"before {number}", id=number + 10)])
        return {"live": None, "text": f"call {number}", "keyboard": []}

    async def begin(number: int) -> None:
        raise AssertionError(f"{number} begins by being drawn")

    async with sending_to(server.url, begin) as sender:
        sender.call = call
        server.fault("sendMessage", retry_after=1)
        rows = [Row(str(alma.id), {"call": {}}, once=True, id=number) for number in (1, 2)]
        sender.put(rows)
        await until(lambda: not sender.busy)
    said = [sent.params["text"] for sent in server.calls_of("sendMessage") if sent.ok]
    assert said == ["before 1", "call 1", "before 2", "call 2"]
    assert alma.chat.texts == ["before 1", "before 2", "call 2"]  # one card at a time
    assert drawn == [1, 2]
    assert sorted(sender.finished.rows) == [1, 2, 11, 12]
    assert sender._drawn == {}


# What goes wrong.


def broken(*_: object) -> Any:
    raise KeyError("a word that somebody wrote")


async def test_one_that_cannot_be_drawn_keeps_nobody_waiting_and_comes_at_the_next_start(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, capture_logs() as told:
        patched.setattr(calling, "_moved", broken)
        async with channel(server, engine) as sender:
            await server.wait_for_call("setMyShortDescription")
            alma, amina = (Phone(server, engine, server.person(name), sender) for name in ("Alma", "Amina"))
            await taking_part(alma, amina)
            silent(alma)
            await until(lambda: any(line["event"] == "a reminder could not be drawn" for line in told))
            alma.press("Rooting")
            await alma.person.wait_for(lambda chat: chat.card and "Soil and water, 2 of 2" in chat.card.text)
    (line,) = (line for line in told if line["event"] == "a reminder could not be drawn")
    (row,) = outbox(engine)
    assert (line["row"], line["error"], row.begun_at) == (row.id, "KeyError", None)
    change(engine, seen(alma, timedelta(days=3)))
    async with channel(server, engine):
        await called(alma)
    assert outbox(engine) == []


async def test_a_chore_that_fails_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []

    async def work() -> None:
        done.append(len(done))
        if len(done) == 1:
            raise KeyError("a word that somebody wrote")

    with capture_logs() as told:
        task = asyncio.create_task(keep([Chore("sweep", 0.01, work)]))
        await until(lambda: len(done) > 2)
        task.cancel()
    (line,) = told
    assert (line["event"], line["chore"], line["error"]) == ("a chore failed", "sweep", "KeyError")
    assert "somebody" not in str(line)


async def test_a_clock_that_is_set_back_puts_nothing_off_and_one_that_jumps_ahead_is_met_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[int] = []
    off = timedelta()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + off

    async def work() -> None:
        done.append(len(done))

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Clock)
    monkeypatch.setattr("bot.clockwork.datetime", Clock)
    monkeypatch.setattr("bot.clockwork.GLANCE", 0.05)
    task = asyncio.create_task(keep([Chore("look", 0.2, work)]))
    await until(lambda: len(done) == 2)
    off = timedelta(days=-1)
    await until(lambda: len(done) == 4, 2)
    off = timedelta(days=20_000)
    before = len(done)
    await asyncio.sleep(0.5)
    assert 1 <= len(done) - before <= 4
    task.cancel()


# To coordinators.


def leading(amina: Phone, deadline: Any = None) -> None:
    """Let amina have coordinated the round for three days, and not have been here for an hour."""
    ago, who, round_ = datetime.now(UTC) - timedelta(days=3), number_of(amina), round_of(amina)
    with transaction(amina.engine) as session:
        session.connection().execute(
            update(coordinator).where(coordinator.c.assessment_id == round_).values(since=ago, digest="daily")
        )
        session.connection().execute(update(assessment).where(assessment.c.id == round_).values(deadline=deadline))
        session.connection().execute(seen(amina, timedelta(hours=1)))
        watch_coordinator(session, round_, who, datetime.now(UTC))


async def test_a_digest_comes_to_a_coordinator_and_leads_to_the_progress(
    alma: Phone, amina: Phone, taken_up: Callable[[], Awaitable[Message]]
) -> None:
    await taken_up()
    leading(amina)
    await looked_at(amina)  # the next one is promised
    before = amina.cards
    promised = update(timer).where(timer.c.kind == "digest").values(asked_for=datetime.now(UTC) - timedelta(minutes=1))
    change(amina.engine, promised, look_now(amina))
    digest = await called(amina, "New since")
    assert amina.cards == [digest]
    assert before[0].id != digest.id
    assert "Ben: joined and answered 1 question" in digest.text
    progress = await amina.tap("Progress")
    assert progress.id == digest.id
    assert "1 of 4" in progress.text
    change(amina.engine, seen(amina, timedelta(hours=1)), look_now(amina))
    await looked_at(amina)
    assert amina.cards == [progress]


async def test_word_of_the_deadline_comes_once_and_can_extend_it(
    alma: Phone, amina: Phone, taken_up: Callable[[], Awaitable[Message]]
) -> None:
    await taken_up()
    leading(amina, today(-1))
    word = await called(amina, "What is in, and what is missing")
    assert amina.cards == [word]
    assert "1 of 4 answered" in word.text
    form = await amina.tap("Extend the deadline")
    assert form.id == word.id
    change(amina.engine, seen(amina, timedelta(hours=1)), look_now(amina))
    await looked_at(amina)
    assert amina.cards == [form]
    await amina.say(today(30).isoformat())
    with transaction(alma.engine) as session:
        told_of = session.connection().scalar(select(timer.c.told_of).where(timer.c.kind == "deadline"))
    assert told_of == today(-1)
