"""Filling in a form: one field after the other, or any of them from the overview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dialogs.commands import Remark, Turn
from dialogs.events import Arrived, Asked, Cancelled, Event, PageTurned, Typed, WentBack
from dialogs.rounds.events import FieldDone, FieldOpened, FormAccepted, ValueChosen, ValueTicked
from dialogs.rounds.forms import FORMS
from dialogs.rounds.forms.fields import EVERY, Field, Form, Sought, Unread, joined, parted, seeking, value
from dialogs.rounds.states import Filling, FormKind
from dialogs.sheet import Sheet
from dialogs.states import State
from dialogs.typed import clean, visible


def opened(sheet: Sheet, state: State, form: FormKind, subject: int = 0, capability: str = "") -> Turn:
    """Begin a form, where this person may fill it in; one that is being filled in already stays as it is.

    `capability` is what it is about, for a form that is about one.
    """
    kind = FORMS[form]
    if not kind.allowed(sheet, subject):
        return Turn(state, remark=kind.refused(sheet))
    if _is_at(state, form, subject, capability):
        return Turn(state)
    known = {**kind.begin(sheet, subject), **({"capability": capability} if capability else {})}
    blank = Filling(form, known, onward=kind.onward, subject=subject)
    fields = kind.applying(sheet, blank)
    return Turn(_at(sheet, blank, fields[0]) if fields and (kind.onward or kind.straight) else blank)


def _is_at(state: State, form: FormKind, subject: int, capability: str) -> bool:
    """Whether just this form is being filled in."""
    if not isinstance(state, Filling):
        return False
    return (state.form, state.subject, state.values.get("capability", "")) == (form, subject, capability)


def filled(sheet: Sheet, state: Filling, event: Event) -> Turn | None:
    """What an event means while a form is being filled in; None for what leads elsewhere."""
    form = FORMS[state.form]
    if not form.allowed(sheet, state.subject):
        return Turn(form.back(sheet, state.subject), remark=form.refused(sheet))
    field = _asked(form, sheet, state)
    match event:
        case Cancelled():
            return Turn(form.back(sheet, state.subject), remark=Remark.FORM_LEFT)
        case WentBack():
            return _back(form, sheet, state)
        case Asked():
            return None
        case Arrived():
            return Turn(state, remark=Remark.WELCOME_BACK)
        case PageTurned(page=page):
            return Turn(replace(state, page=max(0, page)))
        case FieldOpened(field=name):
            wanted = _named(form, sheet, state, name)
            return Turn(_at(sheet, replace(state, onward=False), wanted) if wanted else state)
        case _ if field is not None:
            return _answered(form, sheet, state, field, event)
        case FormAccepted(form=kind) if kind is state.form:
            return _accepted(form, sheet, state)
        case Typed(text=text) if (listening := _named(form, sheet, state, form.listens)) is not None:
            return _read(form, sheet, replace(state, onward=False), listening, clean(text))
        case Typed():
            return Turn(state, remark=Remark.WORDS_AT_ROUND)
        case _:
            return Turn(state)


def _answered(form: Form, sheet: Sheet, state: Filling, field: Field, event: Event) -> Turn:
    """What an event means for the field that is being asked."""
    match event:
        case ValueChosen(field=field.id, value=chosen) if not field.several:
            if chosen in field.choices(sheet, state):
                return _given(form, sheet, state, field, chosen)
            return _read(form, sheet, state, field, chosen) if field.read else Turn(state)
        case ValueTicked(field=field.id, value=ticked, on=on) if field.several:
            return Turn(_ticked(sheet, state, field, ticked, on=on))
        case FieldDone(field=field.id) if field.several:
            return _given(form, sheet, state, field, value(sheet, state, field))
        case Typed(text=text) if field.read:
            return _read(form, sheet, state, field, clean(text))
        case Typed():
            return Turn(state, remark=Remark.VALUE_UNREADABLE)
        case FormAccepted(form=kind) if kind is state.form and form.hurried:
            return Turn(_hurried(form, sheet, state, field))
        case _:
            return Turn(state)


def _hurried(form: Form, sheet: Sheet, state: Filling, field: Field) -> Filling:
    """Every field from this one on as it is proposed; the overview, or the first field that proposes nothing."""
    for each in (field, *_behind(form, field)):
        proposed = value(sheet, state, each)
        if not each.applies(sheet, state) or each.id in state.values:
            continue
        if not each.several and proposed not in each.choices(sheet, state):
            return _at(sheet, state, each)
        state = _with(state, each.id, proposed)
    return _at(sheet, replace(state, values=seeking(state.values, field.id, "")), None)


def _ticked(sheet: Sheet, state: Filling, field: Field, ticked: str, *, on: bool) -> Filling:
    """The boxes in the order in which they are offered; what is not offered cannot be ticked."""
    if ticked == EVERY:
        return _with(state, field.id, joined(field.choices(sheet, state)) if on else "")
    kept = {*parted(value(sheet, state, field))} - {ticked} | ({ticked} if on else set())
    return _with(state, field.id, joined(each for each in field.choices(sheet, state) if each in kept))


def _read(form: Form, sheet: Sheet, state: Filling, field: Field, words: str) -> Turn:
    """Words that were typed, or that a button carries which is not offered any more."""
    match field.read(sheet, state, words) if field.read and visible(words) else Unread(Remark.WORDS_EMPTY):
        case Unread(remark=remark):
            return Turn(state, remark=remark)
        case Sought(words=more):
            return Turn(replace(state, values=seeking(state.values, field.id, more), page=0))
        case str() as found:
            return _given(form, sheet, state, field, found)


def _given(form: Form, sheet: Sheet, state: Filling, field: Field, chosen: str) -> Turn:
    """Take a value, and go on: to the next field, or back to the overview."""
    if fault := field.fault(sheet, state, chosen):
        return Turn(state, remark=fault)
    changed = state.values.get(field.id) != chosen
    values = {name: kept for name, kept in state.values.items() if not (changed and name in field.resets)}
    there = replace(state, values=seeking({**values, field.id: chosen}, field.id, ""))
    following = _following(form, sheet, there, field)
    if following is None and form.straight:
        return _accepted(form, sheet, there)
    return Turn(_at(sheet, there, following))


def _following(form: Form, sheet: Sheet, state: Filling, field: Field) -> Field | None:
    """What is asked next: the field behind this one, or, for someone who came from the overview, what lacks a value."""
    if state.onward:
        return next((each for each in _behind(form, field) if each.applies(sheet, state)), None)
    return next((each for each in form.applying(sheet, state) if each.id not in state.values), None)


def _behind(form: Form, field: Field) -> tuple[Field, ...]:
    place = next((at for at, each in enumerate(form.fields) if each.id == field.id), len(form.fields))
    return form.fields[place + 1 :]


def _at(sheet: Sheet, state: Filling, field: Field | None) -> Filling:
    """The form at this field, or at its overview. Boxes begin as they are ticked by default."""
    if field is None:
        return replace(state, field="", page=0)
    there = replace(state, field=field.id, page=0)
    return _with(there, field.id, value(sheet, there, field)) if field.several else there


def _with(state: Filling, field: str, chosen: str) -> Filling:
    values: Mapping[str, str] = {**state.values, field: chosen}
    return replace(state, values=values)


def _back(form: Form, sheet: Sheet, state: Filling) -> Turn:
    """One field back; from the first one, and from an overview that came first, out of the form."""
    if state.field and not state.onward and not form.straight:
        dropped = replace(state, values=seeking(state.values, state.field, ""))
        return Turn(_at(sheet, dropped, None))
    fields = form.applying(sheet, state)
    place = next((at for at, each in enumerate(fields) if each.id == state.field), len(fields))
    if place == 0 or not (form.onward or state.field):
        return Turn(form.back(sheet, state.subject))
    return Turn(_at(sheet, replace(state, onward=form.onward), fields[place - 1]))


def _accepted(form: Form, sheet: Sheet, state: Filling) -> Turn:
    """Do it; or ask what is still missing, or what cannot stand any more because time went by."""
    for field in form.applying(sheet, state):
        given = state.values.get(field.id)
        fault = None if given is None else field.fault(sheet, state, given)
        if given is None or fault:
            return Turn(_at(sheet, replace(state, onward=False), field), remark=fault)
    return form.accept(sheet, state)


def _asked(form: Form, sheet: Sheet, state: Filling) -> Field | None:
    """The field that is being asked; None at the overview, and where it is not asked any more."""
    return _named(form, sheet, state, state.field)


def _named(form: Form, sheet: Sheet, state: Filling, name: str) -> Field | None:
    return next((field for field in form.applying(sheet, state) if field.id == name), None)
