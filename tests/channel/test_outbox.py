"""What is to be sent stands in the database until it is sent: once where that can be told, in order, and soon."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select
from structlog.testing import capture_logs

from bot.storage.engine import transaction
from bot.storage.process_tables import Process
from bot.storage.tables import Conversation, Outgoing
from bot.telegram import committing, refusals, service
from bot.telegram.api import ANSWER, Line, Pool
from bot.telegram.outbox import Row, begin_row, write_rows
from bot.telegram.sending import Sender
from tests.channel.phones import Phone, channel, due, until
from tests.channel.test_api import free_port
from tests.channel.test_faults import rename
from tests.storage.chats import NOON, answers, revisions
from tests.telegram import TOKEN, Access, Message, Person, Server, most_at_once, serving

TIDY = committing.TIDY
"""As it is outside the tests."""


def outbox(engine: Engine) -> list[Outgoing]:
    with transaction(engine) as session:
        return list(session.exec(select(Outgoing).order_by(col(Outgoing.id))))


def conversation(phone: Phone) -> Conversation:
    with transaction(phone.engine) as session:
        return session.get_one(Conversation, ("telegram", str(phone.person.id)))


def words(person: Person, said: str, **more: Any) -> Row:
    return Row(str(person.id), {"words": said}, **more)


def left_by(owner: str | None, engine: Engine, *rows: Row) -> list[Row]:
    """Rows in the outbox that this process wrote, or for None a command beside the service."""
    with transaction(engine) as session:
        return write_rows(session, rows, NOON, owner)


def begun_chat(server: Server, name: str = "Alma") -> Person:
    person = server.person(name)
    person.chat.access = Access.OPEN
    return person


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram counts in whole seconds; here one of its seconds lasts a tenth."""
    told = refusals.seconds
    monkeypatch.setattr("bot.telegram.sending.seconds", lambda error: told(error) / 10)


def button(card: Message, verb: str) -> str:
    """The data of the card's first button that does this; its label may change with the language."""
    return next(button.data for button in card.buttons if button.data and button.data.split(":")[1] == verb)


# A row for each turn, and when it goes.


async def test_a_turn_is_one_row_until_it_is_sent(server: Server, alma: Phone, phone: Callable[[str], Phone]) -> None:
    ben = phone("Ben")
    await alma.begin("Quick")
    server.fault("sendMessage", delay=0.3)
    server.fault("editMessageText", delay=0.3)
    alma.press("Rooting")
    ben.person.say("/start")
    await until(lambda: due(alma.engine) == 2)
    hers, his = sorted(outbox(alma.engine), key=lambda row: row.address)
    assert (hers.address, his.address) == (str(alma.person.id), str(ben.person.id))
    assert {"answer", "edit", "text", "keyboard"} <= set(hers.payload)
    assert {(row.channel, row.urgent, row.once, row.owner, row.begun_at) for row in (hers, his)} == {
        ("telegram", True, False, "test", None)
    }
    await alma.rest()
    assert outbox(alma.engine) == []


async def test_the_answer_to_a_tap_does_not_wait_for_the_card(server: Server, alma: Phone) -> None:
    await alma.begin("Quick")
    edits = len(server.calls_of("editMessageText"))
    server.fault("editMessageText", delay=0.3)
    tap = alma.press("Rooting")
    assert await alma.person.answered(tap) == ""
    assert len(server.calls_of("editMessageText")) == edits
    assert (await alma.card()).text.startswith("Soil and water, 2 of 2")


async def test_a_card_that_the_next_one_overtakes_is_left_out(server: Server, alma: Phone) -> None:
    await alma.begin()
    card = await alma.tap("Bearing")
    edits = len(server.calls_of("editMessageText"))
    server.fault("editMessageText", delay=0.2)
    boxes = [box.label for box in card.buttons if box.label.startswith("☐")][:3]
    taps = [alma.press(boxes[0], card)]
    await until(lambda: due(alma.engine))
    taps += [alma.press(box, card) for box in boxes[1:]]
    ticked = [box.label for box in (await alma.card()).buttons if box.label.startswith("☑")]
    assert [label[1:] for label in ticked] == [box[1:] for box in boxes]
    assert len(server.calls_of("editMessageText")) == edits + 2
    assert most_at_once(server.calls_of("editMessageText")) == 1
    assert [await alma.person.answered(tap) for tap in taps] == [""] * 3
    assert len(answers(alma.engine)[0].basis) == 3


@contextmanager
def commits(engine: Engine) -> Iterator[list[float]]:
    """When something was committed."""
    times: list[float] = []

    def note(_: object) -> None:
        times.append(time.monotonic())

    event.listen(engine, "commit", note)
    try:
        yield times
    finally:
        event.remove(engine, "commit", note)


