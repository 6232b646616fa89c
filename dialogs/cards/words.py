"""Words that several cards share."""

from __future__ import annotations

from dialogs.events import Asked, MovedOn, PageTurned, Place, WentBack
from dialogs.reminding.pace import usual_minutes
from dialogs.screens import Button, Row
from dialogs.tongue import Tongue
from framework.answers import Answer, Basis, Depth, Questionnaire, Reason
from framework.comparing import Change
from framework.model import Capability

minutes = usual_minutes


def depth(t: Tongue, choice: Depth) -> str:
    match choice:
        case Depth.QUICK:
            return t.gettext("Quick")
        case Depth.FULL:
            return t.gettext("Full")


def reason(t: Tongue, choice: Reason) -> str:
    match choice:
        case Reason.DONT_KNOW:
            return t.gettext("I don't know")
        case Reason.NOT_MY_REMIT:
            return t.gettext("Not my remit")
        case Reason.NOT_APPLICABLE:
            return t.gettext("Not applicable here")


def basis(t: Tongue, choice: Basis) -> str:
    match choice:
        case Basis.LAW:
            return t.gettext("Law or policy in force")
        case Basis.DATA:
            return t.gettext("Official data")
        case Basis.PRACTICE:
            return t.gettext("Direct practice")
        case Basis.OPINION:
            return t.gettext("Opinion")


def change(t: Tongue, why: Change) -> str:
    """Why somebody chose otherwise than in the round before, as a label."""
    match why:
        case Change.THINGS_CHANGED:
            return t.gettext("Things changed")
        case Change.BETTER_INFORMATION:
            return t.gettext("Better information")
        case Change.OTHER_PEOPLE:
            return t.gettext("Other people answer")
        case Change.READ_DIFFERENTLY:
            return t.gettext("Read it differently")


def verdict(t: Tongue, quest: Questionnaire, answer: Answer | None) -> str:
    """What was answered, in a word or two."""
    if answer is None or not answer.given:
        return t.gettext("still open")
    if answer.phase:
        return t.of(quest.model.by_phase[answer.phase].name)
    return reason(t, answer.reason or Reason.DONT_KNOW)


def name(t: Tongue, capability: Capability) -> str:
    return t.of(capability.name)


def ticked(t: Tongue, label: str, *, on: bool) -> str:
    """A tick box with its label."""
    return t.gettext("☑ {label}", label=label) if on else t.gettext("☐ {label}", label=label)


def numbered(t: Tongue, number: int, text: str) -> str:
    """A line of a list whose numbers are on buttons."""
    return t.gettext("{number}. {text}", number=number, text=text)


def chosen(t: Tongue, label: str, *, on: bool) -> str:
    """A choice with a mark if it is the one that holds."""
    return t.gettext("✓ {label}", label=label) if on else label


def back(t: Tongue) -> Button:
    return Button(t.gettext("Back"), WentBack())


def sections(t: Tongue) -> Button:
    return Button(t.gettext("Sections"), Asked(Place.SECTIONS))


def onward(label: str, capability: str) -> Button:
    return Button(label, MovedOn(capability))


def pages(t: Tongue, page: int, count: int) -> Row:
    """Buttons to the neighbouring pages, where there are any; pages count from 0."""
    earlier = (Button(t.gettext("Previous page"), PageTurned(page - 1)),) if page > 0 else ()
    later = (Button(t.gettext("Next page"), PageTurned(page + 1)),) if page + 1 < count else ()
    return (*earlier, *later)
