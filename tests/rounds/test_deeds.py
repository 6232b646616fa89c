"""What a deed asks for, and where it leads, without a database."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dialogs.commands import Remark, Turn
from dialogs.rounds import deeds
from dialogs.rounds.commands import Assign, Carry
from dialogs.rounds.events import DeedAsked, DeedConfirmed, FieldDone, FormAccepted, FormOpened, ValueTicked
from dialogs.rounds.forms.assign import asked_of
from dialogs.rounds.nouns import Post, Role, Status
from dialogs.rounds.states import (
    AtRound,
    Confirming,
    Deed,
    Filling,
    FormKind,
    ListingInvitations,
    ListingPeople,
    ListingRounds,
    LookingAtPerson,
    WatchingProgress,
)
from dialogs.rounds.step import parent, step
from dialogs.sheet import Sheet
from dialogs.states import Asking, Explaining, State
from framework.answers import Depth, Questionnaire
from framework.reading import read_model
from tests.storage.chats import GARDEN

MODEL = read_model(GARDEN)


def sheet(*roles: Role, status: Status = Status.OPEN, filled_in: Mapping[str, str] | None = None) -> Sheet:
    post = Post(7, "Gardens", frozenset(roles), status)
    quest = Questionnaire.whole(MODEL, Depth.QUICK) if Role.RESPONDENT in roles else None
    return Sheet(
        MODEL,
        ("en",),
        "en",
        open_to_all=False,
        consented=True,
        alone=False,
        quest=quest,
        posts=(post,),
        current=7,
        filled_in=filled_in or {},
    )


LEADS = sheet(Role.COORDINATOR)
ANSWERS = sheet(Role.RESPONDENT)


@pytest.mark.parametrize(
    ("deed", "there", "said", "back"),
    [
        (Deed.NUDGE, LookingAtPerson(3), Remark.NUDGED, LookingAtPerson(3)),
        (Deed.NUDGE_ALL, WatchingProgress(), Remark.ALL_NUDGED, WatchingProgress()),
        (Deed.REMOVE, ListingPeople(), Remark.REMOVED, LookingAtPerson(3)),
        (Deed.PROMOTE, LookingAtPerson(3), Remark.PROMOTED, LookingAtPerson(3)),
        (Deed.DEMOTE, ListingPeople(), Remark.DEMOTED, ListingPeople()),
        (Deed.LEAVE, AtRound(), Remark.HANDED_OVER, AtRound()),
        (Deed.REVOKE, ListingInvitations(), Remark.REVOKED, None),
        (Deed.CLOSE, AtRound(), Remark.CLOSED, AtRound()),
        (Deed.REOPEN, AtRound(), Remark.REOPENED, AtRound()),
        (Deed.ARCHIVE, ListingRounds(), Remark.ARCHIVED, AtRound()),
    ],
)
def test_a_deed_is_asked_once_more_and_then_done(deed: Deed, there: State, said: Remark, back: State | None) -> None:
    asked = Confirming(deed, 3)
    assert step(LEADS, AtRound(), DeedAsked(deed, 3)) == Turn(asked)
    assert step(LEADS, asked, DeedConfirmed(deed, 3)) == Turn(there, (Carry(deed, 3),), said)
    if back is not None:
        assert parent(LEADS, asked) == back


@pytest.mark.parametrize("deed", [deed for deed in Deed if deed is not Deed.PASS_ON])
def test_a_respondent_is_not_even_asked(deed: Deed) -> None:
    here = Asking("compost")
    assert deeds.asked(ANSWERS, here, Confirming(deed, 3)) == Turn(here, remark=Remark.NOT_COORDINATOR)


def test_a_confirmation_of_something_else_changes_nothing() -> None:
    asked = Confirming(Deed.REMOVE, 3)
    assert step(LEADS, asked, DeedConfirmed(Deed.REMOVE, 4)) == Turn(asked)
    assert step(LEADS, asked, DeedConfirmed(Deed.PROMOTE, 3)) == Turn(asked)


def test_only_a_question_of_ones_own_is_passed_on() -> None:
    here, asked = Asking("compost"), Confirming(Deed.PASS_ON, word="compost")
    assert deeds.asked(ANSWERS, here, asked) == Turn(asked)
    assert deeds.confirmed(ANSWERS, asked).commands == (Carry(Deed.PASS_ON, 0, "compost"),)
    assert parent(ANSWERS, asked) == Explaining("compost")
    unknown = Confirming(Deed.PASS_ON, word="lawn")
    assert deeds.asked(ANSWERS, here, unknown) == Turn(here, remark=Remark.GONE)
    closed = sheet(Role.RESPONDENT, status=Status.CLOSED)
    assert deeds.asked(closed, here, asked) == Turn(here, remark=Remark.ROUND_CLOSED)


def test_sections_are_given_whole_but_for_what_is_left_out() -> None:
    knows = sheet(Role.COORDINATOR, filled_in={"asked": "compost", "name": "", "number": "2"})
    (first, second) = (domain.id for domain in MODEL.domains)
    form = filling(knows)
    assert asked_of(knows, form) == ("compost",)
    form = tick(knows, form, "sections", second)
    assert asked_of(knows, form) == ("compost", "seed-bank", "open-days")
    form = tick(knows, form, "sections", first, on=False)
    assert asked_of(knows, form) == ("seed-bank", "open-days")
    form = tick(knows, done(knows, form, "sections"), "without", "open-days")
    accepted = step(knows, done(knows, form, "without"), FormAccepted(FormKind.ASSIGN))
    assert accepted == Turn(LookingAtPerson(3), (Assign(3, ("seed-bank",)),), Remark.ASSIGNED)


def test_no_section_at_all_is_refused() -> None:
    knows = sheet(Role.COORDINATOR, filled_in={"asked": "compost"})
    form = tick(knows, filling(knows), "sections", MODEL.domains[0].id, on=False)
    assert step(knows, form, FieldDone("sections")) == Turn(form, remark=Remark.TICK_ONE)


def filling(knows: Sheet) -> Filling:
    """The form as it is opened for the participation 3."""
    return state(step(knows, LookingAtPerson(3), FormOpened(FormKind.ASSIGN, 3)))


def tick(knows: Sheet, form: Filling, field: str, value: str, *, on: bool = True) -> Filling:
    return state(step(knows, form, ValueTicked(field, value, on=on)))


def done(knows: Sheet, form: Filling, field: str) -> Filling:
    return state(step(knows, form, FieldDone(field)))


def state(turn: Turn | None) -> Filling:
    assert turn
    assert isinstance(turn.state, Filling)
    return turn.state
