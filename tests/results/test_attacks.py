"""What people would meet who use results otherwise than in the order they were made for."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine, update

from bot.catalogues import tongue
from bot.files.exchange import report_json
from bot.files.making import made_of
from bot.files.report import Report
from bot.importing import Refused, read_back
from bot.storage.engine import transaction
from bot.storage.results.recording import plan_of
from bot.storage.results.reporting import text_of, whole_report
from bot.storage.tables import METADATA
from dialogs.results.events import AgreementBegun, FileKind, PlanningBegun
from dialogs.rounds.events import DeedAsked, FieldOpened, FormAccepted, ValueChosen
from dialogs.rounds.states import Deed, FormKind
from tests.files.test_pdf import whole
from tests.results.gardens import all_answer, answer, do, garden, report, rows
from tests.results.test_recording import agree, said
from tests.rounds.people import coordinator
from tests.storage.chats import NOON

LATER = NOON + timedelta(days=30)


def out(engine: Engine, number: int) -> bytes:
    with transaction(engine) as session:
        made = whole_report(session, number, LATER)
        return report_json(made, text_of(session, made.model))


def test_a_round_of_a_coordinator_without_a_name_comes_back(engine: Engine) -> None:
    """`No name` is what /new proposes; one agreement is enough."""
    amina, people = garden(engine, "beni", "carla")
    with transaction(engine) as session:
        session.connection().execute(update(METADATA.tables["coordinator"]).values(name=""))
    all_answer(people, "compost", "rooting", "growing")
    agree(amina, "compost", "rooting")
    do(amina, Deed.CLOSE)
    read_back(lambda: engine, out(engine, amina.round), LATER)


def test_what_was_not_listed_is_not_accepted(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    all_answer(people, "compost", "rooting", "rooting")
    amina.turn(DeedAsked(Deed.ACCEPT))
    listed = amina.text
    all_answer(people, "watering", "growing", "growing")
    amina.press("Accept")
    assert "Watering" not in listed
    assert set(said(amina)) <= {"compost"}


def test_another_phase_than_was_listed_is_not_accepted(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    all_answer(people, "compost", "rooting", "rooting")
    amina.turn(DeedAsked(Deed.ACCEPT))
    all_answer(people, "compost", "bearing", "bearing")
    amina.press("Accept")
    found = said(amina)
    assert "compost" not in found or found["compost"].phase == "rooting"


def test_what_another_coordinator_just_recorded_is_not_written_over_unseen(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    all_answer(people, "compost", "rooting", "growing")
    for speaker in (amina, dora):
        speaker.turn(AgreementBegun("compost"))
    for field, value in (("phase", "rooting"), ("reason", "Talked over at length."), ("dissent", "Carla differs.")):
        amina.turn(FieldOpened(field), ValueChosen(field, value))
    amina.turn(FormAccepted(FormKind.AGREE))
    for field, value in (("phase", "growing"), ("reason", ""), ("dissent", "")):
        dora.turn(FieldOpened(field), ValueChosen(field, value))
    shown = dora.text
    dora.turn(FormAccepted(FormKind.AGREE))
    assert said(amina)["compost"].dissent == "Carla differs." or "rooting" in shown.casefold()


def test_what_another_coordinator_just_planned_is_not_written_over_unseen(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    all_answer(people, "compost", "rooting", "growing")
    for speaker in (amina, dora):
        speaker.turn(PlanningBegun("compost"))
    for speaker, lead in ((amina, "The Ministry of Gardens"), (dora, "The Police")):
        for field, value in (("lead", lead), ("until", ""), ("note", "")):
            speaker.turn(FieldOpened(field), ValueChosen(field, value))
        reply = speaker.turn(FormAccepted(FormKind.PLAN))
    assert reply.remark == "This has changed meanwhile. Please look at it again first."
    with transaction(engine) as session:
        assert plan_of(session, amina.round)["compost"].lead == "The Ministry of Gardens"


def pdf(made: Report) -> str:
    """What a reader copies from the report."""
    return whole(made_of(made, FileKind.PDF, tongue("en", "garden")).content)


def test_letters_without_a_space_do_not_run_off_the_page(engine: Engine) -> None:
    note = "x" * 1000
    amina, people = garden(engine, "beni")
    answer(people["beni"], "compost", "rooting", note=note)
    copied = "".join(pdf(report(amina)).split()).replace("\u200b", "")  # where a line may end
    assert note in copied, "what is beyond the edge is not there"


def test_the_report_of_a_hidden_round_does_not_say_that_nobody_was_asked(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla", "dana", anonymous=True)
    all_answer(people, "compost", "rooting", "growing", "growing")
    assert "Nobody was asked" not in pdf(report(amina))


def test_what_turns_the_order_of_letters_round_is_not_read_back(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    answer(people["beni"], "compost", "rooting", note="QQQQ")
    do(amina, Deed.CLOSE)
    file = out(engine, amina.round).replace(b"QQQQ", "\u202egnp.exe".encode())
    try:
        read_back(lambda: engine, file, LATER)
    except Refused:
        return
    assert not any("\u202e" in row.note for row in rows(engine, "answer"))
