"""/forget: all of it goes, in the database and in its files, and nobody else is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Select, Text, cast, inspect, select
from sqlalchemy.engine import make_url

from bot.calling import called
from bot.enclosing import made
from bot.left import Enclosure
from bot.storage.engine import transaction
from bot.storage.privacy import forgetting
from bot.storage.tables import METADATA
from bot.turns import Incoming, take_turn, take_turns
from dialogs.commands import Remark
from dialogs.events import Asked, CapabilityOpened, PhaseChosen, Place
from dialogs.privacy.events import ForgetConfirmed
from dialogs.rounds.events import FormOpened
from dialogs.rounds.states import FormKind, ListingPeople
from dialogs.screens import Screen
from dialogs.states import Conversation, Stranger
from tests.privacy.lives import LABEL, NAME, NOTES, OPEN, Company, Rows, every_row, hana
from tests.results.gardens import answer, came_in
from tests.rounds.people import Speaker, coordinator, invited, joined

TYPED = (*NOTES, NAME, LABEL, "Quetsch")
"""Everything that she or others typed of her and that has to go."""


def forget(speaker: Speaker) -> None:
    speaker.say("/forget")
    speaker.press("Delete everything about me")


def cells(rows: Rows) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((table, row) for table, found in rows.items() for row in found)


def raw(table: str, *columns: str) -> Select[*tuple[Any, ...]]:
    """These columns of a table, or all of them, as they lie there, sealed or not."""
    there = METADATA.tables[table].columns
    return select(*(cast(there[name], Text) for name in columns or there.keys()))


def stored(engine: Engine) -> set[str]:
    """Every cell of every table."""
    with engine.connect() as connection:
        lines = (line for table in METADATA.tables for line in connection.execute(raw(table)))
        return {cell for line in lines for cell in line if cell is not None}


def sealed_of(engine: Engine, person: int, parts: set[int]) -> set[str]:
    """What is sealed in her rows."""
    tables = METADATA.tables
    part = tables["participation"]
    came_by = select(part.c.invitation_id).where(part.c.person_id == person)
    queries = [
        *(
            raw(name, "note", "why").where(tables[name].c.participation_id.in_(parts))
            for name in ("answer", "answer_revision")
        ),
        *(raw(name, "name").where(tables[name].c.person_id == person) for name in ("participation", "coordinator")),
        raw("invitation", "label").where(tables["invitation"].c.id.in_(came_by)),
        *(
            raw(name, column).where(tables[name].c.address.startswith("hana"))
            for name, column in (("conversation", "state"), ("outgoing", "payload"), ("set_aside", "content"))
        ),
    ]
    with engine.connect() as connection:
        found = [cell for query in queries for row in connection.execute(query) for cell in row if cell]
    return {token for cell in found for token in re.findall(r"gAAAA[\w=-]+", cell)}


def test_nothing_of_her_is_left_and_nobody_else_is_touched(engine: Engine) -> None:
    company = hana(engine)
    person = company.hana.desk.person or 0
    before = company.rows()
    parts = {row["id"] for row in before["participation"] if row["person_id"] == person}
    tokens = sealed_of(engine, person, parts)
    assert len(parts) == 4
    assert len(tokens) > 12
    forget(company.hana)
    company.hana.office.wipe()
    after = company.rows()
    _no_reference(after, person, parts)
    _no_words(after)
    _others_as_before(before, after, company, person, parts)
    left = stored(engine)
    assert not [token for token in tokens if any(token in cell for cell in left)]
    _not_in_the_files(engine, tokens)


def _no_reference(rows: Rows, person: int, parts: set[int]) -> None:
    owners = {"person_id": {person}, "created_by": {person}, "participation_id": parts, "passed_by": parts}
    for table, row in cells(rows):
        for column, numbers in owners.items():
            assert row.get(column) not in numbers, (table, column)
        assert "hana" not in str(row.get("address", "")), table
    assert not [row for row in rows["person"] if row["id"] == person]
    assert not [row for row in rows["participation"] if row["id"] in parts or row["previous_id"] in parts]
    subjects = {f"coordinator:{person}", *(f"participation:{part}" for part in parts)}
    assert not [row for row in rows["audit_entry"] if row["subject"] in subjects]
    assert not rows["spent"]
    assert not rows["failed_code"]


def _no_words(rows: Rows) -> None:
    for table, row in cells(rows):
        assert not [words for words in TYPED if words in str(row)], table


CHANGED = {
    "agreement": {"person_id"},
    "agreement_revision": {"person_id"},
    "audit_entry": {"person_id", "subject"},
    "invitation": {"created_by", "passed_by", "label", "revoked_at"},
    "participation": set(),
    "conversation": {"state", "revision"},
    "release": {"gone", "counted"},
    "outgoing": {"payload"},
    "assessment": {"status", "closed_at"},
}
"""What may be otherwise in rows that stay, each of which was about her."""


def _others_as_before(before: Rows, after: Rows, company: Company, person: int, parts: set[int]) -> None:
    for name, table in METADATA.tables.items():
        keys = [column.name for column in table.primary_key]
        was = {tuple(row[key] for key in keys): row for row in before[name]}
        for row in after[name]:
            old = was.get(tuple(row[key] for key in keys))
            if old is None:
                assert name in {"audit_entry", "notice", "outgoing"}, name
                continue
            differing = {column for column in row if row[column] != old[column]}
            assert differing <= CHANGED.get(name, set()), (name, differing)
    turned = {row["address"] for row in after["conversation"]} - {"hana", "hana-2"}
    assert turned == {row["address"] for row in before["conversation"]} - {"hana", "hana-2"}
    others = {row["id"] for row in before["participation"]} - parts
    assert {row["id"] for row in after["participation"]} == others
    said = [row for row in before["answer_revision"] if row["participation_id"] in others]
    assert after["answer_revision"] == said
    assert {row["id"] for row in after["assessment"]} == set(company.rounds.values()) - {company.rounds["alone"]}


def _not_in_the_files(engine: Engine, tokens: set[str]) -> None:
    """Of SQLite, the bytes; PostgreSQL's rows were looked at."""
    if engine.dialect.name != "sqlite":
        return
    path = Path(make_url(str(engine.url)).database or "")
    for file in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        content = file.read_bytes() if file.exists() else b""
        for words in (*TYPED, *tokens):
            assert words.encode() not in content, (file.name, words)


