"""When Telegram refuses, is slow or cannot be reached: what was answered stays, and what is due arrives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, text

from bot.storage.engine import transaction
from bot.storage.tables import Conversation
from bot.telegram import service
from tests.channel.phones import Phone, channel, due, until
from tests.storage.chats import answers, revisions, rows
from tests.telegram import Access, Server, by_chat, most_at_once


async def test_a_tap_too_old_to_be_answered_counts(server: Server, alma: Phone) -> None:
    await alma.begin("Quick")
    server.world.query_lifetime = -1.0
    card = await alma.tap("Rooting")
    assert card.text.startswith("Soil and water, 2 of 2")
    assert [call.description for call in server.calls if not call.ok] == [
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    ]
    assert [row.phase for row in answers(alma.engine)] == ["rooting"]


async def test_a_card_that_is_gone_is_sent_anew(server: Server, alma: Phone) -> None:
    old = await alma.begin("Quick")
    alma.press("Rooting")
    alma.person.chat.remove(old.id)
    card = await alma.card()
    assert card.id > old.id
    assert card.text.startswith("Soil and water, 2 of 2")
    assert (await alma.tap("Back")).id == card.id


Rule = dict[str, Any]
TROUBLE: dict[str, tuple[str, Rule]] = {
    "told to wait": ("editMessageText", {"retry_after": 1}),
    "an error of the server": ("editMessageText", {"status": 500}),
    "a bad gateway, twice": ("editMessageText", {"status": 502, "times": 2}),
    "cut before": ("editMessageText", {"cut": "before"}),
    "cut after": ("editMessageText", {"cut": "after"}),
    "half an answer": ("editMessageText", {"truncated": True}),
    "no answer to the tap": ("answerCallbackQuery", {"cut": "after"}),
    "no updates": ("getUpdates", {"status": 500}),
    "updates cut": ("getUpdates", {"cut": "after"}),
    "updates must wait": ("getUpdates", {"retry_after": 1}),
    "another poller": ("getUpdates", {"status": 409}),
}


@pytest.mark.parametrize("case", TROUBLE)
async def test_trouble_passes(server: Server, alma: Phone, case: str) -> None:
    method, rule = TROUBLE[case]
    await alma.begin("Quick")
    fault = server.fault(method, **rule)
    card = await alma.tap("Rooting")
    assert card.text.startswith("Soil and water, 2 of 2")
    if method == "getUpdates":
        await until(lambda: fault.hits)
        card = await alma.tap("Bearing")
        assert card.text.startswith("People and seeds, 1 of 2")
    assert fault.spent
    assert len(alma.cards) == 1
    assert len(revisions(alma.engine)) == 1 + (method == "getUpdates")


async def test_it_waits_as_long_as_it_is_told(server: Server, alma: Phone) -> None:
    server.fault("sendMessage", retry_after=1)
    await alma.say("/start")
    first, second = server.calls_of("sendMessage", alma.person.id)
    assert second.started - first.ended >= 1


async def test_trouble_at_the_start_passes(server: Server, engine: Engine) -> None:
    for method in ("getMe", "deleteWebhook", "setMyCommands", "setMyDescription"):
        server.fault(method, status=502)
    async with channel(server, engine) as sender:
        await server.wait_for_call("setMyShortDescription", timeout=10)
        assert (await Phone(server, engine, server.person(), sender).say("/start")).rows


async def test_one_who_blocks_is_left_alone_until_they_come_back(server: Server, alma: Phone) -> None:
    await alma.begin("Quick")
    alma.press("Rooting")
    alma.person.block()
    await alma.rest()
    refused = [call for call in server.calls if call.status == 403]
    assert len(refused) == 1
    assert [row.phase for row in answers(alma.engine)] == ["rooting"]
    alma.person.unblock()
    assert (await alma.say("/continue")).text.startswith("Soil and water, 2 of 2")
    assert len([call for call in server.calls if call.status == 403]) == 1


async def test_an_account_that_is_gone_stops_nobody_else(
    server: Server, alma: Phone, phone: Callable[[str], Phone]
) -> None:
    ben = phone("Ben")
    alma.person.say("/start")
    alma.person.chat.access = Access.DEACTIVATED
    assert (await ben.say("/start")).text.startswith("Welcome to Sounding")
    await alma.rest()
    assert due(alma.engine) == 0


async def test_what_telegram_will_not_have_is_left_out(server: Server, alma: Phone) -> None:
    await alma.begin("Quick")
    server.fault("editMessageText", status=400, description="Bad Request: can't parse entities")
    await alma.tap("Rooting")
    assert (await alma.say("/continue")).text.startswith("Soil and water, 2 of 2")


async def test_one_message_at_a_time_in_a_chat(server: Server, alma: Phone, phone: Callable[[str], Phone]) -> None:
    people = [alma, phone("Ben"), phone("Carla")]
    server.latency = 0.02
    for word in ("/start", "hello", "/help", "/privacy"):
        for one in people:
            one.person.say(word)
    await alma.rest()
    shown = [call for call in server.calls if call.chat_id and call.method != "getUpdates"]
    assert {most_at_once(calls) for calls in by_chat(shown).values()} == {1}
    assert most_at_once(shown) == 3


def rename(engine: Engine, name: str, other: str) -> None:
    with transaction(engine) as session:
        session.execute(text(f"ALTER TABLE {name} RENAME TO {other}"))


async def test_a_poisoned_update_is_set_aside(
    server: Server, alma: Phone, phone: Callable[[str], Phone], capfd: pytest.CaptureFixture[str]
) -> None:
    ben, carla = phone("Ben"), phone("Carla")
    await alma.begin()
    secret = "the words of the ministry"
    rename(alma.engine, "participation", "gone")  # whoever has begun cannot be served
    try:
        ben.person.say("/start")
        alma.person.say(secret)
        carla.person.say("/start")
        ben.person.say("/help")
        await alma.rest()
    finally:
        rename(alma.engine, "gone", "participation")
    assert alma.person.chat.texts[-1] == (
        "Something went wrong here, and your last message or tap was not understood. "
        "Everything before it is kept. Send /continue to go on."
    )
    assert ben.person.chat.texts[-1].startswith("How this works")
    assert carla.person.chat.texts[-1].startswith("Welcome to Sounding")
    assert (await alma.say("/continue")).text.startswith("Soil and water, 1 of 2")
    told = "".join(capfd.readouterr())
    assert "an update was set aside" in told
    assert secret not in told


async def test_a_stop_leaves_for_later_what_cannot_be_sent_in_time(
    server: Server, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "GRACE", 0.3)
    async with channel(server, engine) as sender:
        alma, ben = (Phone(server, engine, server.person(name), sender) for name in ("Alma", "Ben"))
        server.fault("sendMessage", chat_id=alma.person.id, retry_after=30)
        alma.person.say("/start")
        ben.person.say("/start")
        await server.wait_for_call("sendMessage", 2)
    assert due(engine) == 1
    assert ben.person.chat.card
    async with channel(server, engine) as sender:
        alma.sender = sender
        assert (await alma.card()).text.startswith("Welcome to Sounding")
    assert rows(engine, Conversation) == 2


async def test_nothing_is_asked_of_telegram_in_vain(server: Server, alma: Phone) -> None:
    await alma.begin("Quick")
    done = len(server.calls)
    await alma.tap("Rooting")
    assert sorted(call.method for call in list(server.calls)[done:]) == [
        "answerCallbackQuery",
        "editMessageText",
        "getUpdates",
    ]
