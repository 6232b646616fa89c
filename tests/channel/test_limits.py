"""Limits on Telegram: a flood keeps nobody else waiting, results stay in the chat, and owners are numbers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from statistics import median
from time import monotonic

import aiohttp
import pytest
from sqlalchemy import Engine, select, update

from bot.office import House
from bot.settings import Settings, owners_of
from bot.storage.engine import transaction
from bot.storage.tables import METADATA
from bot.telegram import pacing
from bot.telegram.outbox import Row
from bot.telegram.pacing import MOST, Haste
from bot.telegram.sending import Sender
from bot.telegram.webhook import BODY_LIMIT, HEADER
from tests.channel.phones import Phone, channel, until
from tests.channel.test_left import coordinating, files, part_of, round_of
from tests.channel.test_outbox import begun_chat, left_by
from tests.channel.test_webhook import SECRET, webhook
from tests.storage.chats import GARDEN, revisions
from tests.telegram import Message, Server
from tests.telegram.chats import Chat

assessment, conversation, handled = (METADATA.tables[name] for name in ("assessment", "conversation", "handled_update"))

FLOOD, NORMAL, TAPS = 500, 20, 6
"""Taps of one chat at once; other chats, and how often each of them taps and waits."""


# A flood.


@pytest.mark.parametrize(
    ("times", "now", "there"),
    [
        ([], 0, False),
        ([0.0] * MOST, 0, False),
        ([0.0] * (MOST + 1), 0, True),
        ([0.0] * (MOST + 1), 9.9, True),
        ([0.0] * (MOST + 1), 10.1, False),
        ([0.5 * n for n in range(100)], 49.6, False),
        ([0.2 * n for n in range(100)], 19.9, True),
    ],
)
def test_what_is_haste(monkeypatch: pytest.MonkeyPatch, times: Sequence[float], now: float, there: bool) -> None:
    clock = 1000.0
    monkeypatch.setattr(pacing, "monotonic", lambda: clock)
    haste = Haste()
    for at in times:
        clock = 1000.0 + at
        haste.note("a")
    clock = 1000.0 + now
    assert haste.there("a") is there
    assert not haste.there("b")


def test_chats_that_have_calmed_down_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = 1000.0
    monkeypatch.setattr(pacing, "monotonic", lambda: clock)
    haste = Haste()
    for number in range(100):
        haste.note(f"chat {number}")
    clock += 20
    haste.note("another")
    assert set(haste._sent) == {"another"}


def _changed(chat: Chat, labels: list[list[str]]) -> bool:
    return chat.card is not None and chat.card.labels != labels


async def crowd(phones: Sequence[Phone]) -> list[float]:
    """Everybody taps, waits for the answer on the card, and taps again; how long each wait was, in seconds."""

    async def one(phone: Phone) -> list[float]:
        waits = []
        for _ in range(TAPS):
            begun, card = monotonic(), phone.person.chat.card
            assert card
            phone.press("☑ 1" if any("☑ 1" in row for row in card.labels) else "☐ 1")
            await phone.person.wait_for(partial(_changed, labels=card.labels), 20)
            waits.append(monotonic() - begun)
        return waits

    return [wait for waits in await asyncio.gather(*map(one, phones)) for wait in waits]


async def ticking(phone: Phone) -> Phone:
    """Somebody at a card with boxes."""
    await phone.begin("Full")
    await phone.tap("Rooting")
    assert phone.person.chat.card
    assert any("☐ 1" in row for row in phone.person.chat.card.labels)
    return phone


async def test_a_flood_keeps_nobody_else_waiting_and_loses_none_of_its_answers(
    server: Server, engine: Engine, sender: Sender, phone: Callable[[str], Phone], record_property: Callable[..., None]
) -> None:
    others = [await ticking(phone(f"Person {number}")) for number in range(NORMAL)]
    mallory = await ticking(phone("Mallory"))
    ticked = await mallory.tap("☐ 1")
    blank = await mallory.tap("☑ 1")
    alone = await crowd(others)
    before, calls = len(revisions(engine)), len(server.calls)
    begun = monotonic()
    for n in range(FLOOD):  # each changes the answer, and each counts: the card's revision stays
        mallory.press("☑ 1" if n % 2 else "☐ 1", ticked if n % 2 else blank)
    beside = await crowd(others)
    await mallory.rest()
    took = monotonic() - begun
    to_mallory = [call for call in list(server.calls)[calls:] if call.params.get("chat_id") == str(mallory.person.id)]
    figures = {
        "median alone": median(alone),
        "median beside": median(beside),
        "longest beside": max(beside),
        "flood over": took,
        "messages to it": len(to_mallory),
    }
    for name, figure in figures.items():
        record_property(name, f"{figure:.3f}")
    print(figures)
    assert len(revisions(engine)) - before == FLOOD + NORMAL * TAPS
    assert len(mallory.person.chat.answers) >= FLOOD
    assert len(to_mallory) < FLOOD / 10
    assert median(beside) < median(alone) + 1.0
    assert mallory.person.chat.card
    assert "☐ 1" in [label for row in mallory.person.chat.card.labels for label in row]


def card_row(chat: int, text: str, **more: object) -> Row:
    return Row(str(chat), {"live": None, "text": text, "keyboard": [[{"text": "x", "callback_data": "0:x"}]], **more})


async def test_only_the_newest_card_of_a_flood_is_sent_and_what_stays_in_the_chat_is(
    server: Server, engine: Engine, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "PAUSE", 0.2)
    alma, ben = begun_chat(server), begun_chat(server, "Ben")
    cards = [card_row(alma.id, f"card {n}", remark=True) for n in range(60)]
    cards.insert(50, Row(str(alma.id), {"words": "an invitation"}))
    begun = monotonic()
    sender.put(left_by("test", engine, *cards, card_row(ben.id, "for Ben")))
    await ben.wait_for(lambda chat: chat.texts)
    assert monotonic() - begun < 0.2
    await until(lambda: not sender.busy)
    assert alma.chat.texts == ["an invitation", "card 59"]
    assert len([call for call in server.calls_of("sendMessage", alma.id) if call.ok]) <= 4
    assert monotonic() - begun >= 0.2


async def test_thirty_at_once_are_all_answered_in_full(server: Server, engine: Engine, sender: Sender) -> None:
    alma = begun_chat(server)
    sender.put(left_by("test", engine, *(card_row(alma.id, f"card {n}", remark=True) for n in range(MOST))))
    await until(lambda: not sender.busy)
    assert len(server.calls_of("sendMessage", alma.id)) == MOST


# Results that stay in the chat.


def protect(phone: Phone, *, on: bool = True) -> None:
    with transaction(phone.engine) as session:
        session.connection().execute(update(assessment).values(protected=on))


def noted(phone: Phone) -> tuple[str | None, bool]:
    """What the database knows of the live card."""
    with transaction(phone.engine) as session:
        mine = select(conversation.c.card, conversation.c.protected).where(
            conversation.c.address == str(phone.person.id)
        )
        return tuple(session.connection().execute(mine).one())


async def test_results_of_a_protected_round_cannot_be_forwarded(
    server: Server, alma: Phone, phone: Callable[[str], Phone]
) -> None:
    plain = await coordinating(alma)
    ben = phone("Ben")
    assert not plain.protected
    await alma.say("/round")
    await alma.tap("Its settings")
    await alma.tap("Forwarding")
    chosen = await alma.tap("Results stay in the chat")
    assert "Forwarding: Results stay in the chat" in chosen.text
    saved = await alma.tap("Save")
    assert not saved.protected
    result = await alma.say("/results")
    assert result.protected
    assert noted(alma) == (str(result.id), True)
    with pytest.raises(PermissionError):
        alma.person.forward(result, ben.person)
    back = await alma.tap("Back")
    assert (back.protected, back.id == result.id) == (False, False)
    assert result.id not in alma.person.chat.by_id
    alma.person.forward(back, ben.person)


async def protected(alma: Phone, ben: Phone) -> Message:
    """Alma coordinates a protected round in which Ben takes part; the card of the round, with a way to results."""
    await coordinating(alma)
    await ben.begin("Quick")
    part_of(ben, round_of(alma))
    protect(alma)
    return await alma.say("/round")


async def test_an_ordinary_card_never_turns_into_a_result(alma: Phone, phone: Callable[[str], Phone]) -> None:
    card = await protected(alma, phone("Ben"))
    result = await alma.tap("Results")
    assert (card.protected, result.protected) == (False, True)
    assert result.id != card.id
    assert card.id not in alma.person.chat.by_id
    assert alma.cards == [result]
    again = await alma.tap("Plan", result) if "Plan" in str(result.labels) else result
    assert again.protected


async def test_within_results_the_card_stays_where_it_is(server: Server, alma: Phone) -> None:
    await coordinating(alma)
    protect(alma)
    result = await alma.say("/plan")
    sent = len(server.calls_of("sendMessage", alma.person.id))
    other = await alma.tap("Back", result)
    assert not other.protected
    result = await alma.say("/export")
    assert result.protected
    protect(alma, on=False)
    assert not (await alma.say("/results")).protected
    assert len(server.calls_of("sendMessage", alma.person.id)) == sent + 3


async def test_fast_taps_lead_into_no_card_that_can_be_forwarded(
    server: Server, alma: Phone, phone: Callable[[str], Phone]
) -> None:
    card = await protected(alma, phone("Ben"))
    server.fault("sendMessage", delay=0.1)
    server.fault("editMessageText", delay=0.1)
    for _ in range(5):
        alma.press("Results", card)
    last = await alma.card()
    assert last.protected
    assert not any(message.protected is False and message.rows for message in alma.person.chat.from_bot)
    assert alma.cards == [last]


async def test_after_a_restart_it_is_still_known_how_a_card_was_sent(server: Server, engine: Engine) -> None:
    person, ben = server.person("Alma"), server.person("Ben")
    async with channel(server, engine) as sender:
        card = await protected(Phone(server, engine, person, sender), Phone(server, engine, ben, sender))
    async with channel(server, engine) as sender:
        again = Phone(server, engine, person, sender)
        result = await again.tap("Results", card)
        assert (result.protected, result.id == card.id) == (True, False)
    async with channel(server, engine) as sender:
        third = Phone(server, engine, person, sender)
        same = await third.tap("Back", result)
        assert (same.protected, same.id == result.id) == (False, False)


async def test_files_of_a_protected_round_are_sent_so(alma: Phone, phone: Callable[[str], Phone]) -> None:
    await coordinating(alma)
    ben = phone("Ben")
    await ben.begin("Quick")
    part_of(ben, round_of(alma))
    for on in (False, True):
        protect(alma, on=on)
        await alma.say("/export")
        for label in ("Spreadsheet", "Picture"):
            await alma.tap(next(each for row in alma.person.chat.card.labels for each in row if label in each))  # type: ignore[union-attr]
        await alma.say("/round")
        await alma.tap("Who did what")
        sent = [message for message in alma.person.chat.from_bot if message.file][-3:]
        assert [message.protected for message in sent] == [on] * 3, files(alma)
    summary = await ben.say("/summary")
    assert summary.protected


async def test_an_invitation_can_always_be_forwarded(server: Server, alma: Phone) -> None:
    await coordinating(alma)
    protect(alma)
    await alma.say("/invite")
    await alma.tap("Leave the rest as proposed")
    await alma.tap("Make the invitation")
    invitation = [message for message in alma.person.chat.from_bot if not message.rows]
    assert invitation
    assert not any(message.protected for message in invitation)


# What comes in at the webhook.


async def test_whoever_does_not_know_the_secret_gets_an_empty_answer(server: Server, engine: Engine) -> None:
    async with webhook(server, engine) as parts, aiohttp.ClientSession() as http:
        assert parts.endpoint
        for body in (b"{}", b" " * (BODY_LIMIT + 1), b"\xff"):
            for headers in ({}, {HEADER: ""}, {HEADER: SECRET[:-1]}, {HEADER: SECRET + "é"}, {HEADER: "x" * 5000}):
                async with http.post(parts.endpoint.url, data=BytesIO(body), headers=headers) as answer:
                    assert (answer.status, await answer.read()) == (403, b"")
        async with http.post(
            parts.endpoint.url, data=BytesIO(b" " * (BODY_LIMIT + 1)), headers={HEADER: SECRET}
        ) as late:
            assert late.status == 413


# Who may set up an assessment.


@pytest.mark.parametrize("claim", [{"first_name": "7"}, {"username": "7"}, {"last_name": "7"}])
def test_an_owner_is_a_number_and_no_name(claim: dict[str, str]) -> None:
    from bot.telegram.updates import Heard, understood
    from tests.storage.chats import NOON

    who = {"id": 8, "is_bot": False, "first_name": "Mallory", **claim}
    chat = {"id": 8, "type": "private", **claim}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": who, "text": "/new"}
    heard = understood({"update_id": 1, "message": message}, NOON)
    assert isinstance(heard, Heard)
    assert heard.incoming.address == "8"
    owners = owners_of(Settings(owners="7"))
    house = House(GARDEN, ("en",), open_to_all=True, owners=owners)
    assert house.may_create("7")
    assert not house.may_create(heard.incoming.address)
