"""Forgetting what need not be kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session

from bot.storage.tables import METADATA

conversation, handled_update = METADATA.tables["conversation"], METADATA.tables["handled_update"]

GREETING = timedelta(days=1)
"""How long someone who was greeted may take to agree, before the chat is forgotten."""

UPDATES = timedelta(days=7)
"""How long an update may be delivered again; Telegram itself keeps it for a day."""


def sweep(session: Session, now: datetime) -> None:
    """Forget chats whose greeting was never answered, and the numbers of old updates."""
    connection = session.connection()
    connection.execute(
        delete(conversation).where(conversation.c.person_id.is_(None), conversation.c.updated_at < now - GREETING)
    )
    connection.execute(delete(handled_update).where(handled_update.c.handled_at < now - UPDATES))
