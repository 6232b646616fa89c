"""One language: its words, its plurals, its numbers and lists, and the direction it is written in.

Catalogues are handed in by the shell; without one the English source stands. The methods are named like gettext's
own, so that the usual tools find the messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from gettext import NullTranslations
from typing import Literal

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from framework.model import Text

ISOLATE, RELEASE = "\u2068", "\u2069"

Value = str | int

_COMMAND = re.compile(r"(?<![\w/{])/[a-z]+")
"""A chat command in a message: its stroke would change sides in a line from right to left."""


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
        return format_list([self.isolated(item) for item in items], locale=self.locale)

    def isolated(self, text: str) -> str:
        """The text so marked that its direction does not disturb a line written from right to left."""
        return f"{ISOLATE}{text}{RELEASE}" if self.direction == "rtl" else text

    def _filled(self, message: str, values: dict[str, Value]) -> str:
        if self.direction == "rtl":
            message = _COMMAND.sub(lambda command: self.isolated(command[0]), message)
        if not values:
            return message
        shown = {name: self.number(v) if isinstance(v, int) else self.isolated(v) for name, v in values.items()}
        return message.format(**shown)


@lru_cache(maxsize=4096)
def _number(code: str, n: int) -> str:
    return str(format_decimal(n, locale=code))


ENGLISH = Tongue("en")
