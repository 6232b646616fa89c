"""How long the rest is likely to take."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dialogs.reminding.pace import minutes_left, usual_minutes
from framework.answers import Depth

BEGUN = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def answers(*gaps: float) -> list[datetime]:
    """Moments that are these minutes apart."""
    moments = [BEGUN]
    for gap in gaps:
        moments.append(moments[-1] + timedelta(minutes=gap))
    return moments


@pytest.mark.parametrize(
    ("gaps", "still_open", "minutes"),
    [
        ((1, 1, 1, 1), 3, 3),
        ((1, 1, 1, 1), 5, 5),
        ((1, 1, 1, 1), 6, 5),
        ((1, 1, 1, 1), 8, 10),
        ((1, 2, 3, 4, 900, 3000), 4, 10),  # pauses say nothing
        ((2, 2, 2, 2, 2, 14), 10, 20),  # nor does a single long one
        ((0, 0, 0, 0), 20, 1),
        ((3.5, 3.5, 3.5, 3.5), 12, 40),
        ((15, 15, 15, 15), 1, 15),
    ],
)
def test_their_own_pace(gaps: tuple[float, ...], still_open: int, minutes: int) -> None:
    assert minutes_left(answers(*gaps), still_open, Depth.FULL) == (minutes, True)
    assert minutes_left(answers(*gaps)[::-1], still_open, Depth.QUICK) == (minutes, True)


@pytest.mark.parametrize("gaps", [(), (1, 1, 1), (1, 1, 1, 15.1), (60, 60, 60, 60, 60)])
def test_the_usual_one_until_theirs_is_known(gaps: tuple[float, ...]) -> None:
    for depth in Depth:
        assert minutes_left(answers(*gaps), 12, depth) == (usual_minutes(12, depth), False)


def test_nobody_yet() -> None:
    assert minutes_left([], 20, Depth.FULL) == (40, False)
    assert minutes_left([], 0, Depth.QUICK) == (1, False)
