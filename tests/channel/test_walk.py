"""The whole model by tapping, from the first word to the summary."""

from __future__ import annotations

from sqlalchemy import Engine

from bot.library import bundled
from bot.office import House
from bot.storage.desks import read_answers
from bot.storage.engine import transaction
from bot.storage.tables import Participation
from tests.channel.phones import Phone, channel
from tests.telegram import Server
from tests.terminal.walk import ANSWERS, MODEL

NATIONAL = House(bundled(), ("en",), open_to_all=True)


RECORDS = ["Welcome to Sounding", *(f"{domain.name.source}: complete" for domain in MODEL.domains)]


async def test_a_quick_assessment(server: Server, engine: Engine) -> None:
    async with channel(server, engine, NATIONAL) as sender:
        alma = Phone(server, engine, server.person("Alma"), sender)
        await alma.begin("Quick")
        for number in range(len(MODEL.capabilities)):
            await alma.tap(MODEL.phases[number % 4].name.source)
        card = await alma.tap("Submit")
        assert "Your maturity summary" in card.text
        assert alma.records == RECORDS
        assert alma.cards == alma.person.chat.from_bot[-1:]
        assert len(server.calls_of("sendMessage")) == 1 + len(RECORDS)
        assert server.calls_of("deleteMessage") == []
    assert [call for call in server.calls if not call.ok] == []


async def test_a_full_assessment(server: Server, engine: Engine) -> None:
    async with channel(server, engine, NATIONAL) as sender:
        alma = Phone(server, engine, server.person("Alma"), sender)
        await alma.begin("Full")
        for answer in ANSWERS.values():
            await alma.answer_fully(MODEL, answer)
        await alma.tap("Submit")
        assert "Your maturity summary" in alma.person.chat.texts[-1]
        await alma.tap("Next steps")
        await alma.tap("Next")
        await alma.tap("Back to the summary")
        await alma.tap("Other countries")
        await alma.tap("Back to the summary")
        await alma.tap("Change an answer")
        await alma.tap("1")
        assert "Anything" not in (await alma.tap("Back")).text
        assert alma.records == RECORDS
        assert alma.cards == alma.person.chat.from_bot[-1:]
    assert [call for call in server.calls if not call.ok] == []
    with transaction(engine) as session:
        assert read_answers(session, [1])[1] == ANSWERS
        assert session.get_one(Participation, 1).submitted_at
