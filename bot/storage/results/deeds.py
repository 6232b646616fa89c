"""What coordinators do about results, carried out: recording, planning, sharing, and asking for files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from bot.catalogues import tongue
from bot.left import Enclosure, Kind, Left
from bot.storage.desks import Desk
from bot.storage.results import recording
from bot.storage.results.looking import accepting
from bot.storage.rounds.authority import Coordination, Overruled, required
from bot.storage.rounds.mailbox import tell_respondents
from bot.storage.rounds.watching import round_of
from dialogs.cards.rounds import life
from dialogs.commands import Remark
from dialogs.results.commands import DropPriority, KeepPriority, RecordAgreement, ResultCommand, SendFile
from dialogs.results.events import FileKind
from dialogs.rounds.nouns import Audience
from dialogs.rounds.views import ConfirmView
from dialogs.tongue import Tongue
from framework.agreed import Agreement


def carry_out_result(session: Session, desk: Desk, command: ResultCommand, now: datetime) -> tuple[Left, ...]:
    """Carry out one command; what it leaves in the chat. Raises Overruled."""
    match command:
        case RecordAgreement(agreement=said, seen=seen):
            right = required(session, desk)
            recording.hold(session, right, said.capability, seen)
            recording.record(session, right, [said], now)
        case KeepPriority(priority=wanted, seen=planned):
            right = required(session, desk)
            recording.hold_plan(session, right, wanted.capability, planned)
            recording.keep_priority(session, right, wanted, now)
        case DropPriority(capability=capability):
            recording.drop_priority(session, required(session, desk), capability, now)
        case SendFile():
            return tuple(_files(session, desk, command))
    return ()


def accept(session: Session, right: Coordination, listed: str, now: datetime) -> None:
    """Record everything that all see alike, as it was `listed`. Raises Overruled where that is not so any more."""
    alike = accepting(session, right, now)
    if not alike:
        raise Overruled(Remark.GONE)
    if ConfirmView(alike=alike).listed != listed:
        raise Overruled(Remark.CHANGED_MEANWHILE)
    recording.record_first(session, right, [Agreement(capability, phase) for capability, phase, _ in alike], now)


def share(session: Session, right: Coordination, now: datetime) -> None:
    """Let those who answered see the result, and tell them. Raises Overruled where they were promised otherwise."""
    setup = round_of(session, right).setup
    if setup.audience is not Audience.RESPONDENTS:
        raise Overruled(Remark.NOT_PROMISED)
    if recording.share(session, right, now):
        tell_respondents(session, right, lambda t: life.shared(setup, t), now, protected=setup.protected)


def _files(session: Session, desk: Desk, command: SendFile) -> Iterable[Enclosure]:
    """What is to be made: of the round for its coordinator, or of the person's own answers. Raises Overruled."""
    t = tongue(desk.sheet.language, desk.sheet.model.id)
    if command.own:
        if desk.participation is None:
            raise Overruled(Remark.NO_QUESTIONS)
        about = {"file": command.kind.value, "person": desk.person, "participation": desk.participation}
        yield Enclosure(Kind.OWN, _caption(command.kind, t, own=True), t.code, about)
        return
    right = required(session, desk)
    about = {"file": command.kind.value, "person": right.person, "round": right.round}
    yield Enclosure(Kind.RESULT, _caption(command.kind, t, own=False), t.code, about)
    if command.kind is FileKind.CSV:
        criteria = {**about, "table": "criteria"}
        yield Enclosure(Kind.RESULT, t.gettext("Criteria: one line for each."), t.code, criteria)


def _caption(kind: FileKind, t: Tongue, *, own: bool) -> str:
    match kind:
        case FileKind.PICTURE:
            return t.gettext("Your profile. It is no grade.") if own else t.gettext("The result. It is no grade.")
        case FileKind.PDF | FileKind.PDF_LETTER:
            return t.gettext("Your summary to print or send.") if own else t.gettext("The report to print or send.")
        case FileKind.XLSX:
            return t.gettext("Your answers as a table.") if own else t.gettext("The whole assessment as tables.")
        case FileKind.CSV:
            return t.gettext("Answers: one line for each.")
        case FileKind.JSON:
            return t.gettext("Everything, for programs.")
