"""Taking updates in: a batch is committed as one transaction before Telegram is told that it arrived."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from traceback import extract_tb

import structlog
from sqlalchemy import Engine
from sqlmodel import Session
from telegram import Update

from bot.storage.engine import transaction
from bot.storage.records import House, claim_update
from bot.telegram.outbox import enqueue_apology, enqueue_group_notice, enqueue_reply
from bot.telegram.updates import CHANNEL, Heard, InGroup, understood
from bot.turns import take_turn

log = structlog.get_logger()


def take_batch(engine: Engine, house: House, updates: Sequence[Update], now: datetime) -> None:
    """Carry out every update, in order, each in its own savepoint, and commit them together.

    One that fails is left out with its error; its person gets an apology, and the others go on.
    """
    with transaction(engine) as session:
        for update in updates:
            try:
                with session.begin_nested():
                    _take(session, house, update, now)
            except Exception as error:  # noqa: BLE001  # whatever fails here, the other people's updates go on
                _note_failure(update, error)
                _apologise(session, update, now)


def _take(session: Session, house: House, update: Update, now: datetime) -> None:
    match understood(update, now):
        case Heard() as heard:
            done = take_turn(session, house, heard.incoming)
            if done is None:
                return
            row, reply = done
            if heard.tapped and reply.fits:
                row.card = heard.tapped
            enqueue_reply(session, heard, reply, row.card)
            if reply.record:  # the card turns into that: a second tap on it must not draw a card over the record
                row.card = None
        case InGroup(update_id=update_id) as notice:
            if claim_update(session, CHANNEL, update_id, now):
                enqueue_group_notice(session, notice, now)
        case None:
            pass


def _note_failure(update: Update, error: Exception) -> None:
    """Log where it failed, without a traceback: that may quote what people wrote."""
    frame = extract_tb(error.__traceback__)[-1]
    where = f"{frame.filename}:{frame.lineno}"
    log.error("an update failed", update=update.update_id, error=type(error).__name__, where=where)


def _apologise(session: Session, update: Update, now: datetime) -> None:
    if not claim_update(session, CHANNEL, update.update_id, now):
        return
    chat, user = update.effective_chat, update.effective_user
    if chat is not None and chat.type == chat.PRIVATE:
        enqueue_apology(session, str(chat.id), user.language_code if user else None, now)
