"""The operator's command line says nothing that people wrote, unless it is asked to reveal it."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from sqlalchemy import Engine, insert

from bot.main import app
from bot.revealing import masked
from bot.storage.engine import transaction
from bot.storage.tables import METADATA
from dialogs.events import Asked, CapabilityOpened, JudgementDeclined, NoteKept, Place, ReasonChosen, Typed
from dialogs.results.events import AgreementBegun, PlanningBegun
from dialogs.rounds.events import FieldOpened, FormAccepted, ValueChosen
from dialogs.rounds.states import FormKind
from framework.answers import Reason
from tests.results.gardens import answer, garden
from tests.rounds.people import Speaker, invited
from tests.terminal.running import sounding_here as sounding

NAMES = ("Quillwort Office", "Amberley Desk", "Hawthorn Unit", "Tamarisk Lead")
WORDS = ("Nobody waters the marigolds.", "We lack a trowel here.", "Agreed beside the shed.", "The shed sees it so.")
MORE = ("Sow the lupins first.", "A very private sentence.")
TYPED = (*NAMES, *WORDS, *MORE)

UPDATE = {
    "update_id": 77,
    "message": {
        "message_id": 3,
        "date": 1,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "language_code": "pt-br"},
        "text": MORE[1],
        "entities": [{"type": "bot_command", "offset": 0, "length": 3}, {"type": "text_link", "url": MORE[1]}],
    },
    "callback_query": {"id": "9", "data": "1f:phase:compost:rooting"},
}


@pytest.fixture
def full(engine: Engine) -> Speaker:
    """A database with notes, reasons, names, labels, an agreement, a plan and an update that was set aside."""
    amina, people = garden(engine, NAMES[0])
    beni = answer(people[NAMES[0]], "compost", "rooting", note=WORDS[0])
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("watering", review=True), JudgementDeclined("watering"))
    beni.turn(ReasonChosen("watering", Reason.DONT_KNOW), Typed(WORDS[1]), NoteKept("watering"))
    invited(amina, label=NAMES[1])
    _fill(amina, AgreementBegun("compost"), FormKind.AGREE, phase="rooting", reason=WORDS[2], dissent=WORDS[3])
    _fill(amina, PlanningBegun("compost"), FormKind.PLAN, lead=NAMES[3], until="", note=MORE[0])
    aside = {
        "channel": "telegram",
        "update_id": 77,
        "address": "5",
        "error": "KeyError",
        "place": "x.py:1",
        "content": json.dumps(UPDATE),
        "set_aside_at": datetime.now(UTC),
    }
    with transaction(engine) as session:
        session.connection().execute(insert(METADATA.tables["set_aside"]), aside)
    return amina


def _fill(amina: Speaker, begun: AgreementBegun | PlanningBegun, form: FormKind, **values: str) -> None:
    amina.turn(begun)
    for field, value in values.items():
        typed = value and field not in {"phase", "until"}
        amina.turn(FieldOpened(field), Typed(value, sure=True) if typed else ValueChosen(field, value))
    amina.turn(FormAccepted(form))


def commands(group: Any, *names: str) -> Iterator[tuple[str, ...]]:
    """Every command that there is."""
    if not hasattr(group, "commands"):
        yield names
        return
    for name, inner in group.commands.items():
        yield from commands(inner, *names, name)


ASKED: dict[tuple[str, ...], list[list[str]]] = {
    ("doctor",): [[], ["--set-aside", "1"], ["--reminders"], ["--retry"]],
    ("export",): [["--to", "files"], ["no such title"]],
    ("import",): [["files/gardens-of-the-north-result.json"], ["nothing.json"]],
    ("framework", "show"): [[]],
    ("framework", "check"): [[]],
    ("db", "upgrade"): [[]],
    ("db", "check"): [[]],
    ("db", "backup"): [["copy.db"]],
    ("db", "restore"): [["copy.db"]],
    ("keys", "rotate"): [[]],
    ("keys", "new"): [[]],
    ("keys", "check"): [[]],
    ("simulate",): [["--respondents", "2", "--seed", "7"]],
    ("run",): [[]],
    ("health",): [[]],
    ("chat",): [["--as", "somebody-else"]],
}
"""How each is called; `chat` by somebody who has nothing here, since it is there to show what one wrote oneself."""


@pytest.mark.parametrize(
    "backend", ["sqlite"], indirect=True
)  # what is printed is the same on both, and starts are slow
def test_no_command_prints_what_people_wrote(full: Speaker, database: str, tmp_path: Path) -> None:
    there = set(commands(typer.main.get_command(app)))
    assert there <= set(ASKED), "a new command wants a line here"
    printed = ""
    for names, calls in ASKED.items():
        for arguments in calls if names in there else []:
            done = sounding(tmp_path, *names, *arguments, database=database)
            said = done.stdout.decode() + done.stderr.decode()
            assert "Traceback" not in said, (names, arguments, said)
            assert not [text for text in TYPED if text.casefold() in said.casefold()], (names, arguments)
            printed += said
    assert "Set aside as 1" in printed
    assert "characters)" in printed
    made = sorted((tmp_path / "files").iterdir())
    assert len(made) >= 6
    assert {stat.S_IMODE(file.stat().st_mode) for file in made} == {0o600}
    assert WORDS[0] in next(file for file in made if file.name.endswith("answers.csv")).read_text("utf-8-sig")


def test_what_was_set_aside_is_revealed_when_that_is_asked(full: Speaker, database: str, tmp_path: Path) -> None:
    hidden = sounding(tmp_path, "doctor", "--set-aside", "1", database=database)
    assert json.loads(hidden.stdout) == {
        "update_id": 77,
        "message": {
            "message_id": 3,
            "date": 1,
            "chat": {"id": 5, "type": "private"},
            "from": {"id": 5, "language_code": "pt-br"},
            "text": "(24 characters)",
            "entities": [
                {"type": "bot_command", "offset": 0, "length": 3},
                {"type": "text_link", "url": "(24 characters)"},
            ],
        },
        "callback_query": {"id": "(1 characters)", "data": "(24 characters)"},
    }
    assert b"--reveal shows it" in hidden.stderr
    shown = sounding(tmp_path, "doctor", "--set-aside", "1", "--reveal", database=database)
    assert json.loads(shown.stdout) == UPDATE
    for arguments, says in (
        (("--set-aside", "9"), b"--set-aside: nothing is set aside as 9"),
        (("--reveal",), b"--reveal: it goes with --set-aside"),
        (("--set-aside", "1", "--retry"), b"--set-aside: it goes with --reveal alone"),
    ):
        done = sounding(tmp_path, "doctor", *arguments, database=database)
        assert done.returncode == 2
        assert says in done.stderr


@pytest.mark.parametrize("word", ["private sentence", "x" * 40, "\u0635", "a\nb", "<b>", ""])
def test_a_field_of_the_messengers_own_hides_words_too(word: str) -> None:
    assert masked({"type": word}) == {"type": f"({len(word)} characters)"}
