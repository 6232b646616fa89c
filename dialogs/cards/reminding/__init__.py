"""The cards that people are written to with: reminders, digests, and word that the last day is over."""

from __future__ import annotations

from dialogs.cards.reminding import leading, own
from dialogs.cards.reminding.shared import back, title
from dialogs.reminding.policy import Why
from dialogs.reminding.views import CallView, DeadlineView, DigestView, ReminderView
from dialogs.rounds.views import View
from dialogs.screens import Heading, Paragraph, Screen, screen
from dialogs.sheet import Sheet
from dialogs.states import Called, Occasion
from dialogs.tongue import Tongue


def called(sheet: Sheet, state: Called, view: View | CallView | None, t: Tongue) -> Screen:
    """The card of an occasion; without a view that fits it, a word that this is over."""
    match view:
        case ReminderView() if view.due.why is Why.FINISHED and state.occasion is Occasion.ASKED:
            return own.finished(sheet, view, t)
        case ReminderView() if state.occasion in own.OCCASIONS and view.due.why is not Why.FINISHED:
            return own.reminder(sheet, state, view, t)
        case DigestView() if state.occasion not in own.OCCASIONS:
            return leading.digest(sheet, state, view, t)
        case DeadlineView() if state.occasion not in own.OCCASIONS:
            return leading.deadline(sheet, state, view, t)
        case _:
            return _over(sheet, state, t)


def _over(sheet: Sheet, state: Called, t: Tongue) -> Screen:
    """They finished meanwhile, or it is not theirs any more."""
    post = next((post for post in sheet.posts if post.number == state.round), None)
    return screen(
        t.direction,
        title(sheet, post.title, t) if post is not None else None,
        Heading(t.gettext("All done here")),
        Paragraph(t.gettext("Nothing is left to do about this. Thank you.")),
        rows=((back(t),),),
    )
