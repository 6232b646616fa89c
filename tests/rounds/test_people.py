"""What coordinators do about people: looking, reminding, reassigning, removing, handing over."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from bot.storage.engine import transaction
from bot.storage.rounds.mailbox import fetched
from bot.storage.tables import METADATA
from dialogs.events import Asked, CapabilityOpened, Event, JudgementDeclined, PhaseChosen, Place, ReasonChosen
from dialogs.rounds.events import (
    AuditAsked,
    DeedAsked,
    DeedConfirmed,
    FormOpened,
    InvitationOpened,
    PeopleListed,
    PersonOpened,
    PictureAsked,
)
from dialogs.rounds.nouns import Role, Sector, Standing
from dialogs.rounds.states import Confirming, Deed, FormKind, LookingAtPerson
from dialogs.states import Asking
from framework.answers import Depth, Reason
from tests.rounds.crowds import crowd
from tests.rounds.people import Speaker, coordinator, invited, joined, status, text

assessment, participation, conversation, coordinators, outgoing, answer = (
    METADATA.tables[name]
    for name in ("assessment", "participation", "conversation", "coordinator", "outgoing", "answer")
)

QUICK: dict[str, Any] = {"depth": Depth.QUICK}


def answering(beni: Speaker, *capabilities: str) -> None:
    """Answer these with the first phase, wherever the chat is."""
    for capability in capabilities:
        beni.turn(Asked(Place.REVIEW), CapabilityOpened(capability, review=True), PhaseChosen(capability, "rooting"))


def shown(amina: Speaker) -> set[int]:
    """The participations that the card leads to."""
    assert amina.reply
    return {button.event.participation for button in amina.reply.card.buttons if isinstance(button.event, PersonOpened)}


def letters(speaker: Speaker) -> list[str]:
    """The messages that came for this chat meanwhile."""
    with transaction(speaker.engine) as session:
        return [text(screen) for screen in fetched(session, "test", speaker.address)]


def part_of(speaker: Speaker) -> int:
    number = speaker.desk.participation
    assert number is not None
    return number


def everything(engine: Engine) -> dict[str, list[Any]]:
    """All rows of all tables but those of chats, whose cards may be drawn anew, and what they used up."""
    with transaction(engine) as session:
        return {
            name: sorted(map(repr, session.connection().execute(select(table)).all()))
            for name, table in METADATA.tables.items()
            if name not in {"conversation", "handled_update", "spent"}
        }


def done(amina: Speaker, deed: Deed, subject: int = 0, word: str = "") -> Speaker:
    """Ask for a deed, and confirm it."""
    amina.turn(DeedAsked(deed, subject, word), DeedConfirmed(deed, subject, word))
    return amina


@pytest.fixture
def amina(engine: Engine) -> Speaker:
    return coordinator(engine, **QUICK)


@pytest.fixture
def beni(engine: Engine, amina: Speaker) -> Speaker:
    return joined(engine, invited(amina, label="Seed office"), "beni")


def test_the_overview_says_how_it_stands_and_leads_on(engine: Engine, amina: Speaker) -> None:
    amina.say("/round")
    assert "Nobody has joined yet" in amina.text
    invited(amina, places=3)
    joined(engine, invited(amina), "beni")
    amina.say("/round")
    assert "1 person: 1 not begun, 0 in progress, 0 finished" in amina.text
    assert "3 more people can still join" in amina.text
    amina.press("Progress")
    assert "0 of 4 answered" in amina.text
    amina.press("Back")
    amina.press("People")
    assert amina.button("Respondent 1").event == PersonOpened(1)


def test_progress_counts_what_is_answered_of_what_is_asked(engine: Engine, amina: Speaker) -> None:
    beni = joined(engine, invited(amina, capabilities=("compost", "watering")), "beni")
    joined(engine, invited(amina, capabilities=("compost",)), "cleo")
    answering(beni, "compost")
    amina.say("/progress")
    assert "1 of 3 answered" in amina.text
    assert "Soil and water: 1 of 3, from 2 people" in amina.text
    assert "People and seeds: asked of nobody" in amina.text
    assert "Asked of nobody\nSeed bank\nOpen days" in amina.text


def test_what_everybody_passed_stands_out(engine: Engine, amina: Speaker) -> None:
    chats = [joined(engine, invited(amina, capabilities=("compost",)), name) for name in ("beni", "cleo")]
    heading = "Everybody asked said: not my remit"
    for chat, stands_out in zip(chats, (False, True), strict=True):
        chat.turn(JudgementDeclined("compost"), ReasonChosen("compost", Reason.NOT_MY_REMIT))
        amina.say("/progress")
        assert (heading in amina.text) is stands_out


def test_people_are_listed_by_standing(engine: Engine, amina: Speaker, beni: Speaker) -> None:
    cleo = joined(engine, invited(amina, capabilities=("compost",)), "cleo", name="Cleo of the parks")
    answering(cleo, "compost")
    amina.say("/people")
    assert "1. Seed office: 0 of 4, here today\n✓ 2. Cleo of the parks: 1 of 1, here today" in amina.text
    amina.press("Finished: 1")
    assert "Seed office" not in amina.text
    assert "Cleo of the parks" in amina.text
    amina.press("Cleo")
    assert amina.state == LookingAtPerson(part_of(cleo))
    assert "Soil and water: 1 of 1" in amina.text


def test_hundreds_are_paged_and_every_one_of_them_is_found(engine: Engine, amina: Speaker) -> None:
    parts = crowd(amina, 41, "x" * 200)
    amina.say("/people")
    found = set()
    for _ in range(6):
        found |= shown(amina)
        if any(button.label == "Next page" for button in amina.reply.card.buttons):  # type: ignore[union-attr]
            amina.press("Next page")
    assert found == set(parts)


def test_an_anonymous_round_shows_numbers_alone(engine: Engine) -> None:
    amina = coordinator(engine, anonymous=True, **QUICK)
    beni = joined(engine, invited(amina, label="Seed office"), "beni", name="Beni", sector=Sector.POLICE)
    for event in (PeopleListed(None), PersonOpened(part_of(beni)), DeedAsked(Deed.NUDGE, part_of(beni))):
        amina.turn(event)
        assert "Respondent 1" in amina.text
        assert not any(word in amina.text for word in ("Seed office", "Beni", "Police"))


def test_a_number_stays_when_others_leave(engine: Engine) -> None:
    amina = coordinator(engine, anonymous=True, **QUICK)
    beni, cleo = (joined(engine, invited(amina), name) for name in ("beni", "cleo"))
    done(amina, Deed.REMOVE, part_of(beni))
    amina.say("/people")
    assert "Respondent 2" in amina.text
    assert "Respondent 1" not in amina.text
    assert part_of(cleo)


def test_a_reminder_is_shown_before_it_goes_and_goes_once_a_day(amina: Speaker, beni: Speaker) -> None:
    amina.turn(PersonOpened(part_of(beni)))
    amina.press("Remind them")
    sample = [line for line in amina.text.split("\n") if "asks you to go on" in line]
    assert sample
    assert letters(beni) == []
    amina.press("Send it")
    assert amina.reply
    assert amina.reply.remark == "The reminder is on its way."
    (letter,) = letters(beni)
    assert sample[0] in letter
    amina.press("Remind them")
    assert "less than a day ago" in amina.text
    amina.turn(DeedConfirmed(Deed.NUDGE, part_of(beni)))
    assert "Nothing was sent" in amina.text
    assert letters(beni) == []
    done(amina.later(hours=24), Deed.NUDGE, part_of(beni))
    assert len(letters(beni)) == 1


def test_a_reminder_comes_in_the_readers_language_and_names_the_day(engine: Engine) -> None:
    amina = coordinator(engine, deadline=date(2026, 11, 24), zone="Pacific/Kiritimati", **QUICK)
    beni = joined(engine, invited(amina), "beni")
    done(amina, Deed.NUDGE, part_of(beni))
    assert "Deadline: Tuesday 24 November (in 2 days)." in letters(beni)[0]  # it is the 22nd already there


def test_a_reminder_about_another_assessment_says_how_to_turn_to_it(engine: Engine, amina: Speaker) -> None:
    beni = joined(engine, invited(amina), "beni")
    part = part_of(beni)
    joined(engine, invited(coordinator(engine, "olga", **QUICK)), "beni")
    done(amina, Deed.NUDGE, part)
    assert "/assessments leads you to it." in letters(beni)[0]


def test_all_who_are_not_finished_are_reminded_but_not_oneself(engine: Engine, amina: Speaker, beni: Speaker) -> None:
    cleo, dara, emil = (joined(engine, invited(amina, capabilities=("compost",)), n) for n in ("cleo", "dara", "emil"))
    answering(cleo, "compost")
    mine = {"person_id": amina.desk.person, "assessment_id": amina.round, "depth": "quick"}
    with transaction(engine) as session:
        silent = update(conversation).where(conversation.c.address == "emil").values(unreachable_since=amina.at)
        session.connection().execute(silent)
        session.connection().execute(participation.insert().values(**mine, joined_at=amina.at, version=0))
    done(amina, Deed.NUDGE, part_of(beni))
    amina.say("/progress")
    amina.press("Remind all who are not finished")
    assert "1 person gets this message" in amina.text
    assert "1 is left out, reminded less than a day ago." in amina.text
    assert "1 cannot be reached now." in amina.text
    amina.press("Send it")
    assert [len(letters(chat)) for chat in (amina, beni, cleo, dara, emil)] == [0, 1, 0, 1, 0]
    amina.press("Remind all who are not finished")
    assert "nobody to remind" in amina.text


def test_two_coordinators_at_once_remind_everybody_once(engine: Engine, amina: Speaker) -> None:
    crowd(amina, 30)
    both = amina, coordinator(engine, "bola", round_=amina.round)
    for speaker in both:
        speaker.turn(DeedAsked(Deed.NUDGE_ALL))
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda speaker: speaker.turn(DeedConfirmed(Deed.NUDGE_ALL)), both))
    with transaction(engine) as session:
        addresses = session.connection().scalars(select(outgoing.c.address)).all()
    assert len(addresses) == len(set(addresses)) == 20


def test_removing_takes_effect_on_buttons_already_on_the_screen(engine: Engine, amina: Speaker, beni: Speaker) -> None:
    answering(beni, "compost")
    beni.say("/continue")
    assert beni.reply
    revision = beni.reply.revision
    done(amina, Deed.REMOVE, part_of(beni))
    assert amina.reply
    assert "What they answered stays" in (amina.reply.remark or "")
    before = everything(engine)
    beni.turn(PhaseChosen("watering", "rooting"), revision=revision)
    assert {**everything(engine), "outgoing": []} == {**before, "outgoing": []}
    assert beni.desk.sheet.quest is None
    assert "ended your part" in letters(beni)[0]
    with transaction(engine) as session:
        assert session.connection().scalars(select(answer.c.capability)).all() == ["compost"]


def test_someone_removed_comes_back_by_a_new_invitation(engine: Engine, amina: Speaker, beni: Speaker) -> None:
    part = part_of(beni)
    done(amina, Deed.REMOVE, part)
    joined(engine, invited(amina), "beni")
    assert part_of(beni) == part


def test_a_promoted_respondent_coordinates_and_goes_on_answering(amina: Speaker, beni: Speaker) -> None:
    amina.turn(PersonOpened(part_of(beni)))
    amina.press("Make a coordinator")
    amina.press("Make a coordinator")
    assert "They are a coordinator now." in amina.text
    assert "You are now a coordinator" in letters(beni)[0]
    assert "Coordinating" in text(beni.say("/round").card)
    beni.press("Answer my questions")
    assert beni.state == Asking("compost")
    amina.say("/people")
    amina.press("Coordinator: Coordinator 2")
    amina.press("End it")
    assert "not a coordinator any more" in amina.text
    assert "you are not one of them now" in beni.say("/round").remark  # type: ignore[operator]


def test_the_last_coordinator_stays(amina: Speaker) -> None:
    amina.say("/round")
    amina.press("Hand over")
    assert "You are the only coordinator." in amina.text
    amina.turn(DeedConfirmed(Deed.LEAVE))
    assert "An assessment needs a coordinator" in amina.text
    assert amina.desk.sheet.coordinates


def test_handing_over_leaves_the_others(engine: Engine, amina: Speaker) -> None:
    bola = coordinator(engine, "bola", name="Bola", round_=amina.round)
    done(amina, Deed.LEAVE)
    assert "You do not coordinate that assessment any more." in amina.text
    assert not amina.desk.sheet.coordinates
    assert "Bola (you)" in text(bola.say("/people").card)


def test_two_who_leave_at_once_do_not_leave_the_round_alone(engine: Engine, amina: Speaker) -> None:
    both = amina, coordinator(engine, "bola", round_=amina.round)
    for speaker in both:
        speaker.turn(DeedAsked(Deed.LEAVE))
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda speaker: speaker.turn(DeedConfirmed(Deed.LEAVE)), both))
    assert [speaker.desk.sheet.coordinates for speaker in both].count(True) == 1


def test_what_someone_is_asked_can_be_changed(amina: Speaker, beni: Speaker) -> None:
    amina.turn(PersonOpened(part_of(beni)))
    amina.press("Change what they are asked")
    assert "Which sections should Seed office answer?" in amina.text
    amina.press("People and seeds")
    amina.press("Done")
    amina.press("Watering")
    amina.press("Done")
    amina.press("Change it")
    assert amina.reply
    assert amina.reply.remark == "Changed. They see it on their next card."
    quest = beni.desk.sheet.quest
    assert quest
    assert quest.capabilities == ("compost",)
    answering(beni, "compost")
    beni.say("/review")
    beni.press("Submit")
    assert beni.desk.sheet.submitted
    amina.press("Change what they are asked")
    amina.press("Done")
    amina.press("Watering")
    amina.press("Done")
    amina.press("Change it")
    assert "1 of 2 answered" in amina.text
    beni.say("/continue")
    assert beni.state == Asking("watering")


def test_the_form_starts_from_what_they_are_asked_now_and_refuses_nothing_at_all(
    engine: Engine, amina: Speaker
) -> None:
    beni = joined(engine, invited(amina, capabilities=("compost",)), "beni")
    amina.turn(FormOpened(FormKind.ASSIGN, part_of(beni)))
    assert [button.label for button in amina.reply.card.buttons][:2] == [  # type: ignore[union-attr]
        "☑ Soil and water",
        "☐ People and seeds",
    ]
    amina.press("Done")
    assert amina.button("Watering").label == "☑ Watering"
    amina.press("Compost")
    amina.press("Done")
    assert "tick fewer" in amina.text


FOREIGN = [
    (PersonOpened, "part"),
    (partial(FormOpened, FormKind.ASSIGN), "part"),
    (InvitationOpened, "invitation"),
    (partial(DeedAsked, Deed.NUDGE), "part"),
    (partial(DeedAsked, Deed.REMOVE), "part"),
    (partial(DeedAsked, Deed.PROMOTE), "part"),
    (partial(DeedAsked, Deed.DEMOTE), "person"),
    (partial(DeedAsked, Deed.REVOKE), "invitation"),
]


@pytest.mark.parametrize(
    ("foreign", "about"),
    FOREIGN,
    ids=["person", "assign", "invitation", "nudge", "remove", "promote", "demote", "revoke"],
)
def test_numbers_of_another_round_lead_nowhere(engine: Engine, foreign: Callable[[int], Event], about: str) -> None:
    amina, other = coordinator(engine, **QUICK), coordinator(engine, "olga", name="Olga Other", **QUICK)
    beni = joined(engine, invited(other, label="Secret office"), "beni", name="Beni Secret")
    before = everything(engine)
    event = foreign({"part": part_of(beni), "person": other.desk.person or 0, "invitation": 1}[about])
    amina.turn(event)
    assert not any(word in amina.text for word in ("Secret", "Olga"))
    if isinstance(event, DeedAsked):
        amina.turn(DeedConfirmed(event.deed, event.subject, event.word))
        assert "Nothing changed" in amina.text
        assert not any(word in amina.text for word in ("Secret", "Olga"))
    assert everything(engine) == before


DEEDS = [
    (Deed.NUDGE, "part"),
    (Deed.NUDGE_ALL, ""),
    (Deed.REMOVE, "part"),
    (Deed.PROMOTE, "part"),
    (Deed.DEMOTE, "person"),
    (Deed.LEAVE, ""),
    (Deed.REVOKE, "invitation"),
    (Deed.CLOSE, ""),
    (Deed.REOPEN, ""),
    (Deed.ARCHIVE, ""),
]


def outsiders(engine: Engine, amina: Speaker) -> dict[str, Speaker]:
    """Those who may do nothing about amina's round, and a second coordinator who stays."""
    removed = coordinator(engine, "rita", name="Rita", round_=amina.round)
    other = coordinator(engine, "olga", name="Olga", **QUICK)
    respondent = joined(engine, invited(amina), "cleo")
    return {"stranger": Speaker(engine, "nobody"), "removed": removed, "other": other, "respondent": respondent}


