"""Telling coordinators what happened: all of a round's notices together, as one message to each of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.catalogues import tongue
from bot.storage.rounds.authority import coordination_of
from bot.storage.rounds.mailbox import Reader, post, readers
from bot.storage.rounds.watching import Roll, roll_of
from bot.storage.tables import METADATA
from dialogs.cards.rounds.news import News, news
from dialogs.rounds.nouns import NoticeKind, Standing

notice, coordinator, conversation = (METADATA.tables[name] for name in ("notice", "coordinator", "conversation"))

GATHERING = timedelta(minutes=2)
"""How long the first notice waits for others."""

_DUE = (
    select(notice.c.assessment_id)
    .group_by(notice.c.assessment_id)
    .having(func.min(notice.c.at) <= bindparam("until", type_=notice.c.at.type))
    .order_by(notice.c.assessment_id)
)
_THEIRS = (
    select(coordinator.c.assessment_id)
    .join_from(coordinator, conversation, conversation.c.person_id == coordinator.c.person_id)
    .where(
        conversation.c.channel == bindparam("channel"),
        conversation.c.address == bindparam("address"),
        coordinator.c.assessment_id.in_(select(notice.c.assessment_id)),
    )
    .order_by(coordinator.c.assessment_id)
)
_ROUNDS = notice.c.assessment_id == bindparam("round")
_TAKEN = (
    delete(notice)
    .where(notice.c.id.in_(select(notice.c.id).where(_ROUNDS).order_by(notice.c.id).with_for_update(skip_locked=True)))
    .returning(notice)
)
_COORDINATORS = select(coordinator.c.person_id, coordinator.c.muted).where(
    coordinator.c.assessment_id == bindparam("round")
)


def collect_due(session: Session, now: datetime) -> None:
    """Tell of the rounds whose first notice has waited long enough. Raises SQLAlchemyError.

    A round that cannot be told of is left out, and noted in the log: it must not keep the others waiting.
    """
    for number in session.connection().scalars(_DUE, {"until": now - GATHERING}).all():
        _collect(session, number, now)


def collect_for(session: Session, channel: str, address: str, now: datetime) -> None:
    """Tell at once of the rounds that this chat's person coordinates: they have come to look."""
    for number in session.connection().scalars(_THEIRS, {"channel": channel, "address": address}).all():
        _collect(session, number, now)


def _collect(session: Session, number: int, now: datetime) -> None:
    taken = session.connection().execute(_TAKEN, {"round": number}).all()
    try:
        _tell_of(session, number, sorted(taken, key=lambda line: line.id), now)
    except SQLAlchemyError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one round, the others are told of
        import structlog  # hardly ever needed, and slow to load: a chat should start at once

        log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr))
        log.error("notices could not be told", round=number, error=type(error).__name__)  # noqa: TRY400


def _tell_of(session: Session, number: int, taken: Sequence[Row[Any]], now: datetime) -> None:
    muted = {row.person_id: row.muted for row in session.connection().execute(_COORDINATORS, {"round": number})}
    to = readers(session, muted)
    right = coordination_of(session, to[0].person, number) if to and taken else None
    if right is None:
        return
    roll = roll_of(session, right)
    told = ((reader, _news_for(reader, roll, taken, set(muted[reader.person]))) for reader in to)
    post(session, ((reader, _drawn(reader, roll, happened)) for reader, happened in told if happened), now)


def _news_for(reader: Reader, roll: Roll, taken: Sequence[Row[Any]], muted: set[str]) -> list[News]:
    """What this coordinator wants to be told of, and has not done themselves."""
    return [one for person, one in _news(roll, taken) if one.kind.value not in muted and person != reader.person]


def _news(roll: Roll, taken: Sequence[Row[Any]]) -> Iterator[tuple[int | None, News]]:
    """Everything that happened, each with whose deed it was; nothing of people who are not in the round any more."""
    kinds = [NoticeKind(line.kind) for line in taken]
    for line, kind in zip(taken, kinds, strict=True):
        if kind is NoticeKind.DELETED:
            yield None, News(kind)
            continue
        person = roll.one(line.participation_id)
        if kind is not NoticeKind.ALL_FINISHED and person is not None:
            yield person.person, News(kind, person.number, person.name, line.subject)
    if NoticeKind.ALL_FINISHED in kinds and roll.people and roll.standings[Standing.FINISHED] == len(roll.people):
        yield None, News(NoticeKind.ALL_FINISHED)


def _drawn(reader: Reader, roll: Roll, happened: Sequence[News]) -> Any:
    t = tongue(reader.language, roll.model.id)
    return news(roll.setup.title, happened, roll.model, t, anonymous=roll.setup.anonymous)
