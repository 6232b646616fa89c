"""What stays in a chat besides the card, on Telegram: files and messages, in order, and what comes by itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, update
from structlog.testing import capture_logs

from bot.enclosing import made
from bot.left import Enclosure, File, Kind, stored
from bot.library import keep_model
from bot.storage.engine import transaction
from bot.storage.rounds.mailbox import tell
from bot.storage.rounds.notices import notify
from bot.storage.tables import METADATA
from bot.telegram.outbox import Row, reply_rows
from bot.telegram.sending import Sender
from bot.telegram.updates import Heard
from bot.turns import Incoming, Reply
from dialogs.events import Asked, Place
from dialogs.rounds.nouns import NoticeKind
from dialogs.screens import Button, Paragraph, Screen
from dialogs.tongue import ENGLISH, Tongue
from tests.channel.phones import Phone, due, until
from tests.channel.test_outbox import begun_chat, left_by, outbox, words
from tests.storage.chats import GARDEN, NOON
from tests.telegram import Message, Server

assessment, coordinator, conversation, notice, participation = (
    METADATA.tables[name] for name in ("assessment", "coordinator", "conversation", "notice", "participation")
)

TITLE = "Gardens of the north"
QR = Enclosure(Kind.QR, "Scan to join.", "en", {"link": "https://t.example/garden?start=7KQ2-MXPD-4VTH-9BWE"})
NOT_YOURS = "This is for coordinators of the assessment, and you are not one of them now."
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody waits for is looked at twenty times a second."""
    monkeypatch.setattr("bot.telegram.committing.LOOK", 0.05)


async def coordinating(phone: Phone) -> Message:
    """Make someone a coordinator of a round; the card of the round."""
    await phone.begin("Quick")
    give_round(phone)
    return await phone.say("/round")


def give_round(phone: Phone) -> int:
    with transaction(phone.engine) as session:
        connection = session.connection()
        model = keep_model(session, GARDEN).hash
        row = {"title": TITLE, "alone": False, "model_hash": model, "created_at": NOON, "languages": ["en"]}
        number = connection.scalar(insert(assessment).returning(assessment.c.id), row)
        mine = conversation.c.address == str(phone.person.id)
        person = connection.scalar(select(conversation.c.person_id).where(mine))
        leads: dict[str, Any] = {"assessment_id": number, "person_id": person, "muted": [], "since": NOON}
        connection.execute(insert(coordinator), leads)
        connection.execute(update(conversation).where(mine).values(assessment_id=number))
    return int(number or 0)


def round_of(phone: Phone) -> int:
    with transaction(phone.engine) as session:
        return int(session.connection().scalar(select(coordinator.c.assessment_id)) or 0)


def part_of(phone: Phone, round_: int) -> int:
    """Let someone who began alone answer in this round instead."""
    with transaction(phone.engine) as session:
        connection = session.connection()
        mine = conversation.c.address == str(phone.person.id)
        number = connection.scalar(select(conversation.c.participation_id).where(mine))
        connection.execute(
            update(participation).where(participation.c.id == number).values(assessment_id=round_, name="Ben")
        )
        connection.execute(update(conversation).where(mine).values(assessment_id=round_))
    return int(number or 0)


def files(phone: Phone) -> list[str]:
    return [message.file.name for message in phone.person.chat.from_bot if message.file]


def labels(card: Message) -> list[str]:
    return [label for row in card.labels for label in row]


# Files that someone asked for.


async def test_a_file_stands_above_the_card(server: Server, alma: Phone) -> None:
    old = await coordinating(alma)
    tap = alma.press("Who did what")
    card = await alma.card()
    assert await alma.person.answered(tap) is not None
    file, last = alma.person.chat.from_bot[-2:]
    assert last == card
    assert alma.cards == [card]
    assert old.id not in alma.person.chat.by_id
    assert labels(card) == labels(old)
    assert file.file
    assert (file.file.kind, file.file.name, file.file.mime) == ("document", "audit.csv", "text/csv")
    assert file.file.content.startswith(b"\xef\xbb\xbfWhen,Who,What,About\r\n")
    assert file.text == "Who did what in this assessment, and when. Nobody's answers are in it."
    await alma.tap("Who did what", card)
    assert files(alma) == ["audit.csv"] * 2


async def test_a_picture_is_shown_in_the_chat(alma: Phone, phone: Callable[[str], Phone]) -> None:
    await coordinating(alma)
    ben = phone("Ben")
    await ben.begin("Quick")
    part_of(ben, round_of(alma))
    await alma.say("/progress")
    await alma.tap("As a picture")
    picture, card = alma.person.chat.from_bot[-2:]
    assert picture.file
    assert card.rows
    assert (picture.file.kind, picture.file.mime) == ("photo", "image/png")
    assert picture.file.content.startswith(PNG)
    assert picture.file.width > 0


