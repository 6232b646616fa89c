"""Forms: a field that is being asked, and the overview of all."""

from __future__ import annotations

from dialogs.cards import words
from dialogs.cards.warning import no_report
from dialogs.rounds import forms
from dialogs.rounds.events import FieldDone, FieldOpened, FormAccepted, ValueChosen, ValueTicked
from dialogs.rounds.forms.fields import EVERY, Field, Form, parted, sought, value
from dialogs.rounds.states import Filling
from dialogs.safety.held import NOTES
from dialogs.screens import Block, Button, Heading, Item, Kicker, Lines, Paragraph, Quote, Row, Screen, in_rows, screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from dialogs.typed import shortened

PAGE = 10
"""Choices on one page."""

MANY = 4
"""Boxes from which on one button ticks or unticks them all."""

GLIMPSE = 120
"""Characters of one value on the overview."""


def filling(sheet: Sheet, state: Filling, t: Tongue) -> Screen:
    """The field that is being asked, or the overview."""
    form = forms.FORMS[state.form]
    fields = form.applying(sheet, state)
    field = next((each for each in fields if each.id == state.field), None)
    if field is None:
        return _overview(sheet, state, form, fields, t)
    return _asking(sheet, state, form, field, t)


def _asking(sheet: Sheet, state: Filling, form: Form, field: Field, t: Tongue) -> Screen:
    choices = field.choices(sheet, state)
    count = max(1, -(-len(choices) // PAGE))
    page = min(state.page, count - 1)
    shown = choices[page * PAGE : (page + 1) * PAGE]
    proposing = state.onward and form.hurried and not field.resets  # what others follow from is better asked
    hurry = Button(t.gettext("Leave the rest as proposed"), FormAccepted(state.form))
    return screen(
        t.direction,
        _where(sheet, state, form, field, t),
        Heading(field.label(t)),
        Paragraph(field.ask(sheet, state, t)),
        *_written(sheet, state, field, choices, t),
        *_meanings(sheet, state, field, shown, t),
        *(no_report(sheet, t) if (state.form, field.id) in NOTES else ()),
        rows=(
            *in_rows(tuple(_choice(sheet, state, field, each, t) for each in shown), field.width),
            words.pages(t, page, count),
            _all_or_none(sheet, state, field, choices, t),
            (Button(t.gettext("Done"), FieldDone(field.id)),) if field.several else None,
            (hurry,) if proposing else None,
            (words.back(t),),
        ),
    )


def _where(sheet: Sheet, state: Filling, form: Form, field: Field, t: Tongue) -> Kicker | None:
    """The form, and how far in it this field is; nothing where the heading says the same."""
    title, fields = form.title(sheet, state, t), form.applying(sheet, state)
    if state.onward and len(fields) > 1:
        number, total = fields.index(field) + 1, len(fields)
        return Kicker(t.gettext("{form}, {number} of {total}", form=title, number=number, total=total))
    return Kicker(title) if title != field.label(t) else None


def _written(sheet: Sheet, state: Filling, field: Field, choices: tuple[str, ...], t: Tongue) -> tuple[Block, ...]:
    """What holds now, where no button says so."""
    now = state.values.get(field.id)
    if not now or field.several or now in choices or sought(state, field.id):
        return ()
    return (Paragraph(t.gettext("So far:")), Quote(shortened(field.say(sheet, state, now, t), GLIMPSE)))


def _meanings(sheet: Sheet, state: Filling, field: Field, shown: tuple[str, ...], t: Tongue) -> tuple[Item, ...]:
    meant = ((each, field.meaning(sheet, state, each, t)) for each in shown)
    return tuple(Item(field.say(sheet, state, each, t), meaning) for each, meaning in meant if meaning)


def _choice(sheet: Sheet, state: Filling, field: Field, each: str, t: Tongue) -> Button:
    """One thing that is offered: a box, or a choice with a mark at the one that holds or is proposed."""
    said = (field.offer or field.say)(sheet, state, each, t)
    now = value(sheet, state, field)
    if field.several:
        on = each in parted(now)
        return Button(words.ticked(t, said, on=on), ValueTicked(field.id, each, not on), soft=said)
    marked = each == now and not sought(state, field.id)
    return Button(words.chosen(t, said, on=marked), ValueChosen(field.id, each), soft=said)


def _all_or_none(sheet: Sheet, state: Filling, field: Field, choices: tuple[str, ...], t: Tongue) -> Row | None:
    """One tap for all boxes, where there are many: to begin from none, or to have all again."""
    if not field.several or len(choices) < MANY:
        return None
    some = bool(parted(value(sheet, state, field)))
    label = t.gettext("Untick all") if some else t.gettext("Tick all")
    return (Button(label, ValueTicked(field.id, EVERY, not some)),)


def _overview(sheet: Sheet, state: Filling, form: Form, fields: tuple[Field, ...], t: Tongue) -> Screen:
    """Everything that was chosen, with a button for each to change it, and the one that accepts it all."""
    changes = tuple(Button(field.label(t), FieldOpened(field.id)) for field in fields)
    return screen(
        t.direction,
        Heading(form.title(sheet, state, t)),
        *form.beside(sheet, state, t),
        Lines(tuple(_line(sheet, state, field, t) for field in fields)) if fields else None,
        Paragraph(t.gettext("Is it right? To change something, pick it. To leave, send /cancel.")) if fields else None,
        rows=(
            (Button(form.button(sheet, state, t), FormAccepted(state.form)),),
            *in_rows(changes, 2),
            (words.back(t),),
        ),
    )


def _line(sheet: Sheet, state: Filling, field: Field, t: Tongue) -> str:
    said = shortened(_said(sheet, state, field, t), GLIMPSE)
    return t.gettext("{label}: {value}", label=field.label(t), value=said)


def _said(sheet: Sheet, state: Filling, field: Field, t: Tongue) -> str:
    now = value(sheet, state, field)
    if not field.several:
        return field.say(sheet, state, now, t)
    if field.sum_up:
        return field.sum_up(sheet, state, parted(now), t)
    return t.listed(field.say(sheet, state, each, t) for each in parted(now))
