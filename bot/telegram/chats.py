"""Whose a chat is, among several processes: all that it waits for is sent by one of them, in order.

What nobody has yet is taken by whole chats, and only while nobody has a turn there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session

from bot.storage.processes import shared, wake
from bot.storage.tables import METADATA
from bot.telegram.updates import CHANNEL

if TYPE_CHECKING:
    from bot.telegram.outbox import Row

outgoing, conversation = METADATA.tables["outgoing"], METADATA.tables["conversation"]

WAITED_FOR = 1000
"""Chats of people who are waiting that are taken at once."""

_CHATS: Any = bindparam("chats", expanding=True)
_ME: Any = bindparam("me")
_HERE = (outgoing.c.channel == CHANNEL) & outgoing.c.address.in_(_CHATS)


@dataclass(frozen=True, slots=True)
class Others:
    """What processes have to do with some chats: to which other one a chat belongs, and what is `left` of one gone."""

    owners: Mapping[str, str] = field(default_factory=dict)
    left: Sequence[Any] = ()


NOBODY = Others()

_OF_OTHERS = select(outgoing.c.address, outgoing.c.owner).where(
    _HERE, (outgoing.c.owner != _ME) | (outgoing.c.owner.is_(None) & outgoing.c.urgent)
)
_TAKE = update(outgoing).where(_HERE, outgoing.c.owner.is_(None)).values(owner=_ME).returning(outgoing)


def others(session: Session, addresses: Collection[str], me: str) -> Others:
    """What other processes have to do with these chats; what is left there of a process that is gone becomes mine."""
    if not shared(session):
        return NOBODY
    connection, given = session.connection(), {"chats": sorted(addresses), "me": me}
    found = connection.execute(_OF_OTHERS, given).all()
    owners = {line.address: line.owner for line in found if line.owner is not None}
    left = sorted({line.address for line in found} - owners.keys())
    return Others(owners, _taken(session, left, me))


def hand_over(session: Session, owners: Mapping[str, str], rows: Sequence[Row]) -> None:
    """Tell other processes of the rows that are theirs."""
    theirs: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.address in owners:
            theirs[owners[row.address]].append(row.id)
    for owner, numbers in theirs.items():
        wake(session, owner, numbers)


_OLDEST = func.min(outgoing.c.id)
_NOBODYS = (
    select(outgoing.c.address)
    .where(outgoing.c.channel == CHANNEL, outgoing.c.owner.is_(None), outgoing.c.urgent == bindparam("waiting"))
    .group_by(outgoing.c.address)
    .order_by(_OLDEST)
    .limit(bindparam("most"))
)
_IN_CHATS = (conversation.c.channel == CHANNEL) & conversation.c.address.in_(_CHATS)
_KNOWN = select(conversation.c.address).where(_IN_CHATS)
_FREE = _KNOWN.order_by(conversation.c.address).with_for_update(skip_locked=True)
_OWNERS = select(outgoing.c.address, outgoing.c.owner).where(_HERE, outgoing.c.owner.is_not(None)).distinct()
_PASS_ON = (
    update(outgoing).where(_HERE, outgoing.c.owner.is_(None)).values(owner=bindparam("whom")).returning(outgoing.c.id)
)


def claimed(session: Session, me: str, room: int) -> list[Any]:
    """Take what nobody sends, `room` chats at most where nobody is waiting, in order.

    Chats where somebody has a turn are left for the next time. What belongs to another process goes there.
    """
    connection = session.connection()
    wanted = set(connection.scalars(_NOBODYS, {"waiting": True, "most": WAITED_FOR}))
    if room > 0:
        wanted |= set(connection.scalars(_NOBODYS, {"waiting": False, "most": room}))
    if not wanted:
        return []
    given = {"chats": sorted(wanted)}
    busy = set(connection.scalars(_KNOWN, given)) - set(connection.scalars(_FREE, given))
    # A statement of its own: only one that begins after the locks were had sees what was committed before.
    free = {"chats": sorted(wanted - busy), "me": me}
    owners = {line.address: line.owner for line in connection.execute(_OWNERS, free) if line.owner != me}
    for owner in sorted(set(owners.values())):
        theirs = sorted(address for address, whose in owners.items() if whose == owner)
        numbers = list(connection.scalars(_PASS_ON, {"chats": theirs, "whom": owner}))
        wake(session, owner, numbers)
    return _taken(session, sorted(wanted - busy - owners.keys()), me)


def _taken(session: Session, addresses: Sequence[str], me: str) -> list[Any]:
    if not addresses:
        return []
    lines = session.connection().execute(_TAKE, {"chats": addresses, "me": me}).all()
    return sorted(lines, key=lambda line: line.id)


_MINE = select(outgoing).where(outgoing.c.channel == CHANNEL, outgoing.c.owner == _ME).order_by(outgoing.c.id)
_GIVEN = _MINE.where(outgoing.c.id.in_(bindparam("numbers", expanding=True)))


def owned(session: Session, me: str) -> list[Any]:
    """Everything that this process is to send, as far as the database knows, in order."""
    return list(session.connection().execute(_MINE, {"me": me}))


def given_to(session: Session, me: str, numbers: Collection[int]) -> list[Any]:
    """Of these rows, what is this process's to send, in order."""
    return list(session.connection().execute(_GIVEN, {"me": me, "numbers": sorted(numbers)})) if numbers else []


_LOCK = _KNOWN.order_by(conversation.c.address).with_for_update()


def lock(session: Session, addresses: Collection[str]) -> None:
    """Let nobody else have a turn in these chats until the transaction ends; all at once, in order.

    Two processes that lock some of them now and some later could wait for one another.
    """
    if addresses and shared(session):
        session.connection().execute(_LOCK, {"chats": sorted(addresses)}).all()
