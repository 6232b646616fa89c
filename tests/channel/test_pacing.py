"""How fast things go out: what nobody waits for, and what Telegram wants held."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from itertools import pairwise
from time import monotonic

import pytest
from telegram.error import RetryAfter

from bot.telegram import pacing, refusals
from bot.telegram.api import Line, Pool
from bot.telegram.outbox import Row
from bot.telegram.pacing import Calm, Holds, Pace
from bot.telegram.sending import Sender
from tests.channel.phones import until
from tests.telegram import Access, Person, Server

FAST = Pace(overall=1000, per_chat=0)

EARLY = 0.005
"""Seconds that a timer may fire before its time."""


def row(address: str | int, words: str, *, urgent: bool = False) -> Row:
    return Row(str(address), {"words": words}, urgent=urgent)


def rows(*words: str) -> list[Row]:
    """Rows that nobody waits for, from "chat: text"."""
    return [row(*word.split(": ")) for word in words]


async def drained(calm: Calm, pace: Pace) -> list[tuple[float, str, str]]:
    """Everything that comes out: when, for whom, and what."""
    out = []
    while (each := await calm.next(pace)) is not None:
        out.append((monotonic(), each.address, each.payload["words"]))
    return out


def gaps(times: Iterable[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(times)]


def gave(out: Iterable[tuple[float, str, str]], chat: str) -> list[str]:
    return [words for _, address, words in out if address == chat]


async def test_so_many_a_second_over_all_chats() -> None:
    calm = Calm()
    for number in range(10):
        calm.add(row(f"chat {number}", "reminder"))
    out = await drained(calm, Pace(overall=50, per_chat=5))
    assert [address for _, address, _ in out] == [f"chat {number}" for number in range(10)]
    assert min(gaps(time for time, _, _ in out)) >= 1 / 50 - EARLY
    assert out[-1][0] - out[0][0] < 1


async def test_so_many_seconds_between_two_to_one_chat_and_in_order() -> None:
    calm = Calm()
    for each in rows("a: 1", "a: 2", "b: 1", "a: 3", "b: 2"):
        calm.add(each)
    out = await drained(calm, Pace(overall=1000, per_chat=0.1))
    assert (gave(out, "a"), gave(out, "b")) == (["1", "2", "3"], ["1", "2"])
    for chat in "ab":
        assert min(gaps(time for time, address, _ in out if address == chat)) >= 0.1 - EARLY


async def test_the_pause_of_a_chat_holds_when_nothing_was_waiting_in_between() -> None:
    calm, pace = Calm(), Pace(overall=1000, per_chat=0.1)
    calm.add(row("a", "1"))
    (first,) = await drained(calm, pace)
    calm.add(row("a", "2"))
    (second,) = await drained(calm, pace)
    assert second[0] - first[0] >= 0.1 - EARLY


async def test_a_chat_that_must_pause_keeps_nobody_else_waiting() -> None:
    calm, pace = Calm(), Pace(overall=100, per_chat=0.4)
    for each in rows("a: 1", "a: 2"):
        calm.add(each)
    going = asyncio.create_task(drained(calm, pace))
    await asyncio.sleep(0.05)
    began = monotonic()
    calm.add(row("b", "1"))
    out = await going
    assert [words for _, *words in out] == [["a", "1"], ["b", "1"], ["a", "2"]]
    assert out[1][0] - began < 0.3


# Told at a moment that a chat must wait for so many seconds; at a later moment, how long each chat must be silent.
Told = tuple[float, str, float]
HOLDS: dict[str, tuple[list[Told], float, dict[str, float]]] = {
    "nobody": ([], 0, {"a": 0, "b": 0}),
    "one chat alone": ([(0, "a", 5)], 0, {"a": 5, "b": 0}),
    "to the letter": ([(0, "a", 5)], 4.75, {"a": 0.25, "b": 0}),
    "over": ([(0, "a", 5)], 5, {"a": 0, "b": 0}),
    "told again": ([(0, "a", 5), (5, "a", 7)], 6, {"a": 6, "b": 0}),
    "told longer meanwhile": ([(0, "a", 5), (1, "a", 9)], 1, {"a": 9, "b": 0}),
    "a second chat means everybody": ([(0, "a", 5), (1, "b", 3)], 1, {"a": 4, "b": 3, "c": 3}),
    "everybody, until the last": ([(0, "a", 5), (1, "b", 3), (2, "c", 9)], 2, {"a": 9, "b": 9, "c": 9, "d": 9}),
    "one after the other": ([(0, "a", 5), (5, "b", 3)], 5, {"a": 0, "b": 3, "c": 0}),
}


@pytest.mark.parametrize("case", HOLDS)
def test_who_must_be_silent(monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    told, now, expected = HOLDS[case]
    clock = 1000.0
    monkeypatch.setattr(pacing, "monotonic", lambda: clock)
    holds = Holds()
    for at, address, wait in told:
        clock = 1000.0 + at
        holds.add(address, wait)
    clock = 1000.0 + now
    assert {address: holds.hold(address) for address in expected} == expected


# The same, over the network.


@asynccontextmanager
async def sending_to(server: Server, pace: Pace = FAST) -> AsyncIterator[Sender]:
    pool = Pool()
    sender = Sender(Line(pool, f"{server.url}/bot{server.token}"), pace)
    try:
        yield sender
    finally:
        sender.stop()
        await pool.shutdown()


def people(server: Server, *names: str) -> list[Person]:
    """People who have begun a chat."""
    found = [server.person(name) for name in names]
    for each in found:
        each.chat.access = Access.OPEN
    return found


async def test_people_who_wait_come_before_what_nobody_waits_for(server: Server) -> None:
    alma, ben = people(server, "Alma", "Ben")
    async with sending_to(server, Pace(overall=20, per_chat=0.1)) as sender:
        sender.put(row(each.id, f"reminder {number}") for number in range(3) for each in (alma, ben))
        sender.put([row(alma.id, "reply", urgent=True)])
        await alma.wait_for(lambda chat: chat.texts)
        assert alma.chat.texts == ["reply"]
        await until(lambda: not sender.busy)
    assert alma.chat.texts == ["reply", "reminder 0", "reminder 1", "reminder 2"]
    assert ben.chat.texts == ["reminder 0", "reminder 1", "reminder 2"]


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram counts in whole seconds; here one of its seconds lasts a fifth."""
    told = refusals.seconds
    monkeypatch.setattr("bot.telegram.sending.seconds", lambda error: told(error) / 5)


