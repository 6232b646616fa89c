"""A few inputs for every target in `make test`; `make fuzz` gives them ten thousand and more."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.telegram.outbox import Row
from tests.fuzz.coverage_guided import SEEDS, readers
from tests.fuzz.everything import TARGETS
from tests.fuzz.targets import Target, pure, run, shares
from tests.fuzz.world import CHATS, SECRETS, World, everybody

FEW = 260
"""Together."""

SHARES = shares(TARGETS, FEW)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name.partition(":")[0])
def test_whatever_comes_in(target: Target, tmp_path: Path) -> None:
    count = run(target, SHARES[target.name], 20261122, tmp_path)
    if count.fault:
        raise count.fault
    assert count.inputs


def test_a_fault_is_found_and_told(tmp_path: Path) -> None:
    def refuse(text: str) -> None:
        assert "7" not in text

    wrong = Target("wrong", 1, TARGETS[0].inputs, pure(refuse))
    assert isinstance(run(wrong, 500, 1, tmp_path).fault, AssertionError)


def test_words_in_another_chat_are_noticed(tmp_path: Path) -> None:
    """The check that no conversation may fail does fail where somebody is sent what another wrote."""
    with everybody(tmp_path) as kept:
        world = World(kept.opened())
        mine = Row(CHATS["beni"], {"words": SECRETS["beni"].upper()})
        world.see([mine, Row(CHATS["amina"], {"words": SECRETS["beni"]})])
        for other in ("carla", "gita", "dina", "zoe", "hana"):
            with pytest.raises(AssertionError):
                world.see([Row(CHATS[other], {"words": SECRETS["beni"].upper()})])


def test_ten_thousand_are_ten_thousand() -> None:
    given = shares(TARGETS, 10_000)
    assert sum(given.values()) >= 10_000
    assert min(given.values()) >= 50


@pytest.mark.parametrize("name", SEEDS)
def test_what_bytes_begin_with_is_read(name: str) -> None:
    for seed in SEEDS[name]:
        readers()[name](seed)