@pytest.mark.parametrize("who", ["stranger", "respondent", "other", "removed"])
@pytest.mark.parametrize(("deed", "about"), DEEDS)
def test_nobody_else_does_anything(
    engine: Engine, amina: Speaker, beni: Speaker, who: str, deed: Deed, about: str
) -> None:
    """Not by the buttons, and not by a confirmation that is on the screen already."""
    speaker = outsiders(engine, amina)[who]
    subject = {"part": part_of(beni), "person": amina.desk.person or 0, "invitation": 1, "": 0}[about]
    status(amina, "closed" if deed in {Deed.REOPEN, Deed.ARCHIVE} else "open")
    if who == "removed":
        speaker.turn(DeedAsked(deed, subject))
        assert speaker.state == Confirming(deed, subject)
        _take_role(engine, speaker)
    before = everything(engine)
    if who != "removed":
        speaker.turn(DeedAsked(deed, subject))
    speaker.turn(DeedConfirmed(deed, subject))
    if who == "other":  # what is meant for a round of one's own works there, and there alone
        assert _about(engine, amina.round) == _about(engine, amina.round, before)
    else:
        assert everything(engine) == before
    assert not any(name in speaker.text for name in ("Amina", "Seed office"))


def _take_role(engine: Engine, speaker: Speaker) -> None:
    gone = coordinators.delete().where(coordinators.c.person_id == speaker.desk.person)
    with transaction(engine) as session:
        session.connection().execute(gone)


