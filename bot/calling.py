"""Writing to somebody by ourselves: asked once more at the moment of sending, and then a card like any other.

The row is begun, the conversation moves to its new card, and the timer to when to look next, all in one transaction.
So nothing is sent twice; what was begun and never arrived counts as sent, and the next one comes by the policy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update
from sqlmodel import Session

from bot.office import Office
from bot.storage.desks import Desk, load_desks
from bot.storage.reminding.facts import Case, Lead, cases_of, leads_of, noted
from bot.storage.reminding.looks import ON_ITS_WAY, Look, look_at_case, look_at_deadline, look_at_digest
from bot.storage.reminding.timers import Key, bring_forward, hold_timers, set_timer
from bot.storage.reminding.views import digest_of
from bot.storage.rounds.authority import coordination_of
from bot.storage.tables import METADATA
from bot.turns import Reply, shown
from dialogs import memory
from dialogs.places import settled
from dialogs.reminding.calendar import day_after
from dialogs.reminding.digests import next_digest
from dialogs.reminding.step import behind
from dialogs.reminding.when import reminded
from dialogs.states import Called, Conversation, Greeted, Occasion, Stranger

outgoing, conversation, person = (METADATA.tables[name] for name in ("outgoing", "conversation", "person"))

BREATH = timedelta(hours=2)
"""How long a card is left to be read before another that nobody asked for takes its place."""

_WAITING = select(outgoing).where(outgoing.c.id == bindparam("number"), outgoing.c.begun_at.is_(None))
_BEGIN = (
    update(outgoing)
    .where(outgoing.c.id == bindparam("number"), outgoing.c.begun_at.is_(None))
    .values(begun_at=bindparam("now"))
)
_REMOVE = delete(outgoing).where(outgoing.c.id == bindparam("number"))
_CALL = (
    update(conversation)
    .where(conversation.c.channel == bindparam("of_channel"), conversation.c.address == bindparam("of_address"))
    .values(state=bindparam("there"), revision=bindparam("next"))
)
"""When they were last seen stays as it is: they have done nothing."""
_REMINDED = update(person).where(person.c.id == bindparam("number")).values(reminded_at=bindparam("now"))


@dataclass(frozen=True, slots=True)
class _Due:
    """What is known of whom a row is to call, and what a look at their timer finds now."""

    key: Key
    facts: Case | Lead
    look: Look
    now: datetime

    @property
    def since(self) -> str:
        """From when on a digest tells; what a clock that ran ahead has noted is left out."""
        if self.key[0] is not Occasion.DIGEST or not isinstance(self.facts, Lead):
            return ""
        sent = self.facts.sent
        return (sent if sent is not None and sent <= self.now else self.facts.since).isoformat()


def called(session: Session, office: Office, number: int, now: datetime) -> Reply | None:
    """Begin this row of the outbox: the card to be sent, which is the chat's from now on.

    None where it is not to be sent any more: another process has begun it, or it is not the time; it is gone then.
    """
    row = session.connection().execute(_WAITING, {"number": number}).one_or_none()
    if row is None:
        return None
    # The conversation comes first, as in a turn.
    desk = load_desks(session, office, row.channel, {row.address: "en"}, now)[row.address]
    if not session.connection().execute(_BEGIN, {"number": number, "now": now}).rowcount:
        return None
    key = _key(row)
    hold_timers(session, key[2])
    due = _due(session, key, now)
    card = _card(desk, due) if due is not None and due.look.write else None
    if due is None or card is None or not _worth_it(session, due, now):
        session.connection().execute(_REMOVE, {"number": number})
        set_timer(session, key, **_put_off(desk, due, now))
        bring_forward(session, key, now)
        return None
    _note(session, due, now)
    return _moved(session, desk, card)


def _key(row: Row[Any]) -> Key:
    call = row.payload["call"]
    return Occasion(call["occasion"]), call["round"], call["person"]


def _due(session: Session, key: Key, now: datetime) -> _Due | None:
    """What is known by now; None where they have no such part any more."""
    occasion, pair = key[0], key[1:]
    if occasion is Occasion.REMINDER:
        case = cases_of(session, {pair}).get(pair)
        return _Due(key, case, look_at_case(case, now), now) if case else None
    lead = leads_of(session, occasion, {pair}).get(pair)
    look_at = look_at_digest if occasion is Occasion.DIGEST else look_at_deadline
    return _Due(key, lead, look_at(lead, now), now) if lead else None


def _card(desk: Desk, due: _Due) -> Called | None:
    """What the chat is to show; None where it is not theirs, or cannot be written to."""
    occasion, round_, person = due.key
    here = desk.here.state
    if desk.person != person or desk.unreachable or isinstance(here, Stranger | Greeted):
        return None
    state = settled(desk.sheet, Called(occasion, round_, behind(here), due.since))
    return state if isinstance(state, Called) else None


def _worth_it(session: Session, due: _Due, now: datetime) -> bool:
    """Whether there is anything to tell: a digest of nothing is not sent."""
    occasion, round_, person = due.key
    if occasion is not Occasion.DIGEST:
        return True
    right = coordination_of(session, person, round_)
    return right is not None and bool(digest_of(session, right, datetime.fromisoformat(due.since), now).moved)


def _put_off(desk: Desk, due: _Due | None, now: datetime) -> dict[str, Any]:
    """When to look again after it was not sent."""
    if due is None:
        return {"due_at": None, "asked_for": None}
    if not due.look.write:
        return {"due_at": due.look.due_at, "asked_for": due.look.asked_for}
    if desk.unreachable:
        return {"due_at": now}  # they may have another chat
    if isinstance(due.facts, Lead) and due.key[0] is Occasion.DIGEST:
        at = next_digest(due.facts.digest, due.facts.days, now)
        return {"due_at": at, "asked_for": at}
    return {"due_at": now + ON_ITS_WAY}


def _note(session: Session, due: _Due, now: datetime) -> None:
    """It counts as sent from here on."""
    sent = now.isoformat()
    match due.facts, due.key[0]:
        case Case(known=known) as case, _:
            known = reminded(case.policy, known, now)
            then = look_at_case(replace(case, known=known), now)
            set_timer(session, due.key, sent=noted(known), asked_for=None, due_at=then.due_at)
            session.connection().execute(_REMINDED, {"number": due.key[2], "now": now})
        case Lead(digest=digest, days=days), Occasion.DIGEST:
            at = next_digest(digest, days, day_after(days, now))  # a late one takes the place of that day's own
            set_timer(session, due.key, sent=[sent], asked_for=at, due_at=at)
        case Lead(days=days), _:
            set_timer(session, due.key, sent=[sent], told_of=days.deadline, due_at=None)
    bring_forward(session, due.key, now + BREATH)


def _moved(session: Session, desk: Desk, card: Called) -> Reply:
    """The conversation on its new card."""
    desk.here = Conversation(card, desk.here.revision + 1)
    chat = {"of_channel": desk.channel, "of_address": desk.address}
    there = {"there": memory.stored(card), "next": desk.here.revision}
    session.connection().execute(_CALL, {**chat, **there})
    return shown(session, desk, card, desk.here.revision)
