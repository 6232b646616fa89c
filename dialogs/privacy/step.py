"""What a person asks for about what is kept of them."""

from __future__ import annotations

from dialogs.commands import Remark, Turn
from dialogs.events import Asked, Event, Place
from dialogs.privacy.commands import ForgetMe, SendMyData
from dialogs.privacy.events import DataAsked, ForgetConfirmed
from dialogs.sheet import Sheet
from dialogs.states import Aside, Called, State, Stranger


def step(sheet: Sheet, state: State, event: Event) -> Turn | None:
    """Where the event leads; None where it has nothing to do with that."""
    match state, event:
        case _, Asked(place=Place.FORGET) if not sheet.consented:
            return Turn(Stranger(), remark=Remark.NOTHING_KEPT)  # a greeting that waits goes as well
        case _, Asked(place=Place.MY_DATA) if not sheet.consented:
            return Turn(state, remark=Remark.NOTHING_KEPT)
        case Aside(back=back) | Called(back=back), Asked(place=Place.MY_DATA | Place.FORGET as topic):
            return Turn(Aside(topic, back))
        case _, Asked(place=Place.MY_DATA | Place.FORGET as topic) if not isinstance(state, Aside | Called):
            return Turn(Aside(topic, state))
        case Aside(topic=Place.MY_DATA), DataAsked() if sheet.consented:
            return Turn(state, (SendMyData(),), Remark.PREPARING)
        case Aside(topic=Place.FORGET), ForgetConfirmed() if sheet.consented:
            return Turn(Stranger(), (ForgetMe(),), Remark.FORGOTTEN)
        case _, DataAsked() | ForgetConfirmed():
            return Turn(state)
        case _:
            return None
