"""What Telegram's refusals mean. Their words change now and then, so only the core of them is looked at."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import BadRequest, RetryAfter

UNCHANGED = ("not modified",)
GONE = ("message to edit not found", "can't be edited", "message_id_invalid")
TOO_LATE = ("query is too old", "query id is invalid", "query_id_invalid")


def says(error: BadRequest, texts: tuple[str, ...]) -> bool:
    """Whether Telegram's words contain one of the texts."""
    return any(text in error.message.casefold() for text in texts)


def core(error: BadRequest) -> str:
    """The beginning of Telegram's words: what follows may quote a message."""
    return error.message.split(":")[0][:80]


def seconds(error: RetryAfter) -> float:
    """How long Telegram says to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
