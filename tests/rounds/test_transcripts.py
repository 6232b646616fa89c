"""Rounds of many people, as they go: every file of `tests/rounds/transcripts` is one story, on a real database.

To write a new one, write the lines of the people alone, then run

    WRITE_TRANSCRIPTS=yes python -m pytest tests/rounds/test_transcripts.py

and read every difference before keeping it. `tests.rounds.replaying` says what a line can be.
"""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path

import pytest

from bot.storage.engine import open_database, upgrade
from tests.keys import KEYS
from tests.rounds.replaying import replayed

FOLDER = Path(__file__).parent / "transcripts"
WRITING = bool(os.environ.get("WRITE_TRANSCRIPTS"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_story(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # files that leave the chat are written here
    engine = open_database(f"sqlite:///{tmp_path}/sounding.db", KEYS)
    upgrade(engine)
    expected = path.read_text("utf-8")
    found = replayed(engine, expected)
    engine.dispose()
    if WRITING:
        path.write_text(found, "utf-8")
        return
    difference = list(unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=4))
    if difference:
        pytest.fail("\n".join(difference), pytrace=False)