async def test_a_tap_is_answered_before_the_file_is_made(server: Server, alma: Phone) -> None:
    await coordinating(alma)
    server.fault("sendDocument", delay=0.4)
    begun = time.monotonic()
    await alma.person.answered(alma.press("Who did what"))
    assert time.monotonic() - begun < 0.4
    await alma.rest()
    assert files(alma) == ["audit.csv"]


@pytest.mark.parametrize(
    "trouble",
    [{"status": 500}, {"status": 502}, {"retry_after": 1}, {"cut": "before"}],
    ids=["500", "502", "429", "cut"],
)
async def test_a_file_is_sent_again(server: Server, alma: Phone, trouble: dict[str, Any]) -> None:
    await coordinating(alma)
    server.fault("sendDocument", **trouble)
    card = await alma.tap("Who did what")
    assert files(alma) == ["audit.csv"]
    assert alma.person.chat.from_bot[-1] == card


async def test_a_file_that_waits_is_withheld_from_someone_who_lost_the_right(server: Server, alma: Phone) -> None:
    await coordinating(alma)
    server.fault("sendDocument", retry_after=1)
    alma.press("Who did what")
    await until(lambda: len(server.calls_of("sendDocument")) == 1)
    with transaction(alma.engine) as session:
        session.connection().execute(coordinator.delete())
    await alma.rest()
    assert files(alma) == []
    assert NOT_YOURS in alma.person.chat.texts


async def test_a_picture_that_telegram_refuses_goes_as_a_document(
    server: Server, engine: Engine, sender: Sender
) -> None:
    alma = begun_chat(server)
    server.fault("sendPhoto", status=400, description="Bad Request: PHOTO_INVALID_DIMENSIONS")
    with capture_logs() as logged:
        sender.put(left_by("test", engine, Row(str(alma.id), {"enclosure": stored(QR)})))
        await until(lambda: alma.chat.from_bot)
    (message,) = alma.chat.from_bot
    assert message.file
    assert (message.file.kind, message.file.name, message.text) == ("document", "invitation.png", "Scan to join.")
    assert "a picture goes as a document" in [line["event"] for line in logged]


async def test_a_file_that_cannot_be_made_is_said_to_be(server: Server, engine: Engine, sender: Sender) -> None:
    alma = begun_chat(server)
    faulty = Enclosure(Kind.QR, "", "en", {})
    with capture_logs() as logged:
        sender.put(left_by("test", engine, Row(str(alma.id), {"enclosure": stored(faulty)}), words(alma, "next")))
        await until(lambda: len(alma.chat.from_bot) == 2)
    assert alma.chat.texts[0].startswith("The file could not be made.")
    assert alma.chat.texts[1] == "next"
    assert ("a file could not be made", "qr") in [(line["event"], line.get("kind")) for line in logged]


async def test_others_do_not_wait_for_a_file(
    server: Server, alma: Phone, phone: Callable[[str], Phone], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*given: Any) -> File | Screen:
        time.sleep(0.6)
        return made(*given)

    monkeypatch.setattr("bot.enclosing.made", slowly)
    ben = phone("Ben")
    await ben.begin("Quick")
    await coordinating(alma)
    alma.press("Who did what")
    await asyncio.sleep(0.1)
    begun = time.monotonic()
    await ben.person.answered(ben.press("Rooting"))
    await ben.person.wait_for(lambda chat: chat.card and "2 of 2" in chat.card.text)
    assert time.monotonic() - begun < 0.4
    assert files(alma) == []
    await alma.rest()
    assert files(alma) == ["audit.csv"]


async def test_what_an_earlier_process_left_is_sent(server: Server, alma: Phone) -> None:
    await coordinating(alma)
    left_by(None, alma.engine, Row(str(alma.person.id), {"enclosure": stored(QR)}))
    await until(lambda: files(alma))
    await alma.rest()
    assert files(alma) == ["invitation.png"] or files(alma) == ["photo.jpg"]


# Messages that a turn leaves.


def shown(label: str) -> Screen:
    return Screen((Paragraph(label),), ((Button("Go on", Asked(Place.HERE)),),))


def test_messages_come_before_the_card_and_the_answer_with_the_first() -> None:
    incoming = Incoming("telegram", "7", Asked(Place.HERE), NOON, 3, tapped="12")
    message = Screen((Paragraph("Forward me."),))
    reply = Reply(shown("card"), 4, ENGLISH, live="12", left=(message, QR))
    first, second, third = reply_rows(Heard(incoming, "query"), reply)
    assert first.payload == {"words": "Forward me.", "answer": {"callback_query_id": "query"}}
    assert second.payload == {"enclosure": stored(QR)}
    assert {"edit", "answer"} & set(third.payload) == set()
    assert (third.payload["live"], third.payload["text"]) == ("12", "card")
    assert [row.once for row in (first, second, third)] == [False] * 3


