"""Pushing updates to the bot's own server: in order within a chat, chats side by side, until it says 2xx."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from .errors import TERMINATED_BY_WEBHOOK, bad_request, conflict
from .parameters import Given
from .updates import Update
from .world import World

CONNECTIONS = 40
RETRY_FIRST = 0.05  # seconds; the real server starts at 1
RETRY_MAX = 1.0
ANSWER_SECONDS = 10.0
SECRET = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed; an empty `url` means nowhere."""

    url: str = ""
    secret: str = ""
    connections: int = CONNECTIONS
    error: str = ""
    error_at: int = 0
    pushing: asyncio.Task[None] | None = None
    busy: set[int] = field(default_factory=set)  # chats with a push under way


async def set_webhook(world: World, hook: Webhook, given: Given) -> bool:
    """setWebhook; an empty url takes the webhook away"""
    url, secret = given.text("url"), given.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
        raise bad_request("invalid webhook URL specified")
    remember_allowed(world, given)
    await stop_pushing(hook)
    if given.flag("drop_pending_updates"):
        world.updates.drop_all()
    hook.url, hook.secret = url, secret
    hook.connections = given.number("max_connections", CONNECTIONS, 1, 100)
    hook.error, hook.error_at = "", 0
    world.updates.webhook = bool(url)
    if url:
        world.updates.interrupt(conflict(TERMINATED_BY_WEBHOOK))
        hook.pushing = asyncio.create_task(_push_all(world, hook))
    return True


async def delete_webhook(world: World, hook: Webhook, given: Given) -> bool:
    """deleteWebhook"""
    dropping = {"drop_pending_updates": given.text("drop_pending_updates")}
    return await set_webhook(world, hook, Given(dropping))


def webhook_info(world: World, hook: Webhook) -> dict[str, Any]:
    """getWebhookInfo"""
    waiting = len(world.updates.waiting)
    info: dict[str, Any] = {"url": hook.url, "has_custom_certificate": False, "pending_update_count": waiting}
    if hook.url:
        info["max_connections"] = hook.connections
    if hook.error:
        info |= {"last_error_date": hook.error_at, "last_error_message": hook.error}
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


def remember_allowed(world: World, given: Given) -> None:
    """Keep allowed_updates where it is given; it is for updates still to come."""
    if given.text("allowed_updates"):
        world.updates.allow(given.decoded("allowed_updates", list, "allowed_updates"))


async def stop_pushing(hook: Webhook) -> None:
    """End every push under way."""
    if hook.pushing:
        hook.pushing.cancel()
        await asyncio.gather(hook.pushing, return_exceptions=True)
    hook.pushing = None
    hook.busy.clear()


async def _push_all(world: World, hook: Webhook) -> None:
    """Hand each chat's oldest update to a push of its own, as many at once as there are connections."""
    timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as http, asyncio.TaskGroup() as pushes:
        while True:
            seen = world.updates.changes.count
            for update in _next_updates(world, hook):
                hook.busy.add(update.chat_id)
                pushes.create_task(_push(world, hook, http, update))
            await world.updates.changes.after(seen, timeout=3600)


def _next_updates(world: World, hook: Webhook) -> list[Update]:
    """The oldest update of each chat that has no push under way, as many as there are free connections."""
    free = hook.connections - len(hook.busy)
    first: dict[int, Update] = {}
    for update in world.updates.waiting:
        if len(first) >= free:
            break
        if update.chat_id not in hook.busy:
            first.setdefault(update.chat_id, update)
    return list(first.values())


async def _push(world: World, hook: Webhook, http: aiohttp.ClientSession, update: Update) -> None:
    pause = RETRY_FIRST
    while not await _delivered(world, hook, http, update):
        await asyncio.sleep(pause)
        pause = min(2 * pause, RETRY_MAX)
    if update in world.updates.waiting:
        world.updates.waiting.remove(update)
    hook.busy.discard(update.chat_id)
    world.updates.changes.happen()


async def _delivered(world: World, hook: Webhook, http: aiohttp.ClientSession, update: Update) -> bool:
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
    try:
        async with http.post(hook.url, json=update.as_json(), headers=headers) as response:
            if 200 <= response.status <= 299:
                return True
            hook.error = f"Wrong response from the webhook: {response.status} {response.reason}"
    except (aiohttp.ClientError, TimeoutError) as problem:
        hook.error = f"Connection failed: {type(problem).__name__}"
    hook.error_at = int(world.now())
    return False
