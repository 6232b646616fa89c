"""A backup while the real program answers people: every answer that was kept before it began is in it."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, text

from bot.storage.copying import sums_of
from bot.storage.engine import open_database
from tests.channel.phones import Phone, program, until
from tests.keys import KEYS
from tests.storage.chats import revisions
from tests.telegram import Chat, Message, Person, Server, serving
from tests.terminal.running import sounding

PEOPLE = ("Alma Garcia", "Benedict", "Carla-Maria")


async def ticking(phone: Phone, stop: asyncio.Event, taps: Counter[str]) -> None:
    """Tick and untick the first box, again and again: each tap is an answer that is kept."""
    while not stop.is_set():
        card = phone.person.chat.card
        assert card
        label = "☐ 1" if has(card, "☐ 1") else "☑ 1"
        phone.press(label)
        await phone.person.wait_for(partial(without, label))
        taps[str(phone.person.id)] += 1


def without(label: str, chat: Chat) -> bool:
    return chat.card is not None and not has(chat.card, label)


def has(card: Message, label: str) -> bool:
    return any(button.label == label for row in card.rows for button in row)


def kept(engine: Engine) -> set[tuple[object, ...]]:
    """Every answer that was ever given, as a person would know it again."""
    return {(one.id, one.participation_id, one.capability, *one.in_place, one.answered_at) for one in revisions(engine)}


async def test_what_was_kept_before_is_restored_and_goes_on_elsewhere(
    tmp_path: Path, engine: Engine, database: str, the_other_kind: str
) -> None:
    file = tmp_path / "backup.db"
    async with serving() as server:
        async with program(tmp_path, database, server) as running:
            people = [Phone(server, engine, server.person(name)) for name in PEOPLE]
            for one in people:
                await one.begin("Full")
                await one.tap("Building")
            stop, taps = asyncio.Event(), Counter[str]()
            async with asyncio.TaskGroup() as acting:
                for one in people:
                    acting.create_task(ticking(one, stop, taps))
                await until(lambda: len(taps) == len(PEOPLE))
                before, at_first = kept(engine), taps.total()
                done = await asyncio.to_thread(sounding, tmp_path, "db", "backup", str(file), database=database)
                meanwhile, after = taps.total() - at_first, kept(engine)
                stop.set()
            assert done.returncode == 0, done.stderr
            assert meanwhile > len(PEOPLE), "nobody was served meanwhile"
            await running.stop()

        done = await asyncio.to_thread(sounding, tmp_path, "db", "restore", str(file), database=the_other_kind)
        assert (done.returncode, done.stderr) == (0, b"")
        other = open_database(the_other_kind, KEYS)
        try:
            assert before <= kept(other) <= after
            await goes_on(tmp_path, server, other, the_other_kind, people[0].person)
        finally:
            other.dispose()


async def goes_on(folder: Path, server: Server, engine: Engine, address: str, somebody: Person) -> None:
    """The restored program serves whoever comes back, and somebody new."""
    async with program(folder, address, server):
        alma = Phone(server, engine, somebody)
        card = await alma.say("/continue")
        assert has(card, "☐ 1") or has(card, "☑ 1")
        before = len(kept(engine))
        await alma.tap("☐ 1" if has(card, "☐ 1") else "☑ 1")
        assert len(kept(engine)) == before + 1
        await Phone(server, engine, server.person("Esther")).begin("Quick")
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM set_aside")) == 0
            assert sums_of(connection)["person"].rows == len(PEOPLE) + 1
