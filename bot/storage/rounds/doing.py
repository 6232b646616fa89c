"""Carrying out what a turn asked about rounds: each deed asks first whether this person may do it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.catalogues import tongue
from bot.left import Enclosure, Kind, Left
from bot.office import Office
from bot.storage.desks import Desk
from bot.storage.privacy.forgetting import forget_me
from bot.storage.privacy.my_data import send_my_data
from bot.storage.rationing import ration_files
from bot.storage.reminding.wishing import carry_out_wish
from bot.storage.results import deeds
from bot.storage.results.next_round import begin_next
from bot.storage.rounds import auditing, creating, entering, inviting, notices, nudging, people
from bot.storage.rounds.authority import required
from bot.storage.writing import carry_out, write_answers
from dialogs.commands import Command
from dialogs.privacy.commands import ForgetMe, SendMyData
from dialogs.reminding.commands import RemindAgain, Snooze, StopReminding
from dialogs.results.commands import DropPriority, KeepPriority, RecordAgreement, SendFile
from dialogs.rounds.commands import (
    Assign,
    Carry,
    ChangeRound,
    CreateRound,
    Invite,
    Join,
    MuteNotices,
    RoundCommand,
    SendAudit,
    SendPicture,
    Switch,
)
from dialogs.rounds.states import Deed
from dialogs.tongue import Tongue


def carry_out_rounds(
    session: Session, office: Office, desk: Desk, commands: Iterable[Command], now: datetime
) -> tuple[Left, ...]:
    """Carry out commands about rounds, in order; what they leave in the chat. Raises Overruled."""
    left: list[Left] = []
    for command in commands:
        if isinstance(command, RoundCommand):
            left.extend(_carried_out(session, office, desk, command, now))
        else:
            carry_out(session, office.house, desk, [command], now)
    ration_files(session, desk, left, now)
    write_answers(session, [desk])  # the sheet is read anew after this: nothing may be waiting
    return tuple(_addressed(desk, each) for each in left)


def _addressed(desk: Desk, left: Left) -> Left:
    """A file that is for one person says in which chat: by the time it is made, somebody else may have the number."""
    if not isinstance(left, Enclosure) or "person" not in left.about:
        return left
    return replace(left, about={**left.about, "channel": desk.channel, "address": desk.address})


def _carried_out(
    session: Session, office: Office, desk: Desk, command: RoundCommand, now: datetime
) -> tuple[Left, ...]:
    match command:
        case CreateRound():
            creating.create_round(session, office, desk, command, now)
        case Switch(round=number):
            creating.switch(session, desk, number)
        case Join():
            entering.join(session, desk, command, now)
        case ChangeRound(setup=setup):
            creating.change_round(session, required(session, desk), setup, now)
        case Invite(tickets=tickets):
            return inviting.invite(session, office, required(session, desk), tickets, now, desk.sheet.language)
        case Assign(participation=number, capabilities=capabilities):
            people.assign(session, required(session, desk), number, capabilities, now)
        case MuteNotices(muted=muted, digest=digest):
            right = required(session, desk)
            notices.mute(session, right, muted)
            if digest is not None:
                notices.send_digests(session, right, digest, now)
        case Snooze() | StopReminding() | RemindAgain():
            carry_out_wish(session, desk, command, now)
        case RecordAgreement() | KeepPriority() | DropPriority() | SendFile():
            return deeds.carry_out_result(session, desk, command, now)
        case SendMyData():
            return send_my_data(desk)
        case ForgetMe():
            forget_me(session, office, desk, now)
        case SendPicture():
            return (_picture(session, desk),)
        case SendAudit():
            return (auditing.trail_to_send(required(session, desk), _tongue(desk)),)
        case Carry(deed=Deed.PASS_ON, word=capability):
            return inviting.pass_on(session, office, desk, capability, now)
        case Carry():
            _confirmed(session, desk, command, now)
    return ()


def _confirmed(session: Session, desk: Desk, command: Carry, now: datetime) -> None:
    """A deed of a coordinator that was asked about once more."""
    if command.deed in {Deed.DEMOTE, Deed.LEAVE}:
        people.hold(session, desk)  # before the right is read: two who leave at once wait for one another here
    right = required(session, desk)
    match command.deed:
        case Deed.NUDGE:
            nudging.nudge(session, right, command.subject, now)
        case Deed.NUDGE_ALL:
            nudging.nudge_all(session, right, now)
        case Deed.REMOVE:
            people.remove(session, right, command.subject, now)
        case Deed.PROMOTE:
            people.promote(session, right, command.subject, now)
        case Deed.DEMOTE:
            people.demote(session, right, command.subject, now)
        case Deed.LEAVE:
            people.demote(session, right, right.person, now)
        case Deed.REVOKE:
            inviting.revoke(session, right, command.subject, now)
        case Deed.CLOSE:
            creating.close(session, right, now)
        case Deed.REOPEN:
            creating.reopen(session, right, now)
        case Deed.ARCHIVE:
            creating.archive(session, right, now)
        case Deed.ACCEPT:
            deeds.accept(session, right, command.word, now)
        case Deed.SHARE:
            deeds.share(session, right, now)
        case Deed.NEXT_ROUND:
            begin_next(session, right, desk, now)
        case Deed.PASS_ON:
            pass  # a respondent's own deed, see above


def _picture(session: Session, desk: Desk) -> Enclosure:
    """Progress as it will be when the picture is drawn."""
    right, t = required(session, desk), _tongue(desk)
    caption = t.gettext("{title}: how far everybody is.", title=desk.sheet.title)
    return Enclosure(Kind.PROGRESS, caption, t.code, {"round": right.round, "person": right.person})


def _tongue(desk: Desk) -> Tongue:
    return tongue(desk.sheet.language, desk.sheet.model.id)
