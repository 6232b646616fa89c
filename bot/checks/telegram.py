"""Whether Telegram accepts the token, delivers where it should, and has the same time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.checks.clock import off_by
from bot.packing import unpacked
from bot.settings import Settings

PATIENCE = 10.0
"""Seconds for an answer."""

MANY = 100
"""Updates that wait at Telegram because nobody fetches them, and not because many people write at once."""

RECENT = timedelta(hours=1)
"""For how long a delivery that failed is worth a word: Telegram remembers the last one for ever."""

ADVICE = "Check the network and SOUNDING_TELEGRAM_API; `sounding doctor --offline` leaves this out."


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Bot API server said: its status, its result, and the time on its clock where it tells."""

    status: int
    result: dict[str, Any]
    began: datetime
    ended: datetime
    date: datetime | None


async def faults_at_telegram(chosen: Settings) -> list[str]:
    """What is wrong between here and Telegram."""
    token = chosen.telegram_token.get_secret_value() if chosen.telegram_token else ""
    base = f"{str(chosen.telegram_api).rstrip('/')}/bot{token}"
    limits = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with aiohttp.ClientSession(timeout=limits) as session:
            me = await _asked(session, f"{base}/getMe")
            webhook = await _asked(session, f"{base}/getWebhookInfo") if me.status == HTTPStatus.OK else None
    except (aiohttp.ClientError, TimeoutError) as error:
        return [f"The Bot API server cannot be reached ({type(error).__name__}). {ADVICE}"]
    found = [*_refused(me), *(off_by(me.date, me.began, me.ended, "the Bot API server") if me.date else ())]
    if webhook is not None and webhook.status == HTTPStatus.OK:
        found += webhook_faults(webhook.result, str(chosen.webhook_url or ""), webhook.ended)
    return found


async def _asked(session: aiohttp.ClientSession, url: str) -> Answer:
    began = datetime.now(UTC)
    async with session.post(url) as answer:
        body = await answer.read()
        return Answer(answer.status, _result(body), began, datetime.now(UTC), _date(answer.headers.get("Date", "")))


def _result(body: bytes) -> dict[str, Any]:
    try:
        said = unpacked(body)
    except ValueError:
        return {}
    result = said.get("result") if isinstance(said, dict) else None
    return result if isinstance(result, dict) else {}


def _date(written: str) -> datetime | None:
    try:
        shown = parsedate_to_datetime(written)
    except ValueError:
        return None
    return shown if shown.tzinfo else shown.replace(tzinfo=UTC)


def _refused(me: Answer) -> Iterator[str]:
    if me.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        yield (
            "SOUNDING_TELEGRAM_TOKEN: Telegram does not accept this token. Copy it from @BotFather once more (/token), "
            "or have a new one made (/revoke)."
        )
    elif me.status != HTTPStatus.OK:
        yield f"The Bot API server answers with {me.status}. {ADVICE}"


def webhook_faults(info: dict[str, Any], wanted: str, now: datetime) -> Iterator[str]:
    """Where what Telegram says of its deliveries does not agree with the setting, or they do not arrive."""
    url, pending = str(info.get("url") or ""), int(info.get("pending_update_count") or 0)
    if wanted and url != wanted:
        yield (
            "Telegram does not deliver to SOUNDING_WEBHOOK_URL"
            f"{', but to another address' if url else ''}. Start `sounding run`, which registers it."
        )
    elif url and not wanted:
        yield (
            "Telegram delivers to a webhook, and SOUNDING_WEBHOOK_URL is not set, so nothing can be fetched. Set it, "
            "or start `sounding run`, which takes the registration back."
        )
    failed = datetime.fromtimestamp(int(info.get("last_error_date") or 0), UTC)
    if url and now - failed < RECENT:
        said = str(info.get("last_error_message") or "no reason given")[:120]
        yield (
            f"Telegram's last delivery failed at {failed:%H:%M} UTC: {said}. Check that the proxy hands on to "
            "SOUNDING_WEBHOOK_LISTEN, and its certificate."
        )
    if pending >= MANY:
        yield f"{pending:,} updates wait at Telegram. Is `sounding run` running? Look at its log."