def test_what_was_agreed_and_planned_stays_without_her(engine: Engine) -> None:
    company = hana(engine)
    forget(company.hana)
    rows = company.rows()
    assert [(row["phase"], row["reason"], row["person_id"]) for row in rows["agreement"]] == [
        ("growing", "We all see it so.", None),
        (None, "Ask again.", None),
    ]
    assert [row["lead"] for row in rows["priority"]] == ["The council"]
    deeds = [(row["action"], row["person_id"]) for row in rows["audit_entry"] if row["action"] in {"agreed", "planned"}]
    assert deeds == [("agreed", None), ("agreed", None), ("planned", None)]


def test_a_round_that_nobody_else_coordinates_is_closed_and_its_people_are_told(engine: Engine) -> None:
    company = hana(engine)
    forget(company.hana)
    rows = company.rows()
    (own,) = [row for row in rows["assessment"] if row["id"] == company.rounds["own"]]
    assert own["status"] == "closed"
    letters = [str(row["payload"]) for row in rows["outgoing"] if row["address"] == "mina"]
    assert any("closed" in letter for letter in letters)


def test_what_she_passed_on_lets_nobody_in_any_more(engine: Engine) -> None:
    company = hana(engine)
    (passed,) = [row for row in company.rows()["invitation"] if row["passed_by"]]
    forget(company.hana)
    (now,) = [row for row in company.rows()["invitation"] if row["id"] == passed["id"]]
    assert now["revoked_at"] is not None
    assert now["passed_by"] is None


def test_the_card_says_what_goes_and_what_stays(engine: Engine) -> None:
    company = hana(engine)
    company.hana.say("/forget")
    said = company.hana.text
    for words in (
        "Delete everything about you?",
        "All of it goes, with 1 answer.",
        "2 answers of yours go.",
        "Nobody else coordinates it",
        "2 results that you recorded stay, without your name.",
        "Counts that were shown of an anonymous assessment",
        "Files that somebody has taken out before.",
        "This cannot be undone.",
    ):
        assert words in said
    company.hana.press("Back")
    assert NOTES[4] in company.hana.text, "back where it was"


def test_coordinators_are_told_without_a_name_and_see_the_list(engine: Engine) -> None:
    company = hana(engine)
    forget(company.hana)
    from bot.storage.rounds.collecting import collect_due

    with transaction(engine) as session:
        collect_due(session, company.amina.later(hours=1).at)
    letters = [str(row["payload"]) for row in company.rows()["outgoing"] if row["address"] == "amina"]
    told = [letter for letter in letters if "Data deleted" in letter]
    assert len(told) == 2, "in the first round, and in the second"
    assert "1 respondent had everything about them deleted" in told[0]
    assert company.amina.state == ListingPeople(), "she was just looking at her"
    company.amina.say("/people")
    assert NAME not in company.amina.text


