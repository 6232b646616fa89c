"""The Bot API server for tests, driven by python-telegram-bot over real HTTP."""

from __future__ import annotations

import asyncio
import json
import signal
import struct
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    ReplyKeyboardRemove,
    error,
)
from telegram.request import HTTPXRequest

from tests.telegram import Person, Server, by_chat, most_at_once, most_within, serving, serving_in_background

ROOT = Path(__file__).parents[2]
FAR = 3_999_999_999
NOT_MODIFIED = (
    "Message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
EXPIRED = "Query is too old and response timeout expired or query id is invalid"


def client_of(server: Server) -> Bot:
    """The library's client; not loading certificates makes it quick to build, and nothing here is encrypted."""
    requests = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    return Bot(server.token, f"{server.url}/bot", request=requests[0], get_updates_request=requests[1])


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as running:
        yield running


@pytest_asyncio.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with client_of(server) as client:
        server.calls.clear()
        yield client


@pytest.fixture
def alma(server: Server) -> Person:
    person = server.person("Alma", "en")
    person.say("/start")
    return person


def keyboard(*rows: list[tuple[str, str]]) -> InlineKeyboardMarkup:
    """Rows of (label, data)."""
    buttons = [[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in rows]
    return InlineKeyboardMarkup(buttons)


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


async def raw(server: Server, method: str, **options: Any) -> dict[str, Any]:
    """Call without a client library; `options` as aiohttp takes them."""
    url = f"{server.url}/bot{server.token}/{method}"
    async with ClientSession() as http, http.post(url, **options) as response:
        answer: dict[str, Any] = json.loads(await response.text())
        assert response.status == answer.get("error_code", 200)
        return answer


def refused(told: pytest.ExceptionInfo[error.TelegramError]) -> str:
    """The server's words as they arrived, without the prefix that the library takes off."""
    return told.value.message


async def test_getme(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (7000000001, "sounding_test_bot", True)


async def test_a_message_comes_back_as_it_is_stored(bot: Bot, alma: Person) -> None:
    html = "\n<b>Two &lt; three</b> \U0001f600 <i>and <u>more</u></i> &nbsp; "
    sent = await bot.send_message(alma.id, html, parse_mode="HTML", reply_markup=keyboard([("Go", "go")]))
    assert sent.text == "Two < three \U0001f600 and more &nbsp;"
    assert [(entity.type, entity.offset, entity.length) for entity in sent.entities] == [
        ("bold", 0, 11),
        ("italic", 15, 8),
        ("underline", 19, 4),
    ]
    assert sent.chat.first_name == "Alma"
    assert sent.from_user is not None
    assert sent.from_user.is_bot
    assert sent.reply_markup == keyboard([("Go", "go")])
    card = alma.chat.card
    assert card
    assert card.id == sent.message_id == 2
    assert (card.text, card.labels, card.html) == (sent.text, [["Go"]], html)


@pytest.mark.parametrize(
    ("html", "entity"),
    [
        ("<s>x</s>", {"type": "strikethrough"}),
        ("<del>x</del>", {"type": "strikethrough"}),
        ("<ins>x</ins>", {"type": "underline"}),
        ("<code>x</code>", {"type": "code"}),
        ("<pre>x</pre>", {"type": "pre"}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ("<a href='https://a.example/?b=1&amp;c=2'>x</a>", {"type": "text_link", "url": "https://a.example/?b=1&c=2"}),
        ("<tg-spoiler>x</tg-spoiler>", {"type": "spoiler"}),
        ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
        ("<blockquote>x</blockquote>", {"type": "blockquote"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ('<tg-emoji emoji-id="5368324170671202286">x</tg-emoji>', {"type": "custom_emoji"}),
        ("<STRONG>x</>", {"type": "bold"}),
    ],
)
async def test_html(bot: Bot, alma: Person, html: str, entity: dict[str, str]) -> None:
    sent = await bot.send_message(alma.id, html, parse_mode="HTML")
    assert sent.text == "x"
    found = sent.entities[0].to_dict()
    assert found | entity == found


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("é<b>open", 'can\'t find end tag corresponding to start tag "b"'),
        ("é<b", "unclosed start tag at byte offset 2"),
        ("<br>x", 'unsupported start tag "br" at byte offset 0'),
        ("a < b > c", 'unsupported start tag "" at byte offset 2'),
        ("x</b>", "unexpected end tag at byte offset 1"),
        ("<b>x</b", "unclosed end tag at byte offset 4"),
        ("<b><i>x</b></i>", 'unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>x</span>", 'tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<tg-emoji>x</tg-emoji>", "invalid custom emoji identifier specified"),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            'tag "blockquote" can\'t be nested at byte offset 13',
        ),
    ],
)
async def test_malformed_html(bot: Bot, alma: Person, html: str, reason: str) -> None:
    with pytest.raises(error.BadRequest) as told:
        await bot.send_message(alma.id, html, parse_mode="HTML")
    assert refused(told).lower() == f"can't parse entities: {reason}"
    assert not alma.chat.from_bot


Act = Callable[[Bot, Person], Awaitable[object]]
CARD: InlineKeyboardMarkup = keyboard([("Go", "go")])

REFUSALS: dict[str, tuple[Act, str]] = {
    "nobody": (lambda bot, _: bot.send_message(FAR, "x"), "Chat not found"),
    "no chat": (lambda bot, _: bot.send_message("", "x"), "Chat_id is empty"),
    "no text": (lambda bot, alma: bot.send_message(alma.id, ""), "Message text is empty"),
    "blank": (lambda bot, alma: bot.send_message(alma.id, " \n"), "Text must be non-empty"),
    "blank html": (
        lambda bot, alma: bot.send_message(alma.id, "<b> </b>", parse_mode="HTML"),
        "Text must be non-empty",
    ),
    "long": (lambda bot, alma: bot.send_message(alma.id, "x" * 4097), "Message is too long"),
    "long in UTF-16": (lambda bot, alma: bot.send_message(alma.id, "\U0001f600" * 2049), "Message is too long"),
    "long edit": (lambda bot, alma: bot.edit_message_text("x" * 4097, alma.id, 2), "Message_too_long"),
    "empty edit": (lambda bot, alma: bot.edit_message_text("", alma.id, 2), "Message text is empty"),
    "same": (lambda bot, alma: bot.edit_message_text("Hello", alma.id, 2, reply_markup=CARD), NOT_MODIFIED),
    "same after trimming": (
        lambda bot, alma: bot.edit_message_text(" Hello\n", alma.id, 2, reply_markup=CARD),
        NOT_MODIFIED,
    ),
    "same buttons": (lambda bot, alma: bot.edit_message_reply_markup(alma.id, 2, reply_markup=CARD), NOT_MODIFIED),
    "edit gone": (lambda bot, alma: bot.edit_message_text("x", alma.id, 99), "Message to edit not found"),
    "edit theirs": (lambda bot, alma: bot.edit_message_text("x", alma.id, 1), "Message can't be edited"),
    "edit without id": (lambda bot, _: bot.edit_message_text("x"), "Message identifier is not specified"),
    "delete gone": (lambda bot, alma: bot.delete_message(alma.id, 99), "Message to delete not found"),
    "reply to nothing": (
        lambda bot, alma: bot.send_message(alma.id, "x", reply_to_message_id=99),
        "Message to be replied not found",
    ),
    "unknown tap": (lambda bot, _: bot.answer_callback_query("17"), EXPIRED),
    "long toast": (lambda bot, alma: bot.answer_callback_query(alma.tap("Go").query_id, "x" * 201), "Message_too_long"),
    "65 bytes": (
        lambda bot, alma: bot.send_message(alma.id, "x", reply_markup=keyboard([("a", "x" * 63 + "é")])),
        "Button_data_invalid",
    ),
    "no data": (
        lambda bot, alma: bot.send_message(alma.id, "x", reply_markup=keyboard([("a", "")])),
        "Button_data_invalid",
    ),
    "bad edit": (
        lambda bot, alma: bot.edit_message_reply_markup(alma.id, 2, reply_markup=keyboard([("a", "x" * 65)])),
        "Button_data_invalid",
    ),
    "101 buttons": (
        lambda bot, alma: bot.send_message(alma.id, "x", reply_markup=keyboard(*[[("a", "b")]] * 101)),
        "Reply markup is too long",
    ),
    "text button": (
        lambda bot, alma: bot.send_message(
            alma.id, "x", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("a")]])
        ),
        "Can't parse inline keyboard button: text buttons are unallowed in the inline keyboard",
    ),
    "bad link": (
        lambda bot, alma: bot.send_message(
            alma.id, "x", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("a", url="http://nowhere")]])
        ),
        "Inline keyboard button url 'http://nowhere' is invalid: wrong http url",
    ),
    "markdown": (lambda bot, alma: bot.send_message(alma.id, "x", parse_mode="MarkdownV2"), "Unsupported parse_mode"),
    "action": (lambda bot, alma: bot.send_chat_action(alma.id, "dancing"), "Wrong parameter action in request"),
    "no picture": (lambda bot, alma: bot.send_photo(alma.id, b"text"), "Image_process_failed"),
    "flat picture": (lambda bot, alma: bot.send_photo(alma.id, png(2100, 100)), "Photo_invalid_dimensions"),
    "huge picture": (lambda bot, alma: bot.send_photo(alma.id, png(6000, 4001)), "Photo_invalid_dimensions"),
    "empty file": (lambda bot, alma: bot.send_document(alma.id, InputFile(b"", "a.txt")), "File must be non-empty"),
    "unknown file": (
        lambda bot, alma: bot.send_document(alma.id, "nonsense"),
        "Wrong file identifier/http url specified",
    ),
    "caption": (lambda bot, alma: bot.send_document(alma.id, b"x", "x" * 1025), "Message caption is too long"),
    "101 commands": (lambda bot, _: bot.set_my_commands([("a", "b")] * 101), "Bot_commands_too_much"),
    "capitals": (lambda bot, _: bot.set_my_commands([("Start", "b")]), "Bot_command_invalid"),
    "long command": (lambda bot, _: bot.set_my_commands([("a" * 33, "b")]), "Command length must not exceed 32"),
    "no command": (lambda bot, _: bot.set_my_commands([("/", "b")]), "Command must be non-empty"),
    "long help": (
        lambda bot, _: bot.set_my_commands([("a", "b" * 257)]),
        "Command description length must not exceed 256",
    ),
    "no help": (lambda bot, _: bot.set_my_commands([("a", " ")]), "Command description must be non-empty"),
    "description": (lambda bot, _: bot.set_my_description("x" * 513), "Description is too long"),
    "short description": (lambda bot, _: bot.set_my_short_description("x" * 121), "Short description is too long"),
    "language": (
        lambda bot, _: bot.set_my_description("x", language_code="english"),
        "Invalid language code specified",
    ),
    "secret": (
        lambda bot, _: bot.set_webhook("https://a.example", secret_token="a:b"),
        "Secret token contains unallowed characters",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
async def test_refusals(bot: Bot, alma: Person, case: str) -> None:
    act, words = REFUSALS[case]
    await bot.send_message(alma.id, "Hello", reply_markup=CARD)
    before = alma.chat.messages
    with pytest.raises(error.BadRequest) as told:
        await act(bot, alma)
    assert refused(told).lower() == words.lower()
    assert alma.chat.messages == before


async def test_the_words_arrive_as_the_server_writes_them(server: Server, alma: Person) -> None:
    answer = await raw(server, "editmessagetext", json={"chat_id": alma.id, "message_id": 9, "text": "x"})
    assert answer == {"ok": False, "error_code": 400, "description": "Bad Request: message to edit not found"}
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": ""}]]}
    answer = await raw(server, "sendMessage", json={"chat_id": alma.id, "text": "x", "reply_markup": markup})
    assert answer["description"] == "Bad Request: BUTTON_DATA_INVALID"


async def test_the_limits_themselves_are_allowed(bot: Bot, alma: Person) -> None:
    await bot.send_message(alma.id, "x" * 4096)
    await bot.send_message(alma.id, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    await bot.send_message(alma.id, "x", reply_markup=keyboard(*[[("a", "x" * 64)]] * 100))
    await bot.set_my_commands([("a" * 32, "b" * 256)] * 100)
    await bot.set_my_description("x" * 512)
    await bot.set_my_short_description("x" * 120)
    assert await bot.answer_callback_query(alma.tap("a").query_id, "x" * 200)


async def test_buttons_without_text_and_rows_without_buttons_vanish(bot: Bot, alma: Person) -> None:
    await bot.send_message(alma.id, "x", reply_markup=keyboard([], [("", "a"), ("B", "b")], [("", "c")]))
    assert alma.chat.newest
    assert alma.chat.newest.labels == [["B"]]
    await bot.send_message(alma.id, "x", reply_markup=ReplyKeyboardRemove())
    assert alma.chat.card != alma.chat.newest


async def test_edits_change_the_message_in_place(bot: Bot, alma: Person) -> None:
    sent = await bot.send_message(alma.id, "One", reply_markup=CARD)
    edited = await bot.edit_message_text("<b>Two</b>", alma.id, sent.message_id, parse_mode="HTML")
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup) == ("Two", None)
    assert edited.edit_date
    await bot.edit_message_reply_markup(alma.id, sent.message_id, reply_markup=CARD)
    assert [(message.text, message.labels) for message in alma.chat.from_bot] == [("Two", [["Go"]])]
    assert await bot.delete_message(alma.id, sent.message_id)
    assert not alma.chat.from_bot


async def test_old_messages_stay(server: Server, bot: Bot, alma: Person) -> None:
    sent = await bot.send_message(alma.id, "One")
    server.skip(49 * 3600)
    with pytest.raises(error.BadRequest, match="can't be deleted for everyone"):
        await bot.delete_message(alma.id, sent.message_id)


async def test_files_can_be_read(bot: Bot, alma: Person) -> None:
    picture = await bot.send_photo(alma.id, png(300, 200), caption="<b>Map</b>", parse_mode="HTML")
    assert (picture.photo[0].width, picture.photo[0].height, picture.caption) == (300, 200, "Map")
    report = await bot.send_document(alma.id, InputFile(b"%PDF-", "report.pdf"), reply_markup=CARD)
    assert report.document
    assert report.document.file_name == "report.pdf"
    again = await bot.send_document(alma.id, report.document.file_id)
    assert again.document == report.document
    files = [message.file for message in alma.chat.from_bot]
    assert [(file.kind, file.content) for file in files if file] == [
        ("photo", png(300, 200)),
        ("document", b"%PDF-"),
        ("document", b"%PDF-"),
    ]
    with pytest.raises(error.BadRequest, match="no text in the message to edit"):
        await bot.edit_message_text("x", alma.id, report.message_id)


async def test_parameters_are_taken_from_anywhere(server: Server, alma: Person) -> None:
    given = {"chat_id": str(alma.id), "text": "x"}
    for options in ({"params": given}, {"json": given}, {"data": given}):
        assert (await raw(server, "SENDmessage", **options))["ok"]
    async with ClientSession() as http:
        url = f"{server.url}/bot{server.token}/sendMessage"
        async with http.get(url, params=given) as response:
            assert (await response.json())["result"]["message_id"] == 5
    assert (await raw(server, "sendMessage", data=b"{", headers={"Content-Type": "application/json"}))["ok"] is False
    assert [call.method for call in server.calls_of("sendmessage")] == ["sendMessage"] * 5


async def test_wrong_addresses(server: Server) -> None:
    async with ClientSession() as http:
        for path, status, words in (
            ("/bot1:x/getMe", 401, "Unauthorized"),
            ("/", 404, "Not Found"),
            (f"/bot{server.token}/dance", 404, "Not Found: method not found"),
        ):
            async with http.get(server.url + path) as response:
                assert await response.json() == {"ok": False, "error_code": status, "description": words}
    stranger = Bot("1:x", base_url=f"{server.url}/bot")
    with pytest.raises(error.InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_updates_wait_until_they_are_confirmed(bot: Bot, alma: Person) -> None:
    alma.say("two")
    alma.say("three")
    updates = await bot.get_updates()
    assert [update.message and update.message.text for update in updates] == ["/start", "two", "three"]
    assert updates[0].message
    assert updates[0].message.entities[0].type == "bot_command"
    assert updates[0].effective_user
    assert updates[0].effective_user.language_code == "en"
    assert await bot.get_updates(limit=1) == updates[:1]
    assert await bot.get_updates(offset=updates[1].update_id) == updates[1:]
    assert await bot.get_updates(offset=-1) == updates[2:]
    assert await bot.get_updates() == updates[2:]
    assert await bot.get_updates(offset=updates[2].update_id + 1) == ()


async def test_a_long_poll_wakes_at_once(bot: Bot, alma: Person) -> None:
    (start,) = await bot.get_updates()
    poll = asyncio.create_task(bot.get_updates(offset=start.update_id + 1, timeout=20))
    await asyncio.sleep(0.05)
    assert not poll.done()
    began = time.monotonic()
    alma.say("here")
    assert [update.message and update.message.text for update in await poll] == ["here"]
    assert time.monotonic() - began < 0.5


async def test_a_second_poller_ends_the_first(server: Server, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    async with client_of(server) as other:
        second = asyncio.create_task(other.get_updates(timeout=20))
        with pytest.raises(error.Conflict) as told:
            await first
        assert refused(told) == (
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        server.person().say("to the second")
        assert len(await second) == 1


async def test_unwanted_kinds_are_not_kept(bot: Bot, alma: Person) -> None:
    await bot.get_updates(offset=-1, allowed_updates=["callback_query"])
    await bot.send_message(alma.id, "x", reply_markup=CARD)
    alma.say("ignored")
    alma.tap("Go")
    updates = await bot.get_updates()
    assert [bool(update.callback_query) for update in updates] == [False, True]


async def test_what_people_send(bot: Bot, alma: Person) -> None:
    said = alma.say("helo")
    alma.edit(said, "hello")
    alma.send_photo(caption="me")
    alma.send_sticker()
    alma.send_voice()
    alma.send_document(b"x", "notes.txt")
    updates = (await bot.get_updates())[1:]
    assert updates[1].edited_message
    assert updates[1].edited_message.text == "hello"
    kinds = [update.message for update in updates if update.message]
    assert kinds[1].photo
    assert kinds[1].caption == "me"
    assert kinds[2].sticker
    assert kinds[3].voice
    assert kinds[4].document


async def test_a_tap_carries_the_message_as_it_is_now(server: Server, bot: Bot, alma: Person) -> None:
    await bot.send_message(alma.id, "One", reply_markup=keyboard([("Yes", "y"), ("No", "n")]))
    old = alma.chat.card
    assert old
    await bot.edit_message_text("Two", alma.id, old.id, reply_markup=CARD)
    tap = alma.tap("No", old)
    (update,) = await bot.get_updates(offset=-1)
    query = update.callback_query
    assert query
    assert query.data == "n"
    assert query.id == tap.query_id
    assert query.message
    assert query.message.to_dict()["text"] == "Two"
    waiting = asyncio.create_task(alma.answered(tap))
    await query.answer("Too late", show_alert=True)
    assert await waiting == "Too late"
    assert server.calls_of("answerCallbackQuery", alma.id)
    answer = server.answer(tap.query_id)
    assert answer
    assert answer.alert
    assert alma.chat.toasts == ["Too late"]
    with pytest.raises(error.BadRequest) as told:
        await query.answer()
    assert refused(told).lower() == EXPIRED.lower()
    with pytest.raises(LookupError, match="no button 'No'"):
        alma.tap("No")


async def test_taps_on_deleted_messages_and_late_answers(server: Server, bot: Bot, alma: Person) -> None:
    sent = await bot.send_message(alma.id, "One", reply_markup=CARD)
    card = alma.chat.card
    await bot.delete_message(alma.id, sent.message_id)
    alma.tap("Go", card)
    (update,) = await bot.get_updates(offset=-1)
    assert update.callback_query
    assert update.callback_query.message
    assert not update.callback_query.message.is_accessible
    server.skip(61)
    with pytest.raises(error.BadRequest):
        await update.callback_query.answer()


async def test_who_can_be_written_to(server: Server, bot: Bot, alma: Person) -> None:
    stranger = server.person("Sam")
    with pytest.raises(error.Forbidden) as told:
        await bot.send_message(stranger.id, "x")
    assert refused(told) == "Forbidden: bot can't initiate conversation with a user"
    alma.block()
    with pytest.raises(error.Forbidden) as told:
        await bot.send_message(alma.id, "x")
    assert refused(told) == "Forbidden: bot was blocked by the user"
    alma.unblock()
    await bot.send_message(alma.id, "x")
    left, back = [update.my_chat_member for update in (await bot.get_updates())[1:]]
    assert left
    assert left.new_chat_member.status == "kicked"
    assert back
    assert back.old_chat_member.status == "kicked"
    assert back.new_chat_member.status == "member"
    alma.deactivate()
    with pytest.raises(error.Forbidden) as told:
        await bot.send_message(alma.id, "x")
    assert refused(told) == "Forbidden: user is deactivated"


async def test_groups(server: Server, bot: Bot, alma: Person) -> None:
    group = server.group("Ministry", by=alma, kind="group")
    group.say(alma, "between us")
    group.say(alma, "/status")
    joined, command = (await bot.get_updates())[1:]
    assert joined.my_chat_member
    assert joined.my_chat_member.new_chat_member.status == "member"
    assert command.message
    assert command.message.chat.type == "group"
    assert command.message.chat.title == "Ministry"
    await bot.send_message(group.id, "x", reply_markup=CARD)
    group.tap(alma, "Go")
    larger = group.upgrade(alma)
    with pytest.raises(error.ChatMigrated) as told:
        await bot.send_message(group.id, "x")
    assert told.value.new_chat_id == larger.id
    await bot.send_message(larger.id, "x")
    larger.remove_bot(alma)
    with pytest.raises(error.Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(larger.id, "x")


async def test_waiting_for_the_bot(bot: Bot, alma: Person) -> None:
    waiting = asyncio.create_task(alma.wait_for(lambda chat: chat.newest and chat.newest.text == "Hello"))
    change = asyncio.create_task(alma.next_change())
    await asyncio.sleep(0)
    await bot.send_message(alma.id, "Hello", reply_markup=CARD)
    assert await waiting
    assert await change == alma.chat.changes.count
    with pytest.raises(TimeoutError, match=r"alma: /start\nbot: Hello\n     \[Go\]"):
        await alma.wait_for(lambda chat: len(chat.messages) > 2, timeout=0.02)


async def test_faults_refuse(server: Server, bot: Bot, alma: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else the library warns about itself
    other = server.person("Ben")
    other.say("/start")
    slow = server.fault("sendMessage", chat_id=alma.id, retry_after=3, times=2)
    for _ in range(2):
        with pytest.raises(error.RetryAfter) as told:
            await bot.send_message(alma.id, "x")
        assert told.value.retry_after == timedelta(seconds=3)
        await bot.send_message(other.id, "x")
    await bot.send_message(alma.id, "x")
    assert slow.hits == 2
    assert slow.spent
    server.fault("*", status=502)
    with pytest.raises(error.NetworkError, match="Bad Gateway"):
        await bot.get_me()
    server.fault("sendMessage", migrate_to_chat_id=-5)
    with pytest.raises(error.ChatMigrated):
        await bot.send_message(alma.id, "x")
    server.fault("sendMessage", status=400, description="Bad Request: PEER_ID_INVALID")
    with pytest.raises(error.BadRequest, match="Peer_id_invalid"):
        await bot.send_message(alma.id, "x")
    answer = server.calls_of("sendMessage", alma.id)[0]
    assert (answer.status, answer.description, answer.delivered) == (429, "Too Many Requests: retry after 3", False)


async def test_faults_lose_answers(server: Server, bot: Bot, alma: Person) -> None:
    for fault, arrives in (({"cut": "before"}, False), ({"cut": "after"}, True), ({"truncated": True}, True)):
        server.calls.clear()
        before = len(alma.chat.from_bot)
        server.fault("sendMessage", **fault)
        with pytest.raises(error.TelegramError):
            await bot.send_message(alma.id, "x")
        assert len(alma.chat.from_bot) - before == arrives
        (call,) = server.calls
        assert call.delivered is arrives
        assert call.ok is ("truncated" in fault)


async def test_faults_delay_and_the_log_tells(server: Server, bot: Bot, alma: Person) -> None:
    server.fault("sendMessage", delay=0.1, times=3)
    began = time.monotonic()
    sends = [bot.send_message(alma.id, str(number)) for number in range(3)]
    await asyncio.gather(*sends)
    assert time.monotonic() - began >= 0.1
    calls = by_chat(server.calls)[alma.id]
    assert most_at_once(calls) == 3 == most_within(calls, 1.0)
    server.latency = 0.05
    await bot.send_message(alma.id, "x")
    call = server.calls[-1]
    assert call.ended - call.started >= 0.05
    assert call.params["text"] == "x"


async def test_chance_is_repeatable(alma: Person) -> None:
    async def failures(seed: int) -> list[int]:
        async with serving(seed=seed) as server, ClientSession() as http:
            server.fault("getMe", status=500, probability=0.5, times=None)
            url = f"{server.url}/bot{server.token}/getMe"
            return [(await http.get(url)).status for _ in range(12)]

    assert await failures(3) == await failures(3) != await failures(4)
    assert set(await failures(3)) == {200, 500}


async def test_commands_and_descriptions_by_language(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("start", "Begin")])
    await bot.set_my_commands([BotCommand("start", "Commencer")], BotCommandScopeAllPrivateChats(), "fr")
    assert (await bot.get_my_commands())[0].description == "Begin"
    assert (await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "fr"))[0].description == "Commencer"
    await bot.set_my_description("Hello")
    await bot.set_my_short_description("Salut", language_code="fr")
    assert (await bot.get_my_description("fr")).description == "Hello"
    assert (await bot.get_my_short_description("fr")).short_description == "Salut"


async def test_the_webhook_gets_updates_in_order_until_it_takes_them(server: Server, bot: Bot, alma: Person) -> None:
    got: list[tuple[str | None, str]] = []
    answers = [500, 500]

    async def take(request: web.Request) -> web.Response:
        body = await request.json()
        got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), body["message"]["text"]))
        return web.Response(status=answers.pop() if answers else 200)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    poll = asyncio.create_task(bot.get_updates(offset=99 * 10**8, timeout=20))
    await asyncio.sleep(0.05)
    alma.say("first")
    await poll
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    assert await bot.set_webhook(url, secret_token="s3cret", max_connections=7, allowed_updates=["message"])
    alma.say("second")
    await server.all_confirmed()
    assert got == [("s3cret", text) for text in ("first", "first", "first", "second")]
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.pending_update_count) == (url, 7, 0)
    assert info.allowed_updates == ("message",)
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    with pytest.raises(error.Conflict) as told:
        await bot.get_updates()
    assert refused(told) == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await runner.cleanup()
    alma.say("third")
    assert await bot.delete_webhook()
    assert [update.message and update.message.text for update in await bot.get_updates()] == ["third"]
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_setting_a_webhook_ends_the_poll(server: Server, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    await bot.set_webhook("http://127.0.0.1:9/")
    with pytest.raises(error.Conflict, match="terminated by setWebhook request"):
        await poll


async def test_it_closes_within_a_second() -> None:
    async with serving() as server:
        client = client_of(server)
        await client.initialize()
        server.fault("getMe", delay=30)
        await client.set_webhook("http://127.0.0.1:9/")
        server.person().say("nobody takes this")
        await client.delete_webhook()
        slow = (client.get_updates(offset=10**9, timeout=30), client.get_me())
        open_calls: list[asyncio.Task[Any]] = [asyncio.create_task(call) for call in slow]
        await asyncio.sleep(0.05)
        began = time.monotonic()
    assert time.monotonic() - began < 1
    await asyncio.gather(*open_calls, return_exceptions=True)
    await client.shutdown()


async def test_after_logging_out_nothing_works(bot: Bot) -> None:
    assert await bot.close()
    assert await bot.log_out()
    with pytest.raises(error.BadRequest, match="Logged out"):
        await bot.get_me()


def test_it_serves_programs_that_are_not_asynchronous() -> None:
    with serving_in_background() as background:
        alma = background.run(background.server.person, "Alma")
        background.run(alma.say, "/start")
        script = (
            "import asyncio, sys, telegram\n"
            "async def main():\n"
            "    async with telegram.Bot(sys.argv[1], base_url=sys.argv[2] + '/bot') as bot:\n"
            "        for update in await bot.get_updates():\n"
            "            await bot.send_message(update.effective_chat.id, 'Hello')\n"
            "asyncio.run(main())\n"
        )
        server = background.server
        subprocess.run([sys.executable, "-c", script, server.token, server.url], check=True, timeout=20)
        assert background.run(alma.wait_for, lambda chat: chat.texts) == ["Hello"]


async def test_the_command_line_plays_one_person() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.telegram", "--port", "0", "--token", "1:abc"),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    url = (await process.stdout.readline()).decode().split()[-1]
    async with Bot("1:abc", base_url=f"{url}/bot") as client:
        process.stdin.write(b"/start\n")
        (start,) = await client.get_updates(timeout=5)
        assert start.effective_chat
        await client.send_message(
            start.effective_chat.id, "Hello\nyou", reply_markup=keyboard([("Go", "go"), ("No", "n")])
        )
        shown = b""
        while b"[No]" not in shown:
            shown += await asyncio.wait_for(process.stdout.readline(), 5)
        assert b"bot: Hello\n     you\n     [Go] [No]\n" in shown
        process.stdin.write(b"2\n")
        (tap,) = await client.get_updates(offset=start.update_id + 1, timeout=5)
        assert tap.callback_query
        assert tap.callback_query.data == "n"
        await tap.callback_query.answer("Noted")
    process.stdin.close()
    out = await asyncio.wait_for(process.stdout.read(), 5)
    await process.wait()
    assert b"(toast: Noted)" in out
    assert process.returncode == 0


async def test_the_command_line_ends_quietly_on_ctrl_c() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.telegram", "--port", "0"),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdin
    assert process.stdout
    shown = await process.stdout.readuntil(b"Ctrl-D ends.\n")
    assert b"SOUNDING_TELEGRAM_API=http://127.0.0.1:" in shown
    await asyncio.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert b"Traceback" not in await asyncio.wait_for(process.stdout.read(), 5)
    assert await process.wait() == 0
