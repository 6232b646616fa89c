"""The next round: the same people, sections and settings, a draft until it is opened, and what changed since."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.storage.engine import transaction
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.results.next_round import begin_next
from bot.storage.rounds.authority import Overruled
from dialogs.commands import Remark
from dialogs.events import Arrived, Asked, CapabilityOpened, ChangeExplained, PhaseChosen, Place
from dialogs.results.events import SpreadOpened
from dialogs.rounds.events import FieldOpened, FormAccepted, FormOpened, RoundOpened
from dialogs.rounds.nouns import Audience, Role
from dialogs.rounds.states import AtRound, Deed, FormKind
from dialogs.states import Asking, Comparing, ListingSections
from framework.answers import Depth
from framework.comparing import Change
from tests.results.gardens import all_answer, answer, came, came_in, do, garden, phases, report, rows
from tests.results.test_recording import agree, deeds, mail
from tests.rounds.people import Speaker, coordinator, invited, joined

NAMES = ("beni", "carla", "dana")


def closed(engine: Engine, **setup: Any) -> tuple[Speaker, dict[str, Speaker]]:
    """A round of three that is over."""
    amina, people = garden(engine, *NAMES, **setup)
    all_answer(people, "compost", "rooting", "rooting", "growing")
    all_answer(people, "watering", "growing", "growing", "growing")
    do(amina, Deed.CLOSE)
    for speaker in people.values():
        mail(speaker)
    return amina, people


def begun(engine: Engine, **setup: Any) -> tuple[Speaker, dict[str, Speaker]]:
    """The round after it, open."""
    amina, people = closed(engine, **setup)
    do(amina, Deed.NEXT_ROUND)
    do(amina, Deed.REOPEN)
    return amina, people


def test_it_has_the_same_people_sections_and_settings_and_no_deadline(engine: Engine) -> None:
    amina, _ = garden(engine, territory="NP", zone="Asia/Kathmandu", depth=Depth.QUICK, audience=Audience.RESPONDENTS)
    came_in(amina, "beni", "police")
    came_in(amina, "carla", capabilities=("compost",))
    coordinator(engine, "dora", name="Dora", round_=amina.round)
    do(amina, Deed.CLOSE)
    first = amina.round
    do(amina, Deed.NEXT_ROUND)
    assert amina.state == AtRound()
    old, new = rows(engine, "assessment")
    assert (new.id, new.previous_id, new.status, new.deadline) == (amina.round, first, "draft", None)
    carried = ("title", "territory", "zone", "depth", "days_off", "quiet_from", "languages", "audience", "policy")
    for name in (*carried, "retention", "protected"):
        assert getattr(new, name) == getattr(old, name), name
    assert (new.closed_at, new.shared_at) == (None, None)
    before, after = ([p for p in rows(engine, "participation") if p.assessment_id == n] for n in (first, new.id))
    assert [(p.person_id, p.name, p.sector, p.capabilities) for p in after] == [
        (p.person_id, p.name, p.sector, p.capabilities) for p in before
    ]
    assert [p.previous_id for p in after] == [p.id for p in before]
    assert all(p.submitted_at is None and p.version == 0 for p in after)
    leads = [(c.person_id, c.name) for c in rows(engine, "coordinator") if c.assessment_id == new.id]
    assert [name for _, name in leads] == ["Amina", "Dora"]
    assert deeds(amina) == [("created", f"after:{first}")]


def test_it_begins_only_where_one_is_over(engine: Engine) -> None:
    amina, _ = garden(engine, *NAMES)
    do(amina, Deed.NEXT_ROUND)
    assert len(rows(engine, "assessment")) == 1
    assert amina.reply
    assert amina.reply.remark == "Close this assessment first."


def test_nobody_is_told_and_nobody_is_reminded_before_it_is_opened(engine: Engine) -> None:
    amina, people = closed(engine)
    do(amina, Deed.NEXT_ROUND)
    for days in range(0, 60, 3):
        with transaction(engine) as session:
            sweep_due(session, amina.at + timedelta(days=days))
    assert [mail(speaker) for speaker in people.values()] == [[], [], []]
    assert rows(engine, "outgoing") == []


def test_all_are_told_once_it_is_opened_and_are_there_with_one_command(engine: Engine) -> None:
    amina, people = closed(engine)
    first = amina.round
    amina.later(days=200)
    do(amina, Deed.NEXT_ROUND)
    amina.later(days=9)
    do(amina, Deed.REOPEN)
    assert amina.round != first
    opened = [p for p in rows(engine, "participation") if p.assessment_id == amina.round]
    assert {p.joined_at for p in opened} == {amina.at}
    for speaker in people.values():
        (letter,) = mail(speaker)
        assert "/continue takes you there" in letter
        assert speaker.round == amina.round
        speaker.turn(Asked(Place.HERE))
        assert speaker.state == Asking("compost")
    with transaction(engine) as session:
        sweep_due(session, amina.at + timedelta(minutes=1))
    assert rows(engine, "outgoing") == [], "nobody is reminded of what they have just been told"


def test_a_tap_on_a_card_of_the_round_before_answers_nothing_in_this_one(engine: Engine) -> None:
    amina, people = garden(engine, *NAMES)
    beni = people["beni"]
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True))
    do(amina, Deed.CLOSE)
    do(amina, Deed.NEXT_ROUND)
    do(amina, Deed.REOPEN)
    beni.press("Bearing")
    assert rows(engine, "answer") == []
    assert beni.state == ListingSections()
    assert beni.reply
    assert beni.reply.remark


def test_a_chat_of_a_coordinator_stays_where_it_is(engine: Engine) -> None:
    amina, _ = garden(engine, *NAMES)
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    joined(engine, invited(amina), "dora", name="Dora")
    do(amina, Deed.CLOSE)
    first = amina.round
    dora.turn(Asked(Place.AGREE))
    do(amina, Deed.NEXT_ROUND)
    do(amina, Deed.REOPEN)
    assert dora.round == first


def test_a_chat_stays_with_a_round_before_that_is_open_again(engine: Engine) -> None:
    amina, people = closed(engine)
    first = amina.round
    do(amina, Deed.NEXT_ROUND)
    new = amina.round
    amina.turn(RoundOpened(first))
    do(amina, Deed.REOPEN)
    amina.turn(RoundOpened(new))
    do(amina, Deed.REOPEN)
    assert people["beni"].round == first
    people["beni"].turn(RoundOpened(new))
    assert people["beni"].round == new


def test_begun_twice_it_is_the_same(engine: Engine) -> None:
    amina, _ = closed(engine)
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    first = amina.round
    do(dora, Deed.NEXT_ROUND)
    do(amina, Deed.NEXT_ROUND)
    assert amina.round == dora.round != first
    assert len(rows(engine, "assessment")) == 2


def test_two_who_begin_it_at_the_same_moment_begin_one(engine: Engine) -> None:
    amina, _ = closed(engine)
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    gate, seats = threading.Barrier(2), [(each.right, each.desk) for each in (amina, dora)]

    def begin(place: int) -> None:
        right, desk = seats[place]
        gate.wait()
        with transaction(engine) as session:
            begin_next(session, right, desk, amina.at)

    threads = [threading.Thread(target=begin, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(engine, "assessment")) == 2
    assert seats[0][1].assessment == seats[1][1].assessment


def test_somebody_who_does_not_coordinate_it_is_not_led_there(engine: Engine) -> None:
    amina, _ = closed(engine)
    first = amina.round
    do(amina, Deed.NEXT_ROUND)
    amina.turn(RoundOpened(first))
    dora = coordinator(engine, "dora", name="Dora", round_=first)
    right, desk = dora.right, dora.desk
    with transaction(engine) as session, pytest.raises(Overruled) as told:
        begin_next(session, right, desk, dora.at)
    assert told.value.remark is Remark.NOT_COORDINATOR
    do(dora, Deed.NEXT_ROUND)
    assert dora.round == first


def test_an_archived_one_is_not_gone_on_with(engine: Engine) -> None:
    amina, _ = closed(engine)
    first = amina.round
    do(amina, Deed.NEXT_ROUND)
    second = amina.round
    do(amina, Deed.ARCHIVE)
    amina.turn(RoundOpened(first))
    do(amina, Deed.NEXT_ROUND)
    assert amina.round not in {first, second}


def test_people_who_were_removed_are_not_carried(engine: Engine) -> None:
    amina, people = closed(engine)
    do(amina, Deed.REMOVE, people["beni"].desk.participation or 0)
    do(amina, Deed.NEXT_ROUND)
    assert [p.name for p in rows(engine, "participation") if p.assessment_id == amina.round] == ["Carla", "Dana"]


def test_an_anonymous_one_carries_no_names(engine: Engine) -> None:
    amina, _ = garden(engine, anonymous=True)
    for name in NAMES:
        came_in(amina, name, "police", label="Ministry of Soil")
    do(amina, Deed.CLOSE)
    do(amina, Deed.NEXT_ROUND)
    carried = [p for p in rows(engine, "participation") if p.assessment_id == amina.round]
    assert [(p.name, p.invitation_id, p.sector) for p in carried] == [("", None, "police")] * 3


@pytest.mark.parametrize("field", ["anonymous", "audience"])
def test_what_people_were_promised_last_time_holds(engine: Engine, field: str) -> None:
    amina, _ = garden(engine, *NAMES, anonymous=True)
    do(amina, Deed.CLOSE)
    do(amina, Deed.NEXT_ROUND)
    amina.turn(FormOpened(FormKind.SETTINGS), FieldOpened(field))
    other = next(b for row in (amina.reply.card.rows if amina.reply else ()) for b in row if "✓" not in b.label)
    amina.turn(other.event, FormAccepted(FormKind.SETTINGS))
    new = rows(engine, "assessment")[-1]
    assert (new.anonymous, new.audience) == (True, "coordinators")


# What was said last time


def test_a_card_shows_what_its_person_said_last_time_and_asks_why_it_is_another_now(engine: Engine) -> None:
    _, people = begun(engine)
    beni = people["beni"]
    beni.turn(Asked(Place.HERE))
    assert "Rooting" in beni.text
    assert beni.desk.sheet.before["compost"].phase == "rooting"
    beni.turn(PhaseChosen("compost", "growing"))
    assert beni.state == Comparing("compost")
    beni.turn(ChangeExplained("compost", Change.THINGS_CHANGED))
    kept = [row for row in rows(engine, "answer") if row.change]
    assert [(row.capability, row.phase, row.change) for row in kept] == [("compost", "growing", "things-changed")]
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("watering", review=True), PhaseChosen("watering", "growing"))
    assert not isinstance(beni.state, Comparing), "the same as last time"


def test_nobody_sees_what_others_said_last_time(engine: Engine) -> None:
    _, people = begun(engine)
    dana = people["dana"]
    assert {c: said.phase for c, said in dana.desk.sheet.before.items()} == {
        "compost": "growing",
        "watering": "growing",
    }
    gone = people["carla"].desk.sheet.before
    assert {c: said.phase for c, said in gone.items()} == {"compost": "rooting", "watering": "growing"}


def test_somebody_new_said_nothing_last_time(engine: Engine) -> None:
    amina, _ = begun(engine)
    ivo = came_in(amina, "ivo")
    assert ivo.desk.sheet.before == {}
    ivo.turn(Arrived(), PhaseChosen("compost", "growing"))
    assert not isinstance(ivo.state, Comparing)


def test_both_rounds_are_compared_with_the_reasons(engine: Engine) -> None:
    amina, people = closed(engine)
    agree(amina, "compost", "rooting")
    do(amina, Deed.NEXT_ROUND)
    do(amina, Deed.REOPEN)
    answer(people["beni"], "compost", "growing", change=Change.THINGS_CHANGED)
    answer(people["carla"], "compost", "growing", change=Change.BETTER_INFORMATION)
    answer(people["dana"], "compost", "growing")
    amina.turn(SpreadOpened("compost"))
    assert "Last time: Rooting." in amina.text
    before = report(amina).before
    assert (before["compost"].phase, before["compost"].changes) == (
        "rooting",
        {"things-changed": 1, "better-information": 1},
    )
    assert before["watering"].phase == "growing", "what all had chosen"
    assert report(amina).previous_title == "Gardens of the north"
    assert phases(amina) == {"growing": 3}


def test_an_answer_that_goes_back_to_last_times_gives_no_reason_any_more(engine: Engine) -> None:
    amina, people = begun(engine)
    answer(people["beni"], "compost", "growing", change=Change.THINGS_CHANGED)
    assert came(amina).changes == {"compost": [Change.THINGS_CHANGED]}
    answer(people["beni"], "compost", "rooting")
    assert came(amina).changes == {}


def test_a_third_round_follows_the_second(engine: Engine) -> None:
    amina, people = begun(engine)
    answer(people["beni"], "compost", "bearing", change=Change.THINGS_CHANGED)
    do(amina, Deed.CLOSE)
    do(amina, Deed.NEXT_ROUND)
    do(amina, Deed.REOPEN)
    assert [row.previous_id for row in rows(engine, "assessment")] == [None, 1, 2]
    assert people["beni"].desk.sheet.before["compost"].phase == "bearing"
    assert people["carla"].desk.sheet.before == {}, "they said nothing in the second"


def test_a_coordinator_of_the_draft_alone_may_be_asked_in(engine: Engine) -> None:
    amina, _ = begun(engine)
    dora = joined(engine, invited(amina, role=Role.COORDINATOR), "dora", name="Dora")
    agree(dora, "compost", "rooting")
    assert ("agreed", "capability:compost") in deeds(amina)
