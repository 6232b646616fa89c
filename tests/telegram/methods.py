"""Every method the server knows, as Telegram spells it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from . import editing, profile, sending, webhook
from .errors import Refused, bad_request
from .parameters import Given
from .server import Server
from .world import World

POLL_SECONDS_MAX = 50

Simple = Callable[[World, Given], Any]

SIMPLE: dict[str, Simple] = {
    "answerCallbackQuery": editing.answer_callback_query,
    "close": profile.close,
    "deleteMessage": editing.delete_message,
    "deleteMyCommands": profile.delete_my_commands,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageText": editing.edit_message_text,
    "getMe": profile.get_me,
    "getMyCommands": profile.get_my_commands,
    "getMyDescription": partial(profile.get_profile, field="description"),
    "getMyName": partial(profile.get_profile, field="name"),
    "getMyShortDescription": partial(profile.get_profile, field="short_description"),
    "logOut": profile.log_out,
    "sendChatAction": sending.send_chat_action,
    "sendDocument": sending.send_document,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "setMyCommands": profile.set_my_commands,
    "setMyDescription": partial(profile.set_profile, field="description"),
    "setMyName": partial(profile.set_profile, field="name"),
    "setMyShortDescription": partial(profile.set_profile, field="short_description"),
}
OTHERS = ("deleteWebhook", "getUpdates", "getWebhookInfo", "setWebhook")
METHODS = {name.lower(): name for name in (*SIMPLE, *OTHERS)}


async def perform(server: Server, method: str, given: Given) -> Any:
    """The result of a call, as JSON data; raises Refused."""
    if server.world.logged_out:
        raise bad_request("logged out")
    match method:
        case "getUpdates":
            return await _get_updates(server, given)
        case "setWebhook":
            return await webhook.set_webhook(server.world, server.webhook, given)
        case "deleteWebhook":
            return await webhook.delete_webhook(server.world, server.webhook, given)
        case "getWebhookInfo":
            return webhook.webhook_info(server.world, server.webhook)
        case _:
            return SIMPLE[method](server.world, given)


async def _get_updates(server: Server, given: Given) -> list[dict[str, Any]]:
    if server.closing.is_set():
        raise Refused(500, "Internal Server Error: restart")
    webhook.remember_allowed(server.world, given)
    offset = given.number("offset", 0, -(2**31), 2**31)
    limit = given.number("limit", 100, 1, 100)
    timeout = given.number("timeout", 0, 0, POLL_SECONDS_MAX)
    updates = await server.world.updates.fetch(offset, limit, timeout)
    return [update.as_json() for update in updates]
