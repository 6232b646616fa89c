"""`sounding export` and `sounding import` on a database."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.files.exchange import report_json
from bot.library import bundled
from bot.storage.engine import transaction
from bot.storage.rounds.auditing import trail
from dialogs.events import DepthChosen, PhaseChosen
from framework.answers import Depth
from tests.files import samples
from tests.results.gardens import answer, garden
from tests.rounds.people import Speaker, coordinator, status
from tests.terminal.running import COMMAND, environment, sounding, sounding_here

NOTE = "Nobody waters on Sundays."


def run(folder: Path, *arguments: str, database: str | None = None, here: bool = True) -> tuple[int, list[str], str]:
    """The exit, the lines on standard output, and what it says besides; in this process, or one of its own."""
    done = (sounding_here if here else sounding)(folder, *arguments, database=database)
    return done.returncode, done.stdout.decode().splitlines(), done.stderr.decode()


def gardens(engine: Engine) -> Speaker:
    amina, people = garden(engine, "beni", "carla")
    answer(people["beni"], "compost", "rooting", note=NOTE)
    answer(people["carla"], "compost", "bearing")
    return amina


def alone(engine: Engine) -> Speaker:
    """Someone who assesses alone."""
    alma = Speaker(engine, "alma")
    alma.office = replace(alma.office, house=replace(alma.office.house, open_to_all=True))
    alma.say("/start")
    alma.press("I agree")
    alma.turn(DepthChosen(Depth.QUICK), PhaseChosen("compost", "rooting"))
    return alma


def test_the_one_round_there_is_goes_into_files_that_only_their_owner_can_read(
    engine: Engine, database: str, tmp_path: Path
) -> None:
    amina = gardens(engine)
    code, lines, besides = run(tmp_path, "export", "--to", "files", database=database, here=False)
    assert code == 0, besides
    kinds = ("result.pdf", "result.xlsx", "answers.csv", "criteria.csv", "result.json", "result.png")
    names = [f"files/gardens-of-the-north-{kind}" for kind in kinds]
    assert lines == names
    assert besides.count("\n") == 1
    assert "mode 600" in besides
    assert NOTE not in besides
    for name in names:
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "files").stat().st_mode) == 0o700
    assert NOTE in (tmp_path / names[2]).read_text("utf-8-sig")
    right = amina.right
    with transaction(engine) as session:
        done = [(deed.role, deed.action, deed.subject) for deed in trail(session, right)][-5:]
    assert done == [(None, "exported", kind) for kind in ("pdf", "xlsx", "csv", "json", "picture")]


def test_no_file_is_written_over_another(engine: Engine, database: str, tmp_path: Path) -> None:
    gardens(engine)
    for name in ("gardens-of-the-north-answers.csv", "gardens-of-the-north-answers-2.csv"):
        assert run(tmp_path, "export", "--format", "csv", database=database)[1][0] == name


def test_kinds_languages_and_paper_can_be_chosen(engine: Engine, database: str, tmp_path: Path) -> None:
    gardens(engine)
    code, lines, _ = run(
        tmp_path, "export", "GARDENS of the north", "--format", " json,CSV,", "--lang", "fr", database=database
    )
    assert (code, len(lines)) == (0, 3)
    assert "Ligne" not in (tmp_path / lines[0]).read_text("utf-8")
    for wrong, says in (
        (("--format", "docx"), "--format: there is no 'docx'; there are: pdf, xlsx, csv, json, png\n"),
        (("--format", ","), "--format: there is no ','; there are: "),
        (("--paper", "a3"), "--paper: there is no 'a3'; there are: a4, letter\n"),
        (("--lang", "xx"), "--lang: there is no language 'xx' here; there are: en, ar, es, fr, pt\n"),
        (("1", "--all"), "--all: it does not go with the name of one assessment\n"),
    ):
        code, lines, besides = run(tmp_path, "export", *wrong, database=database)
        assert (code, lines) == (2, []), wrong
        assert besides.startswith(says)


def test_letter_paper_is_another_paper(engine: Engine, database: str, tmp_path: Path) -> None:
    gardens(engine)
    a4, letter = (
        (tmp_path / run(tmp_path, "export", "--format", "pdf", "--paper", paper, database=database)[1][0]).read_bytes()
        for paper in ("a4", "letter")
    )
    assert a4.startswith(b"%PDF")
    assert letter.startswith(b"%PDF")
    assert a4 != letter


def test_where_there_are_several_it_has_to_be_said_which(engine: Engine, database: str, tmp_path: Path) -> None:
    code, lines, besides = run(tmp_path, "export", database=database)
    assert (code, lines, besides) == (2, [], "There is no assessment yet.\n")
    alma = alone(engine)
    code, lines, besides = run(tmp_path, "export", database=database)
    assert (code, lines) == (2, [])
    assert besides == ("Which assessment? There is none of several people. Name a self-assessment by its number.\n")
    amina = gardens(engine)
    olu = coordinator(engine, "olu", name="Olu", title="Gardens of the south")
    status(olu, "closed")
    code, lines, besides = run(tmp_path, "export", database=database)
    assert (code, lines) == (2, [])
    assert besides.splitlines() == [
        "Which assessment? Name one by its number, or all of them by --all:",
        f"  {amina.round}  Gardens of the north (open)",
        f"  {olu.round}  Gardens of the south (closed)",
    ]
    assert run(tmp_path, "export", "East", database=database)[2].startswith("No assessment is 'East'.")
    everything = run(tmp_path, "export", "--all", "--format", "json", database=database)
    assert everything[1] == ["gardens-of-the-north-result.json", "gardens-of-the-south-result.json"]
    status(olu, "archived")
    assert run(tmp_path, "export", "--format", "csv", database=database)[1][0] == "gardens-of-the-north-answers.csv"
    code, lines, besides = run(
        tmp_path, "export", str(alma.desk.assessment), "--format", "json,xlsx,csv", database=database
    )
    kinds = ("profile.json", "profile.xlsx", "answers.csv", "criteria.csv")
    assert lines == [f"assessment-{alma.desk.assessment}-{kind}" for kind in kinds]
    assert json.loads((tmp_path / lines[0]).read_text("utf-8"))["setup"]["title"] == "Self-assessment"


def test_a_title_of_two_rounds_is_not_enough(engine: Engine, database: str, tmp_path: Path) -> None:
    for name in ("amina", "olu"):
        coordinator(engine, name)
    code, _, besides = run(tmp_path, "export", "gardens of the north", database=database)
    assert code == 2
    assert besides.startswith("More than one assessment is 'gardens of the north'. Name one by its number")
    assert len(besides.splitlines()) == 3


def test_a_folder_that_cannot_be_written(engine: Engine, database: str, tmp_path: Path) -> None:
    gardens(engine)
    (tmp_path / "taken").write_text("")
    code, lines, besides = run(tmp_path, "export", "--to", "taken/x", "--format", "csv", database=database)
    assert (code, lines) == (2, [])
    assert besides == "--to: taken/x: Not a directory\n"


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    code, lines, besides = run(tmp_path, "export")
    assert (code, lines) == (2, [])
    assert besides.startswith("There is no database at sounding.db yet")
    assert list(tmp_path.iterdir()) == []


# Reading one back


def test_a_round_moves_from_one_database_to_another(engine: Engine, database: str, tmp_path: Path) -> None:
    amina = gardens(engine)
    status(amina, "closed")
    (name,) = run(tmp_path, "export", "--format", "json", database=database)[1]
    code, lines, besides = run(tmp_path, "import", name)  # into the database of this folder, which is made
    assert (code, besides) == (0, "")
    assert lines[0] == "Read as assessment 1, closed. Respondents: 2; none of them is written to."
    invitation = lines[1].rpartition(": ")[2]
    assert lines[2] == "The code is not kept here. The same file, read again, makes another assessment."
    assert NOTE not in "\n".join(lines)
    (again,) = run(tmp_path, "export", "--format", "json", "--to", "again")[1]
    first, second = (json.loads((tmp_path / each).read_text("utf-8")) for each in (name, again))
    assert {**first, "number": 0, "made_at": "", "closed_at": ""} == {
        **second,
        "number": 0,
        "made_at": "",
        "closed_at": "",
    }
    said = f"{invitation}\n1\nFatima\n1\n/people\n".encode()
    chat = sounding_here(tmp_path, "chat", "--as", "fatima", said=said).stdout.decode()
    assert "Beni" in chat
    assert run(tmp_path, "import", name)[1][0].startswith("Read as assessment 2")


def test_what_is_no_round_makes_no_database(tmp_path: Path) -> None:
    files = {
        "torn.json": (report_json(samples.realistic(), bundled())[:-9], "This is not JSON"),
        "anonymous.json": (report_json(samples.anonymous(), bundled()), "This round is anonymous"),
        "other.json": (b"{}", "This is not a round of Sounding"),
    }
    for name, (content, says) in files.items():
        (tmp_path / name).write_bytes(content)
        code, lines, besides = run(tmp_path, "import", name)
        assert (code, lines) == (2, []), name
        assert besides.startswith(f"{name}: {says}")
        assert besides.count("\n") == 1
    assert run(tmp_path, "import", "missing.json")[2] == "missing.json: No such file or directory.\n"
    assert run(tmp_path, "import", ".")[2] == ".: This is not a file.\n"


# Five hundred people

SECONDS, MIB = 10, 300
"""What the files of five hundred people may take: of a processor, since others use the machine too, and of memory."""

MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""A small process in between: a process begins with the memory of the one that starts it, and that would count."""


@pytest.mark.parametrize("kind", ["xlsx"])  # the others take less
def test_five_hundred_people_take_seconds_and_little_memory(kind: str, crowded: Path) -> None:
    command = [sys.executable, "-c", MEASURE, COMMAND, "export", "--format", kind, "--to", kind]
    done = subprocess.run(command, cwd=crowded, env=environment(), capture_output=True, check=True)
    code, seconds, memory = map(float, done.stdout.split())
    mib = memory / (1024 if sys.platform == "linux" else 1024 * 1024)
    print(f"{kind}: {seconds:.1f} s, {mib:.0f} MiB")
    assert code == 0
    assert seconds < SECONDS
    assert mib < MIB


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database has a round of five hundred people who answered in full."""
    folder = tmp_path_factory.mktemp("crowded")
    (folder / "large.json").write_bytes(report_json(samples.large(500), bundled()))
    done = sounding(folder, "import", "large.json")
    assert done.returncode == 0, done.stderr
    return folder
