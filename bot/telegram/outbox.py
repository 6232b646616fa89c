"""What is to be sent: rows written in the turn that leads to them, in order per chat."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, func, select

from bot.catalogues import closest, tongues
from bot.storage.tables import Conversation, Outgoing
from bot.telegram.drawing import TOAST_LIMIT, html, keyboard
from bot.telegram.updates import CHANNEL, Heard, InGroup
from bot.turns import Reply
from dialogs.screens import Paragraph, Screen
from dialogs.tongue import Tongue


def enqueue_reply(session: Session, heard: Heard, reply: Reply, live: str | None) -> None:
    """Write down what a turn shows. `live` is the message that is the chat's live card, as far as is known.

    A tap on the live card edits it; anything else gets a new card below what was said, and the old one goes.
    """
    address, at = heard.incoming.address, heard.incoming.at
    toast = reply.remark if heard.query and reply.fleeting and len(reply.remark or "") <= TOAST_LIMIT else None
    if heard.query:
        _write(session, address, "answer", {"query": heard.query, "text": toast}, at)
    on_live = heard.tapped is not None and (reply.fits or heard.tapped == live)
    if reply.record:
        _write(session, address, "record", {"html": html(reply.record), "message": heard.tapped or live}, at)
    card = reply.card if toast or not reply.remark else reply.card.beginning(Paragraph(reply.remark))
    payload = {
        "html": html(card),
        "keyboard": keyboard(card, reply.revision),
        "edit": heard.tapped if on_live and not reply.record else None,
    }
    _write(session, address, "card", payload, at)


def enqueue_apology(session: Session, address: str, language: str | None, at: datetime) -> None:
    """Something of ours went wrong: say what was kept, and the way on."""
    t = _tongue(language)
    words = t.gettext(
        "Something went wrong here, and your last message or tap was not understood. "
        "Everything before it is kept. Send /continue to go on."
    )
    _write(session, address, "words", {"html": _paragraph(words)}, at)


def enqueue_group_notice(session: Session, notice: InGroup, at: datetime) -> None:
    t = _tongue(notice.language)
    words = t.gettext("Sounding talks with one person at a time. Please open a private chat with it.")
    _write(session, notice.address, "words", {"html": _paragraph(words)}, at)


def _paragraph(words: str) -> str:
    return html(Screen((Paragraph(words),)))


def _tongue(language: str | None) -> Tongue:
    return tongues()[closest(language, tongues())]


def _write(session: Session, address: str, kind: str, payload: dict[str, Any], at: datetime) -> None:
    session.add(Outgoing(channel=CHANNEL, address=address, kind=kind, payload=payload, created_at=at))


def waiting(session: Session, busy: Collection[str], limit: int) -> list[str]:
    """Chats with something to be sent, the longest waiting first, without those that are busy."""
    query = (
        select(Outgoing.address)
        .where(Outgoing.channel == CHANNEL, col(Outgoing.address).not_in(busy))
        .group_by(Outgoing.address)
        .order_by(func.min(Outgoing.id))
        .limit(limit)
    )
    return list(session.exec(query))


def next_for(session: Session, address: str) -> Outgoing | None:
    """The next thing to be sent to a chat."""
    query = select(Outgoing).where(Outgoing.channel == CHANNEL, Outgoing.address == address)
    return session.exec(query.order_by(col(Outgoing.id)).limit(1)).one_or_none()


def live_card(session: Session, address: str) -> str | None:
    conversation = session.get(Conversation, (CHANNEL, address))
    return conversation.card if conversation else None


def set_live_card(session: Session, address: str, message: str | None) -> None:
    conversation = session.get(Conversation, (CHANNEL, address))
    if conversation:
        conversation.card = message


def sent(session: Session, row: Outgoing) -> None:
    """The row has done its work."""
    session.exec(delete(Outgoing).where(col(Outgoing.id) == row.id))


def give_up(session: Session, address: str) -> None:
    """Nothing can be sent to this chat; what waits for it goes."""
    session.exec(delete(Outgoing).where(col(Outgoing.channel) == CHANNEL, col(Outgoing.address) == address))
