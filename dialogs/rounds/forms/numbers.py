"""Fields whose value is an hour of the day, or a number within its range; each is offered, and may be typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dialogs.commands import Remark
from dialogs.dates import plain
from dialogs.reminding.calendar import awake_hour, is_quiet
from dialogs.rounds.clock import days_of
from dialogs.rounds.forms.calendar import WAS
from dialogs.rounds.forms.fields import Field, Read, Unread
from dialogs.rounds.forms.hours import FULL_DAY, is_no_figure, read_hours
from dialogs.rounds.states import Filling
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

HOURS = (8, 9, 10, 11, 14, 16)
"""Hours at which people are written to, that are offered."""

FEW = 6
"""So many are offered where all of these are quiet."""

_NUMBER = re.compile(r"[-−]?\d[\d.,]*")
_DIGITS = 4
"""A number of more digits is out of any range, and need not be computed."""


Words = Callable[[Tongue], str]
Said = Callable[[Tongue, int], str]


def hour_field(name: str, label: Words, ask: Words, usual: int, applies: Callable[[Sheet, Filling], bool]) -> Field:
    """A field for a full hour of the day, `"0"` to `"23"`, outside of the quiet hours; `usual` is its default."""

    def asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
        hint = t.gettext("For another full hour, write it like this: {example}.", example="15:00")
        return f"{ask(t)} {hint}"

    def said(sheet: Sheet, _state: Filling, value: str, _t: Tongue) -> str:
        """The hour that is used: quiet hours may have come to cover the one that was chosen."""
        used = awake_hour(int(value), days_of(sheet.setup)) if sheet.setup is not None else int(value)
        return f"{used:02}:00"

    def offered(sheet: Sheet, _state: Filling) -> tuple[str, ...]:
        usual = [hour for hour in HOURS if not _rests(sheet, hour)]
        return tuple(map(str, usual or [hour for hour in range(FULL_DAY) if not _rests(sheet, hour)][:FEW]))

    def fault(sheet: Sheet, state: Filling, value: str) -> Remark | None:
        """An hour in quiet hours cannot be chosen, but one that they came to cover may stay."""
        chosen = value != state.values.get(f"{WAS}{name}")
        return Remark.HOUR_QUIET if chosen and _rests(sheet, int(value)) else None

    return Field(
        name,
        label,
        asked,
        said,
        offered,
        lambda _sheet, _state: str(usual),
        read=_read_hour,
        fault=fault,
        applies=applies,
        width=3,
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole number that a form asks. `example` is how another than those offered may be written.

    `bounds` are the least and the most that it can be, `usual` what holds unless another is chosen. `offer` says a
    number on its button, where that is not what `say` says.
    """

    name: str
    label: Words
    ask: Words
    say: Said
    example: Words
    choices: tuple[int, ...]
    bounds: tuple[int, int]
    usual: int
    applies: Callable[[Sheet, Filling], bool]
    offer: Said | None = None


def number_field(figure: Figure) -> Field:
    """The field of a figure; its value is the digits."""
    short = figure.offer or figure.say

    def asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
        least, most = figure.bounds
        if len(figure.choices) > most - least:
            return figure.ask(t)
        hint = t.gettext(
            "For another number from {least} to {most}, write it like this: {example}.",
            least=least,
            most=most,
            example=figure.example(t),
        )
        return f"{figure.ask(t)} {hint}"

    return Field(
        figure.name,
        figure.label,
        asked,
        lambda _sheet, _state, value, t: figure.say(t, int(value)),
        lambda _sheet, _state: tuple(map(str, figure.choices)),
        lambda _sheet, _state: str(figure.usual),
        read=lambda _sheet, _state, words: _read_number(words, *figure.bounds),
        applies=figure.applies,
        offer=lambda _sheet, _state, value, t: short(t, int(value)),
        width=2,
    )


def _rests(sheet: Sheet, hour: int) -> bool:
    return sheet.setup is not None and is_quiet(days_of(sheet.setup), hour)


def _read_hour(_sheet: Sheet, _state: Filling, words: str) -> Read:
    match read_hours(words):
        case [int(hour)]:
            return str(hour)
        case _:
            return Unread()


def _read_number(words: str, least: int, most: int) -> Read:
    """`"7"`, `"7 days"`; a number that is not whole reads as none."""
    match [] if is_no_figure(words) else [found.rstrip(".,") for found in _NUMBER.findall(plain(words))]:
        case [found] if found.isdecimal():
            within = len(found) <= _DIGITS and least <= int(found) <= most
            return str(int(found)) if within else Unread(Remark.NUMBER_OUT_OF_RANGE)
        case [found] if found[1:].isdecimal():
            return Unread(Remark.NUMBER_OUT_OF_RANGE)
        case _:
            return Unread()
