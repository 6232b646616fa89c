"""Every card: what a person sees in a state."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.cards import asides, cautions, joined, joining, lists, question, reminding, results, rounds
from dialogs.cards.asides import commands
from dialogs.cards.joining import about_the_bot, about_the_bot_in_short
from dialogs.cards.remarks import FLEETING, remark
from dialogs.commands import Command, LeaveConsent, LeaveRecord
from dialogs.privacy.views import PrivacyView
from dialogs.reminding.views import CallView
from dialogs.results.states import ResultState
from dialogs.results.views import ResultView
from dialogs.rounds.states import Filling, FormKind, ListingRounds, RoundState
from dialogs.rounds.views import View
from dialogs.screens import Kicker, Screen
from dialogs.sheet import Sheet
from dialogs.states import (
    Aside,
    BrowsingSection,
    Called,
    Cautioned,
    Greeted,
    ListingSections,
    OfferingNote,
    Question,
    ReadingAdvice,
    ReadingContext,
    ReadingNotes,
    ReadingSummary,
    Reviewing,
    State,
    Stranger,
)
from dialogs.tongue import Tongue
from framework.answers import Questionnaire

__all__ = ["FLEETING", "about_the_bot", "about_the_bot_in_short", "card", "commands", "record", "remark"]


Shown = View | CallView | ResultView | PrivacyView
"""What a card shows beyond the sheet."""


def card(sheet: Sheet, state: State, t: Tongue, view: Shown | None = None) -> Screen:
    """The card of a state; `state` fits the sheet (`dialogs.places.settled`).

    `view` is what a card shows beyond the sheet, of a coordinator or of whom is written to. Someone with several
    assessments is told which one the card is about.
    """
    shown = _card(sheet, state, t, view)
    post = sheet.post
    if post is None or len(sheet.posts) < SEVERAL or isinstance(state, UNTITLED):
        return shown
    if isinstance(state, Filling) and state.form in {FormKind.NEW, FormKind.JOIN}:
        return shown  # they are about an assessment that is not theirs yet
    title = t.isolated(post.title) if post.title else t.gettext("Your own assessment")
    return shown.beginning(Kicker(title))


SEVERAL = 2

UNTITLED = (Stranger, Greeted, ListingRounds, Called)
"""They are about no assessment, or say by themselves which."""


def _card(sheet: Sheet, state: State, t: Tongue, view: Shown | None) -> Screen:
    match state:
        case Stranger():
            return joining.stranger(sheet, t)
        case Greeted():
            return joining.greeting(sheet, t)
        case Aside():
            return asides.aside(sheet, state, t, view if isinstance(view, PrivacyView) else None)
        case Cautioned():
            return cautions.cautioned(sheet, state, t)
        case Called():
            return reminding.called(sheet, state, view if isinstance(view, CallView) else None, t)
        case _ if isinstance(state, ResultState):
            return joined.card(sheet, state, t, view if isinstance(view, ResultView) else None)
        case _ if isinstance(state, RoundState):
            return rounds.card(sheet, state, t, view if isinstance(view, View) else None)
        case _ if sheet.quest is not None:
            return _assessing(sheet, sheet.quest, state, t)
        case _:
            return joining.choosing_depth(sheet, t)


def _assessing(sheet: Sheet, quest: Questionnaire, state: State, t: Tongue) -> Screen:
    match state:
        case _ if isinstance(state, Question):
            return question.question(sheet, quest, state, t)
        case OfferingNote():
            return question.offering_note(sheet, quest, state, t)
        case ListingSections():
            return lists.sections(sheet, quest, t)
        case BrowsingSection():
            return lists.browsing(sheet, quest, state, t)
        case Reviewing():
            return lists.reviewing(sheet, quest, state, t)
        case ReadingSummary():
            return results.summary(sheet, quest, state, t)
        case ReadingAdvice():
            return results.next_step(sheet, quest, state, t)
        case ReadingNotes():
            return results.notes(sheet, quest, state, t)
        case ReadingContext():
            return results.context(quest, state, t)
        case _:
            return lists.sections(sheet, quest, t)


def record(sheet: Sheet, commands: Iterable[Command], t: Tongue) -> Screen | None:
    """What a turn leaves behind in the chat: the words agreed to, a finished section, or nothing."""
    for command in commands:
        match command:
            case LeaveConsent():
                return joining.consent_record(sheet, t)
            case LeaveRecord(domain=domain) if sheet.quest:
                return lists.record(sheet, sheet.quest, domain, t)
    return None