def _about(engine: Engine, number: int, rows: dict[str, list[Any]] | None = None) -> list[str]:
    """What the database has of one round: who is in it, as what, and whether it is open."""
    found = everything(engine) if rows is None else rows
    start = f"({number}, "
    kept = [row for name in ("assessment", "coordinator") for row in found[name] if row.startswith(start)]
    return [*kept, *found["participation"], *found["invitation"], *found["outgoing"]]


@pytest.mark.parametrize("who", ["stranger", "respondent", "other", "removed"])
@pytest.mark.parametrize(
    "event",
    [
        Asked(Place.ROUND),
        Asked(Place.PROGRESS),
        Asked(Place.PEOPLE),
        Asked(Place.INVITATIONS),
        PeopleListed(Standing.NOT_BEGUN),
        PictureAsked(),
        AuditAsked(),
    ],
)
def test_nobody_else_sees_anything(engine: Engine, amina: Speaker, beni: Speaker, who: str, event: Event) -> None:
    speaker = outsiders(engine, amina)[who]
    if who == "removed":
        speaker.turn(event)
        _take_role(engine, speaker)
    before = everything(engine)
    reply = speaker.turn(event)
    assert not any(name in speaker.text for name in ("Amina", "Seed office", "1 person:"))
    assert everything(engine) == before
    if who != "other":
        assert not reply.left
    else:
        assert all(part.about["round"] != amina.round for part in reply.left)  # type: ignore[union-attr]


