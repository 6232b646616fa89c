"""Setting a round up, changing it, and its life: open, closed, archived."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, fields, replace
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, Row, bindparam, exists, func, insert, or_, select, update
from sqlmodel import Session

from bot.catalogues import tongue
from bot.library import keep_model
from bot.office import Office
from bot.storage.desks import Desk
from bot.storage.posts import held_by, setup_of
from bot.storage.reminding.timers import arm_round, watch_coordinator, watch_respondent
from bot.storage.results.next_round import begin_answering, turn_chats
from bot.storage.results.releases import release_all
from bot.storage.rounds.auditing import audit
from bot.storage.rounds.authority import Coordination, Overruled
from bot.storage.rounds.mailbox import tell_respondents
from bot.storage.rounds.watching import round_of
from bot.storage.tables import METADATA
from dialogs.cards.rounds import life
from dialogs.commands import Remark
from dialogs.rounds.commands import CreateRound
from dialogs.rounds.forms.terms import default_title
from dialogs.rounds.nouns import Role, Setup, Status
from dialogs.screens import Screen
from dialogs.tongue import Tongue

assessment, participation, coordinator, answer, invitation, person = (
    METADATA.tables[name] for name in ("assessment", "participation", "coordinator", "answer", "invitation", "person")
)

_CREATE = insert(assessment).returning(assessment.c.id)
_LEAD = insert(coordinator)
_TAKE_PART = insert(participation)

_OF_ROUND = assessment.c.id == bindparam("of_round")
_LOCKED = select(*(column.label(f"round_{column.name}") for column in assessment.c)).where(_OF_ROUND).with_for_update()
_CHANGE = update(assessment).where(_OF_ROUND)
_BEFORE: BindParameter[str] = bindparam("before", expanding=True)
_TURN = update(assessment).where(_OF_ROUND, assessment.c.status.in_(_BEFORE))
_ANSWERED = select(
    exists().where(
        answer.c.participation_id == participation.c.id, participation.c.assessment_id == bindparam("of_round")
    )
)
_JOINED = select(
    or_(
        exists().where(
            invitation.c.assessment_id == bindparam("of_round"),
            invitation.c.role == Role.RESPONDENT.value,
            invitation.c.taken > 0,
        ),
        exists().where(  # people of the round before joined that on the same terms
            participation.c.assessment_id == bindparam("of_round"), participation.c.previous_id.is_not(None)
        ),
        exists().where(  # the same once that round is deleted; nobody of a file that was read back is here
            participation.c.assessment_id == bindparam("of_round"),
            participation.c.person_id == person.c.id,
            person.c.consent_version != "",
            ~exists().where(
                coordinator.c.assessment_id == bindparam("of_round"),
                coordinator.c.person_id == participation.c.person_id,
            ),
        ),
    )
)
_DEEPEN = update(participation).where(participation.c.assessment_id == bindparam("of_round"))

_UNLABEL = update(invitation).where(
    invitation.c.assessment_id == bindparam("of_round"), invitation.c.role == Role.RESPONDENT.value
)

PROMISES = {"anonymous", "audience"}
"""What people agreed to when they joined."""


def create_round(session: Session, office: Office, desk: Desk, command: CreateRound, now: datetime) -> None:
    """Create a round with the person at this desk as its coordinator; the desk is about it from now on.

    Raises Overruled for someone who may not.
    """
    if desk.person is None or not office.house.may_create(desk.address):
        raise Overruled(Remark.MAY_NOT_CREATE)
    connection = session.connection()
    model = keep_model(session, office.house.model)
    setup = _titled(command.setup, desk.sheet.language, now)
    status = Status.DRAFT if command.draft else Status.OPEN
    row = {**_columns(setup), "alone": False, "model_hash": model.hash, "created_at": now, "status": status.value}
    number: int = connection.execute(_CREATE, row).scalar_one()
    lead = {"assessment_id": number, "person_id": desk.person, "name": command.name, "muted": [], "since": now}
    connection.execute(_LEAD, lead)
    watch_coordinator(session, number, desk.person, now)
    if command.answers:
        part = {"assessment_id": number, "person_id": desk.person, "depth": setup.depth.value, "joined_at": now}
        connection.execute(_TAKE_PART, {**part, "version": 0, "name": "" if setup.anonymous else command.name})
        watch_respondent(session, number, desk.person, now)
    desk.assessment, desk.participation, desk.version = number, None, 0
    audit(session, number, desk.person, "created", "", now)


def _titled(setup: Setup, language: str, now: datetime) -> Setup:
    """The setup with a title: the usual one in the coordinator's language where they gave none."""
    return setup if setup.title else replace(setup, title=default_title(tongue(language), setup.territory, now.year))


def _columns(setup: Setup) -> dict[str, Any]:
    return {
        "title": setup.title,
        "territory": setup.territory,
        "depth": setup.depth.value,
        "deadline": setup.deadline,
        "zone": setup.zone,
        "days_off": sorted(setup.days_off),
        "quiet_from": setup.quiet[0],
        "quiet_until": setup.quiet[1],
        "languages": list(setup.languages),
        "anonymous": setup.anonymous,
        "audience": setup.audience.value,
        "policy": asdict(setup.policy),
        "retention": setup.retention,
        "protected": setup.protected,
    }


