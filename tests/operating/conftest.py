from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of one more database without tables, of either kind."""
    yield from _new(request.param, request, tmp_path)


@pytest.fixture
def the_other_kind(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same, of the kind that the test's own is not."""
    yield from _new("postgresql" if backend == "sqlite" else "sqlite", request, tmp_path)


def _new(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'elsewhere.db'}"
        return
    server = request.getfixturevalue("postgres")
    name = databases.new_database(server, "template0")
    yield databases.written(server.set(database=name))
    databases.drop_database(server, name)
