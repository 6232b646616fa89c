"""What is on the screen of a phone: one live card, records, and a reply to everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.catalogues import tongues
from bot.telegram.sending import Sender
from dialogs.cards import about_the_bot, about_the_bot_in_short, commands
from tests.channel.phones import Phone, channel, until
from tests.storage.chats import HOUSE, answers, revisions, tables_with_rows
from tests.telegram import Person, Server
from tests.telegram.methods import METHODS

OLD = "That was an old button. Nothing changed. Please use this card."


async def test_the_bot_introduces_itself_in_every_language(server: Server, sender: Sender) -> None:
    world, spoken = server.world, {"" if code == "en" else code: tongue for code, tongue in tongues().items()}
    await until(lambda: len(world.profile) == 2 * len(spoken))
    menus = {language: menu for (_, language), menu in world.commands.items()}
    assert {
        language: {entry["command"]: entry["description"] for entry in menu} for language, menu in menus.items()
    } == {language: commands(tongue) for language, tongue in spoken.items()}
    assert world.profile == {
        (kind, language): words(tongue)
        for kind, words in (("description", about_the_bot), ("short_description", about_the_bot_in_short))
        for language, tongue in spoken.items()
    }


async def test_in_arabic_a_row_of_buttons_begins_at_the_right(server: Server, engine: Engine, sender: Sender) -> None:
    layla = Phone(server, engine, server.person("Layla", "ar-EG"), sender)
    card = await layla.say("/start")
    agree, refuse = (tongues()["ar"].gettext(words) for words in ("I agree, begin", "No, thank you"))
    assert card.rows[0][-1].label == agree
    assert [button.label for button in card.rows[0]] == [refuse, agree]


async def test_the_card_is_edited_in_place_and_a_finished_section_leaves_a_record(alma: Phone) -> None:
    first = await alma.begin("Quick")
    second = await alma.tap("Rooting")
    assert first.id == second.id
    await alma.tap("Growing")
    *_, record, card = alma.person.chat.from_bot
    assert (record.id, record.rows) == (first.id, ())
    assert record.text == "Soil and water: complete\n\nCompost: Rooting\nWatering: Growing"
    assert alma.cards == [card]
    assert card.text.startswith("People and seeds, 1 of 2")


async def test_typed_words_get_a_new_card_below_and_the_old_one_goes(alma: Phone) -> None:
    old = await alma.begin()
    new = await alma.say("We have two heaps")
    assert new.text.startswith("Keep this as a note?")
    assert new.id > old.id
    assert alma.cards == [new]


async def test_what_people_write_is_shown_as_they_wrote_it(alma: Phone) -> None:
    await alma.begin()
    note = "<b>bold</b> & <a href='x'>link</a> &amp; </blockquote> \U0001f331 \"q\""
    card = await alma.say(note)
    assert note in card.text
    assert {entity.type for entity in card.entities} <= {"bold", "blockquote", "expandable_blockquote", "bot_command"}
    await alma.tap("Keep it")
    assert note in (await alma.card()).text
    assert answers(alma.engine)[0].note == note


def contact(person: Person) -> None:
    body = {"message_id": 900, "from": person.user.as_json(), "chat": person.chat.as_json(), "date": 1}
    card = {"phone_number": "+15550100", "first_name": "Ben"}
    person.world.updates.add("message", person.id, body | {"contact": card})


def edited(person: Person) -> None:
    person.edit(person.chat.messages[0], "/start again")


REPLIES: dict[str, tuple[Callable[[Person], object], str]] = {
    "photo": (Person.send_photo, "Pictures and videos are not kept here"),
    "sticker": (Person.send_sticker, "That is kind."),
    "voice": (Person.send_voice, "Voice messages are not kept here"),
    "document": (Person.send_document, "Files are not kept here"),
    "contact": (contact, "Contacts are not kept here"),
    "edited": (edited, "A change to an earlier message is not followed here."),
    "unknown command": (lambda person: person.say("/strat"), "I do not know that command. /help lists them all."),
    "start again": (lambda person: person.say("/start"), "Welcome back. Here is where you stopped."),
    "no words": (lambda person: person.say("\u202e"), "There were no readable words in that message."),
}


async def test_everything_gets_a_reply(alma: Phone) -> None:
    question = await alma.begin()
    for act, reply in REPLIES.values():
        act(alma.person)
        card = await alma.card()
        assert card.text.startswith(reply)
        assert alma.cards == [card]
        assert card.labels == question.labels
    assert (await alma.say("/help@sounding_test_bot")).text.startswith("How this works")
    assert answers(alma.engine) == []


def video(person: Person) -> None:
    body = {"message_id": 901, "from": person.user.as_json(), "chat": person.chat.as_json(), "date": 1}
    film = {"file_id": "film", "file_unique_id": "f", "width": 9, "height": 9, "duration": 3}
    person.world.updates.add("message", person.id, body | {"video": film, "caption": "Look at this"})


@pytest.mark.parametrize("send", [Person.send_photo, video, Person.send_voice, Person.send_document])
async def test_what_people_send_is_refused_and_never_downloaded(
    server: Server, alma: Phone, send: Callable[[Person], object]
) -> None:
    await alma.begin()
    send(alma.person)
    card = await alma.card()
    assert "not kept here, and w" in card.text, "with what was not done: looked at, listened to, opened"
    assert server.calls_of("getFile") == []
    assert {call.method for call in server.calls} <= set(METHODS.values()), "and nothing unknown"
    assert answers(alma.engine) == []


async def test_a_group_gets_a_word_only_when_it_asks(server: Server, engine: Engine, alma: Phone) -> None:
    group = server.group("Ministry", by=alma.person, privacy=False)
    await alma.rest()
    notice = "Sounding talks with one person at a time. Please open a private chat with it."
    assert group.chat.texts == [notice]
    group.say(alma.person, "who will fill this in?")
    group.say(alma.person, "/start")
    await alma.rest()
    assert group.chat.texts == [notice, notice]
    assert tables_with_rows(engine) == {"handled_update"}


async def test_a_closed_house_asks_for_the_invitation(server: Server, engine: Engine) -> None:
    async with channel(server, engine, replace(HOUSE, open_to_all=False)) as sender:
        alma = Phone(server, engine, server.person(), sender)
        alma.person.say("/start 7KQ2-MXPD")
        await alma.rest()
        assert alma.person.chat.texts[-1].startswith("This invitation is not known here.")
    assert tables_with_rows(engine) == {"handled_update"}


async def test_refusing_leaves_nothing(alma: Phone) -> None:
    await alma.say("/start")
    alma.press("No, thank you")
    await alma.rest()
    assert alma.records == ["All right. Nothing about you was kept. Come back any time with /start."]
    assert alma.cards == []
    assert tables_with_rows(alma.engine) == {"handled_update"}
    await alma.begin()


async def test_two_taps_at_once_answer_one_question(alma: Phone) -> None:
    await alma.begin("Quick")
    taps = [alma.press("Rooting"), alma.press("Rooting"), alma.press("Growing")]
    card = await alma.card()
    assert card.text.startswith("Soil and water, 2 of 2")
    assert [await alma.person.answered(tap) for tap in taps] == ["", OLD, OLD]
    assert [(row.capability, row.phase) for row in revisions(alma.engine)] == [("compost", "rooting")]
    assert alma.cards == [card]


async def test_two_taps_at_once_on_the_consent_leave_its_words_and_one_card(alma: Phone) -> None:
    await alma.say("/start")
    alma.press("I agree, begin")
    alma.press("I agree, begin")
    card = await alma.card()
    assert card.text.startswith("How much time do you have?")
    assert alma.records == ["Welcome to Sounding"]
    assert alma.cards == [card]


async def test_two_taps_at_once_at_the_end_of_a_section_leave_one_record_and_one_card(alma: Phone) -> None:
    await alma.begin("Quick")
    await alma.tap("Rooting")
    alma.press("Growing")
    alma.press("Growing")
    card = await alma.card()
    assert alma.records[-1] == "Soil and water: complete"
    assert alma.cards == [card]
    assert card.text.startswith("People and seeds, 1 of 2")
    assert len(revisions(alma.engine)) == 2


async def test_words_and_a_tap_at_once_at_the_end_of_a_section_leave_one_card(alma: Phone) -> None:
    await alma.begin()
    for label in ("Bearing", "Nothing to name", "Nothing to add", "Bearing", "Nothing to name"):
        await alma.tap(label)
    alma.person.say("We water by hand")
    alma.press("Nothing to add")
    card = await alma.card()
    assert alma.cards == [card]
    assert card.text.startswith("People and seeds, 1 of 2")
    assert alma.records[-1] == "Soil and water: complete"
    assert {answer.note for answer in answers(alma.engine)} == {"", "We water by hand"}


Change = Callable[[Phone], Any]
OLD_CARDS: dict[str, tuple[str, Change]] = {
    "edited since": ("Growing", lambda alma: alma.tap("Rooting")),
    "deleted since": ("Growing", lambda alma: alma.say("a thought")),
    "a record since": ("Skip for now", lambda alma: alma.tap("Bearing")),
}


@pytest.mark.parametrize("case", OLD_CARDS)
async def test_a_tap_on_an_old_card_changes_nothing(alma: Phone, case: str) -> None:
    label, change = OLD_CARDS[case]
    old = await alma.begin("Quick")
    if case == "a record since":
        old = await alma.tap("Rooting")
    before = await change(alma)
    stored = len(revisions(alma.engine))
    tap = alma.press(label, old)
    card = await alma.card()
    assert await alma.person.answered(tap) == OLD
    assert (card.text, card.labels) == (before.text, before.labels)
    assert len(alma.cards) == 1
    assert len(revisions(alma.engine)) == stored


async def test_a_button_of_no_release_changes_nothing(alma: Phone) -> None:
    old = await alma.begin("Quick")
    row, *rest = old.rows
    for data in ("", "x", "3:phase:compost", "-1:back", f"{'f' * 50}:back", "3:dance", "١:agree"):
        odd = replace(old, rows=((replace(row[0], label="odd", data=data), *row[1:]), *rest))
        tap = alma.press("odd", odd)
        assert (await alma.card()).text == old.text
        assert await alma.person.answered(tap) == OLD


async def test_a_record_whose_card_is_gone_is_sent(alma: Phone) -> None:
    await alma.begin("Quick")
    card = await alma.tap("Rooting")
    alma.press("Growing")
    alma.person.chat.remove(card.id)
    live = await alma.card()
    assert alma.cards == [live]
    assert alma.records[-1] == "Soil and water: complete"


async def test_a_card_too_old_to_be_deleted_loses_its_buttons(server: Server, alma: Phone) -> None:
    old = await alma.begin("Quick")
    server.skip(49 * 3600)
    assert alma.cards == [old]
    card = await alma.say("/help")
    assert old.id in alma.person.chat.by_id
    assert alma.cards == [card]


async def test_a_second_copy_of_the_card_works_and_becomes_the_live_one(alma: Phone) -> None:
    """As after a crash between sending a card and noting its number."""
    card = await alma.begin("Quick")
    twin = alma.person.chat.put(replace(card, id=card.id + 50))
    changed = await alma.tap("Rooting", twin)
    assert changed.id == twin.id
    await until(lambda: answers(alma.engine))
    again = await alma.say("/help")
    assert twin.id not in alma.person.chat.by_id
    assert again.text.startswith("How this works")


async def test_many_people_are_served_side_by_side(server: Server, phone: Callable[[str], Phone]) -> None:
    people = [phone(f"Person {number}") for number in range(12)]
    server.fault("sendMessage", chat_id=people[0].person.id, retry_after=1)
    for one in people:
        one.person.say("/start")
    for one in people[1:]:
        await one.person.wait_for(lambda chat: chat.card, 5)
    assert people[0].person.chat.card is None
    assert (await people[0].card()).text.startswith("Welcome to Sounding")
