"""Setting a round up, changing it, and its life, through whole turns on a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from bot.storage.engine import transaction
from bot.storage.rounds.authority import Overruled
from bot.storage.rounds.creating import change_round, switch
from bot.storage.rounds.mailbox import fetched
from bot.storage.tables import METADATA
from bot.turns import Reply
from dialogs.commands import Remark
from dialogs.events import PhaseChosen
from dialogs.rounds.events import DeedAsked, DeedConfirmed, FormAccepted, FormOpened, RoundOpened, ValueChosen
from dialogs.rounds.forms import FORMS
from dialogs.rounds.nouns import Audience, Role, Setup, Status
from dialogs.rounds.states import AtRound, Deed, Filling, FormKind
from framework.answers import Depth
from tests.rounds.people import Speaker, coordinator, invited, joined, text
from tests.storage.chats import NOON

TODAY = NOON.date()


def rows(engine: Engine, table: str) -> list[Any]:
    with transaction(engine) as session:
        return list(session.connection().execute(select(METADATA.tables[table])))


def newest(engine: Engine) -> Any:
    return max(rows(engine, "assessment"), key=lambda row: row.id)


def answering_new(amina: Speaker, *presses: str) -> Reply:
    """From `/new` on: what is pressed or, behind a `>`, typed."""
    reply = amina.say("/new")
    for press in presses:
        reply = amina.say(press[1:]) if press.startswith(">") else amina.press(press)
    return reply


def test_one_tap_accepts_each_default(engine: Engine) -> None:
    amina = coordinator(engine)
    reply = amina.say("/new")
    for _ in range(len(FORMS[FormKind.NEW].fields)):
        reply = amina.press("Done" if any(button.label == "Done" for button in reply.card.buttons) else "✓")
    assert "Working week: Monday to Friday" in amina.text
    assert [row.title for row in rows(engine, "assessment")] == [
        "Gardens of the north"
    ]  # nothing before it is accepted
    amina.press("Set it up")
    made = newest(engine)
    assert (made.title, made.territory, made.depth, made.status) == ("Assessment 2026", "", "full", "open")
    assert (made.deadline, made.zone, made.days_off) == (TODAY + timedelta(weeks=4), "UTC", [5, 6])
    assert (made.quiet_from, made.quiet_until) == (20, 8)
    assert made.languages == ["en", "ar", "es", "fr", "pt"]
    assert (made.anonymous, made.audience, made.alone) == (False, "coordinators", False)
    assert made.retention == 24
    assert amina.state == AtRound()
    assert amina.round == made.id
    assert "The assessment is set up" in amina.text


def test_the_rest_can_be_left_as_proposed(engine: Engine) -> None:
    amina = coordinator(engine)
    answering_new(amina, ">Jordan", "Leave the rest as proposed")
    assert "Title: Jordan 2026" in amina.text
    assert "Time zone: Amman" in amina.text
    amina.press("Set it up")
    made = newest(engine)
    assert (made.title, made.territory, made.zone, made.days_off) == ("Jordan 2026", "JO", "Asia/Amman", [4, 5])


def test_every_choice_reaches_the_round(engine: Engine) -> None:
    amina = coordinator(engine)
    answering_new(
        amina,
        ">congo",
        "Kinshasa",
        "> A  national\nbaseline ",
        ">Ministry of Gender",
        "Quick",
        ">15 March 2027",
        "Anonymous",
        "Respondents as well",
        ">4 years",
        "Português",
        "Done",
        "Lubumbashi",
        "Saturday",
        "Done",
        ">9 pm to 7:00",
        "Coordinate and answer",
        "When I open it",
        "Set it up",
    )
    made = newest(engine)
    assert (made.title, made.territory, made.depth) == ("A national baseline", "CD", "quick")
    assert (made.deadline, made.zone, made.days_off) == (date(2027, 3, 15), "Africa/Lubumbashi", [6])
    assert (made.quiet_from, made.quiet_until, made.languages) == (21, 7, ["en", "ar", "es", "fr"])
    assert (made.anonymous, made.audience, made.status) == (True, "respondents", "draft")
    assert made.retention == 48
    leads = next(row for row in rows(engine, "coordinator") if row.assessment_id == made.id)
    assert (leads.name, leads.muted) == ("Ministry of Gender", [])
    (part,) = (row for row in rows(engine, "participation") if row.assessment_id == made.id)
    assert (part.depth, part.name, part.person_id) == ("quick", "", leads.person_id)  # anonymous: no name is kept
    sheet = amina.desk.sheet
    assert sheet.quest is not None
    assert sheet.read_only
    assert sheet.post is not None
    assert sheet.post.roles == {Role.COORDINATOR, Role.RESPONDENT}
    assert [(e.action, e.person_id) for e in rows(engine, "audit_entry") if e.assessment_id == made.id] == [
        ("created", leads.person_id)
    ]


def test_a_territory_is_chosen_among_several(engine: Engine) -> None:
    amina = coordinator(engine)
    answering_new(amina, ">guinea-")
    amina.say("/new")  # asked again, nothing is lost
    amina.press("Back")
    amina.say("sudan")
    assert "Title" in amina.text
    amina.press("Back")
    amina.say("korea")
    labels = [button.label for button in amina.reply.card.buttons] if amina.reply else []
    assert {"South Korea", "North Korea", "Something else"} <= set(labels)
    amina.say("Nowhereland")
    assert "No country or territory of that name" in amina.text
    amina.press("South Korea")
    amina.press("South Korea 2026")
    assert "Who invites" in amina.text


def test_changing_the_territory_asks_its_clock_and_week_anew(engine: Engine) -> None:
    amina = coordinator(engine)
    answering_new(amina, ">Uganda", "Leave the rest as proposed", "Territory", ">Brazil")
    assert "Time zone" in amina.text
    amina.press("Manaus")
    amina.press("Done")
    assert "Title: Brazil 2026" in amina.text
    assert "Time zone: Manaus" in amina.text


def test_a_day_that_is_over_is_not_taken_whenever_it_is_accepted(engine: Engine) -> None:
    amina = coordinator(engine)
    answering_new(amina, ">Uganda", "Leave the rest as proposed", "Deadline", ">1 January 2020")
    assert "That day is over" in amina.text
    amina.say("1 January 2090")
    assert "more than five years away" in amina.text
    amina.press("2 weeks")
    amina.later(weeks=3).press("Set it up")
    assert "That day is over" in amina.text
    assert "Deadline" in amina.text
    amina.press("No deadline")
    amina.press("Set it up")
    assert newest(engine).deadline is None


def test_a_button_offered_yesterday_still_means_its_day(engine: Engine) -> None:
    amina = coordinator(engine)
    answering_new(amina, ">Uganda", "Leave the rest as proposed", "Deadline")
    amina.later(days=1).press("2 weeks")
    assert "Deadline: Saturday 5 December" in amina.text


def test_nothing_of_a_form_is_lost_on_the_way(engine: Engine) -> None:
    amina = coordinator(engine)
    answering_new(amina, ">Uganda", ">Baseline")
    amina.say("/help")
    amina.press("Back")
    amina.say("/new")
    assert f"3 of {len(FORMS[FormKind.NEW].fields)}" in amina.text
    amina.press("Back")
    assert "Baseline" in amina.text
    amina.say("/cancel")
    assert "Nothing was set up" in amina.text
    assert amina.state == AtRound()


def test_only_owners_set_up_rounds(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina))
    for event in (FormOpened(FormKind.NEW), FormAccepted(FormKind.NEW), ValueChosen("territory", "UG")):
        beni.turn(event)
        assert not isinstance(beni.state, Filling)
    beni.say("/new")
    assert "ask whoever runs this bot" in beni.text
    assert len(rows(engine, "assessment")) == 1


def test_someone_who_was_an_owner_creates_nothing(engine: Engine) -> None:
    amina = coordinator(engine)
    answering_new(amina, ">Uganda", "Leave the rest as proposed")
    former = Speaker(engine, "amina", replace(amina.house, owners=frozenset()))
    former.turn(FormAccepted(FormKind.NEW))
    assert len(rows(engine, "assessment")) == 1


# Changing it


def settings_of(amina: Speaker, *presses: str) -> Reply:
    reply = amina.turn(FormOpened(FormKind.SETTINGS))
    for press in presses:
        reply = amina.say(press[1:]) if press.startswith(">") else amina.press(press)
    return reply


def test_settings_begin_as_they_are_and_change_what_is_changed(engine: Engine) -> None:
    amina = coordinator(engine, territory="UG", zone="Africa/Kampala", quiet=(22, 7))
    settings_of(amina)
    assert "Quiet hours: 22:00 to 07:00" in amina.text
    amina.press("Save")
    assert amina.state == AtRound()
    assert rows(engine, "audit_entry") == []  # nothing was changed
    settings_of(amina, "Title", ">Gardens of the south", "Save")
    assert newest(engine).title == "Gardens of the south"
    assert (newest(engine).territory, newest(engine).zone) == ("UG", "Africa/Kampala")
    assert [entry.subject for entry in rows(engine, "audit_entry")] == ["title"]


def test_two_coordinators_who_change_different_things_keep_both(engine: Engine) -> None:
    amina = coordinator(engine)
    dora = coordinator(engine, "dora", round_=amina.round)
    settings_of(amina, "Title", ">Amina's title")
    settings_of(dora, "Quiet hours", "At no time", "Save")
    amina.press("Save")
    assert (newest(engine).title, newest(engine).quiet_from, newest(engine).quiet_until) == ("Amina's title", 0, 0)


def test_respondents_hear_of_another_deadline(engine: Engine) -> None:
    amina = coordinator(engine, deadline=TODAY - timedelta(days=2))
    beni = joined(engine, invited(amina))
    settings_of(amina, "Title", ">Another title", "Save")  # one that is over may stay
    assert told(beni) == []
    settings_of(amina, "Deadline", ">5 December 2026", "Save")
    assert newest(engine).deadline == date(2026, 12, 5)
    (word,) = told(beni)
    assert "It is now Saturday 5 December (in 14 days)" in word
    assert told(amina) == []


def told(speaker: Speaker) -> list[str]:
    with transaction(speaker.engine) as session:
        return [text(screen) for screen in fetched(session, "test", speaker.address)]


def test_what_people_joined_on_stays(engine: Engine) -> None:
    amina = coordinator(engine)
    settings_of(amina, "Names", "Anonymous", "Save")
    assert newest(engine).anonymous
    beni = joined(engine, invited(amina))
    settings_of(amina, "Names", "With names", "Save")
    assert newest(engine).anonymous
    assert "joined on these terms" in amina.text
    amina.say("/cancel")
    settings_of(amina, "Who sees results", "Respondents as well", "Save")
    assert newest(engine).audience == "coordinators"
    assert beni.desk.sheet.setup is not None
    assert beni.desk.sheet.setup.anonymous


def test_the_depth_changes_only_before_the_first_answer(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina))
    settings_of(amina, "Quick or full", "Quick", "Save")
    quest = beni.desk.sheet.quest
    assert quest is not None
    assert quest.depth is Depth.QUICK
    beni.turn(PhaseChosen("compost", "rooting"))
    settings_of(amina, "Quick or full", "Full", "Save")
    assert "Somebody has answered" in amina.text
    assert newest(engine).depth == "quick"


def test_a_coordinator_who_was_removed_changes_nothing(engine: Engine) -> None:
    amina = coordinator(engine)
    dora = coordinator(engine, "dora", round_=amina.round)
    settings_of(dora, "Title", ">Dora's title")
    leads, number = METADATA.tables["coordinator"], dora.desk.person
    with transaction(engine) as session:
        session.connection().execute(leads.delete().where(leads.c.person_id == number))
    dora.press("Save")
    assert newest(engine).title == "Gardens of the north"
    assert not isinstance(dora.state, Filling)


def test_a_round_that_is_not_one_is_never_changed(engine: Engine) -> None:
    """A right over one round reaches no other, whatever the setup says."""
    amina = coordinator(engine)
    other = coordinator(engine, "dora", name="Dora")
    with transaction(engine) as session:
        change_round(session, amina.right, Setup("Changed", audience=Audience.RESPONDENTS), NOON)
    titles = {row.id: row.title for row in rows(engine, "assessment")}
    assert titles == {amina.round: "Changed", other.round: "Gardens of the north"}


# Its life


def test_closing_reopening_and_archiving_are_told(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina))
    for deed, state, word in (
        (Deed.CLOSE, Status.CLOSED, "closed now"),
        (Deed.REOPEN, Status.OPEN, "is open"),
        (Deed.ARCHIVE, Status.ARCHIVED, "closed now"),
        (Deed.REOPEN, Status.OPEN, "is open"),
    ):
        carried(amina, deed)
        assert newest(engine).status == state
        assert (newest(engine).closed_at is None) is (state is Status.OPEN)
        (said,) = told(beni)
        assert word in said
    carried(amina, Deed.REOPEN)  # it is open: nothing happens, and nobody is told
    assert told(beni) == []
    actions = [entry.action for entry in rows(engine, "audit_entry")]
    assert [word for word in actions if word not in {"invited", "joined"}] == [
        "closed",
        "reopened",
        "archived",
        "reopened",
    ]


def carried(amina: Speaker, deed: Deed) -> None:
    """Asked about and confirmed."""
    amina.turn(DeedAsked(deed), DeedConfirmed(deed))


def test_a_draft_is_opened(engine: Engine) -> None:
    amina = coordinator(engine)
    with transaction(engine) as session:
        session.connection().execute(update(METADATA.tables["assessment"]).values(status="draft"))
    carried(amina, Deed.REOPEN)
    assert newest(engine).status == "open"


def test_answers_of_a_closed_round_stay_as_they_are(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina))
    beni.turn(PhaseChosen("compost", "rooting"))
    carried(amina, Deed.CLOSE)
    beni.say("/sections")
    beni.say("/start")
    before = rows(engine, "answer")
    beni.turn(PhaseChosen("watering", "rooting"))
    assert rows(engine, "answer") == before


# Turning to another


def test_someone_turns_from_one_assessment_to_another(engine: Engine) -> None:
    amina = coordinator(engine)
    first = amina.round
    answering_new(amina, ">Uganda", "Leave the rest as proposed", "Set it up")
    assert amina.round != first
    amina.say("/assessments")
    assert "Uganda 2026" in amina.text
    amina.press("Gardens of the north")
    assert amina.round == first
    assert amina.state == AtRound()


def test_nobody_turns_to_an_assessment_of_others(engine: Engine) -> None:
    amina = coordinator(engine)
    other = coordinator(engine, "dora", name="Dora")
    amina.turn(RoundOpened(other.round))
    assert amina.round != other.round
    assert "You have no part in that assessment" in amina.text
    with transaction(engine) as session, pytest.raises(Overruled) as refused:
        switch(session, amina.desk, other.round)
    assert refused.value.remark is Remark.ROUND_UNKNOWN


def test_who_was_removed_from_an_assessment_cannot_turn_back_to_it(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina))
    with transaction(engine) as session:
        session.connection().execute(update(METADATA.tables["participation"]).values(removed_at=NOON))
    beni.turn(RoundOpened(amina.round))
    assert beni.desk.assessment is None
