"""What a conversation looks like: every file of `tests/transcripts` is one behaviour, named after it.

A line of a person is `name: [Label]` for a tap on the newest card, `name: [Label] (on an older card)` for a tap on a
card that is no longer the newest, `name: (a picture)` for what is neither words nor a tap, `name: (900 characters)`
for that many, and anything else as it would be typed, commands too. `(later)` stands for a restart of the program.
Lines that begin with `#` are comments; `# model: garden`, `# open: no`, `# local: no` and `# languages: fr en` choose
where the conversation takes place and which languages it offers, the first one spoken; `# asked: hotline research`
leaves these capabilities alone; and `# begun: full` passes over greeting, consent and choice of depth. What `sounding
chat` prints when its input is piped can be dropped in as it is; in another language than English, below the header
that names it.

Every language is spoken from its catalogues. In Arabic, what is set into a text is kept apart from it by invisible
characters, U+2068 and U+2069: here they are written as `‹` and `›`, also in the label of a tap.

To write a new one, write the lines of the person alone, then run

    WRITE_TRANSCRIPTS=yes python -m pytest tests/dialogs/test_transcripts.py

and read every difference before keeping it.
"""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path

import pytest

from bot.catalogues import tongues
from tests.dialogs.talking import replayed, seen
from tests.terminal.running import sounding, sounding_here

FOLDER = Path(__file__).parents[1] / "transcripts"
WRITING = bool(os.environ.get("WRITE_TRANSCRIPTS"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_conversation(path: Path) -> None:
    expected = path.read_text("utf-8")
    found = replayed(expected)
    if WRITING:
        path.write_text(found, "utf-8")
    else:
        _same(seen(expected), found)


@pytest.mark.parametrize("language", tongues())
def test_there_is_a_short_assessment_in_every_language(language: str) -> None:
    assert any(f"# languages: {language}\n" in path.read_text("utf-8") for path in FOLDER.glob("a_short_assessment_*"))


def test_an_isolate_that_is_missing_is_seen() -> None:
    said = replayed("# languages: ar\nalma: /help\n")
    assert "• ‹/start›: " in said
    with pytest.raises(pytest.fail.Exception, match="‹/start›"):
        _same(said, said.replace("‹/start›", "/start"))


def _same(expected: str, found: str) -> None:
    difference = list(unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=4))
    if difference:
        pytest.fail("\n".join(difference), pytrace=False)


LINES = """\
1
2
Is this the right place to write?
1
3
☐
/help
/continue
2
/nonsense
a note
"""


def test_what_the_terminal_prints_is_a_transcript(tmp_path: Path) -> None:
    printed = _sounding(tmp_path, LINES)
    assert printed.startswith("alma: /start\nbot: ")
    assert "alma: [I agree, begin]\n" in printed
    _same(printed, replayed(printed))


def test_what_a_second_run_prints_goes_on_where_the_first_one_stopped(tmp_path: Path) -> None:
    first, second = _sounding(tmp_path, LINES, here=True), _sounding(tmp_path, "/sections\n", here=True)
    assert second.startswith("bot: ")
    both = f"{first}(later)\n{second}"
    _same(both, replayed(both))


def _sounding(folder: Path, lines: str, *, here: bool = False) -> str:
    """What `sounding chat --as alma` prints with these lines as its input, in a folder of its own."""
    done = (sounding_here if here else sounding)(folder, "chat", "--as", "alma", said=lines.encode())
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()
