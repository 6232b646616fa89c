"""What is asked about once more before it is done."""

from __future__ import annotations

from dialogs.commands import Remark, Turn
from dialogs.places import resumed
from dialogs.results.states import ReadingJoined
from dialogs.rounds.commands import Carry
from dialogs.rounds.states import (
    AtRound,
    Confirming,
    Deed,
    ListingInvitations,
    ListingPeople,
    ListingRounds,
    LookingAtPerson,
    WatchingProgress,
)
from dialogs.sheet import Sheet
from dialogs.states import State


def asked(sheet: Sheet, state: State, deed: Confirming) -> Turn:
    """Ask whether it is really to be done."""
    if deed.deed is Deed.PASS_ON:
        return _passing_on(sheet, state, deed)
    if not sheet.coordinates:
        return Turn(state, remark=Remark.NOT_COORDINATOR)
    return Turn(deed)


def _passing_on(sheet: Sheet, state: State, deed: Confirming) -> Turn:
    if sheet.alone or sheet.quest is None or deed.word not in sheet.quest:
        return Turn(state, remark=Remark.GONE)
    return Turn(state, remark=Remark.ROUND_CLOSED) if sheet.read_only else Turn(deed)


def confirmed(sheet: Sheet, state: Confirming) -> Turn:
    """Have it done."""
    there, remark = _afterwards(sheet, state)
    return Turn(there, (Carry(state.deed, state.subject, state.word),), remark)


def _afterwards(sheet: Sheet, state: Confirming) -> tuple[State, Remark]:
    """Where a deed leads once it is done, and what is said of it."""
    match state.deed:
        case Deed.NUDGE:
            return LookingAtPerson(state.subject), Remark.NUDGED
        case Deed.NUDGE_ALL:
            return WatchingProgress(), Remark.ALL_NUDGED
        case Deed.REMOVE:
            return ListingPeople(), Remark.REMOVED
        case Deed.PROMOTE:
            return LookingAtPerson(state.subject), Remark.PROMOTED
        case Deed.DEMOTE:
            return ListingPeople(), Remark.DEMOTED
        case Deed.LEAVE:
            return AtRound(), Remark.HANDED_OVER
        case Deed.REVOKE:
            return ListingInvitations(), Remark.REVOKED
        case Deed.CLOSE:
            return AtRound(), Remark.CLOSED
        case Deed.REOPEN:
            return AtRound(), Remark.REOPENED
        case Deed.ARCHIVE:
            return ListingRounds(), Remark.ARCHIVED
        case Deed.ACCEPT:
            return ReadingJoined(), Remark.ACCEPTED
        case Deed.SHARE:
            return ReadingJoined(), Remark.SHARED
        case Deed.NEXT_ROUND:
            return AtRound(), Remark.NEXT_BEGUN
        case Deed.PASS_ON:
            return resumed(sheet, state.word), Remark.PASSED_ON
