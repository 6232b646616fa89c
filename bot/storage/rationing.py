"""What a person may ask for only so often, over all processes and restarts: ten files at once, then one now and then.

Each thing taken is a row of `spent`, and `at` is when it is given back: ten minutes after the one before it. So ten
rows that are still to be given back are the whole ration, and the first comes back after ten minutes at the latest.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, or_, select
from sqlmodel import Session

from bot.left import Enclosure, Kind, Left
from bot.storage.desks import Desk
from bot.storage.privacy.chats import hash_of
from bot.storage.rounds.authority import Overruled
from bot.storage.tables import METADATA
from dialogs.commands import Remark

spent = METADATA.tables["spent"]

FILES = 10
"""Files at once."""

BACK = timedelta(minutes=10)
"""Until one of them is given back; `Remark.FILES_LATER` says it."""

NEVER = (FILES + 1) * BACK
"""From now; nothing is given back so late, but by a clock that ran ahead when it was taken."""

FILE = "file"

UNCOUNTED = {Kind.QR}
"""What comes with an invitation, which is made by itself and one by one."""

_TAKEN = (
    select(spent.c.at)
    .where(
        spent.c.chat_hash == bindparam("chat"),
        spent.c.kind == FILE,
        spent.c.at > bindparam("now"),
        spent.c.at < bindparam("never"),
    )
    .order_by(spent.c.at.desc())
)


def ration_files(session: Session, desk: Desk, left: Iterable[Left], now: datetime) -> None:
    """Count the files that a turn leaves in this chat. Raises Overruled where it has had too many lately.

    Several that belong together are had whole or not at all. Someone on their own computer may have any number.
    """
    wanted = sum(isinstance(each, Enclosure) and each.kind not in UNCOUNTED for each in left)
    if not wanted or desk.sheet.local:
        return
    connection, chat = session.connection(), hash_of(desk.channel, desk.address)
    taken = list(connection.scalars(_TAKEN, {"chat": chat, "now": now, "never": now + NEVER}))
    free = FILES - len(taken)
    if free <= 0:
        raise Overruled(Remark.FILES_LATER)
    last = taken[0] if taken else now
    rows = [{"chat_hash": chat, "kind": FILE, "at": last + BACK * (n + 1)} for n in range(min(wanted, free))]
    connection.execute(insert(spent), rows)


def give_back(session: Session, now: datetime) -> None:
    """Forget what counts no more."""
    session.connection().execute(delete(spent).where(or_(spent.c.at <= now, spent.c.at >= now + NEVER)))
