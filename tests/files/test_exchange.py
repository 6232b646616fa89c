"""JSON: a round goes out and comes back the same; what is no round is refused in one line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.files.exchange import Unreadable, model_text, read_json, report_json, schema
from bot.files.report import Before, Person, Report
from bot.files.round_file import RoundFile
from bot.library import bundled
from dialogs.rounds.nouns import Sector, Setup, Standing, Status
from framework.agreed import Agreement, Priority
from framework.answers import Answer, Basis, Depth, Reason
from framework.comparing import Change
from framework.joined import Voice
from framework.joining import joined
from tests.files import samples
from tests.models import FILES, model

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "round-1.json"
GARDEN = model("garden")
GARDEN_TEXT = FILES["garden"].read_text("utf-8")


@cache
def published() -> Draft202012Validator:
    return Draft202012Validator(json.loads(PUBLISHED.read_text("utf-8")))


def test_the_published_schema_is_the_one_that_files_are_read_by() -> None:
    """WRITE_SCHEMA=1 writes it anew: read the difference before keeping it; a file of before must still fit."""
    written = json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("WRITE_SCHEMA"):
        PUBLISHED.write_text(written, "utf-8")
    assert PUBLISHED.read_text("utf-8") == written
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "make", [samples.realistic, samples.anonymous, samples.second, samples.empty], ids=lambda make: make.__name__
)
def test_what_goes_out_fits_the_schema_and_comes_back_the_same(make: Callable[[], Report]) -> None:
    report = make()
    written = report_json(report, bundled())
    published().validate(json.loads(written))
    assert read_json(written) == report
    assert model_text(written) == bundled()
    assert report_json(read_json(written), bundled()) == written


def test_a_file_says_everything_that_a_report_does() -> None:
    assert {f.name for f in fields(RoundFile)} == {f.name for f in fields(Report)} | {"format", "version"}


def test_a_file_keeps_apart_what_came_first() -> None:
    """The order of capabilities, people and entries is that of the report."""
    report = samples.realistic()
    found = read_json(report_json(report, bundled()))
    assert list(found.spreads) == list(report.spreads)
    assert list(found.agreements) == list(report.agreements)
    assert list(found.voices[0].answers) == list(report.voices[0].answers)


def test_single_answers_of_an_anonymous_round_do_not_leave() -> None:
    report = samples.realistic()
    anonymous = replace(report, setup=replace(report.setup, anonymous=True))
    with pytest.raises(ValueError, match="stay where they are"):
        report_json(anonymous, bundled())
    with pytest.raises(ValueError, match="another model"):
        report_json(report, GARDEN_TEXT)


def changed(**parts: Any) -> bytes:
    """A file with other parts, named by their way: `setup__zone`; None takes a part out."""
    found = json.loads(report_json(samples.realistic(), bundled()))
    for way, value in parts.items():
        *steps, last = way.split("__")
        part = found
        for step in steps:
            part = part[int(step)] if isinstance(part, list) else part[step]
        if value is None:
            del part[last]
        else:
            part[last] = value
    return json.dumps(found).encode()


def test_parts_of_a_later_release_are_passed_over() -> None:
    later = changed(weather="fine", setup__colour="green", people__0__hat=True, voices__0__answers__leadership__mood=3)
    assert read_json(later) == samples.realistic()
    published().validate(json.loads(later))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This is not JSON"),
        (b"\xff\xfe", "This is not JSON in UTF-8."),
        (b"[" * 100_000, "This is not JSON in UTF-8."),
        (b"PK\x03\x04", "This is not JSON"),
        (b"[]", "This is not a round of Sounding"),
        (b'{"format": "other"}', "This is not a round of Sounding"),
        (changed(version=2), "This file has version 2 of the format; this release reads version 1."),
        (changed(version=True), "This file has version True"),
        (changed(people=None), "people: Field required."),
        (changed(number="one"), "number: Input should be a valid integer."),
        (changed(people__0__standing="asleep"), "people.0.standing: Input should be"),
        (
            changed(voices__0__answers__leadership__reason="dont-know"),
            "voices.0.answers.leadership: Value error, an answer has",
        ),
        (changed(setup__policy__hour=99), "setup.policy: Value error, hour is 99"),
        (changed(setup__zone="Middle/Earth"), "setup.zone: there is no time zone 'Middle/Earth'."),
        (changed(made_at="2026-12-07T08:15:00"), "made_at: the time needs its zone."),
        (changed(model__content="id: x"), "model.content: line 1: "),
        (changed(model__content=GARDEN_TEXT), "model: the id, version or hash is not that of the content."),
        (changed(spreads__leadership__asked=-1), "spreads.leadership: nobody can count -1."),
        (changed(spreads__leadership__capability="helpline"), "spreads.leadership: this stands under another name."),
        (changed(plan__0__capability="tea"), "plan.0: the model has no capability 'tea'."),
        (
            changed(voices__0__answers__leadership__phase="asleep"),
            "voices.0.answers.leadership: the model has no phase 'asleep'.",
        ),
        (
            changed(voices__0__answers__leadership__in_place=["tea.1"]),
            "voices.0.answers.leadership: the model has no criterion",
        ),
        (changed(setup__anonymous=True), "voices: in an anonymous round nobody's answers stand alone."),
    ],
    ids=[
        "nothing",
        "another encoding",
        "too deep",
        "a spreadsheet",
        "a list",
        "another format",
        "a later version",
        "no version",
        "a part is missing",
        "no number",
        "an unknown word",
        "phase and reason",
        "out of range",
        "no such zone",
        "a time without a zone",
        "a faulty model",
        "another model",
        "fewer than nobody",
        "under another name",
        "an unknown capability",
        "an unknown phase",
        "an unknown criterion",
        "anonymous answers",
    ],
)
def test_what_is_no_round_is_refused_in_one_line(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_json(content)
    assert str(refused.value).startswith(says)
    assert "\n" not in str(refused.value)


@given(
    st.binary(max_size=60)
    | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(
        lambda x: json.dumps({"format": "sounding-round", "version": 1, "model": x}).encode()
    )
)
def test_nothing_else_is_raised(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read_json(content)


# Any report at all

TEXT = st.text(max_size=20)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
CAPABILITIES = st.sampled_from(sorted(GARDEN.capabilities))
PHASES = st.none() | st.sampled_from([phase.id for phase in GARDEN.phases])
COUNTS = st.integers(0, 9)
AGREEMENTS = st.builds(Agreement, CAPABILITIES, PHASES, TEXT, TEXT, COUNTS, st.none() | MOMENTS)
PEOPLE = st.builds(
    Person,
    COUNTS,
    st.sampled_from(Standing),
    COUNTS,
    COUNTS,
    MOMENTS,
    st.none() | MOMENTS,
    TEXT,
    st.sampled_from(["", *Sector]),
)


@st.composite
def answers(draw: st.DrawFn, capability: str) -> Answer:
    phase = draw(PHASES)
    ids = [c.id for stage in GARDEN.capabilities[capability].stages for c in stage.criteria]
    return Answer(
        capability,
        phase,
        None if phase else draw(st.none() | st.sampled_from(Reason)),
        draw(TEXT),
        draw(st.frozensets(st.sampled_from(ids))),
        draw(st.frozensets(st.sampled_from(Basis))),
        draw(TEXT),
        draw(st.none() | st.sampled_from([change.value for change in Change])),
        draw(st.booleans()),
    )


@st.composite
def voices(draw: st.DrawFn, number: int) -> Voice:
    asked = tuple(draw(st.lists(CAPABILITIES, unique=True)))
    said = {c: draw(answers(c)) for c in asked if draw(st.booleans())}
    return Voice(number, asked, said, draw(st.none() | st.sampled_from([s.value for s in Sector])), draw(TEXT))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    setup = Setup(
        draw(TEXT),
        depth=draw(st.sampled_from(Depth)),
        deadline=draw(st.none() | st.dates()),
        zone="Asia/Kathmandu",
        days_off=draw(st.frozensets(st.integers(0, 6))),
        anonymous=draw(st.booleans()),
    )
    said = [draw(voices(number)) for number in range(1, draw(st.integers(0, 4)) + 1)]
    recorded = draw(st.lists(AGREEMENTS, max_size=3))
    before = st.builds(
        Before, CAPABILITIES, PHASES, st.dictionaries(st.sampled_from([c.value for c in Change]), COUNTS)
    )
    return Report(
        number=draw(COUNTS),
        model=GARDEN,
        setup=setup,
        status=draw(st.sampled_from(Status)),
        made_at=draw(MOMENTS).astimezone(samples.MADE.tzinfo) + timedelta(microseconds=draw(COUNTS)),
        people=tuple(draw(st.lists(PEOPLE, max_size=3))),
        spreads=joined(GARDEN, said, named=not setup.anonymous, depth=setup.depth),
        voices=() if setup.anonymous else tuple(said),
        agreements={each.capability: each for each in recorded},
        history=tuple(recorded),
        plan=tuple(draw(st.lists(st.builds(Priority, CAPABILITIES, TEXT, st.none() | st.dates(), TEXT), max_size=3))),
        before={each.capability: each for each in draw(st.lists(before, max_size=2))},
        coordinators=tuple(draw(st.lists(TEXT, max_size=2))),
        opened_at=draw(st.none() | MOMENTS),
        closed_at=draw(st.none() | MOMENTS),
        previous_title=draw(TEXT),
    )


@given(reports())
def test_whatever_a_round_came_to_comes_back_the_same(report: Report) -> None:
    written = report_json(report, GARDEN_TEXT)
    assert read_json(written) == report
    published().validate(json.loads(written))
