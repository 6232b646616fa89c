"""One language: its words, its plurals, its numbers, lists and dates, and the direction it is written in.

Catalogues are handed in by the shell; without one the English source stands. The methods are named like gettext's
own, so that the usual tools find the messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cached_property, lru_cache
from gettext import NullTranslations
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from dialogs.territories import territory_name, zone_name
from framework.model import Text

ISOLATE, RELEASE = "\u2068", "\u2069"

RIGHT = "\u200f"
"""A letter without form, read from the right."""

_COMPOSED = re.compile(rf"(?:\d|[^\w{ISOLATE}{RELEASE}{RIGHT}])*{ISOLATE}")
"""What begins with isolated parts and no letter of its own: its direction could not be told from outside."""

Value = str | int
Day = date

_CALENDARS = {"en": "en_GB", "pt": "pt_PT"}
"""Whose customs dates follow where a language has several: day before month, 24 hours, a comma before the time."""

_WITHOUT_YEAR = ("MMMMEEEEd", "MMMMEd", "MMMEd")
"""CLDR's patterns of a day of the week and of the month, the fullest first."""

_FIELDS = re.compile(r"'[^']*'|(?P<day>[Ec]+)|(?P<month>[ML]{3,})")

_COMMAND = re.compile(r"(?<![\w/{])/[a-z]+")
"""A chat command in a message: its stroke would change sides in a line from right to left."""

_STROKE = re.compile(r"(?<=/)\{([a-z]+)\}")
"""The name of a command that is set in behind its stroke: both are one word."""


_BEFORE_I = re.compile(r"h?[ií](?![aeou])", re.IGNORECASE)
"""What Spanish joins with "e" in the place of "y", which CLDR leaves to its readers."""


@dataclass(frozen=True)
class Tongue:
    """`code` as in `"pt"` or `"pt_BR"`; `interface` and `model` are the two catalogues."""

    code: str
    interface: NullTranslations = field(default_factory=NullTranslations)
    model: NullTranslations = field(default_factory=NullTranslations)

    @cached_property
    def locale(self) -> Locale:
        return Locale.parse(self.code)

    @cached_property
    def _calendar(self) -> Locale:
        return Locale.parse(_CALENDARS.get(self.code, self.code))

    @cached_property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def gettext(self, message: str, /, **values: Value) -> str:
        """The message in this language with its placeholders filled."""
        return self._filled(self.interface.gettext(message), values)

    def ngettext(self, one: str, many: str, n: int, /, **values: Value) -> str:
        """The message in the plural form for `n`, which fills `{n}`."""
        return self._filled(self.interface.ngettext(one, many, n), {"n": n, **values})

    def pgettext(self, context: str, message: str, /, **values: Value) -> str:
        """The message with this meaning, where one English word has several."""
        return self._filled(self.interface.pgettext(context, message), values)

    def of(self, text: Text, /, **values: Value) -> str:
        """A text of the model in this language."""
        return self._filled(self.model.pgettext(text.id, text.source), values)

    def number(self, n: int) -> str:
        return _number(self.code, n)

    def listed(self, items: Iterable[str]) -> str:
        """`a, b and c`, each isolated from the direction of the others."""
        parts = [self.isolated(item) for item in items]
        said = format_list(parts, locale=self.locale)
        if self.locale.language == "es" and len(parts) > 1 and _BEFORE_I.match(parts[-1]):
            return f"{said.removesuffix(f' y {parts[-1]}')} e {parts[-1]}"
        return said

    def date(self, day: Day, today: Day | None = None) -> str:
        """`Friday, 4 December 2026`; without the year where `today` lies in the same one."""
        pattern = self._calendar.date_formats["full"].pattern
        if today and today.year == day.year:
            skeletons = self._calendar.datetime_skeletons
            short = next((skeletons[name].pattern for name in _WITHOUT_YEAR if name in skeletons), pattern)
            pattern = _FIELDS.sub(_in_full, short)
        if self.locale.language == "fr" and day.day == 1:
            pattern = pattern.replace("d", "d'er'")  # CLDR would write "1 janvier"
        return format_date(day, pattern, self._calendar)

    def moment(self, at: datetime, zone: tzinfo, today: Day | None = None) -> str:
        """`Thursday 3 December, 10:00`: the date and the time of day in `zone`. `at` is aware, `today` is there."""
        local = at.astimezone(zone)
        time = format_time(local, "short", local.tzinfo, self._calendar)
        joined = str(self._calendar.datetime_formats["full"])
        return joined.replace("{1}", self.date(local.date(), today)).replace("{0}", time)

    def relative(self, day: Day, today: Day) -> str:
        """`today`, `tomorrow`, `in 3 days`, `yesterday`, `3 days ago`: for the middle of a sentence."""
        match (day - today).days:
            case 0:
                return self.gettext("today")
            case 1:
                return self.gettext("tomorrow")
            case -1:
                return self.gettext("yesterday")
            case ahead if ahead > 0:
                return self.ngettext("in {n} day", "in {n} days", ahead)
            case ahead:
                return self.ngettext("{n} day ago", "{n} days ago", -ahead)

    def territory(self, code: str) -> str:
        """The name of a country or territory, by its code."""
        return territory_name(code, self.locale)

    def zone(self, name: str) -> str:
        """The city that a time zone is called after, by its name such as `"Africa/Kampala"`."""
        return zone_name(name, self.locale)

    def isolated(self, text: str) -> str:
        """The text so marked that its direction does not disturb a line written from right to left."""
        if self.direction == "ltr":
            return text
        return f"{ISOLATE}{RIGHT if _COMPOSED.match(text) else ''}{text}{RELEASE}"

    def _filled(self, message: str, values: dict[str, Value]) -> str:
        if self.direction == "rtl":
            message = _STROKE.sub(lambda hole: str(values[hole[1]]), message)
            message = _COMMAND.sub(lambda command: self.isolated(command[0]), message)
        if not values:
            return message
        shown = {name: self.number(v) if isinstance(v, int) else self.isolated(v) for name, v in values.items()}
        return message.format(**shown)


def _in_full(field: re.Match[str]) -> str:
    """The field of a pattern with its name written out; quoted words stay."""
    return "EEEE" if field["day"] else "MMMM" if field["month"] else field[0]


@lru_cache(maxsize=4096)
def _number(code: str, n: int) -> str:
    return str(format_decimal(n, locale=code))


def plain(text: str) -> str:
    """The text without the marks that keep directions apart."""
    return text.replace(ISOLATE, "").replace(RELEASE, "").replace(RIGHT, "")


ENGLISH = Tongue("en")


def own_name(code: str) -> str:
    """A language by its own name, with a capital: `Português`; the code where none is known."""
    name = Locale.parse(code).get_display_name() or code
    return name[:1].upper() + name[1:]
