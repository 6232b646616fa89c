"""The cards of what a round came to."""

from __future__ import annotations

from dialogs.cards.joined import files, listing, plan, shared, spread
from dialogs.results.states import (
    ChoosingFile,
    ReadingJoined,
    ReadingPlan,
    ReadingShared,
    ReadingSpread,
    ReadingStep,
    ResultState,
)
from dialogs.results.views import JoinedView, PlanView, ResultView, SharedView, SpreadView, StepView
from dialogs.screens import Screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def card(sheet: Sheet, state: ResultState, t: Tongue, view: ResultView | None) -> Screen:
    """The card of a state; where one capability has nothing to show, that of all of them."""
    match state, view:
        case ChoosingFile(), _:
            return files.choosing(sheet, t)
        case ReadingSpread(page=page), SpreadView():
            return spread.one(view, page, t)
        case ((ReadingJoined(page=page) | ReadingSpread(page=page)), JoinedView()):
            return listing.listed(sheet, view, page, t)
        case ReadingStep(), StepView():
            return plan.one(sheet, view, t)
        case ReadingPlan(page=page), PlanView():
            return plan.listed(sheet, view, page, t)
        case ReadingStep(capability=capability), PlanView() if capability in view.plan:
            return plan.stranded(sheet, view, view.plan[capability], t)
        case ReadingStep(), PlanView():
            return plan.listed(sheet, view, 0, t)
        case ReadingShared(page=page), SharedView():
            return shared.listed(sheet, view, page, t)
        case _:
            return shared.not_yet(sheet, t)