def switch(session: Session, desk: Desk, number: int) -> None:
    """Turn the desk to another assessment of its person. Raises Overruled where they have no part in that."""
    held = held_by(session, {desk.person} if desk.person is not None else ())
    if not any(number in each.rounds for each in held.values()):
        raise Overruled(Remark.ROUND_UNKNOWN)
    desk.assessment, desk.participation, desk.version = number, None, 0


# Changing it


def change_round(session: Session, right: Coordination, setup: Setup, now: datetime) -> None:
    """Change the round to this setup; respondents hear of another deadline. Raises Overruled for what must stay."""
    row = _locked(session, right)
    before = setup_of(row)
    if before is None:
        raise Overruled(Remark.GONE)
    wanted = setup if setup.title else replace(setup, title=before.title)
    changed = {field.name for field in fields(Setup) if getattr(before, field.name) != getattr(wanted, field.name)}
    if not changed:
        return
    connection, given = session.connection(), {"of_round": right.round}
    if "depth" in changed and connection.scalar(_ANSWERED, given):
        raise Overruled(Remark.DEPTH_HELD)
    if _broken(changed, before, wanted) and anybody_joined(session, right.round):
        raise Overruled(Remark.PROMISED)
    # Another time to be kept is another end: whoever was told of the one before is told again.
    told = {"warned_at": None} if "retention" in changed else {}
    connection.execute(_CHANGE.values(**_columns(wanted), **told), given)
    if "depth" in changed:
        connection.execute(_DEEPEN.values(depth=wanted.depth.value), given)
    if "anonymous" in changed and wanted.anonymous:  # for whom an invitation was would tie a name to a number
        connection.execute(_UNLABEL.values(label=""), given)
    arm_round(session, right.round, now)
    audit(session, right.round, right.person, "changed", ", ".join(sorted(changed)), now)
    if "deadline" in changed and row.round_status == Status.OPEN:
        today = now.astimezone(ZoneInfo(wanted.zone)).date()
        tell_respondents(session, right, partial(life.moved, wanted, today), now)


def _broken(changed: Collection[str], before: Setup, wanted: Setup) -> bool:
    """Whether the change breaks what people were promised who joined: less may be kept of them, never more."""
    return bool(PROMISES & set(changed)) or wanted.retention > before.retention


def anybody_joined(session: Session, round_: int) -> bool:
    """Whether there are people who were told on which terms they take part."""
    return bool(session.connection().scalar(_JOINED, {"of_round": round_}))


def _locked(session: Session, right: Coordination) -> Row[Any]:
    """The round, as nobody else changes it meanwhile."""
    return session.connection().execute(_LOCKED, {"of_round": right.round}).one()


# Its life


def close(session: Session, right: Coordination, now: datetime) -> None:
    """Answers stay as they are from now on; respondents are told."""
    if _turned(session, right, (Status.OPEN, Status.DRAFT), Status.CLOSED, now):
        audit(session, right.round, right.person, "closed", "", now)
        _release(session, right, now)
        _tell(session, right, life.closed, now)


def reopen(session: Session, right: Coordination, now: datetime) -> None:
    """Answers are taken, again or for the first time; respondents are told."""
    turn_chats(session, right)
    begins = _turned(session, right, (Status.DRAFT,), Status.OPEN, now)
    if begins or _turned(session, right, (Status.CLOSED, Status.ARCHIVED), Status.OPEN, now):
        arm_round(session, right.round, now)
        if begins:
            begin_answering(session, right, now)
        audit(session, right.round, right.person, "reopened", "", now)
        _tell(session, right, life.opened, now)


def archive(session: Session, right: Coordination, now: datetime) -> None:
    """Out of the way of daily lists; one that was open until now is closed by it, and respondents are told."""
    was_open = _turned(session, right, (Status.OPEN,), Status.CLOSED, now)
    if _turned(session, right, (Status.DRAFT, Status.CLOSED), Status.ARCHIVED, now):
        audit(session, right.round, right.person, "archived", "", now)
    if was_open:
        _release(session, right, now)
        _tell(session, right, life.closed, now)


def _release(session: Session, right: Coordination, now: datetime) -> None:
    """The answers of an anonymous round can be seen once it is closed, as far as nobody is found in them."""
    about = round_of(session, right)
    if about.setup.anonymous:
        release_all(session, right.round, about, now)


def _turned(session: Session, right: Coordination, before: tuple[Status, ...], status: Status, now: datetime) -> bool:
    """Whether the round was turned: not where it was so already, perhaps by another coordinator a moment ago."""
    values: dict[str, Any] = {"status": status.value}
    if status is Status.ARCHIVED:  # a draft was never closed: it is kept from now on
        values["closed_at"] = func.coalesce(assessment.c.closed_at, now)
    else:
        values |= {"closed_at": now if status is Status.CLOSED else None, "warned_at": None}
    turn = _TURN.values(values)
    given = {"of_round": right.round, "before": [each.value for each in before]}
    return session.connection().execute(turn, given).rowcount > 0


def _tell(session: Session, right: Coordination, words: Callable[[Setup, Tongue], Screen], now: datetime) -> None:
    setup = setup_of(_locked(session, right))
    if setup is not None:
        tell_respondents(session, right, partial(words, setup), now)
