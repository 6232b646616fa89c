"""A form walked through from its first field to its overview."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.events import Event, Typed
from dialogs.privacy.views import PrivacyView
from dialogs.reminding.views import CallView
from dialogs.results.views import ResultView
from dialogs.rounds import filling
from dialogs.rounds.events import FieldDone, ValueChosen
from dialogs.rounds.forms import FORMS
from dialogs.rounds.forms.fields import value
from dialogs.rounds.states import AtRound, Filling, FormKind
from dialogs.rounds.views import View
from dialogs.sheet import Sheet
from dialogs.states import State

Scene = tuple[Sheet, State, View | CallView | ResultView | PrivacyView | None]
"""What is known, where the conversation is, and what the card shows beyond the sheet."""

PASTED = """Ministry of Health, 1 3, fr
وزارة الداخلية، إدارة الجرائم الإلكترونية; 2; ar
Internet Service Providers Association, 5
Judicial council and the institute that trains judges and prosecutors, criminal-justice, en
جامعة العلوم
Parents’ network, 3 4, es
, 4, en
Youth council, 9
Teachers’ union, 4, Klingon"""
"""A list with lines of every kind, and faults."""

SAID = {
    FormKind.NEW: {"territory": "jordan", "name": "Ministry of Social Development, رنا العلي"},
    FormKind.INVITE: {"label": "مديرية حماية الأسرة (Irbid)"},
    FormKind.LIST: {"lines": PASTED},
    FormKind.JOIN: {"name": "Cybercrime Unit, Public Security Directorate"},
    FormKind.AGREE: {"reason": "The law is in force, and the unit has worked for two years."},
    FormKind.PLAN: {"lead": "مديرية حماية الأسرة", "note": "First a mapping of what exists."},
}
"""What is written where a form would also take words."""


def walked(sheet: Sheet, form: FormKind, subject: int = 0, capability: str = "") -> Iterator[tuple[str, Filling]]:
    """The form at each field in turn and at its overview, with some words written and the rest as proposed."""
    state = filling.opened(sheet, AtRound(), form, subject, capability).state
    while isinstance(state, Filling):
        yield state.field or "overview", state
        if not state.field:
            return
        turn = filling.filled(sheet, state, _proposed(sheet, state))
        assert turn is not None
        assert turn.state != state
        state = turn.state


def _proposed(sheet: Sheet, state: Filling) -> Event:
    """What is written, ticked or proposed; the first choice where nothing is."""
    field = next(each for each in FORMS[state.form].fields if each.id == state.field)
    if said := SAID.get(state.form, {}).get(field.id):
        return Typed(said)
    if field.several:
        return FieldDone(field.id)
    proposed, choices = value(sheet, state, field), field.choices(sheet, state)
    return ValueChosen(field.id, proposed if proposed in choices or field.read else choices[0])
