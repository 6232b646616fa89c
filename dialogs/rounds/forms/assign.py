"""What a respondent is asked about: whole sections, and what is left out of them."""

from __future__ import annotations

from dialogs.commands import Remark, Turn
from dialogs.rounds.commands import Assign
from dialogs.rounds.forms.fields import Field, Form, Values, joined, parted
from dialogs.rounds.forms.invite import while_open
from dialogs.rounds.states import Filling, LookingAtPerson
from dialogs.sheet import Sheet
from dialogs.states import State
from dialogs.tongue import Tongue


def asked_of(sheet: Sheet, state: Filling) -> tuple[str, ...]:
    """The capabilities that are chosen so far, in the model's order."""
    return tuple(c for c in _in_sections(sheet, state) if c not in parted(state.values.get("without", "")))


def _in_sections(sheet: Sheet, state: Filling) -> tuple[str, ...]:
    """Those of the sections that are ticked."""
    ticked = parted(state.values.get("sections", ""))
    return tuple(c for c, capability in sheet.model.capabilities.items() if capability.domain in ticked)


def _begin(sheet: Sheet, _subject: int) -> Values:
    """What the respondent is asked now; the name is kept along, so that the cards can say whom it is about."""
    known = sheet.filled_in
    asked = parted(known.get("asked", ""))
    held = {sheet.model.capabilities[c].domain for c in asked if c in sheet.model.capabilities}
    without = [c for c, each in sheet.model.capabilities.items() if each.domain in held and c not in asked]
    return {
        "sections": joined(domain.id for domain in sheet.model.domains if domain.id in held),
        "without": joined(without),
        "name": known.get("name", ""),
        "number": known.get("number", ""),
    }


def _allowed(sheet: Sheet, _subject: int) -> bool:
    return sheet.coordinates


def _sections(sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return tuple(domain.id for domain in sheet.model.domains)


def _sections_label(t: Tongue) -> str:
    return t.gettext("Sections")


def _ask_sections(_sheet: Sheet, state: Filling, t: Tongue) -> str:
    if state.values.get("name"):
        return t.gettext("Which sections should {name} answer?", name=state.values["name"])
    if state.values.get("number", "").isdecimal():
        return t.gettext("Which sections should respondent {n} answer?", n=int(state.values["number"]))
    return t.gettext("Which sections should they answer?")


def _section(sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    domain = sheet.model.by_domain.get(value)
    return t.of(domain.name) if domain else value


def _sum_up_sections(sheet: Sheet, state: Filling, ticked: tuple[str, ...], t: Tongue) -> str:
    if len(ticked) == len(sheet.model.domains):
        return t.gettext("all of them")
    return t.listed(_section(sheet, state, each, t) for each in ticked)


def _none_ticked(_sheet: Sheet, _state: Filling, value: str) -> Remark | None:
    return None if parted(value) else Remark.TICK_ONE


def _without_label(t: Tongue) -> str:
    return t.gettext("Left out")


def _ask_without(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Tick what they should not be asked about. With nothing ticked, they are asked about all of this.")


def _capability(sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    capability = sheet.model.capabilities.get(value)
    return t.of(capability.name) if capability else value


def _sum_up_without(sheet: Sheet, state: Filling, ticked: tuple[str, ...], t: Tongue) -> str:
    left_out = [each for each in ticked if each in _in_sections(sheet, state)]
    return t.listed(_capability(sheet, state, each, t) for each in left_out) if left_out else t.gettext("nothing")


def _all_left_out(sheet: Sheet, state: Filling, value: str) -> Remark | None:
    asked = set(_in_sections(sheet, state)) - set(parted(value))
    return None if asked else Remark.TICK_FEWER


def _title(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("What one person is asked")


def _button(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Change it")


def _back(_sheet: Sheet, subject: int) -> State:
    return LookingAtPerson(subject)


def _accept(sheet: Sheet, state: Filling) -> Turn:
    asked = asked_of(sheet, state)
    everything = len(asked) == len(sheet.model.capabilities)
    return Turn(
        LookingAtPerson(state.subject), (Assign(state.subject, None if everything else asked),), Remark.ASSIGNED
    )


ASSIGN = Form(
    while_open(
        Field(
            "sections",
            _sections_label,
            _ask_sections,
            _section,
            _sections,
            several=True,
            fault=_none_ticked,
            sum_up=_sum_up_sections,
        ),
        Field(
            "without",
            _without_label,
            _ask_without,
            _capability,
            _in_sections,
            several=True,
            fault=_all_left_out,
            sum_up=_sum_up_without,
        ),
    ),
    _title,
    _button,
    _accept,
    begin=_begin,
    allowed=_allowed,
    back=_back,
)
