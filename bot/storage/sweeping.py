"""Forgetting what need not be kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, or_
from sqlmodel import Session

from bot.storage.privacy.retention import warn
from bot.storage.rationing import give_back
from bot.storage.rounds.offers import HOUR
from bot.storage.tables import METADATA

conversation, handled_update, set_aside, failed_code = (
    METADATA.tables[name] for name in ("conversation", "handled_update", "set_aside", "failed_code")
)

GREETING = timedelta(days=1)
"""How long someone who was greeted may take to agree, before the chat is forgotten."""

UPDATES = timedelta(days=7)
"""How long an update may be delivered again; Telegram itself keeps it for a day."""


SET_ASIDE = timedelta(days=30)
"""How long an update that failed can be carried out again."""


_AGREED = exists().where(
    conversation.c.channel == set_aside.c.channel,
    conversation.c.address == set_aside.c.address,
    conversation.c.person_id.is_not(None),
)


def sweep(session: Session, now: datetime) -> None:
    """Forget chats whose greeting was never answered, the numbers of old updates, old failures, and wrong codes.

    Also tell people what will be deleted in a month, because its time is over; `delete_some` deletes it then.
    """
    connection = session.connection()
    connection.execute(
        delete(conversation).where(conversation.c.person_id.is_(None), conversation.c.updated_at < now - GREETING)
    )
    connection.execute(delete(set_aside).where(set_aside.c.set_aside_at < now - SET_ASIDE))
    connection.execute(delete(set_aside).where(set_aside.c.set_aside_at < now - GREETING, ~_AGREED))
    connection.execute(delete(failed_code).where(or_(failed_code.c.at < now - HOUR, failed_code.c.at > now + HOUR)))
    give_back(session, now)
    connection.execute(delete(handled_update).where(handled_update.c.handled_at < now - UPDATES))
    warn(session, now)
