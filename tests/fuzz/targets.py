"""What is tried: a target has its inputs, and a check that raises for whatever must not happen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

Check = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Target:
    """Something that reads what comes in. `share` says how many of a hundred inputs it gets.

    `ready` opens what the check needs, in a folder of its own. Each input may hold several things: `size` counts them.
    """

    name: str
    share: float
    inputs: SearchStrategy[Any]
    ready: Callable[[Path], AbstractContextManager[Check]]


@dataclass(frozen=True, slots=True)
class Count:
    """How many inputs a target had, in how many seconds, and what went wrong, if anything did."""

    name: str
    inputs: int
    seconds: float
    fault: Exception | None = None


def pure(check: Check) -> Callable[[Path], AbstractContextManager[Check]]:
    """For a check that needs nothing."""

    @contextmanager
    def ready(_folder: Path) -> Iterator[Check]:
        yield check

    return ready


def run(target: Target, inputs: int, number: int, folder: Path) -> Count:
    """Give a target so many inputs; the same number gives the same ones. A fault comes with its smallest input."""
    done, began = 0, time.monotonic()

    with target.ready(folder) as check:

        @seed(number)
        @settings(
            max_examples=inputs,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
            print_blob=False,
        )
        @given(target.inputs)
        def each(one: Any) -> None:
            nonlocal done
            done += 1
            check(one)

        try:
            each()
        except Exception as fault:  # noqa: BLE001  # whatever it is, it is told, and the other targets have their turn
            return Count(target.name, done, time.monotonic() - began, fault)
    return Count(target.name, done, time.monotonic() - began)


def shares(targets: tuple[Target, ...], inputs: int) -> Mapping[str, int]:
    """How many inputs each target gets, at least one; together no fewer than `inputs`."""
    whole = sum(target.share for target in targets)
    return {target.name: max(1, -int(-inputs * target.share // whole)) for target in targets}