def test_whoever_was_assigning_her_sections_is_led_away(engine: Engine) -> None:
    amina = coordinator(engine)
    she = joined(engine, invited(amina, label=LABEL), "hana", name=NAME)
    amina.turn(FormOpened(FormKind.ASSIGN, she.desk.participation or 0))
    amina.say("/help")
    forget(she)
    assert NAME not in str(every_row(engine))
    amina.say("/back")
    amina.turn(Asked(Place.PEOPLE))
    assert NAME not in amina.text


def test_a_name_goes_out_of_messages_that_wait_for_others(engine: Engine) -> None:
    from bot.storage.rounds.collecting import collect_due

    amina = coordinator(engine)
    she = joined(engine, invited(amina), "hana", name=NAME)
    with transaction(engine) as session:
        collect_due(session, amina.later(hours=1).at)
    assert NAME in str(every_row(engine)["outgoing"])
    forget(she)
    assert NAME not in str(every_row(engine)["outgoing"])
    assert "Joined" in str(every_row(engine)["outgoing"])


# At odd moments


def test_a_stranger_and_someone_greeted_are_told_that_nothing_is_kept(engine: Engine) -> None:
    alma = Speaker(engine, "alma", house=OPEN)
    for command in ("/mydata", "/forget"):
        alma.say(command)
        assert "Nothing about you is kept here" in alma.text
    assert not every_row(engine)["conversation"]
    alma.say("/start")
    alma.say("/mydata")
    assert "Nothing about you is kept here" in alma.text
    alma.say("/forget")
    assert "Nothing about you is kept here" in alma.text
    assert not every_row(engine)["conversation"], "the greeting is forgotten, too"


def test_twice_is_once(engine: Engine) -> None:
    amina = coordinator(engine)
    she = joined(engine, invited(amina), "hana", name=NAME)
    she.say("/forget")
    revision = she.reply.revision if she.reply else 0
    she.turn(ForgetConfirmed(), revision=revision)
    rows = every_row(engine)
    she.turn(ForgetConfirmed(), revision=revision)
    she.turn(ForgetConfirmed())
    assert every_row(engine) == rows
    assert she.state == Stranger()


def test_an_old_button_deletes_nothing(engine: Engine) -> None:
    amina = coordinator(engine)
    she = joined(engine, invited(amina), "hana", name=NAME)
    she.say("/forget")
    old = she.reply.revision if she.reply else 0
    she.press("Back")
    before = every_row(engine)["participation"]
    she.turn(ForgetConfirmed(), revision=old)
    she.turn(ForgetConfirmed())
    assert every_row(engine)["participation"] == before
    assert she.desk.person is not None


def test_two_chats_of_one_person_at_the_same_moment(engine: Engine) -> None:
    """The second chat is a stranger's by then: what it taps is nobody's, and what it says begins anew."""
    amina = coordinator(engine)
    she = answer(joined(engine, invited(amina), "hana", name=NAME), "compost", "rooting")
    table = METADATA.tables["conversation"]
    with transaction(engine) as session:
        row = session.connection().execute(select(table).where(table.c.address == "hana")).one()._asdict()
        session.connection().execute(table.insert(), {**row, "address": "hana-2"})
    she.say("/forget")
    events = [
        Incoming("test", "hana", ForgetConfirmed(), she.at),
        Incoming("test", "hana-2", Asked(Place.REVIEW), she.at),
        Incoming("test", "hana-2", CapabilityOpened("compost", review=True), she.at),
        Incoming("test", "hana-2", PhaseChosen("compost", "bearing"), she.at),
        Incoming("test", "hana", Asked(Place.SECTIONS), she.at),
    ]
    with transaction(engine) as session:
        batch = take_turns(session, she.office, events)
    she.office.remember(batch.desks)
    rows = every_row(engine)
    assert not [row for row in rows["conversation"] if row["address"].startswith("hana")]
    assert not rows["answer"]
    for address in ("hana", "hana-2"):
        assert Speaker(engine, address).desk.here == Conversation()


def test_one_after_the_other_in_one_batch_she_may_begin_anew(engine: Engine) -> None:
    amina = coordinator(engine)
    she = joined(engine, invited(amina), "hana", name=NAME)
    code = invited(amina)
    she.say("/forget")
    from dialogs.events import Arrived

    with transaction(engine) as session:
        take_turns(
            session,
            she.office,
            [Incoming("test", "hana", ForgetConfirmed(), she.at), Incoming("test", "hana", Arrived(code), she.at)],
        )
    (row,) = [row for row in every_row(engine)["conversation"] if row["address"] == "hana"]
    assert row["person_id"] is None
    assert row["state"]["at"] == "greeted"


