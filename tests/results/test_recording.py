"""What coordinators record: agreements with their history, the plan, and sharing it with those who answered."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.enclosing import made
from bot.left import Enclosure, File, Kind
from bot.storage.engine import transaction
from bot.storage.results import recording
from bot.storage.results.deeds import accept
from bot.storage.results.looking import accepting as alike
from bot.storage.results.recording import agreements_of, history_of, plan_of
from bot.storage.rounds.authority import Overruled
from bot.storage.rounds.collecting import collect_for
from bot.storage.rounds.mailbox import fetched
from dialogs.cards.rounds import trail
from dialogs.commands import Remark
from dialogs.events import Asked, Place, WentBack
from dialogs.results.events import AgreementBegun, PlanningBegun, PriorityDropped, StepOpened
from dialogs.results.states import ReadingJoined, ReadingShared, ReadingSpread, ReadingStep
from dialogs.rounds.events import FieldOpened, FormAccepted, ValueChosen
from dialogs.rounds.nouns import Audience
from dialogs.rounds.states import Deed, FormKind
from dialogs.rounds.views import ConfirmView
from dialogs.states import ReadingSummary
from dialogs.tongue import ENGLISH
from framework.agreed import Agreement, Priority
from tests.results.gardens import all_answer, answer, came, do, garden, report, rows
from tests.rounds import people as company
from tests.rounds.people import Speaker, coordinator

DOCS = Path(__file__).parents[2] / "docs"


def agree(amina: Speaker, capability: str, phase: str, reason: str = "", dissent: str = "") -> None:
    """Through the form, as it is asked."""
    amina.turn(AgreementBegun(capability))
    for field, value in (("phase", phase), ("reason", reason), ("dissent", dissent)):
        amina.turn(FieldOpened(field), ValueChosen(field, value))
    amina.turn(FormAccepted(FormKind.AGREE))


def said(amina: Speaker) -> dict[str, Agreement]:
    number = amina.round
    with transaction(amina.engine) as session:
        return agreements_of(session, number)


def history(amina: Speaker) -> list[Agreement]:
    number = amina.round
    with transaction(amina.engine) as session:
        return list(history_of(session, number))


def plan(amina: Speaker) -> dict[str, Priority]:
    number = amina.round
    with transaction(amina.engine) as session:
        return plan_of(session, number)


def deeds(amina: Speaker) -> list[tuple[str, str]]:
    return [(row.action, row.subject) for row in rows(amina.engine, "audit_entry") if row.assessment_id == amina.round]


def mail(speaker: Speaker) -> list[str]:
    with transaction(speaker.engine) as session:
        collect_for(session, "test", speaker.address, speaker.at)
        return [company.text(letter) for letter in fetched(session, "test", speaker.address)]


def settled(engine: Engine, **setup: Any) -> tuple[Speaker, dict[str, Speaker]]:
    """Three who see compost alike and watering two phases apart."""
    amina, people = garden(engine, "beni", "carla", "dana", **setup)
    all_answer(people, "compost", "rooting", "rooting", "rooting")
    all_answer(people, "watering", "sprouting", "growing", "growing")
    return amina, people


def test_the_largest_disagreement_comes_first_and_what_is_recorded_stays(engine: Engine) -> None:
    amina, _ = settled(engine)
    amina.turn(Asked(Place.AGREE))
    assert "Watering" in amina.text
    agree(amina, "watering", "growing", "The rota is in force.", "The helper of one plot sees no rota.")
    assert amina.state == ReadingSpread("watering")
    assert "The rota is in force." in amina.text
    kept = said(amina)["watering"]
    assert (kept.phase, kept.reason, kept.dissent, kept.by) == (
        "growing",
        "The rota is in force.",
        "The helper of one plot sees no rota.",
        1,
    )
    assert kept.at == amina.at
    assert ("agreed", "capability:watering") in deeds(amina)
    amina.turn(Asked(Place.AGREE))
    assert "Compost" in amina.text


def test_every_change_is_kept_with_who_and_when(engine: Engine) -> None:
    amina, _ = settled(engine)
    dana = coordinator(engine, "dora", name="Dora", round_=amina.round)
    agree(amina, "watering", "growing", "First.")
    agree(dana.later(hours=2), "watering", "rooting", "Second.")
    agree(dana.later(hours=1), "watering", "open", "No agreement.")
    assert [(each.phase, each.reason, each.by, each.at) for each in history(amina)] == [
        ("growing", "First.", 1, amina.at),
        ("rooting", "Second.", 2, amina.at + timedelta(hours=2)),
        (None, "No agreement.", 2, amina.at + timedelta(hours=3)),
    ]
    assert said(amina)["watering"].phase is None
    assert came(amina).results["watering"].phase is None


def test_what_is_left_open_stays_open_where_all_see_it_alike(engine: Engine) -> None:
    amina, _ = settled(engine)
    agree(amina, "compost", "open", "Nobody has seen the heap.")
    assert came(amina).results["compost"].phase is None
    do(amina, Deed.ACCEPT)
    assert said(amina)["compost"].phase is None, "it is recorded, and nothing is accepted over it"


def test_the_form_shows_what_is_recorded(engine: Engine) -> None:
    amina, _ = settled(engine)
    agree(amina, "watering", "growing", "The rota is in force.")
    amina.turn(AgreementBegun("watering"))
    assert "The rota is in force." in amina.text
    amina.turn(WentBack())


def test_a_phase_or_a_capability_that_the_model_does_not_have_is_refused(engine: Engine) -> None:
    amina, _ = settled(engine)
    right = amina.right
    for wrong in (Agreement("compost", "excellent"), Agreement("moat", "growing")):
        with transaction(engine) as session, pytest.raises(Overruled) as told:
            recording.record(session, right, [wrong], amina.at)
        assert told.value.remark is Remark.GONE
    with transaction(engine) as session, pytest.raises(Overruled):
        recording.keep_priority(session, right, Priority("moat"), amina.at)
    assert said(amina) == {}
    assert history(amina) == []


def test_unanimous_ones_are_listed_and_then_accepted_together(engine: Engine) -> None:
    amina, people = settled(engine)
    all_answer(people, "open-days", "bearing", "bearing", "dont-know")
    answer(people["beni"], "seed-bank", "rooting")
    amina.turn(Asked(Place.RESULTS))
    amina.press("Accept 2 unanimous")
    assert "Compost: Rooting (3 people)" in amina.text
    assert "Open days: Bearing (2 people)" in amina.text
    assert "Seed bank" not in amina.text, "one alone is not of one mind"
    amina.press("Accept all")
    assert {capability: each.phase for capability, each in said(amina).items()} == {
        "compost": "rooting",
        "open-days": "bearing",
    }
    assert [action for action, _ in deeds(amina)].count("agreed") == 2
    assert amina.state == ReadingJoined()
    do(amina, Deed.ACCEPT)
    assert len(history(amina)) == 2, "a second time there is nothing to accept"


def test_accepting_does_not_undo_what_somebody_recorded_at_the_same_moment(engine: Engine) -> None:
    amina, _ = settled(engine)
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    mine, theirs = amina.right, dora.right
    if engine.dialect.name == "sqlite":  # one after the other, as its one writer has it
        with transaction(engine) as session:
            recording.record(session, theirs, [Agreement("compost", None, "We looked.")], amina.at)
        with transaction(engine) as session, pytest.raises(Overruled):
            recording.record_first(session, mine, [Agreement("compost", "rooting")], amina.at)
    else:
        refused = []
        with transaction(engine) as session:
            listed = ConfirmView(alike=alike(session, mine, amina.at)).listed

        def accepting() -> None:
            try:
                with transaction(engine) as session:
                    accept(session, mine, listed, amina.at)
            except Overruled as no:
                refused.append(no.remark)

        with transaction(engine) as session:
            recording.record(session, theirs, [Agreement("compost", None, "We looked.")], amina.at)
            other = threading.Thread(target=accepting)
            other.start()
            other.join(0.5)
            assert other.is_alive(), "it waits for what is being recorded"
        other.join()
        assert refused == [Remark.GONE]
    assert said(amina)["compost"].reason == "We looked."
    assert [each.reason for each in history(amina)] == ["We looked."]


def test_two_coordinators_at_once_are_both_in_the_history(engine: Engine) -> None:
    amina, _ = settled(engine)
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    rights = {"growing": amina.right, "rooting": dora.right}
    gate = threading.Barrier(2)

    def recorded(phase: str) -> None:
        gate.wait()
        with transaction(engine) as session:
            recording.record(session, rights[phase], [Agreement("watering", phase)], amina.at)

    threads = [threading.Thread(target=recorded, args=(phase,)) for phase in rights]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(str(each.phase) for each in history(amina)) == ["growing", "rooting"]
    assert said(amina)["watering"].phase == history(amina)[-1].phase


def test_an_archived_round_stays_as_it_is(engine: Engine) -> None:
    amina, _ = settled(engine, audience=Audience.RESPONDENTS)
    agree(amina, "watering", "growing")
    planned(amina, "compost", "Parks office")
    do(amina, Deed.ARCHIVE)
    before = (said(amina), plan(amina), deeds(amina))
    amina.turn(Asked(Place.ROUND))
    agree(amina, "watering", "bearing")
    amina.turn(StepOpened("watering"), PriorityDropped("watering"))
    do(amina, Deed.ACCEPT)
    do(amina, Deed.SHARE)
    assert (said(amina), plan(amina), deeds(amina)) == before
    right = amina.right
    for deed in (
        lambda session: recording.record(session, right, [Agreement("watering", "bearing")], amina.at),
        lambda session: recording.keep_priority(session, right, Priority("watering"), amina.at),
        lambda session: recording.drop_priority(session, right, "compost", amina.at),
        lambda session: recording.share(session, right, amina.at),
    ):
        with transaction(engine) as session, pytest.raises(Overruled) as told:
            deed(session)
        assert told.value.remark is Remark.REOPEN_FIRST
    assert (said(amina), plan(amina), deeds(amina)) == before


# The plan


def planned(amina: Speaker, capability: str, lead: str, until: str = "", note: str = "") -> None:
    amina.turn(PlanningBegun(capability))
    for field, value in (("lead", lead), ("until", until), ("note", note)):
        amina.turn(FieldOpened(field))
        amina.say(value) if value else amina.turn(ValueChosen(field, ""))
    amina.turn(FormAccepted(FormKind.PLAN))


def test_the_plan_is_kept_changed_and_dropped(engine: Engine) -> None:
    amina, _ = settled(engine)
    planned(amina, "compost", "Parks office", "15 March 2027", "Begin with a rota.")
    assert plan(amina) == {"compost": Priority("compost", "Parks office", date(2027, 3, 15), "Begin with a rota.")}
    assert amina.state == ReadingStep("compost")
    assert "Parks office" in amina.text
    planned(amina, "compost", "Water board", "15 March 2027")
    assert plan(amina) == {"compost": Priority("compost", "Water board", date(2027, 3, 15))}
    amina.turn(Asked(Place.PLAN))
    assert "Water board" in amina.text
    amina.turn(StepOpened("compost"), PriorityDropped("compost"))
    assert plan(amina) == {}
    amina.turn(StepOpened("compost"), PriorityDropped("compost"))
    about = [action for action, _ in deeds(amina)]
    assert (about.count("planned"), about.count("unplanned")) == (2, 1)
    assert report(amina).plan == ()


def test_a_next_step_needs_a_phase_that_all_chose_or_agreed(engine: Engine) -> None:
    amina, _ = settled(engine)
    assert [step.row.capability for step in came(amina).steps] == ["compost"]
    agree(amina, "watering", "growing")
    assert {step.row.capability for step in came(amina).steps} == {"compost", "watering"}
    agree(amina, "compost", "open")
    assert [step.row.capability for step in came(amina).steps] == ["watering"]


# Sharing


def test_a_result_that_respondents_were_told_they_would_not_see_is_not_shared(engine: Engine) -> None:
    amina, people = settled(engine)
    agree(amina, "watering", "growing")
    do(amina, Deed.SHARE)
    assert amina.reply
    assert "only coordinators" in (amina.reply.remark or "")
    assert not report(amina).agreements["watering"].dissent
    assert mail(people["beni"]) == []
    people["beni"].turn(Asked(Place.RESULTS))
    assert people["beni"].state == ReadingSummary()
    assert "shared" not in [action for action, _ in deeds(amina)]


def test_respondents_are_told_once_and_see_what_was_agreed_and_never_who_said_what(engine: Engine) -> None:
    amina, people = settled(engine, audience=Audience.RESPONDENTS)
    agree(amina, "watering", "growing", "The rota is in force.", "Carla sees it otherwise.")
    planned(amina, "compost", "Parks office")
    beni = people["beni"]
    beni.turn(Asked(Place.RESULTS))
    assert "Growing" not in beni.text.replace("Watering: Sprouting", "")
    do(amina, Deed.SHARE)
    do(amina, Deed.SHARE)
    for speaker in people.values():
        (letter,) = mail(speaker)
        assert "/results" in letter
    beni.turn(Asked(Place.RESULTS))
    assert beni.state == ReadingShared()
    assert "Watering\nGrowing\nThe rota is in force." in beni.text
    assert "Parks office" in beni.text
    for secret in ("Carla", "Dana", "Sprouting", "●", "otherwise"):
        assert secret not in beni.text
    assert [action for action, _ in deeds(amina)].count("shared") == 1


def test_what_changes_later_is_seen_as_well(engine: Engine) -> None:
    amina, people = settled(engine, audience=Audience.RESPONDENTS)
    agree(amina, "watering", "growing")
    do(amina, Deed.SHARE)
    agree(amina, "watering", "rooting", "We looked again.")
    people["beni"].turn(Asked(Place.RESULTS))
    assert "Rooting\nWe looked again." in people["beni"].text
    assert len(mail(people["beni"])) == 1


def test_somebody_who_was_removed_is_not_told_and_sees_nothing(engine: Engine) -> None:
    amina, people = settled(engine, audience=Audience.RESPONDENTS)
    agree(amina, "watering", "growing", "The rota is in force.")
    do(amina, Deed.REMOVE, people["beni"].desk.participation or 0)
    mail(people["beni"])
    do(amina, Deed.SHARE)
    assert mail(people["beni"]) == []
    people["beni"].turn(Asked(Place.RESULTS))
    assert "rota" not in people["beni"].text


# Words, and what is deleted


def test_every_deed_has_its_words_in_the_trail(engine: Engine) -> None:
    amina, _ = settled(engine, audience=Audience.RESPONDENTS)
    agree(amina, "watering", "growing")
    planned(amina, "compost", "Parks office")
    amina.turn(PriorityDropped("compost"))
    do(amina, Deed.SHARE)
    do(amina, Deed.CLOSE)
    first = amina.round
    do(amina, Deed.NEXT_ROUND)
    written = deeds(amina) + [(r.action, r.subject) for r in rows(engine, "audit_entry") if r.assessment_id == first]
    assert {action for action, _ in written} >= {"agreed", "planned", "unplanned", "shared", "continued", "created"}
    model = amina.desk.sheet.model
    for action, subject in written:
        assert trail.action(action, ENGLISH) != action, action
        kind, _, number = subject.partition(":")
        words = trail.subject(subject, ENGLISH, model)
        assert kind not in {"capability", "after", "round"} or words not in {subject, number}
    assert trail.subject("capability:compost", ENGLISH, model) == "Compost"
    assert trail.subject("capability:compost", ENGLISH) == "compost"
    assert trail.subject("after:3", ENGLISH) == "As the next one after assessment 3"
    about = {"round": amina.round, "person": amina.desk.person}
    file = made(amina.office, Enclosure(Kind.AUDIT, "", "en", about), amina.at)
    assert isinstance(file, File)
    assert f"As the next one after assessment {first}" in file.content.decode("utf-8-sig")


def test_coordinators_hear_where_the_results_are_once_all_have_finished(engine: Engine) -> None:
    for anonymous in (False, True):
        amina, people = garden(engine, f"beni{anonymous}", anonymous=anonymous)
        for capability in company.CODES:
            answer(people[f"beni{anonymous}"], capability, "rooting")
        (letter,) = mail(amina)
        assert "/results shows what came out." in letter
        assert ("Close the assessment" in letter) is anonymous
