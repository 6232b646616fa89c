"""When someone wants to hear again, in words that a button can say."""

from __future__ import annotations

from enum import StrEnum


class Wish(StrEnum):
    """When to be reminded again; `dialogs.reminding.wishes.granted` says which moment that is."""

    LATER_TODAY = "later-today"
    TOMORROW = "tomorrow"
    NEXT_WEEK = "next-week"