async def test_rows_that_are_sent_go_with_the_next_commit(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "TIDY", 60)
    async with channel(server, engine) as sender:
        alma = Phone(server, engine, server.person("Alma"), sender)
        alma.person.say("/start")
        await alma.person.wait_for(lambda chat: chat.card)
        alma.person.say("/help")  # by now, what is looked after at the start has been
        await server.wait_for_call("deleteMessage")
        with commits(engine) as made:
            for number in range(10):
                sent = len(server.calls_of("deleteMessage"))
                alma.person.say(("/help", "/privacy")[number % 2])
                await server.wait_for_call("deleteMessage", sent + 1)  # the last that this leads to
                await until(lambda: not sender.busy)
        assert len(made) == 10
        assert due(engine) == 1
    assert due(engine) == 0


async def test_without_a_next_commit_they_go_within_a_second(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "TIDY", TIDY)
    async with channel(server, engine) as sender:
        alma = Phone(server, engine, server.person("Alma"), sender)
        alma.person.say("/start")
        await alma.person.wait_for(lambda chat: chat.card)
        sent = time.monotonic()
        await until(lambda: not due(engine))
        assert time.monotonic() - sent < 1
        with commits(engine) as made:
            await asyncio.sleep(1.5 * TIDY)
        assert made == []


# What others left there.


async def test_what_a_killed_process_left_is_sent_at_the_next_start(server: Server, engine: Engine) -> None:
    alma, ben = begun_chat(server), begun_chat(server, "Ben")
    left_by("killed", engine, *(words(each, f"{number}") for number in range(3) for each in (alma, ben)))
    left_by("killed", engine, words(alma, "a reminder", urgent=False), words(ben, "once", once=True))
    (twice,) = left_by("killed", engine, words(ben, "twice", once=True))
    with transaction(engine) as session:
        assert begin_row(session, twice.id, NOON, "killed")
    async with channel(server, engine):
        await until(lambda: not due(engine))
    assert alma.chat.texts == ["0", "1", "2", "a reminder"]
    assert ben.chat.texts == ["0", "1", "2", "once"]


async def test_what_a_command_beside_the_service_writes_is_sent_soon(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "LOOK", 0.05)
    alma, ben = begun_chat(server), begun_chat(server, "Ben")
    with transaction(engine) as session:
        session.add(Process(name="another process", seen_at=datetime.now(UTC) + timedelta(minutes=5)))
    async with channel(server, engine):
        await server.wait_for_call("setMyShortDescription")
        for number in range(3):
            left_by(None, engine, words(alma, f"{number}"), words(alma, f"{number} again"))
            left_by("another process", engine, words(ben, "not mine"))
        await until(lambda: due(engine) == 3)
    assert alma.chat.texts == ["0", "0 again", "1", "1 again", "2", "2 again"]
    assert {row.owner for row in outbox(engine)} == {"another process"}


# What must not come twice.


async def test_what_must_not_come_twice_is_marked_before_it_is_sent(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "GRACE", 0.05)
    alma = begun_chat(server)
    server.fault("sendMessage", delay=0.2)
    left_by("killed", engine, words(alma, "a reminder", once=True))
    async with channel(server, engine):
        await until(lambda: outbox(engine)[0].begun_at)
        assert alma.chat.texts == []
        await asyncio.sleep(0.1)
    assert due(engine) == 1  # as after a kill: nobody noted that it arrived
    await alma.wait_for(lambda chat: chat.texts)
    async with channel(server, engine):
        await until(lambda: not due(engine))
    assert alma.chat.texts == ["a reminder"]
    assert len(server.calls_of("sendMessage")) == 1


class Hasty(Line):
    """A line that waits for answers no longer than a tenth of a second."""

    async def call(self, method: str, params: Mapping[str, Any], wait: float = ANSWER) -> bytes:
        return await super().call(method, params, min(wait, 0.1))


@asynccontextmanager
async def sending_to(address: str, begin: Callable[[int], Any]) -> AsyncIterator[Sender]:
    pool = Pool()
    sender = Sender(Hasty(pool, f"{address}/bot{TOKEN}"), begin=begin)
    try:
        yield sender
    finally:
        sender.stop()
        await pool.shutdown()


# What goes wrong with the first try, how often it is tried, and how often it arrives.
ONCE: dict[str, tuple[dict[str, Any], int, int]] = {
    "all is well": ({"delay": 0.01}, 1, 1),
    "told to wait": ({"retry_after": 1}, 2, 1),
    "no answer in time": ({"delay": 0.2}, 1, 1),
    "cut after it arrived": ({"cut": "after"}, 1, 1),
    "cut before it arrived": ({"cut": "before"}, 1, 0),
    "a fault of the server": ({"status": 502}, 1, 0),
    "refused": ({"status": 400}, 1, 0),
}


