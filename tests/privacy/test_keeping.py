"""How long things are kept: the table of cases, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.privacy.keeping import (
    MONTHS,
    NOTICE,
    Keeping,
    ends,
    expires,
    goes_at,
    months_after,
    over,
    warned,
    warning_due,
)
from dialogs.rounds.forms.fields import Unread
from dialogs.rounds.forms.retention import KEPT, span
from dialogs.rounds.nouns import Setup
from dialogs.rounds.states import Filling, FormKind
from dialogs.tongue import ENGLISH
from tests.rounds.test_forms import sheet


def at(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


CLOSED = at(2026, 11, 30)
ENDS = at(2028, 11, 30)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (at(2026, 11, 30), 24, at(2028, 11, 30)),
        (at(2026, 1, 31), 1, at(2026, 2, 28)),
        (at(2027, 12, 31), 2, at(2028, 2, 29)),
        (at(2026, 12, 15), 1, at(2027, 1, 15)),
        (at(2026, 3, 31), -1, at(2026, 2, 28)),
        (at(2026, 1, 5), -1, at(2025, 12, 5)),
        (at(2024, 2, 29), 12, at(2025, 2, 28)),
    ],
)
def test_months_are_those_of_the_calendar(start: datetime, months: int, end: datetime) -> None:
    assert months_after(start, months) == end


def test_a_round_ends_so_many_months_after_it_was_closed() -> None:
    assert expires(Setup("Gardens"), CLOSED) == ENDS == ends(Keeping(CLOSED, 24))
    assert expires(Setup("Gardens", retention=6), CLOSED) == at(2027, 5, 30)


@pytest.mark.parametrize(
    ("warned_at", "now", "tell", "delete"),
    [
        (None, at(2028, 10, 29), False, False),
        (None, at(2028, 10, 30), True, False),
        (None, at(2031, 1, 1), True, False),  # nobody looked for years: the word comes first
        (at(2028, 10, 30), at(2028, 11, 29), False, False),
        (at(2028, 10, 30), at(2028, 11, 30, 11), False, False),
        (at(2028, 10, 30), ENDS, False, True),
        (at(2028, 11, 20), ENDS, False, False),  # told late: a month from then
        (at(2028, 11, 20), at(2028, 12, 20), False, True),
        (at(2026, 11, 29), at(2028, 11, 30), True, False),  # told before it was last closed
        (at(2031, 5, 1), at(2028, 6, 1), False, False),  # told by a clock that was years ahead
        (at(2031, 5, 1), at(2028, 11, 30), True, False),
        (at(2028, 12, 1, 11), at(2028, 11, 30), False, False),  # clocks a few hours apart
    ],
)
def test_when_people_are_told_and_when_it_goes(
    warned_at: datetime | None, now: datetime, tell: bool, delete: bool
) -> None:
    kept = Keeping(CLOSED, 24, warned_at)
    assert (warning_due(kept, now), over(kept, now)) == (tell, delete)


moments = st.datetimes(at(2026, 1, 1).replace(tzinfo=None), at(2040, 1, 1).replace(tzinfo=None)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)


@given(moments, st.integers(*MONTHS), st.none() | moments, moments)
def test_nothing_goes_before_its_end_or_within_a_month_of_the_word(
    since: datetime, months: int, warned_at: datetime | None, now: datetime
) -> None:
    kept = Keeping(since, months, warned_at)
    if over(kept, now):
        assert warned_at is not None
        assert since <= warned_at
        assert now >= months_after(warned_at, NOTICE)
        assert now >= ends(kept)
        assert not warning_due(kept, now)
    if warning_due(kept, now):
        told = Keeping(since, months, now)
        assert warned(told, now) or now < since
        assert not over(told, now)
        assert goes_at(kept, now) == goes_at(told, now) >= now + timedelta(days=28)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("18 months", "18"),
        ("3 years", "36"),
        ("1 year.", "12"),
        ("2 ans", "24"),
        ("7 mois", "7"),
        ("2 años", "24"),
        ("5 meses", "5"),
        ("1 mês", "1"),
        ("4 anos", "48"),
        ("٣ سنوات", "36"),
        ("11 شهرا", "11"),
        ("٦ أشهر", "6"),
        ("120 months", "120"),
    ],
)
def test_a_time_is_read_in_every_language(words: str, value: str) -> None:
    assert KEPT.read is not None
    assert KEPT.read(sheet(), Filling(FormKind.SETTINGS), words) == value


@pytest.mark.parametrize("words", ["18", "3 days", "years", "0 months", "121 months", "11 years", "2½ years", "-3 ans"])
def test_what_could_mean_something_else_is_not_taken(words: str) -> None:
    assert KEPT.read is not None
    assert isinstance(KEPT.read(sheet(), Filling(FormKind.SETTINGS), words), Unread)


def test_a_time_in_words() -> None:
    assert [span(ENGLISH, months) for months in (1, 6, 12, 18, 24)] == [
        "1 month",
        "6 months",
        "1 year",
        "18 months",
        "2 years",
    ]
