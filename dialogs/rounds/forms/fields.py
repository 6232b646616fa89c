"""What a form consists of: its fields, what each offers and understands, and what is done with all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dialogs.commands import Remark, Turn
from dialogs.rounds.states import AtRound, Filling
from dialogs.screens import Block
from dialogs.sheet import Sheet
from dialogs.states import State
from dialogs.tongue import Tongue

EVERY = "*"
"""All boxes of a field at once, where a button ticks or unticks them."""

Values = Mapping[str, str]
"""What was chosen, by the field; a field that is not there is still to be asked."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that may mean several things: they are kept, see `sought`, and the field offers what they may mean."""

    words: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that mean nothing here, and what the person is told."""

    remark: Remark = Remark.VALUE_UNREADABLE


Read = str | Sought | Unread


def _nothing(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return ()


def _always(_sheet: Sheet, _state: Filling) -> bool:
    return True


def _empty(_sheet: Sheet, _state: Filling) -> str:
    return ""


def _unexplained(_sheet: Sheet, _state: Filling, _value: str, _t: Tongue) -> str:
    return ""


def _faultless(_sheet: Sheet, _state: Filling, _value: str) -> Remark | None:
    return None


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks. Its functions get the sheet and the form as it is filled in so far.

    `id` is one word that never changes. With a value it stands on a button: at most 40 bytes together, no colons.
    """

    id: str
    label: Callable[[Tongue], str]
    """Its name: the heading of its card and its button on the overview, at most 18 characters."""
    ask: Callable[[Sheet, Filling, Tongue], str]
    """The question, in a sentence or two."""
    say: Callable[[Sheet, Filling, str, Tongue], str]
    """A value in words: on its button, and on the overview."""
    choices: Callable[[Sheet, Filling], tuple[str, ...]] = _nothing
    """What is offered, best first; the card shows it page by page."""
    default: Callable[[Sheet, Filling], str] = _empty
    """The value that holds unless another is chosen: one of the choices, or the boxes ticked at first (`joined`)."""
    meaning: Callable[[Sheet, Filling, str, Tongue], str] = _unexplained
    """What choosing this value would mean, where the label does not say it all; empty where it does."""
    read: Callable[[Sheet, Filling, str], Read] | None = None
    """What typed words (clean, not empty) mean; None where only buttons answer."""
    several: bool = False
    """Whether any number of choices may hold together; the value is then `joined`."""
    applies: Callable[[Sheet, Filling], bool] = _always
    """Whether it is asked at all, given what else was chosen."""
    fault: Callable[[Sheet, Filling, str], Remark | None] = _faultless
    """Why this value cannot stand; asked when it is given, and once more before the form is accepted."""
    offer: Callable[[Sheet, Filling, str, Tongue], str] | None = None
    """A value as its button says it, where that is not what `say` says."""
    sum_up: Callable[[Sheet, Filling, tuple[str, ...], Tongue], str] | None = None
    """Several values in words, where that is not the list of what `say` says of each."""
    resets: tuple[str, ...] = ()
    """Fields that are asked anew when this one changes."""
    width: int = 1
    """Buttons in a row."""


def _no_blocks(_sheet: Sheet, _state: Filling, _t: Tongue) -> tuple[Block, ...]:
    return ()


def _no_values(_sheet: Sheet, _subject: int) -> Values:
    return {}


def _coordinates(sheet: Sheet, _subject: int) -> bool:
    return sheet.coordinates


def _to_the_round(_sheet: Sheet, _subject: int) -> State:
    return AtRound()


def _not_theirs(_sheet: Sheet) -> Remark:
    return Remark.NOT_COORDINATOR


@dataclass(frozen=True, slots=True)
class Form:
    """Some fields, and what is done once they are accepted."""

    fields: tuple[Field, ...]
    title: Callable[[Sheet, Filling, Tongue], str]
    """The heading of the overview, and the small line above each field; one short line."""
    button: Callable[[Sheet, Filling, Tongue], str]
    """What the button says that accepts it all."""
    accept: Callable[[Sheet, Filling], Turn]
    """What is done; every field that applies has a value without fault. Where it leads is settled afterwards."""
    begin: Callable[[Sheet, int], Values] = _no_values
    """What is there already, given the subject."""
    allowed: Callable[[Sheet, int], bool] = _coordinates
    """Whether this person may fill it in; the database is asked again when it is accepted."""
    refused: Callable[[Sheet], Remark] = _not_theirs
    """What someone is told who may not."""
    back: Callable[[Sheet, int], State] = _to_the_round
    """Where one is who leaves it."""
    beside: Callable[[Sheet, Filling, Tongue], tuple[Block, ...]] = _no_blocks
    """More that the overview shows: a preview, a warning."""
    onward: bool = True
    """Whether it asks one field after the other; otherwise it begins with the overview."""
    hurried: bool = False
    """Whether each field offers to leave the rest at what is proposed, and go to the overview."""
    listens: str = ""
    """The field that words typed at the overview belong to; empty where they belong nowhere."""
    straight: bool = False
    """Whether the last field accepts it, without an overview: for one that asks a single thing."""

    def applying(self, sheet: Sheet, state: Filling) -> tuple[Field, ...]:
        """The fields that are asked, in order."""
        return tuple(field for field in self.fields if field.applies(sheet, state))


def value(sheet: Sheet, state: Filling, field: Field) -> str:
    """What was chosen for a field, or its default."""
    return state.values.get(field.id, field.default(sheet, state))


def joined(words: Iterable[str]) -> str:
    """Several values as one."""
    return " ".join(words)


def parted(value: str) -> tuple[str, ...]:
    """The values that `joined` made one."""
    return tuple(value.split())


def sought(state: Filling, field: str) -> str:
    """The words that a field is looking for, see `Sought`; empty for none."""
    return state.values.get(_seeking(field), "")


def seeking(values: Values, field: str, words: str) -> Values:
    """The values with these words to be looked for, or none."""
    rest = {name: value for name, value in values.items() if name != _seeking(field)}
    return {**rest, _seeking(field): words} if words else rest


def _seeking(field: str) -> str:
    return f"{field}?"