def test_a_confirmation_for_something_else_does_nothing(engine: Engine, amina: Speaker, beni: Speaker) -> None:
    cleo = joined(engine, invited(amina), "cleo")
    amina.turn(DeedAsked(Deed.REMOVE, part_of(beni)))
    before = everything(engine)
    amina.turn(DeedConfirmed(Deed.REMOVE, part_of(cleo)))
    assert everything(engine) == before
    assert amina.state == Confirming(Deed.REMOVE, part_of(beni))


def test_an_invited_coordinator_is_listed_and_counts(engine: Engine, amina: Speaker) -> None:
    bola = joined(engine, invited(amina, role=Role.COORDINATOR), "bola", name="Bola")
    assert "2 coordinators" in text(bola.say("/round").card)
    amina.say("/people")
    assert "Amina (you)\nBola" in amina.text


def test_closing_says_what_is_missing(engine: Engine, amina: Speaker) -> None:
    beni = joined(engine, invited(amina, capabilities=("compost",)), "beni")
    amina.turn(DeedAsked(Deed.CLOSE))
    assert "1 person has not finished." in amina.text
    assert "3 questions were asked of nobody." in amina.text
    answering(beni, "compost")
    amina.turn(DeedAsked(Deed.CLOSE))
    assert "Everybody who joined has finished." in amina.text
    amina.press("Close it")
    assert "Closed" in amina.text
    amina.turn(DeedAsked(Deed.NUDGE, part_of(beni)))
    assert "not open now" in amina.text