@pytest.mark.parametrize("case", ONCE)
async def test_what_must_not_come_twice_is_tried_again_only_when_it_cannot_have_come(
    server: Server, hasty: None, case: str
) -> None:
    rule, tries, arrived = ONCE[case]
    alma = begun_chat(server)
    server.fault("sendMessage", **rule)
    begun: list[int] = []

    async def begin(number: int) -> bool:
        assert len(server.calls_of("sendMessage")) == len(begun)
        begun.append(number)
        return True

    async with sending_to(server.url, begin) as sender:
        sender.put([words(alma, "a reminder", once=True, id=7)])
        await until(lambda: not sender.busy)
        assert sender.finished.rows == [7]
        await server.wait_for_call("sendMessage", tries)
    assert begun == [7] * tries
    assert alma.chat.texts == ["a reminder"] * arrived
    assert len(server.calls_of("sendMessage")) == tries


async def test_without_a_connection_it_is_tried_until_there_is_one() -> None:
    port = free_port()
    tried: list[int] = []

    async def begin(number: int) -> bool:
        tried.append(number)
        if len(tried) == 1:
            raise OperationalError("UPDATE", {}, Exception("the disk is full"))
        return True

    with capture_logs() as told:
        async with sending_to(f"http://127.0.0.1:{port}", begin) as sender:
            sender.put([Row("5", {"words": "a reminder"}, once=True, id=7)])
            await until(lambda: len(tried) == 3)
            async with serving(port=port) as server:
                alma = server.person(user_id=5)
                alma.chat.access = Access.OPEN
                await until(lambda: not sender.busy)
                assert alma.chat.texts == ["a reminder"]
    assert [line["event"] for line in told][:2] == ["a message waits for the database", "sending failed"]
    assert {line.get("error") for line in told} == {"OperationalError", "Undelivered"}


# Which message is the card.


@pytest.mark.parametrize("copy", [0, 1])
async def test_either_copy_of_a_card_works_and_becomes_the_live_one(server: Server, alma: Phone, copy: int) -> None:
    await alma.begin("Quick")
    server.fault("sendMessage", cut="after")
    await alma.say("/continue")
    assert len(alma.cards) == 2
    tapped = alma.cards[copy]
    assert (await alma.tap("Rooting", tapped)) in alma.cards
    assert alma.person.chat.by_id[tapped.id].text.startswith("Soil and water, 2 of 2")
    assert conversation(alma).card == str(tapped.id)
    await alma.tap("Growing", alma.person.chat.by_id[tapped.id])
    assert alma.records[-1] == "Soil and water: complete"
    assert tapped.id not in {card.id for card in alma.cards}
    assert len(revisions(alma.engine)) == 2


async def test_a_card_whose_number_was_cut_off_is_told_by_the_tap_on_it(server: Server, alma: Phone) -> None:
    await alma.begin("Quick")
    server.fault("sendMessage", truncated=True)
    card = await alma.say("/continue")
    assert conversation(alma).card is None
    assert (await alma.tap("Rooting")).id == card.id
    assert conversation(alma).card == str(card.id)
    assert alma.cards == [alma.person.chat.card]


async def test_a_card_whose_number_was_cut_off_still_turns_into_its_record(server: Server, alma: Phone) -> None:
    server.fault("sendMessage", truncated=True)
    welcome = await alma.say("/start")
    card = await alma.tap("I agree, begin")
    assert (alma.records, alma.cards) == (["Welcome to Sounding"], [card])
    assert alma.person.chat.by_id[welcome.id].rows == ()
    assert conversation(alma).card == str(card.id)


@pytest.mark.parametrize("rule", [{"retry_after": 1}, {"status": 500}, {"cut": "before"}], ids=str)
async def test_a_record_comes_once_when_the_card_after_it_must_be_sent_again(
    server: Server, alma: Phone, hasty: None, rule: dict[str, Any]
) -> None:
    await alma.begin("Quick")
    await alma.tap("Rooting")
    server.fault("sendMessage", **rule)
    card = await alma.tap("Growing")
    assert alma.records == ["Welcome to Sounding", "Soil and water: complete"]
    assert alma.cards == [card]


@pytest.mark.parametrize("rule", [{"retry_after": 1}, {"status": 500}, {"cut": "before"}, {"cut": "after"}], ids=str)
async def test_a_card_comes_once_when_the_record_above_it_must_be_edited_again(
    server: Server, alma: Phone, hasty: None, rule: dict[str, Any]
) -> None:
    await alma.begin("Quick")
    card = await alma.tap("Rooting")
    server.fault("editMessageText", **rule)
    alma.press("Growing")
    await alma.person.wait_for(lambda chat: not chat.by_id[card.id].rows)
    assert alma.records == ["Welcome to Sounding", "Soil and water: complete"]
    assert alma.cards == [await alma.card()]


