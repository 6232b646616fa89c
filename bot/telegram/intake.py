"""Taking updates in: what comes together is committed together, before Telegram is told that it arrived."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from traceback import extract_tb
from typing import Any

import structlog
from sqlalchemy import delete, func, insert, select
from sqlmodel import Session

from bot.office import Office
from bot.storage.desks import Desk
from bot.storage.engine import transaction
from bot.storage.tables import METADATA
from bot.storage.writing import claim
from bot.telegram import chats
from bot.telegram.outbox import (
    Finished,
    Row,
    apology_row,
    group_row,
    reply_rows,
    set_reachable,
    write_finished,
    write_rows,
)
from bot.telegram.updates import CHANNEL, Heard, InGroup, Meaning, Reach, Update, address_of, number_of, understood
from bot.turns import Failed, Reply, take_turns

log = structlog.get_logger()

PERSONAL = {
    "contact",
    "photo",
    "first_name",
    "last_name",
    "username",
    "phone_number",
    "forward_origin",
    "external_reply",
    "reply_to_message",
}
"""What a failed update is kept without."""

PLAIN = ("update_id", "message_id", "id", "type", "language_code", "date", "data", "status")
"""What is kept of an update from someone who has not agreed to anything: no words in any of these."""

set_aside, outgoing, conversation = (METADATA.tables[name] for name in ("set_aside", "outgoing", "conversation"))


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a batch: what is to be sent, and the desks it was worked out on."""

    rows: list[Row]
    desks: tuple[Desk, ...] = ()


def take_updates(office: Office, updates: Sequence[Update], finished: Finished, now: datetime) -> list[Row]:
    """Carry out updates in order and commit them together, with what sending found out; what is to be sent now.

    A batch that cannot be written is undone and taken again one by one, each in a savepoint of its own. An update
    that fails is set aside with its error, its person gets an apology, and the others go on.
    """
    parts = _together(office, updates, finished, now) or _one_by_one(office, updates, finished, now)
    office.remember(desk for part in parts for desk in part.desks)
    return [row for part in parts for row in part.rows]


def _together(office: Office, updates: Sequence[Update], finished: Finished, now: datetime) -> list[Taken] | None:
    """All at once; None where that is not possible, and then nothing of it was written."""
    try:
        with transaction(office.engine) as session:
            _begin(session, updates, finished, now)
            return [_take(session, office, updates, now)]
    except Exception as error:  # noqa: BLE001  # whatever it is, it may be that of one update: `_alone` finds out
        if len(updates) > 1:
            log.warning("a batch is taken one by one", updates=len(updates), error=type(error).__name__)
        return None


def _one_by_one(office: Office, updates: Sequence[Update], finished: Finished, now: datetime) -> list[Taken]:
    with transaction(office.engine) as session:
        _begin(session, updates, finished, now)
        return [_alone(session, office, update, now) for update in updates]


def _begin(session: Session, updates: Sequence[Update], finished: Finished, now: datetime) -> None:
    """Write down what sending found out, with every chat of the batch locked at once."""
    if finished:
        chats.lock(session, {*finished.cards, *finished.unreachable, *(_whose(update)[0] for update in updates)})
        write_finished(session, finished, now)


def _alone(session: Session, office: Office, update: Update, now: datetime) -> Taken:
    """One update in its own savepoint; tried again once, for another process may have begun the same chat."""
    for _ in range(2):
        try:
            with session.begin_nested():
                return _take(session, office, [update], now)
        except Exception as error:  # noqa: BLE001  # as in `_meaning`
            failure = error
    with session.begin_nested():
        return Taken(write_rows(session, _put_aside(session, update, failure, now), now, office.process))


def retake(session: Session, office: Office, update: Update, now: datetime) -> tuple[tuple[Desk, ...], bool]:
    """Carry out an update that was set aside before; whether it went well this time."""
    count = select(func.count()).select_from(set_aside)
    before = session.connection().scalar(count)
    taken = _alone(session, office, update, now)
    well = session.connection().scalar(count) == before
    if not well:  # one apology is enough
        apologies = [row.id for row in taken.rows]
        session.connection().execute(delete(outgoing).where(outgoing.c.id.in_(apologies)))
    return taken.desks, well


def _take(session: Session, office: Office, updates: Sequence[Update], now: datetime) -> Taken:
    meanings = [_meaning(update, now) for update in updates]
    heard = [meaning for meaning in meanings if isinstance(meaning, Heard)]
    batch = take_turns(session, office, [meaning.incoming for meaning in heard])
    replies = iter(zip(heard, batch.outcomes, strict=True))
    rows: list[Row] = []
    for update, meaning in zip(updates, meanings, strict=True):
        if isinstance(meaning, Heard):
            word, outcome = next(replies)
            drawn = _drawn(word, outcome) if isinstance(outcome, Reply) else outcome
            if isinstance(drawn, list):
                rows += drawn
            elif isinstance(drawn, Failed):
                rows += _put_aside(session, update, drawn.error, now, claimed=True)
        else:
            rows += _other(session, update, meaning, now)
    return Taken(write_rows(session, rows, now, office.process), batch.desks)


