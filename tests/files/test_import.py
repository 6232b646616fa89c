"""A round goes out as JSON and comes back: into another database, whole, and without anybody to write to."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.codes import hashed
from bot.files.exchange import report_json
from bot.files.report import Person, Report
from bot.importing import LARGEST, Imported, Refused, read_back, read_file
from bot.library import bundled
from bot.storage.engine import transaction
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.results import recording
from bot.storage.results.reporting import text_of, whole_report
from dialogs.events import (
    Asked,
    BasisTicked,
    CapabilityOpened,
    ConsentGiven,
    CriterionTicked,
    MovedOn,
    PhaseChosen,
    Place,
    Submitted,
)
from dialogs.rounds.nouns import Standing, Status
from dialogs.rounds.states import Deed
from framework.agreed import Agreement, Priority
from framework.answers import Answer, Basis
from framework.comparing import Change
from framework.joined import Voice
from framework.joining import joined
from tests.files import samples
from tests.files.test_exchange import GARDEN, GARDEN_TEXT, answers, changed
from tests.results.gardens import answer, came_in, do, garden, report, rows, spread
from tests.rounds.people import Speaker
from tests.storage.chats import NOON

LATER = NOON + timedelta(days=30)


def content(made: Report, text: str = GARDEN_TEXT) -> bytes:
    return report_json(made, text)


def read(engine: Engine, file: bytes) -> Imported:
    return read_back(lambda: engine, file, LATER)


def out(engine: Engine, number: int, at: datetime = LATER) -> bytes:
    """The round of this number as a file."""
    with transaction(engine) as session:
        made = whole_report(session, number, at)
        return report_json(made, text_of(session, made.model))


def told(file: bytes) -> dict[str, Any]:
    """What a file says, but for the number that its round has where it was made, and when that was."""
    found: dict[str, Any] = json.loads(file)
    return {key: value for key, value in found.items() if key not in {"number", "made_at"}}


def counted(engine: Engine) -> dict[str, int]:
    names = ("assessment", "person", "participation", "answer", "framework_model", "invitation", "coordinator")
    return {name: len(rows(engine, name)) for name in names}


# What was exported comes back


@pytest.mark.parametrize("make", [samples.realistic, samples.second], ids=lambda make: make.__name__)
def test_a_believable_round_comes_back_the_same(engine: Engine, make: Callable[[], Report]) -> None:
    wanted = make()
    done = read(engine, content(wanted, bundled()))
    assert done.people == len(wanted.people)
    with transaction(engine) as session:
        found = whole_report(session, done.number, wanted.made_at)
    in_order = {each.capability: each for each in wanted.plan}
    assert {each.capability: each for each in found.plan} == in_order
    assert replace(found, number=wanted.number, plan=wanted.plan) == wanted
    again = read(engine, out(engine, done.number))
    assert told(out(engine, again.number)) == told(out(engine, done.number)), "to the letter, once it is Sounding's own"


def test_a_round_that_nobody_joined_comes_back_closed(engine: Engine) -> None:
    wanted = samples.empty()
    done = read(engine, content(wanted, bundled()))
    with transaction(engine) as session:
        found = whole_report(session, done.number, wanted.made_at)
    assert replace(found, number=wanted.number, status=wanted.status, closed_at=None) == wanted
    assert (found.status, found.closed_at) == (Status.CLOSED, wanted.made_at)


def full_answer(speaker: Speaker) -> None:
    speaker.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True), PhaseChosen("compost", "sprouting"))
    speaker.turn(CriterionTicked("compost.rooting.1", on=True), MovedOn("compost"))
    speaker.turn(BasisTicked("compost", Basis.LAW, on=True), BasisTicked("compost", Basis.OPINION, on=True))


def lived(engine: Engine) -> Speaker:
    """A round as people make it: a removed respondent, sections, notes, changed agreements, a plan; closed."""
    amina, people = garden(
        engine, "beni", "carla", "dana", sectors={"beni": "police"}, zone="Africa/Kampala", deadline=date(2026, 12, 4)
    )
    emil = came_in(amina, "emil", "services", capabilities=("watering", "open-days"), label="Câmara dos jardins")
    full_answer(people["beni"])
    answer(people["beni"], "watering", "growing", note="=SUM(A1)\nلا يزال الفريق يعمل")
    answer(people["carla"], "compost", "bearing")
    answer(people["dana"], "compost", "dont-know", note="Gone since.")
    answer(emil, "open-days", "not-applicable")
    for each in ("watering", "open-days"):
        answer(emil, each, "rooting")
    emil.turn(Submitted())
    do(amina, Deed.REMOVE, people["dana"].desk.participation or 0)
    record(amina, Agreement("watering", "growing", "All who water say so.", "Carla: only in the north."))
    record(amina.later(hours=2), Agreement("watering", "rooting", "Looked at again."))
    record(amina, Agreement("compost", None, "Left open until spring."))
    right = amina.right
    with transaction(engine) as session:
        for taken in (Priority("open-days", "Emil", date(2027, 3, 1), "Ask the schools."), Priority("watering")):
            recording.keep_priority(session, right, taken, amina.at)
    do(amina, Deed.CLOSE)
    return amina


def record(amina: Speaker, said: Agreement) -> None:
    right = amina.right
    with transaction(amina.engine) as session:
        recording.record(session, right, [said], amina.at)


def test_a_round_that_people_made_comes_back_to_the_letter(engine: Engine) -> None:
    amina = lived(engine)
    original = out(engine, amina.round)
    assert len(report(amina).voices) == 4
    assert len(report(amina).people) == 3
    done = read(engine, original)
    assert done.number != amina.round
    assert told(out(engine, done.number)) == told(original)
    again = read(engine, original)
    assert again.number not in {done.number, amina.round}, "the same file makes another round"
    assert again.code != done.code


def test_so_does_the_round_after_it_though_the_one_before_is_not_there(engine: Engine) -> None:
    amina = lived(engine)
    do(amina, Deed.NEXT_ROUND)
    do(amina, Deed.REOPEN)
    answer(Speaker(engine, "beni").later(hours=3), "watering", "bearing", change=Change.THINGS_CHANGED)
    right = amina.right
    with transaction(engine) as session:
        before = whole_report(session, right.round, LATER)
    assert before.previous_title
    assert before.before["watering"].phase == "rooting"
    assert before.before["watering"].changes == {"things-changed": 1}
    do(amina, Deed.CLOSE)
    original = out(engine, amina.round)
    done = read(engine, original)
    assert told(out(engine, done.number)) == told(original)
    (kept,) = [row for row in rows(engine, "assessment") if row.id == done.number]
    assert kept.previous_id is None
    assert kept.imported["previous_title"] == before.previous_title


CAPABILITIES = sorted(GARDEN.capabilities)
WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=12)


@st.composite
def whole_rounds(draw: st.DrawFn) -> Report:
    """Any round that could have been: what is counted follows from what people said."""
    voices = tuple(draw(any_voice(number)) for number in range(1, draw(st.integers(0, 3)) + 1))
    leads = tuple(draw(st.lists(WORDS.filter(bool), max_size=2)))
    said = [
        Agreement(c, draw(st.none() | st.sampled_from([p.id for p in GARDEN.phases])), draw(WORDS), draw(WORDS), by, at)
        for c in draw(st.lists(st.sampled_from(CAPABILITIES), unique=True))
        for by, at in [(draw(st.integers(0, len(leads))), samples.CLOSED + timedelta(microseconds=1))]
    ]
    made = samples.setup(draw(WORDS.filter(str.strip)))
    return replace(
        samples.realistic(),
        model=GARDEN,
        setup=made,
        people=tuple(draw(progress(voice)) for voice in voices),
        spreads=joined(GARDEN, voices, named=True, depth=made.depth),
        voices=voices,
        agreements={each.capability: each for each in said},
        history=tuple(said) * draw(st.integers(1, 2)),
        plan=tuple(Priority(each, draw(WORDS)) for each in draw(st.lists(st.sampled_from(CAPABILITIES), unique=True))),
        coordinators=leads,
        previous_title=draw(WORDS),
    )


@st.composite
def any_voice(draw: st.DrawFn, number: int) -> Voice:
    chosen = draw(st.sets(st.sampled_from(CAPABILITIES)))
    asked = tuple(c for c in GARDEN.capabilities if c in chosen)
    given: dict[str, Answer] = {c: draw(answers(c)) for c in asked if draw(st.booleans())}
    clean = {c: replace(said, why=draw(WORDS), note=draw(WORDS)) for c, said in given.items()}
    told = {c: said for c, said in clean.items() if said.given or said.note}
    return Voice(number, asked, told, draw(st.sampled_from([None, "police", "other"])), draw(WORDS))


@st.composite
def progress(draw: st.DrawFn, voice: Voice) -> Person:
    done, asked = sum(said.given for said in voice.answers.values()), len(voice.asked)
    sent = draw(st.none() | st.just(samples.CLOSED))
    begun = Standing.IN_PROGRESS if done else Standing.NOT_BEGUN
    standing = Standing.FINISHED if sent or done == asked else begun
    return Person(voice.number, standing, done, asked, samples.OPENED, sent, voice.name, voice.sector or "")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(whole_rounds())
def test_whatever_could_have_been_comes_back(engine: Engine, wanted: Report) -> None:
    done = read(engine, content(wanted))
    found = out(engine, done.number, wanted.made_at)
    assert told(found)["voices"] == told(content(wanted))["voices"]
    again = read(engine, found)
    assert told(out(engine, again.number, wanted.made_at)) == told(found)


# Nobody is written to


def test_nobody_in_it_can_be_written_to(engine: Engine) -> None:
    done = read(engine, content(samples.realistic(), bundled()))
    assert {row.consent_version for row in rows(engine, "person")} == {""}
    for table in ("conversation", "timer", "outgoing", "notice"):
        assert rows(engine, table) == [], table
    with transaction(engine) as session:
        assert sweep_due(session, LATER) == 0
    assert {(row.assessment_id, row.status) for row in rows(engine, "assessment")} == {(done.number, "closed")}


def test_the_code_makes_somebody_its_coordinator(engine: Engine) -> None:
    amina = lived(engine)
    done = read(engine, out(engine, amina.round))
    assert hashed(done.code) in {row.code_hash for row in rows(engine, "invitation")}
    assert done.code not in str(rows(engine, "invitation"))
    fatima = Speaker(engine, "fatima").later(days=31)
    fatima.say(f"/start {done.code}")
    fatima.turn(ConsentGiven())
    fatima.say("Fatima")
    while any(label in each.label for each in fatima.reply.card.buttons for label in ("Coordinate", "Take part")):  # type: ignore[union-attr]
        fatima.press("Coordinate")
    assert fatima.round == done.number
    assert spread(fatima).rated == 2
    assert report(fatima).coordinators == ("Amina", "Fatima")
    written = rows(engine, "outgoing")
    for day in range(40):
        with transaction(engine) as session:
            sweep_due(session, LATER + timedelta(days=day, hours=8))
    assert rows(engine, "outgoing") == written, "a closed round reminds nobody"
    karl = Speaker(engine, "karl").later(days=31)
    karl.say(f"/start {done.code}")
    assert "used" in karl.text


@pytest.mark.parametrize("status", [Status.OPEN, Status.DRAFT, Status.ARCHIVED])
def test_whatever_it_was_it_is_closed(engine: Engine, status: Status) -> None:
    over = status is Status.ARCHIVED
    wanted = replace(samples.realistic(), status=status, closed_at=samples.CLOSED if over else None)
    done = read(engine, content(wanted, bundled()))
    with transaction(engine) as session:
        found = whole_report(session, done.number, wanted.made_at)
    assert (found.status, found.closed_at) == (Status.CLOSED, samples.CLOSED if over else wanted.made_at)


# What is refused leaves nothing


FAR = "0001-01-01T00:00:00+14:00"


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"", "This is not JSON"),
        (content(samples.realistic(), bundled())[:-100], "This is not JSON"),
        (content(samples.anonymous(), bundled()), "This round is anonymous"),
        (changed(setup__title=" "), "setup.title: "),
        (changed(setup__title="x" * 201), "setup.title: a text of 201 characters"),
        (changed(setup__title="North\x1b[2J"), "setup.title: a text with a character"),
        (changed(voices__0__name="North\x00"), "voices.0.name: a text with a character"),
        (changed(voices__0__sector="circus"), "voices.0.sector: there is no sector 'circus'"),
        (changed(setup__territory="Q1"), "setup.territory: "),
        (changed(setup__quiet=[20, 99]), "setup.quiet: "),
        (changed(setup__days_off=[0, 1, 2, 3, 4, 5, 6]), "setup.days_off: "),
        (changed(setup__languages=[]), "setup.languages: "),
        (changed(setup__deadline="9999-12-31"), "setup.deadline: the year 9999"),
        (changed(opened_at=FAR), "opened_at: the year 1"),
        (changed(opened_at=None), "opened_at: this has to be there."),
        (changed(made_at="9999-12-31T23:59:59-12:00"), "made_at: the year 9999"),
        (changed(coordinators=["One"]), "agreements: there is no coordinator 2."),
        (changed(agreements__leadership__by=-1), "agreements: there is no coordinator -1."),
        (changed(agreements__leadership__at=None), "agreements: when leadership"),
        (changed(plan__0__capability="leadership"), "plan: leadership stands there twice."),
        (changed(plan__0__note="x" * 8001), "plan.legislation.note: a text of 8001"),
        (changed(voices__0__answers__leadership__change="mood"), "voices.0.answers.leadership.change: "),
        (changed(spreads__leadership__asked=11), "spreads.leadership: this does not follow"),
        (changed(spreads__leadership=None), "spreads.leadership: this does not follow"),
        (changed(people__0__answered=1), "people: this does not follow"),
        (changed(people__0__name="Another"), "people: this does not follow"),
        (changed(voices__0__number=99), "people: this does not follow"),
        (changed(voices=[]), "people: this does not follow"),
        (changed(setup__policy__hour=99), "setup.policy: "),
    ],
)
def test_what_does_not_hold_together_is_refused_in_one_line(engine: Engine, file: bytes, says: str) -> None:
    with pytest.raises(Refused) as refused:
        read(engine, file)
    line = str(refused.value)
    assert line.startswith(says)
    assert line.isprintable()
    assert set(counted(engine).values()) == {0}


def test_a_name_in_a_file_does_not_get_into_the_terminal(engine: Engine) -> None:
    found = json.loads(content(samples.realistic(), bundled()))
    found["spreads"]["\x1b[2J\n" + "x" * 1000] = found["spreads"]["leadership"]
    with pytest.raises(Refused) as refused:
        read(engine, json.dumps(found).encode())
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("backend", ["sqlite"])  # it is about the file
def test_every_part_of_a_file_that_is_changed_is_noticed_or_kept(engine: Engine) -> None:
    """Whatever one thing is put in the place of another: one line, or a round that says the same again."""
    found = json.loads(content(samples.realistic(), bundled()))
    puts: list[Any] = [None, [], {}, "", "x", -1, 10**30, 1.5, True, FAR, ["x"], {"x": 1}]
    for name in found:
        for put in puts:
            file = json.dumps(found | {name: put}).encode()
            line, number = line_or_number(engine, file)
            assert line.isprintable(), name
            assert number is None or told(out(engine, number))["voices"], name


def line_or_number(engine: Engine, file: bytes) -> tuple[str, int | None]:
    """Why a file is refused, or the number of its round."""
    try:
        return "", read(engine, file).number
    except Refused as refused:
        return str(refused), None


def test_a_database_that_cannot_be_written_keeps_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE priority")
    with pytest.raises(Refused, match=r"^The database does not take this \(\w+\)\. Nothing was kept\.$"):
        read(engine, content(samples.realistic(), bundled()))
    assert set(counted(engine).values()) == {0}


def test_files_that_are_none(tmp_path: Path) -> None:
    for path, says in ((tmp_path, "not a file"), (Path("/dev/zero"), "not a file"), (tmp_path / "x", "No such file")):
        with pytest.raises(Refused, match=says):
            read_file(path)
    file = tmp_path / "round.json"
    file.write_bytes(b"x" * 11)
    assert read_file(file) == b"x" * 11
    with file.open("wb") as large:
        large.truncate(LARGEST + 1)
    with pytest.raises(Refused, match="larger than"):
        read_file(file)


def test_a_broken_file_opens_no_database() -> None:
    def opened() -> Engine:
        raise AssertionError("opened")

    with pytest.raises(Refused):
        read_back(opened, b"{}")
