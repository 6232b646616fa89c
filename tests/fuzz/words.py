"""Targets of the pure core: buttons, states, typed words, days, fields of forms, and the two detectors."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from bot.codes import ALPHABET, LENGTH, hashed, plain
from dialogs import memory, wire
from dialogs.dates import read_day
from dialogs.events import ButtonLost, Typed
from dialogs.rounds.filling import filled
from dialogs.rounds.forms import FORMS, Sought, Unread
from dialogs.rounds.states import Filling, FormKind
from dialogs.safety.cases import sounds_like_a_case
from dialogs.safety.personal import personal_parts, without
from dialogs.sheet import Sheet
from dialogs.states import State, Stranger
from dialogs.tongue import Tongue
from dialogs.typed import CLINGING, clean, harmful, heard, numbers, visible
from tests.dialogs.beside import coordinating
from tests.dialogs.chances import AROUND, VALUES, sheets
from tests.dialogs.talking import NOON
from tests.fuzz.material import JUNK, TEXTS, changed, mangled
from tests.fuzz.targets import Target, pure
from tests.rounds.people import LANGUAGES

EVENTS = st.sampled_from([around for each in AROUND.values() for around in each]).flatmap(lambda each: each.events)
STATES = st.sampled_from([around for each in AROUND.values() for around in each]).flatmap(lambda each: each.states)


def button(event: Any) -> str:
    """What a button would say for it; of an event that no button has, its name."""
    try:
        return wire.written(31, event)
    except KeyError:
        return type(event).__name__


BUTTONS = st.one_of(
    TEXTS,
    EVENTS.map(button),
    EVENTS.map(button).flatmap(
        lambda said: mangled(said.encode("utf-8", "replace")).map(lambda content: content.decode("utf-8", "replace"))
    ),
    st.builds(
        lambda rest, more: ":".join(["1f", rest, *more]), st.sampled_from(sorted(wire._BY_VERB)), st.lists(TEXTS)
    ),
)


def read_button(data: str) -> None:
    revision, event = wire.read(data)
    assert revision == -1 if isinstance(event, ButtonLost) else wire.written(revision, event) == data


KEPT = st.one_of(JUNK, STATES.flatmap(lambda state: changed([memory.stored(state)])))


def restore_state(form: Any) -> None:
    state = memory.restored(form)
    assert type(state) in memory.NAMES.values()
    again = memory.stored(state)
    assert memory.restored(json.loads(json.dumps(again))) == state or isinstance(state, Stranger)


def hear(text: str) -> None:
    event, kept = heard(text), clean(text)
    assert type(event).__name__ in {"Arrived", "Asked", "Cancelled", "Typed", "UnknownCommandGiven"}
    assert clean(kept) == kept
    assert not any(harmful(letter) for letter in kept if letter not in "\n\t")
    assert visible(kept) or not kept
    assert "\u0316" * (CLINGING + 1) not in kept
    kept.encode()
    assert all(0 <= each < 1000 for each in numbers(text))


def read_date(text: str) -> None:
    found = read_day(text, NOON.date())
    assert found is None or found.isoformat()


def read_code(text: str) -> None:
    code = plain(text)
    assert not code or (len(code) == LENGTH and set(code) <= set(ALPHABET))
    assert len(hashed(text)) == 64


def sheet_for(form: FormKind, sheet: Sheet) -> Sheet:
    """A sheet of somebody who may fill this form in, where that can be said by a sheet alone."""
    leads = replace(coordinating(), languages=LANGUAGES, spoken=LANGUAGES, may_create=True, setup=sheet.setup)
    return leads if sheet.setup else replace(leads, setup=coordinating().setup)


FIELDS = [(kind, field.id) for kind, form in FORMS.items() for field in form.fields if field.read]
FILLED = st.tuples(st.sampled_from(FIELDS), sheets(), VALUES, TEXTS)


def read_field(case: tuple[tuple[FormKind, str], Sheet, dict[str, str], str]) -> None:
    """Words typed at a field mean something there, or nothing; and the form goes on to a state that can be kept."""
    (kind, name), sheet, values, text = case
    field = next(each for each in FORMS[kind].fields if each.id == name)
    for known in (sheet_for(kind, sheet), sheet):
        state: State = Filling(kind, values, name, subject=1)
        assert isinstance(state, Filling)
        turn = filled(known, state, Typed(text, sure=True))
        assert turn is None or memory.restored(memory.stored(turn.state)) == turn.state
        words = clean(text)
        if known.setup is None or not words or not FORMS[kind].allowed(known, 1):
            continue
        found = field.read(known, state, words) if field.read else None
        assert isinstance(found, str | Sought | Unread)
        if isinstance(found, str):
            field.fault(known, state, found)
            assert isinstance(field.say(known, state, found, Tongue("en")), str)


TERRITORIES = st.sampled_from(["", "NP", "FR", "US", "BR", "EG", "MX", "zz", "\ud800", "XK"])


def look_for_cases(text: str) -> None:
    assert sounds_like_a_case(text) in {True, False}


def look_for_people(case: tuple[str, str]) -> None:
    text, territory = case
    parts = personal_parts(text, territory)
    end = 0
    for part in parts:
        assert end <= part.start < part.end <= len(text)
        end = part.end
    without(text, parts)


WORDS = (
    Target("buttons: dialogs.wire.read", 16, BUTTONS, pure(read_button)),
    Target("states: dialogs.memory.restored", 14, KEPT, pure(restore_state)),
    Target("words: dialogs.typed.heard and clean", 12, TEXTS, pure(hear)),
    Target("days: dialogs.dates.read_day", 8, TEXTS, pure(read_date)),
    Target("codes: bot.codes", 3, TEXTS, pure(read_code)),
    Target("forms: every field of dialogs.rounds.forms", 7, FILLED, pure(read_field)),
    Target("cases: dialogs.safety.cases", 4, TEXTS, pure(look_for_cases)),
    Target("people: dialogs.safety.personal", 4, st.tuples(TEXTS, TERRITORIES), pure(look_for_people)),
)