def _meaning(update: Update, now: datetime) -> Meaning | Failed:
    try:
        return understood(update, now)
    except Exception as error:  # noqa: BLE001  # an update that nobody foresaw must not stop the others
        return Failed(error)


def _drawn(heard: Heard, reply: Reply) -> list[Row] | Failed:
    try:
        return reply_rows(heard, reply)
    except Exception as error:  # noqa: BLE001  # as in `_meaning`
        return Failed(error)


def _other(session: Session, update: Update, meaning: Meaning | Failed, now: datetime) -> list[Row]:
    """What is no turn of a conversation."""
    if isinstance(meaning, Failed):
        return _put_aside(session, update, meaning.error, now)
    if meaning is None or not _claimed(session, update, now):
        return []
    if isinstance(meaning, InGroup):
        return [group_row(meaning.address, meaning.language)]
    if isinstance(meaning, Reach):
        set_reachable(session, meaning.address, None if meaning.reachable else now)
    return []


def _claimed(session: Session, update: Update, now: datetime) -> bool:
    return bool(claim(session, CHANNEL, [number_of(update)], now))


def _put_aside(
    session: Session, update: Update, error: Exception, now: datetime, *, claimed: bool = False
) -> list[Row]:
    """Keep an update that failed, for `sounding doctor`; the apology to its person, where there is one."""
    if not claimed and not _claimed(session, update, now):
        return []
    frame = extract_tb(error.__traceback__)[-1] if error.__traceback__ else None
    place = f"{frame.filename}:{frame.lineno}" if frame else ""
    # No traceback in the log: it may quote what people wrote.
    log.error("an update was set aside", update=number_of(update), error=type(error).__name__, place=place)
    chat, language = _whose(update)
    row = {
        "channel": CHANNEL,
        "update_id": number_of(update),
        "address": chat,
        "error": type(error).__name__,
        "place": place,
        "content": _content(update, agreed=_agreed(session, chat)),
        "set_aside_at": now,
    }
    session.connection().execute(insert(set_aside), row)
    return [apology_row(chat, language)] if chat else []


def _content(update: Update, *, agreed: bool) -> str:
    """What is kept of an update; of one that is nested too deeply to be written down, its number alone."""
    try:
        return json.dumps(nameless(update) if agreed else wordless(update), ensure_ascii=True)
    except RecursionError:
        return json.dumps({"update_id": number_of(update)})


def nameless(part: Any) -> Any:
    """An update without the names, numbers and pictures of people: of them, only what a turn needs."""
    if isinstance(part, list):
        return [nameless(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: nameless(value) for key, value in part.items() if key not in PERSONAL}
    for key in ("from", "chat", "user"):
        if isinstance(part.get(key), dict):
            kept[key] = {name: part[key][name] for name in ("id", "type", "language_code") if name in part[key]}
    return kept


def _agreed(session: Session, chat: str) -> bool:
    """Whether this is the chat of someone who agreed that their words are kept."""
    query = select(conversation.c.person_id).where(conversation.c.channel == CHANNEL, conversation.c.address == chat)
    return session.connection().scalar(query) is not None


def wordless(update: Update) -> Update:
    """An update with nothing of it but who it is from and which button was tapped: that they wrote, and not what."""
    return {key: _bare(part) if isinstance(part, dict) else part for key, part in update.items() if _is_bare(key, part)}


def _is_bare(key: str, part: Any) -> bool:
    return isinstance(part, dict) or (key in PLAIN and isinstance(part, int | str))


def _bare(part: dict[str, Any]) -> dict[str, Any]:
    kept = {key: part[key] for key in PLAIN if isinstance(part.get(key), int | str)}
    for key in ("from", "chat", "message", "old_chat_member", "new_chat_member"):
        if isinstance(part.get(key), dict):
            kept[key] = _bare(part[key])
    return kept | ({"text": ""} if "text" in part else {})


def _whose(update: Update) -> tuple[str, str | None]:
    """The private chat an update is from, and the phone's language; empty where it cannot be told."""
    for kind in ("message", "edited_message", "callback_query"):
        part: Any = update.get(kind)
        if isinstance(part, dict):
            message = part.get("message", part) if kind == "callback_query" else part
            chat = message.get("chat") if isinstance(message, dict) else None
            who = part.get("from")
            language = who.get("language_code") if isinstance(who, dict) else None
            if isinstance(chat, dict) and chat.get("type") == "private":
                with suppress(KeyError, TypeError):
                    return address_of(chat), language if isinstance(language, str) else None
    return "", None
