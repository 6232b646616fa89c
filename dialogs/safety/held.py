"""Which words are kept as they were typed, and what in them could point at somebody."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.rounds.states import Filling, FormKind
from dialogs.safety.cases import sounds_like_a_case
from dialogs.safety.personal import Part, Trace, behind, personal_parts, without
from dialogs.sheet import Sheet
from dialogs.states import Cautioned, Explaining, OfferingNote, Question, State

Place = Question | OfferingNote | Filling
"""Where words can be kept."""

NONE: frozenset[Trace] = frozenset()
NAMES = frozenset({Trace.NAME})

NAME_WORDS = 4
"""Words that a name may have: "My Nguyen" and "Papa Diop" are people's names."""

EXPECTED: Mapping[str, frozenset[Trace]] = {
    "reason": NONE,
    "dissent": NONE,
    "note": NONE,
    "lead": NONE,  # an office or an organisation, not a person
    "title": NONE,
    "name": NAMES,
    "label": NAMES,
    "lines": NAMES,
}
"""Fields of forms that keep words as they were typed, each with what belongs there."""

NOTES = {(FormKind.AGREE, "reason"), (FormKind.AGREE, "dissent"), (FormKind.PLAN, "note")}
"""Fields that ask for sentences: their cards say that this is no place for a report."""

LISTENING: Mapping[FormKind, str] = {FormKind.LIST: "lines"}
"""Forms whose overview takes words too, and the field that they belong to."""


def territory_of(sheet: Sheet) -> str:
    """Of the round that the person is invited to or in, as ISO 3166 has it; empty where none is known."""
    offer = sheet.offer if sheet.offer is not None and sheet.offer.trouble is None else None
    setup = (offer.setup if offer else None) or sheet.setup
    return setup.territory if setup else ""


def field_of(form: Filling) -> str:
    """The field that typed words are for; empty where they are for none."""
    return form.field or LISTENING.get(form.form, "")


def parts_of(sheet: Sheet, text: str, place: Place) -> tuple[Part, ...]:
    """Parts of the text by which somebody could be found, without those that belong there.

    Of a number that was begun in the message before, its end is one as well.
    """
    expected = EXPECTED.get(field_of(place), NONE) if isinstance(place, Filling) else NONE
    territory, earlier = territory_of(sheet), _earlier(sheet, place)
    found = behind(earlier, text, territory) if earlier else personal_parts(text, territory)
    return tuple(part for part in found if part.trace not in expected)


def _earlier(sheet: Sheet, place: Place) -> str:
    """The words to which those that are typed here are added."""
    match place:
        case OfferingNote(text=text):
            return text
        case Filling():
            return ""
        case _:
            answer = sheet.answers.get(place.capability)
            return "" if answer is None else answer.why if isinstance(place, Explaining) else answer.note


def sounds(text: str, place: State) -> bool:
    """Whether the text sounds like a case; a few words where a name is asked for are that name."""
    if isinstance(place, Filling) and EXPECTED.get(field_of(place)) == NAMES and len(text.split()) <= NAME_WORDS:
        return False
    return sounds_like_a_case(text)


def pointing(sheet: Sheet, text: str, place: Place) -> bool:
    """Whether the text sounds like a case, or somebody could be found by it."""
    return sounds(text, place) or bool(parts_of(sheet, text, place))


def to_be_told(state: Cautioned) -> bool:
    """Whether the words sound like a case, and the person has not said yet that they are about none."""
    return not state.told and sounds(state.text, state.back)


def spared(sheet: Sheet, state: Cautioned) -> str:
    """The words without the parts that were marked; empty where there are none, or nothing else is left to read."""
    parts = parts_of(sheet, state.text, state.back)
    left = without(state.text, parts) if parts else ""
    return left if any(character.isalnum() for character in left) else ""
