"""`sounding simulate --keep`: a believable round stays, the same for the same seed, and nobody in it is written to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from typer.testing import CliRunner, Result

from bot.exporting import exported, several, wanted
from bot.files.exchange import report_json
from bot.files.report import Report
from bot.library import bundled
from bot.main import app
from bot.simulating.founding import Plan, planned
from bot.simulating.keeping import CHANNEL, Kept, kept
from bot.simulating.notes import EXPLANATIONS, NOTES
from bot.simulating.sitting import Sitting
from bot.storage.engine import open_database, transaction, upgrade
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.results.reporting import whole_report
from bot.storage.rounds.collecting import collect_due
from bot.storage.tables import METADATA
from dialogs.rounds.nouns import Standing, Status
from dialogs.rounds.states import Deed
from framework.answers import Reason
from framework.comparing import Change
from tests.keys import KEYS
from tests.results.gardens import answer, do, garden

LATER = datetime(2027, 3, 1, tzinfo=UTC)
"""After the first round of a plan, in its own time."""

SMALL = Plan(respondents=4, seed=11)


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with the round that the documentation shows, as assessment 1."""
    engine = fresh(tmp_path_factory.mktemp("twelve"))
    kept(Plan(), engine, 1, left_open=False)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A small round, and the one after it, which is still open."""
    engine = fresh(tmp_path_factory.mktemp("twice"))
    made = kept(SMALL, engine, 2, left_open=True)
    assert made == [Kept(1, "Nepal 2027 (invented)"), Kept(2, "Nepal 2028 (invented)")]
    yield engine
    engine.dispose()


def fresh(folder: Path) -> Engine:
    engine = open_database(f"sqlite:///{folder / 'fresh.db'}", KEYS)
    event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA synchronous=OFF"))
    upgrade(engine)
    return engine


def report(engine: Engine, number: int = 1, now: datetime = LATER) -> Report:
    with transaction(engine) as session:
        return whole_report(session, number, now)


def file(engine: Engine, number: int) -> Any:
    """The exported JSON, but for what differs between two databases."""
    return {**json.loads(report_json(report(engine, number), bundled())), "number": 0}


def rows(engine: Engine) -> dict[str, list[Any]]:
    """Everything in the database, by table."""
    with engine.connect() as connection:
        return {name: [*map(repr, connection.execute(select(table)))] for name, table in METADATA.tables.items()}


def waiting(engine: Engine) -> list[Any]:
    """What waits for people of the channel, now and after two years of sweeping."""
    for days in range(0, 800, 80):
        with transaction(engine) as session:
            while sweep_due(session, LATER + timedelta(days=days)):
                pass
            collect_due(session, LATER + timedelta(days=days))
    outgoing = METADATA.tables["outgoing"]
    with engine.connect() as connection:
        return [*connection.execute(select(outgoing).where(outgoing.c.channel == CHANNEL))]


def sounding(folder: Path, *arguments: str) -> Result:
    url = f"sqlite:///{folder / 'kept.db'}"
    return CliRunner().invoke(app, ["simulate", *arguments], env={"SOUNDING_DATABASE_URL": url})


# What is in it


def test_people_of_several_sectors_and_languages_come_as_far_as_they_do_in_life(twelve: Engine) -> None:
    told = report(twelve)
    assert (told.status, told.setup.title, told.setup.depth) == (Status.CLOSED, "Nepal 2027 (invented)", "full")
    assert [person.standing for person in told.people].count(Standing.NOT_BEGUN) == 1
    assert [person.standing for person in told.people].count(Standing.IN_PROGRESS) == 2
    assert len({person.name for person in told.people}) == 12
    sectors = [person.sector for person in told.people]
    assert min(map(sectors.count, ("government", "police", "civil-society"))) == 3
    assert len(set(sectors)) > 4


def test_opinions_differ_by_capability(twelve: Engine) -> None:
    spreads = report(twelve).spreads
    assert len([each for each in spreads.values() if each.unanimous]) >= 4
    assert 2 <= len([each for each in spreads.values() if each.distance >= 2]) <= 3
    said = [one for voice in report(twelve).voices for one in voice.answers.values()]
    assert {one.reason for one in said} == {None, *Reason}
    assert {one.basis and True for one in said if one.phase} == {True}
    assert any(one.in_place for one in said)
    explained = {words for of_language in EXPLANATIONS.values() for some in of_language.values() for words in some}
    assert {one.why for one in said if one.reason} <= explained


def test_notes_in_five_languages_and_none_twice(twelve: Engine) -> None:
    notes = [one.note for voice in report(twelve).voices for one in voice.answers.values() if one.note]
    assert len(notes) >= 25
    assert len(notes) == len(set(notes))
    by_language = {code: {each for two in of.values() for each in two} for code, of in NOTES.items()}
    assert all(by_language[code] & set(notes) for code in ("en", "ar", "es", "fr", "pt"))


def test_the_coordinator_agreed_and_planned(twelve: Engine) -> None:
    told = report(twelve)
    assert set(told.agreements) == set(told.spreads)
    assert len([each for each in told.agreements.values() if each.dissent]) == 1
    assert [each.reason for each in told.agreements.values() if each.phase is None] != [""]
    alike = {capability for capability, each in told.spreads.items() if each.unanimous}
    assert {each.phase for c, each in told.agreements.items() if c in alike} <= set(told.model.by_phase)
    assert all(each.reason for c, each in told.agreements.items() if c not in alike)
    assert len(told.plan) == 3
    assert all(each.lead and each.until and each.note for each in told.plan)


def test_all_files_are_made_of_it(twelve: Engine, tmp_path: Path) -> None:
    (found,) = several(twelve, None, everything=False)
    made = [*exported(twelve, found, wanted("pdf,xlsx,csv,json", "a4", "en", tmp_path), LATER)]
    assert [path.suffix for path in made] == [".pdf", ".xlsx", ".csv", ".csv", ".json"]
    assert all(path.stat().st_size for path in made)


# The same again, and nothing else


def test_the_same_seed_is_the_same_rounds_and_what_was_there_stays(engine: Engine, twice: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    answer(people["beni"], "compost", "rooting", note="By the gate.")
    do(amina, Deed.CLOSE)  # which leaves letters to be sent
    before = rows(engine)
    first, second = kept(SMALL, engine, 2, left_open=True)
    after = rows(engine)
    assert before["outgoing"]
    assert [name for name, lines in before.items() if not set(lines) <= set(after[name])] == []
    for name in ("outgoing", "timer", "notice"):
        assert after[name] == before[name]
    assert [file(engine, first.number), file(engine, second.number)] == [file(twice, 1), file(twice, 2)]


def test_the_round_after_it_is_compared_with_it(twice: Engine) -> None:
    told = report(twice, 2)
    assert (told.status, told.previous_title) == (Status.OPEN, "Nepal 2027 (invented)")
    assert {why for each in told.before.values() for why in each.changes} & {each.value for each in Change}


def test_another_seed_is_another_round_and_the_same_may_come_again(tmp_path: Path) -> None:
    elsewhere = fresh(tmp_path)
    for seed in (8, 9, 9):
        kept(Plan(respondents=1, seed=seed), elsewhere, 1, left_open=False)
    assert file(elsewhere, 1)["voices"] != file(elsewhere, 2)["voices"]
    assert file(elsewhere, 2) == file(elsewhere, 3)
    elsewhere.dispose()


def test_nobody_is_written_to(twelve: Engine, twice: Engine) -> None:
    assert not waiting(twelve)
    assert not waiting(twice)


def test_nobody_is_written_to_where_it_was_broken_off(tmp_path: Path) -> None:

    def broken_off(coming: Sequence[Sitting]) -> Iterable[Sitting]:
        yield from coming[:3]
        raise KeyboardInterrupt

    elsewhere = fresh(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        kept(SMALL, elsewhere, 1, left_open=False, watch=broken_off)
    there = rows(elsewhere)
    assert len(there["participation"]) == 3
    assert (there["timer"], there["outgoing"], there["notice"]) == ([], [], [])
    assert not waiting(elsewhere)
    elsewhere.dispose()


@pytest.mark.parametrize("respondents", [1, 3])
def test_few_people_and_little_time(respondents: int, tmp_path: Path) -> None:
    plan = planned("EG", None, SMALL.start, None, respondents=respondents, days=1)
    engine = fresh(tmp_path)
    (made,) = kept(plan, engine, 1, left_open=False)
    told = report(engine, made.number)
    assert (made.title, len(told.people), told.status) == ("Egypt 2027 (invented)", respondents, Status.CLOSED)
    engine.dispose()


# The command


def test_the_command_says_what_it_left_and_what_comes_next(tmp_path: Path) -> None:
    done = sounding(tmp_path, "--respondents", "1", "--keep")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Kept as assessment 1: Nepal 2027 (invented). Nobody in it is real, and nobody is written to.",
        "Its files: sounding export 1",
    ]


def test_straight_to_files_leaves_files_alone(tmp_path: Path) -> None:
    done = sounding(tmp_path, "--respondents", "2", "--to", str(tmp_path / "files"), "--lang", "fr")
    assert (done.exit_code, done.stderr) == (0, "")
    made = [Path(line) for line in done.stdout.splitlines()]
    assert {file.suffix for file in made} == {".pdf", ".xlsx", ".csv", ".json", ".png"}
    assert all(file.stat().st_size for file in made)
    assert [each.name for each in tmp_path.iterdir()] == ["files"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--open",), "--open: it goes with --keep or --to"),
        (("--rounds", "2"), "--rounds: it goes with --keep or --to"),
        (("--keep", "--down", "2027-02-08"), "--down: it does not go with --keep or --to"),
        (
            ("--keep", "--to", "files"),
            "--to: it does not go with --keep; `sounding export` makes files of what was kept",
        ),
        (("--keep", "--territory", "QQ"), "--territory: there is no territory 'QQ'; a code is such as NP or EG"),
        (("--keep", "--rounds", "9"), ""),
        (("--kept",), ""),
    ],
)
def test_options_that_cannot_be(options: tuple[str, ...], says: str, tmp_path: Path) -> None:
    done = sounding(tmp_path, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"{says}\n" if says else done.stderr