async def test_one_chat_is_silent_while_it_must_be_and_the_others_are_not(server: Server, hasty: None) -> None:
    alma, ben = people(server, "Alma", "Ben")
    server.fault("sendMessage", chat_id=alma.id, retry_after=1)
    async with sending_to(server) as sender:
        sender.put([row(each.id, "reply", urgent=True) for each in (alma, ben)])
        await ben.wait_for(lambda chat: chat.texts)
        assert alma.chat.texts == []
        await alma.wait_for(lambda chat: chat.texts)
    refused, sent = server.calls_of("sendMessage", alma.id)
    assert 0.2 - EARLY <= sent.started - refused.ended < 0.6


async def test_when_a_second_chat_must_be_silent_all_are(server: Server, hasty: None) -> None:
    alma, ben, carla = people(server, "Alma", "Ben", "Carla")
    server.fault("sendMessage", chat_id=alma.id, retry_after=2)
    server.fault("sendMessage", chat_id=ben.id, retry_after=1)
    async with sending_to(server) as sender:
        sender.put([row(each.id, "reply", urgent=True) for each in (alma, ben)])
        await server.wait_for_call("sendMessage", 2)
        await asyncio.sleep(0.02)
        sender.put([Row(str(carla.id), {"words": "reply", "answer": {"callback_query_id": "1"}}, id=1)])
        await until(lambda: not sender.busy)
    refused = max(call.ended for call in server.calls if call.status == 429)
    after = [call for call in server.calls if call.started > refused]
    assert len(after) == 4
    assert min(call.started for call in after) - refused >= 0.2 - EARLY


def test_the_wait_is_the_one_that_is_told() -> None:
    assert [refusals.seconds(RetryAfter(number)) for number in (1, 30, 4000)] == [1, 30, 4000]