async def test_a_record_turns_above_what_is_left(server: Server, engine: Engine, sender: Sender) -> None:
    alma = begun_chat(server)
    card, record = shown("old"), Screen((Paragraph("record"),))
    incoming = Incoming("telegram", str(alma.id), Asked(Place.HERE), NOON)
    message = Screen((Paragraph("Forward me."),))
    sender.put(left_by("test", engine, *reply_rows(Heard(incoming), Reply(card, 1, ENGLISH))))
    await until(lambda: alma.chat.card)
    assert alma.chat.card
    reply = Reply(shown("new"), 2, ENGLISH, record=record, live=str(alma.chat.card.id), left=(message, QR))
    sender.put(left_by("test", engine, *reply_rows(Heard(incoming), reply)))
    await until(lambda: due(engine) == 0)
    assert alma.chat.texts == ["record", "Forward me.", "Scan to join.", "new"]


# What comes by itself.


async def test_news_reach_a_coordinator_once_and_after_people_who_wait(
    server: Server, alma: Phone, phone: Callable[[str], Phone]
) -> None:
    card = await coordinating(alma)
    ben = phone("Ben")
    await ben.begin("Quick")
    number = round_of(alma)
    part = part_of(ben, number)
    early = datetime.now(UTC) - timedelta(minutes=3)
    with transaction(alma.engine) as session:
        for kind in (NoticeKind.JOINED, NoticeKind.SUBMITTED):
            notify(session, number, kind, early, participation=part)
    await until(lambda: len(alma.person.chat.from_bot) > 1 and "Submitted" in alma.person.chat.texts[-1])
    await alma.rest()
    news = f"{TITLE}\nJoined\nBen\nSubmitted\nBen\n\n/progress shows how far everyone is."
    assert alma.person.chat.texts[-1] == news
    assert alma.person.chat.card
    assert alma.person.chat.card.id == card.id
    before = len(alma.person.chat.from_bot)
    await asyncio.sleep(0.3)
    assert len(alma.person.chat.from_bot) == before


async def test_fresh_news_wait_for_more(alma: Phone) -> None:
    await coordinating(alma)
    number = round_of(alma)
    with transaction(alma.engine) as session:
        notify(session, number, NoticeKind.JOINED, datetime.now(UTC))
    before = len(alma.person.chat.from_bot)
    await asyncio.sleep(0.3)
    assert len(alma.person.chat.from_bot) == before
    with transaction(alma.engine) as session:
        assert session.connection().scalar(select(notice.c.kind)) == "joined"


async def test_someone_who_blocks_the_bot_is_told_of(
    server: Server, alma: Phone, phone: Callable[[str], Phone], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.rounds.collecting.GATHERING", timedelta())
    await coordinating(alma)
    ben = phone("Ben")
    await ben.begin("Quick")
    part_of(ben, round_of(alma))
    ben.person.block()
    await until(lambda: "Cannot be reached\nBen" in alma.person.chat.texts[-1])
    left_by(None, alma.engine, words(ben.person, "lost"))
    await alma.rest()
    await asyncio.sleep(0.2)
    assert sum("Cannot be reached" in text for text in alma.person.chat.texts) == 1


async def test_letters_go_out_in_each_language_and_in_their_own_time(
    server: Server, alma: Phone, phone: Callable[[str], Phone]
) -> None:
    people = [alma, phone("Ben"), phone("Chidi")]
    for one in people:
        await one.begin("Quick")
    held = server.fault("sendMessage", times=None, delay=0.05)

    def said(t: Tongue) -> Screen:
        return Screen((Paragraph(f"to all in {t.code} & <more>"),))

    with transaction(alma.engine) as session:
        who = set(session.connection().scalars(select(conversation.c.person_id)))
        change = update(conversation).where(conversation.c.address == str(people[1].person.id))
        session.connection().execute(change.values(language="ar"))
        assert tell(session, who, said, NOON) == 3
        assert [(row.urgent, row.once, row.owner) for row in outbox_rows(session)] == [(False, True, None)] * 3
    await until(lambda: all("to all" in one.person.chat.texts[-1] for one in people))
    assert [one.person.chat.texts[-1].strip("\u200f") for one in people] == [
        "to all in en & <more>",
        "to all in ar & <more>",
        "to all in en & <more>",
    ]
    for one in people:
        await one.rest()
    assert held.hits >= 3
    assert outbox(alma.engine) == []


def outbox_rows(session: Any) -> list[Any]:
    table = METADATA.tables["outgoing"]
    return list(session.connection().execute(select(table)))
