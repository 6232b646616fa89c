"""What the coordinator of a kept round does when answers are in: close it, agree, and plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.simulating.chats import Chat
from bot.simulating.founding import fill
from bot.simulating.sayings import DISSENT, FIRST_STEPS, LEADS, REASONS, STILL_OPEN
from dialogs.events import Asked, Place, Typed
from dialogs.results.events import AgreementBegun, PlanningBegun, StepOpened
from dialogs.rounds.events import DeedAsked, DeedConfirmed, FieldOpened, FormAccepted, FormOpened, ValueChosen
from dialogs.rounds.forms.agree import LEFT_OPEN
from dialogs.rounds.states import Deed, FormKind
from framework.model import Model

PRIORITIES = 3

AHEAD = timedelta(days=182)
"""From one target date of the plan to the next."""

MINUTES = timedelta(minutes=6)
"""That a capability is talked about."""


def do(chat: Chat, at: datetime, deed: Deed) -> None:
    """Do it, and confirm it."""
    chat.turn(at, DeedAsked(deed))
    chat.tap(at, DeedConfirmed, deed=deed)


def agree(chat: Chat, at: datetime, model: Model, phases: Mapping[str, str]) -> datetime:
    """Accept what all see alike, then record these phases, the largest disagreement first; when that is done.

    The first has a dissent beside it, and the second stays open.
    """
    chat.turn(at, Asked(Place.RESULTS))
    if chat.buttons(DeedAsked, deed=Deed.ACCEPT):
        do(chat, at, Deed.ACCEPT)
    used: Counter[str] = Counter()
    for place in range(len(model.capabilities)):
        at += MINUTES
        chat.turn(at, Asked(Place.AGREE))
        found = [each.event for each in chat.buttons(AgreementBegun)]
        begun = found[0] if found else None
        if not isinstance(begun, AgreementBegun) or begun.capability not in phases:
            break
        phase = LEFT_OPEN if place == 1 else phases[begun.capability]
        reasons = REASONS.get(phase, (STILL_OPEN,))
        chat.turn(at, begun, ValueChosen("phase", phase), Typed(reasons[used[phase] % len(reasons)]))
        chat.turn(at, ValueChosen("dissent", "") if place else Typed(DISSENT), FormAccepted(FormKind.AGREE))
        used[phase] += 1
    return at


def plan(chat: Chat, at: datetime, model: Model) -> None:
    """Take the first next steps into the plan, each with a lead, a date and a first step."""
    chat.turn(at, Asked(Place.PLAN))
    offered = [each.event.capability for each in chat.buttons(StepOpened) if isinstance(each.event, StepOpened)]
    for place, capability in enumerate(dict.fromkeys(offered)):
        if place == PRIORITIES:
            break
        domain = model.capabilities[capability].domain
        until = at.date() + (place + 1) * AHEAD
        chat.turn(at, PlanningBegun(capability), Typed(LEADS[domain]), ValueChosen("until", until.isoformat()))
        chat.turn(at, Typed(FIRST_STEPS[domain]), FormAccepted(FormKind.PLAN))


def begin_next(chat: Chat, at: datetime, title: str, deadline: date) -> None:
    """Begin the round after this one, under another title and until this day, and open it."""
    do(chat, at, Deed.NEXT_ROUND)
    chat.turn(at, FormOpened(FormKind.SETTINGS), FieldOpened("title"), Typed(title))
    fill(chat, at, FormKind.SETTINGS, {"deadline": deadline.isoformat()})
    do(chat, at, Deed.REOPEN)
