"""What coordinators are told of: noted in the turn in which it happens, told soon after (`collecting`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from sqlalchemy import bindparam, insert, literal, or_, select, update
from sqlmodel import Session

from bot.storage.desks import Desk
from bot.storage.reminding.timers import arm_person, set_timer
from bot.storage.rounds.authority import Coordination
from bot.storage.tables import METADATA
from dialogs.commands import Command, StoreAnswer, Submit
from dialogs.reminding.digests import Digest
from dialogs.rounds.nouns import NoticeKind, Status
from dialogs.sheet import Sheet, after
from dialogs.states import Occasion
from framework.progress import section_progress, still_open

notice, coordinator, participation, assessment = (
    METADATA.tables[name] for name in ("notice", "coordinator", "participation", "assessment")
)

_INSERT = insert(notice)


def notify(
    session: Session, round_: int, kind: NoticeKind, now: datetime, participation: int | None = None, subject: str = ""
) -> None:
    """Note what coordinators of the round are to be told; `subject` is a section or a capability, by its id."""
    _note(session, round_, participation, [(kind, subject)], now)


def _note(
    session: Session, round_: int, part: int | None, happened: Iterable[tuple[NoticeKind, str]], now: datetime
) -> None:
    lines = [
        {"assessment_id": round_, "participation_id": part, "kind": kind.value, "subject": subject, "at": now}
        for kind, subject in happened
    ]
    if lines:
        session.connection().execute(_INSERT, lines)


def note_finished(session: Session, desk: Desk, commands: Iterable[Command], now: datetime) -> None:
    """Note the sections that these commands finish, and the handing in. Costs nothing where they finish none."""
    if desk.sheet.alone or desk.assessment is None:
        return
    _note(session, desk.assessment, desk.participation, finishing(desk.sheet, tuple(commands)), now)


def finishing(sheet: Sheet, commands: Collection[Command]) -> Iterator[tuple[NoticeKind, str]]:
    """What the commands finish, each with the section it is about, or `""`.

    `ALL_FINISHED` here says that this person now has; whether everybody has is looked up when it is told.
    """
    before, then = sheet.quest, after(sheet, commands)
    if before is None or not any(isinstance(command, StoreAnswer | Submit) for command in commands):
        return
    given = {c.answer.capability for c in commands if isinstance(c, StoreAnswer) and c.answer.capability in before}
    for domain in dict.fromkeys(before[capability].domain for capability in given):
        was, now = (section_progress(before, answers, domain) for answers in (sheet.answers, then.answers))
        if now.complete and not was.complete:
            yield NoticeKind.SECTION_FINISHED, domain
    if then.submitted and not sheet.submitted:
        yield NoticeKind.SUBMITTED, ""
    if _finished(then) and not _finished(sheet):
        yield NoticeKind.ALL_FINISHED, ""


def _finished(sheet: Sheet) -> bool:
    return sheet.submitted or (sheet.quest is not None and not still_open(sheet.quest, sheet.answers))


_UNREACHABLE = insert(notice).from_select(
    ["assessment_id", "participation_id", "kind", "subject", "at"],
    select(
        participation.c.assessment_id,
        participation.c.id,
        literal(NoticeKind.UNREACHABLE.value),
        literal(""),
        bindparam("now", type_=notice.c.at.type),
    )
    .join_from(participation, assessment)
    .where(
        participation.c.person_id == bindparam("person"),
        participation.c.removed_at.is_(None),
        participation.c.submitted_at.is_(None),
        assessment.c.alone.is_(False),
        assessment.c.status == Status.OPEN.value,
    ),
)


def note_unreachable(session: Session, person: int, now: datetime) -> None:
    """Note, in every open round that still waits for this person's answers, that they cannot be written to.

    What was to be sent to them goes with that: their timers are looked at, for they may have another chat.
    """
    session.connection().execute(_UNREACHABLE, {"person": person, "now": now})
    arm_person(session, person, now)


_THEIRS = update(coordinator).where(
    coordinator.c.assessment_id == bindparam("of_round"), coordinator.c.person_id == bindparam("of_person")
)
_MUTE = _THEIRS.values(muted=bindparam("kinds"))
_DIGEST = _THEIRS.where(
    or_(coordinator.c.digest != bindparam("rhythm"), coordinator.c.digest_hour != bindparam("hour"))
).values(digest=bindparam("rhythm"), digest_hour=bindparam("hour"))


def mute(session: Session, right: Coordination, kinds: Collection[NoticeKind]) -> None:
    """From now on, tell this coordinator of all kinds but these."""
    given = {"of_round": right.round, "of_person": right.person}
    session.connection().execute(_MUTE, {**given, "kinds": sorted(kind.value for kind in kinds)})


def send_digests(session: Session, right: Coordination, digest: Digest, now: datetime) -> None:
    """From now on, send this coordinator digests like that."""
    given = {"of_round": right.round, "of_person": right.person}
    wanted = {"rhythm": digest.rhythm.value, "hour": digest.hour}
    if session.connection().execute(_DIGEST, {**given, **wanted}).rowcount:
        # Word of the deadline comes at the same hour; and a digest that was planned for another moment is not late.
        set_timer(session, (Occasion.DIGEST, right.round, right.person), due_at=now, asked_for=None)
        set_timer(session, (Occasion.DEADLINE, right.round, right.person), due_at=now)