async def test_a_record_and_its_card_keep_their_order_when_both_must_be_tried_again(
    server: Server, alma: Phone, hasty: None
) -> None:
    await alma.begin("Quick")
    card = await alma.tap("Rooting")
    alma.press("Growing")
    alma.person.chat.remove(card.id)
    server.fault("sendMessage", status=500, times=3)
    live = await alma.card()
    assert alma.cards == [live]
    assert alma.person.chat.from_bot[-2].text.startswith("Soil and water: complete")


async def test_a_card_that_was_sent_anew_is_remembered(server: Server, alma: Phone) -> None:
    old = await alma.begin("Quick")
    alma.press("Rooting")
    alma.person.chat.remove(old.id)
    card = await alma.card()
    assert conversation(alma).card == str(card.id) != str(old.id)
    new = await alma.say("/help")
    assert alma.cards == [new]


# Chats that moved away or cannot be reached.


async def test_what_waits_for_a_group_follows_it_into_the_supergroup(server: Server, alma: Phone) -> None:
    group = server.group("Ministry", by=alma.person, kind="group")
    server.fault("sendMessage", chat_id=group.id, delay=0.2)
    for _ in range(2):
        group.say(alma.person, "/start")
    await until(lambda: due(alma.engine) == 3)
    later = group.upgrade(by=alma.person)
    await alma.rest()
    assert group.chat.texts == []
    assert len(later.chat.texts) == 3
    assert set(later.chat.texts) == {"Sounding talks with one person at a time. Please open a private chat with it."}
    assert len(server.calls_of("sendMessage", group.id)) == 1


BACK: dict[str, Callable[[Person], object]] = {
    "a message": lambda person: person.say("/continue"),
    "let in again": Person.unblock,
}


@pytest.mark.parametrize("access", [Access.BLOCKED, Access.DEACTIVATED, Access.NOT_STARTED])
@pytest.mark.parametrize("back", BACK)
async def test_one_who_cannot_be_reached_is_left_alone_until_they_are_back(
    server: Server, alma: Phone, access: Access, back: str
) -> None:
    await alma.begin("Quick")
    began = datetime.now(UTC)
    server.fault("editMessageText", delay=0.1)
    alma.press("Rooting")
    alma.person.say("/help")
    alma.person.chat.access = access
    await alma.rest()
    since = conversation(alma).unreachable_since
    assert since
    assert since >= began
    assert [call.status for call in server.calls if not call.ok] == [403]
    alma.person.chat.access = Access.OPEN
    BACK[back](alma.person)
    await alma.rest()
    assert conversation(alma).unreachable_since is None
    assert (await alma.say("/continue")).text.startswith("Soil and water, 2 of 2")


async def test_one_who_blocks_between_two_messages_is_known_at_once(server: Server, alma: Phone) -> None:
    await alma.begin("Quick")
    alma.person.block()
    await alma.rest()
    assert conversation(alma).unreachable_since
    alma.person.unblock()
    await alma.rest()
    assert conversation(alma).unreachable_since is None
    assert [call for call in server.calls if not call.ok] == []


# Trouble with the database.


@pytest.mark.parametrize("table", ["handled_update", "outgoing"])
async def test_while_nothing_can_be_written_nothing_is_acknowledged(server: Server, alma: Phone, table: str) -> None:
    await alma.begin("Quick")
    with capture_logs() as told:
        rename(alma.engine, table, "gone")
        try:
            alma.press("Rooting")
            await until(lambda: any(line["event"] == "the database cannot be written" for line in told))
            assert server.world.updates.waiting
        finally:
            rename(alma.engine, "gone", table)
        assert (await alma.card()).text.startswith("Soil and water, 2 of 2")
    assert [row.phase for row in revisions(alma.engine)] == ["rooting"]
    assert not server.world.updates.waiting


async def test_looking_after_the_outbox_survives_it(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "LOOK", 0.02)
    monkeypatch.setattr(committing, "PAUSE_FIRST", 0.02)
    alma = begun_chat(server)
    left_by("killed", engine, words(alma, "before"))

    def reports() -> int:
        return sum(line["event"] == "the database cannot be looked at" for line in told)

    with capture_logs() as told:
        rename(engine, "outgoing", "gone")
        async with channel(server, engine):
            await until(lambda: reports() > 1)
            assert not server.calls_of("getUpdates")
            rename(engine, "gone", "outgoing")
            await until(lambda: not due(engine))
            rename(engine, "outgoing", "gone")
            seen = reports()
            await until(lambda: reports() > seen + 1)
            rename(engine, "gone", "outgoing")
            left_by(None, engine, words(alma, "after"))
            await until(lambda: not due(engine))
    assert alma.chat.texts == ["before", "after"]