def test_in_the_middle_of_a_form(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.turn(FormOpened(FormKind.INVITE))
    forget(amina)
    rows = every_row(engine)
    assert not rows["person"]
    assert not rows["conversation"]
    assert not rows["coordinator"]


def test_a_reminder_that_is_on_its_way_finds_nobody(engine: Engine) -> None:
    company = hana(engine)
    calls = [row["id"] for row in company.rows()["outgoing"] if "call" in row["payload"] and row["address"] == "hana"]
    assert calls
    forget(company.hana)
    with transaction(engine) as session:
        assert [called(session, company.hana.office, number, company.hana.at) for number in calls] == [None] * len(
            calls
        )
    assert not [row for row in company.rows()["conversation"] if row["address"] == "hana"]


def test_files_that_were_asked_for_before_are_not_made_any_more(engine: Engine) -> None:
    amina = coordinator(engine)
    she = joined(engine, invited(amina), "hana", name=NAME)
    she.say("/mydata")
    she.press("Send it as files")
    asked = she.left
    forget(she)
    somebody = joined(engine, invited(amina), "new", name="Somebody new")
    assert somebody.desk.person
    for enclosure in asked:
        assert isinstance(enclosure, Enclosure)
        told = made(she.office, enclosure, she.at)
        assert isinstance(told, Screen)
        assert NAME not in str(told)
        assert "Somebody new" not in str(told)


def test_whoever_comes_back_is_new(engine: Engine) -> None:
    amina = coordinator(engine)
    she = answer(joined(engine, invited(amina), "hana", name=NAME), "compost", "rooting", note=NOTES[0])
    forget(she)
    she.say(f"/start {invited(amina)}")
    she.press("I agree")
    assert NAME not in she.text
    again = joined(engine, invited(amina), "hana", name="H. Quetsch")
    again.say("/review")
    assert "still open" in again.text
    assert len(again.desk.sheet.answers) == 0
    answer(again, "compost", "growing")
    assert [row["phase"] for row in every_row(engine)["answer"]] == ["growing"]


def test_nobody_gets_the_answers_of_somebody_whose_numbers_they_have_now(engine: Engine) -> None:
    """SQLite gives the numbers of the newest rows again, and a process has answers in memory by such numbers."""
    amina = coordinator(engine)
    office = amina.office
    she = joined(engine, invited(amina), "hana", name=NAME)
    she.office = office
    answer(she, "compost", "rooting", note=NOTES[0])
    forget(she)
    new = came_in(amina, "new")
    new.office = office
    answer(new, "watering", "rooting", note="Mine.")
    assert set(new.desk.sheet.answers) == {"watering"}


# Every table


def leading_to_people() -> set[tuple[str, str]]:
    """Every column that leads to a person, whatever it is called."""
    owners = {"person", "participation", "conversation"}
    keys = {
        (table.name, key.parent.name)
        for table in METADATA.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in owners
    }
    named = {"address", "chat_hash", "passed_by", "created_by"}
    return keys | {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if column.name in named or column.name.endswith(("person_id", "participation_id"))
    }


def test_every_column_that_leads_to_a_person_is_decided_on() -> None:
    decided = {
        *forgetting.EMPTIED,
        *forgetting.EMPTIED_OF_PARTS,
        *forgetting.GONE_WITH_PARTS,
        *forgetting.GONE,
        *((table, "address") for table in (*forgetting.GONE_WITH_CHATS, "conversation")),
        *((table, "chat_hash") for table in (*forgetting.GONE_WITH_HASHES, *forgetting.EMPTIED_OF_HASHES)),
    }
    assert leading_to_people() | {("person", "id")} == decided


NOBODYS = {"framework_model", "handled_update", "sealing_key", "process"}
"""Tables that lead to nobody."""

OF_ROUNDS = {"assessment", "priority", "release"}
"""Tables about assessments alone, which go with those that somebody assessed alone."""


def test_every_table_is_decided_on(engine: Engine) -> None:
    """A new table fails here until somebody has said what becomes of it when a person goes."""
    known = {table for table, _ in leading_to_people()} | NOBODYS | OF_ROUNDS | {"person"}
    assert set(inspect(engine).get_table_names()) - {"alembic_version"} == known


def test_what_is_about_nobody_stays_as_it_is(engine: Engine) -> None:
    company = hana(engine)
    before = company.rows()
    forget(company.hana)
    after = company.rows()
    assert {name: after[name] for name in NOBODYS} == {name: before[name] for name in NOBODYS}


def test_the_turn_of_a_stranger_is_refused_by_the_database_too(engine: Engine) -> None:
    from bot.storage.rounds.authority import Overruled

    alma = Speaker(engine, "alma", house=OPEN)
    with transaction(engine) as session, pytest.raises(Overruled) as no:
        forgetting.forget_me(session, alma.office, alma.desk, alma.at)
    assert no.value.remark is Remark.NOTHING_KEPT
    assert take_turn(alma.office, Incoming("test", "alma", ForgetConfirmed(), alma.at)) is not None
