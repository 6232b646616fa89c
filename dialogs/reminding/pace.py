"""How long the rest is likely to take someone: from their own pace where it is known, else what is usual."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from framework.answers import Depth

MINUTES = {Depth.QUICK: 0.5, Depth.FULL: 2.0}
"""How long one capability takes, about."""

PAUSE = timedelta(minutes=15)
"""Whoever let more time pass between two answers did something else meanwhile."""

ENOUGH = 4
"""Gaps between answers from which on they say something about a person's pace."""

FIVE = 5
MINUTE = timedelta(minutes=1)


def minutes_left(moments: Sequence[datetime], still_open: int, depth: Depth) -> tuple[int, bool]:
    """Minutes for what is still open, at least 1, and whether that comes from the person's own pace.

    `moments` are when they answered, in any order.
    """
    apart = [later - earlier for earlier, later in pairwise(sorted(moments))]
    gaps = [gap / MINUTE for gap in apart if gap <= PAUSE]
    if len(gaps) < ENOUGH:
        return usual_minutes(still_open, depth), False
    exact = still_open * sorted(gaps)[len(gaps) // 2]
    return max(1, round(exact) if exact <= FIVE else FIVE * round(exact / FIVE)), True


def usual_minutes(capabilities: int, depth: Depth) -> int:
    """Minutes for this many capabilities: at least one, and in fives where it is more than a few."""
    exact = capabilities * MINUTES[depth]
    return max(1, round(exact) if exact < 2 * FIVE else FIVE * round(exact / FIVE))
