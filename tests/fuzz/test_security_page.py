"""What docs/security.md claims: every test and file that it names is there, and each row of its table names both."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| **")]
NAMED = re.compile(r"`(test_\w+)`")
PATHS = re.compile(r"`([\w.-]+(?:/[\w.-]+)+/?|requirements\.lock|Makefile|Dockerfile)`")


@cache
def known_tests() -> frozenset[str]:
    files = (ROOT / "tests").rglob("test_*.py")
    return frozenset(name for file in files for name in re.findall(r"def (test_\w+)\(", file.read_text("utf-8")))


@pytest.mark.parametrize("name", sorted(set(NAMED.findall(PAGE))))
def test_a_named_test_exists(name: str) -> None:
    assert name in known_tests()


@pytest.mark.parametrize("path", sorted(set(PATHS.findall(PAGE))))
def test_a_named_file_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("**")[1])
def test_each_situation_names_its_part_and_its_test(row: str) -> None:
    situation, defended, undefended, advice = row.strip("| ").split(" | ")
    assert PATHS.search(defended), situation
    assert NAMED.search(defended), situation
    assert undefended
    assert advice


def test_there_are_as_many_situations_as_we_know_of() -> None:
    assert len(ROWS) >= 12
