"""Calendars, policies and moments of every kind, to be drawn from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from dialogs.reminding.policy import Days, Policy

ZONES = [
    ZoneInfo(name)
    for name in (
        *("Europe/Paris", "Asia/Kathmandu", "Asia/Tehran", "America/Sao_Paulo", "Australia/Lord_Howe"),
        *("Africa/Cairo", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns", "UTC"),
    )
]
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # zone given


@st.composite
def calendars(draw: st.DrawFn) -> Days:
    deadline = draw(st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 31)))
    quiet = (draw(st.integers(0, 23)), draw(st.integers(0, 23)))
    return Days(draw(st.sampled_from(ZONES)), frozenset(draw(st.sets(st.integers(0, 6)))), quiet, deadline)


POLICIES = st.builds(
    Policy,
    hour=st.integers(0, 23),
    silence=st.integers(1, 10),
    every=st.integers(1, 10),
    last=st.integers(0, 5),
    most=st.integers(0, 12),
    after=st.integers(0, 3),
    gap=st.integers(1, 72),
)


def is_quiet(days: Days, at: datetime) -> bool:
    start, end, hour = *days.quiet, at.astimezone(days.zone).hour
    return hour in range(start, end) if start <= end else hour not in range(end, start)
