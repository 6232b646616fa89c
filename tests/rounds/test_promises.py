"""What people were promised holds: the terms they read, that nobody is named, and what a closed round is."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update

from bot.left import Enclosure
from bot.storage.engine import transaction
from bot.storage.rounds import auditing, creating, entering, offers, people
from bot.storage.rounds.auditing import Deed as Line
from bot.storage.rounds.authority import Overruled
from bot.storage.tables import METADATA
from dialogs.commands import Remark
from dialogs.events import Asked, CapabilityOpened, PhaseChosen, Place, Typed
from dialogs.rounds.commands import Join
from dialogs.rounds.events import DeedAsked, DeedConfirmed, FormOpened, PeopleListed, PersonOpened
from dialogs.rounds.nouns import Audience, Role, Setup
from dialogs.rounds.states import Deed, Filling, FormKind
from dialogs.screens import Screen
from framework.answers import Depth
from tests.rounds.people import CODES, Speaker, coordinator, invited, joined, status, text

participation, invitation = METADATA.tables["participation"], METADATA.tables["invitation"]
ANONYMOUS: dict[str, Any] = {"anonymous": True, "depth": Depth.QUICK}
AGAIN = "The terms have changed. Please read them again."
CLOSED = "This assessment is closed. Open it again first, then do this."


def change(amina: Speaker, **terms: Any) -> None:
    """Change these terms of the round that amina coordinates."""
    right, setup = amina.right, amina.desk.sheet.setup
    assert isinstance(setup, Setup)
    with transaction(amina.engine) as session:
        creating.change_round(session, right, replace(setup, **terms), amina.at)


def names(engine: Engine, round_: int) -> list[str]:
    """Under which names people answer in this round."""
    query = select(participation.c.name).where(participation.c.assessment_id == round_).order_by(participation.c.id)
    with transaction(engine) as session:
        return list(session.connection().scalars(query))


def labels(engine: Engine) -> list[str]:
    with transaction(engine) as session:
        return list(session.connection().scalars(select(invitation.c.label).order_by(invitation.c.id)))


def trail(amina: Speaker) -> tuple[Line, ...]:
    right = amina.right
    with transaction(amina.engine) as session:
        return auditing.trail(session, right)


def part_of(speaker: Speaker) -> int:
    number = speaker.desk.participation
    assert number is not None
    return number


def known(engine: Engine) -> Speaker:
    """Someone who takes part in another round already."""
    return joined(engine, invited(coordinator(engine, "lea", name="Lea", title="Gardens of the south")), "beni")


# The terms that were read


def test_nobody_known_is_taken_in_on_other_names_than_they_read(engine: Engine) -> None:
    amina, beni = coordinator(engine, **ANONYMOUS), known(engine)
    beni.later(minutes=1).say(f"/start {invited(amina)}")
    assert "Your name is not asked." in beni.text
    change(amina.later(minutes=2), anonymous=False)
    beni.later(minutes=3).press("Take part")
    assert names(engine, amina.round) == []
    assert AGAIN in beni.text
    assert "under the name or office that you give next" in beni.text
    beni.press("Take part")
    assert "Write your name or your office." in beni.text
    beni.say("Office of Beni")
    beni.press("Take part")
    assert names(engine, amina.round) == ["Office of Beni"]


def test_nobody_known_is_taken_in_on_another_audience_than_they_read(engine: Engine) -> None:
    amina, beni = coordinator(engine, **ANONYMOUS), known(engine)
    beni.later(minutes=1).say(f"/start {invited(amina)}")
    assert "The joined result goes to the coordinators." in beni.text
    change(amina.later(minutes=2), audience=Audience.RESPONDENTS)
    beni.later(minutes=3).press("Take part")
    assert AGAIN in beni.text
    assert "The joined result goes to everyone who takes part" in beni.text
    beni.press("Take part")
    assert names(engine, amina.round) == [""]


def test_another_change_leaves_the_terms_as_they_were_read(engine: Engine) -> None:
    amina, beni = coordinator(engine, **ANONYMOUS), known(engine)
    beni.later(minutes=1).say(f"/start {invited(amina)}")
    change(amina.later(minutes=2), title="Gardens of the far north")
    beni.later(minutes=3).press("Take part")
    assert names(engine, amina.round) == [""]


@pytest.mark.parametrize("agreed_first", [False, True])
def test_someone_new_reads_terms_again_that_changed_on_the_way(engine: Engine, agreed_first: bool) -> None:
    amina, beni = coordinator(engine, **ANONYMOUS), Speaker(engine, "beni")
    beni.later(minutes=1).say(f"/start {invited(amina)}")
    if agreed_first:
        beni.press("I agree")
    change(amina.later(minutes=2), anonymous=False)
    beni.later(minutes=3)
    if not agreed_first:
        beni.press("I agree")
        beni.say("Beni")
    beni.press("Rather not say")
    if agreed_first:
        beni.press("Take part")
        beni.say("Beni")
    beni.press("Take part")
    assert AGAIN in beni.text
    assert "under the name or office that you give next" in beni.text
    beni.press("Take part")
    assert names(engine, amina.round) == ["Beni"]


def test_the_database_has_the_last_word_on_the_terms(engine: Engine) -> None:
    amina, beni = coordinator(engine, **ANONYMOUS), known(engine)
    code, desk = invited(amina), beni.desk
    with transaction(engine) as session:
        number = offers.offered(session, desk, code, beni.at).number
    for anonymous, audience in ((False, Audience.COORDINATORS), (True, Audience.RESPONDENTS)):
        wanted = Join(number, anonymous=anonymous, audience=audience)
        with pytest.raises(Overruled, match=Remark.TERMS_CHANGED.value), transaction(engine) as session:
            entering.join(session, desk, wanted, beni.at)
    assert names(engine, amina.round) == []


# Nobody is named


def both(engine: Engine) -> tuple[Speaker, Speaker]:
    """A coordinator of an anonymous round, and another one, Bola, who answers as well."""
    amina = coordinator(engine, **ANONYMOUS)
    joined(engine, invited(amina), "bola")
    return amina, coordinator(engine, "bola", name="Bola", round_=amina.round)


def test_a_number_does_not_say_that_it_also_coordinates(engine: Engine) -> None:
    amina, bola = both(engine)
    number = part_of(bola)
    amina.turn(PersonOpened(number))
    assert amina.reply
    assert "Respondent 1" in amina.text
    assert "Also a coordinator" not in amina.text
    assert not any("oordinator" in button.label for button in amina.reply.card.buttons)
    bola.turn(PersonOpened(number))
    assert "This is you" in bola.text
    amina.turn(PeopleListed(None))
    assert amina.button("Coordinator: Bola").event == DeedAsked(Deed.DEMOTE, bola.right.person)


def test_no_number_is_made_a_coordinator(engine: Engine) -> None:
    amina = coordinator(engine, **ANONYMOUS)
    number = part_of(joined(engine, invited(amina), "beni"))
    amina.turn(PersonOpened(number), DeedAsked(Deed.PROMOTE, number), DeedConfirmed(Deed.PROMOTE, number))
    right = amina.right
    with pytest.raises(Overruled, match=Remark.BY_INVITATION.value), transaction(engine) as session:
        people.promote(session, right, number, amina.at)
    with transaction(engine) as session:
        assert len(people.coordinators_of(session, right)) == 1


def test_the_trail_ties_no_number_to_a_coordinator(engine: Engine) -> None:
    amina, bola = both(engine)
    bola.turn(DeedAsked(Deed.PASS_ON, word=CODES[0]), DeedConfirmed(Deed.PASS_ON, word=CODES[0]))
    invited(bola)
    right, person = amina.right, bola.right.person
    with transaction(engine) as session:
        auditing.audit(session, amina.round, person, "joined", f"coordinator:{person}", amina.at)
    before = [(line.role, line.number, line.action, line.subject) for line in trail(amina)]
    assert (Role.RESPONDENT, 1, "joined", "respondent:1") in before
    assert (Role.RESPONDENT, 1) in {line[:2] for line in before if line[2] == "passed-on"}
    assert (Role.COORDINATOR, 2, "joined", "coordinator:2") in before
    assert (Role.COORDINATOR, 2) in {line[:2] for line in before if line[2] == "invited"}
    with transaction(engine) as session:
        people.demote(session, right, person, amina.at)
    after = trail(amina)
    assert [(line.role, line.number, line.action, line.subject) for line in after[:-1]] == before
    assert (after[-1].role, after[-1].action, after[-1].subject) == (Role.COORDINATOR, "demoted", "coordinator:2")


def test_an_anonymous_round_keeps_no_label_of_an_invitation(engine: Engine) -> None:
    amina = coordinator(engine, **ANONYMOUS)
    amina.say("/invite")
    amina.press("Answer questions")
    amina.press("Done")
    amina.press("1 person")
    amina.say("Seed office")
    amina.press("Leave the rest as proposed")
    amina.press("Make the invitation")
    letter = amina.left[0]
    assert isinstance(letter, Screen)
    assert "For: Seed office" in text(letter)
    assert "Invitation 1" in amina.text
    assert "Seed office" not in amina.text
    amina.turn(FormOpened(FormKind.LIST))
    amina.press("4 weeks")
    amina.turn(Typed("Ministry of Health\nParks office"))
    amina.press("Make 2 invitations")
    (file,) = [each for each in amina.left if isinstance(each, Enclosure)]
    assert "Parks office" in str(file)
    beni = joined(engine, invited(amina), "beni")
    beni.turn(DeedAsked(Deed.PASS_ON, word=CODES[0]), DeedConfirmed(Deed.PASS_ON, word=CODES[0]))
    invited(amina, role=Role.COORDINATOR, label="Zoe")
    assert labels(engine) == ["", "", "", "", "", "Zoe"]


def _buttons(amina: Speaker) -> tuple[Any, ...]:
    assert amina.reply
    return tuple(amina.reply.card.buttons)


def test_a_round_that_becomes_anonymous_forgets_its_labels(engine: Engine) -> None:
    amina = coordinator(engine)
    invited(amina, label="Seed office")
    invited(amina, role=Role.COORDINATOR, label="Zoe")
    change(amina, anonymous=True)
    assert labels(engine) == ["", "Zoe"]


# A closed round


@pytest.mark.parametrize("word", ["closed", "archived"])
def test_nobody_is_asked_anything_else_in_a_closed_round(engine: Engine, word: str) -> None:
    amina = coordinator(engine, depth=Depth.QUICK)
    number = part_of(joined(engine, invited(amina), "beni"))
    amina.turn(PersonOpened(number))
    assert amina.button("Change what they are asked").event == FormOpened(FormKind.ASSIGN, number)
    status(amina, word)
    amina.turn(PersonOpened(number))
    assert not any("asked" in button.label for button in _buttons(amina))
    amina.turn(FormOpened(FormKind.ASSIGN, number))
    assert CLOSED in amina.text
    assert "Which sections" not in amina.text
    right = amina.right
    with pytest.raises(Overruled, match=Remark.ROUND_CLOSED.value), transaction(engine) as session:
        people.assign(session, right, number, CODES[:1], amina.at)


@pytest.mark.parametrize("word", ["closed", "archived"])
@pytest.mark.parametrize("form", [FormKind.INVITE, FormKind.LIST])
def test_nobody_is_invited_to_a_closed_round(engine: Engine, form: FormKind, word: str) -> None:
    amina = coordinator(engine)
    status(amina, word)
    amina.turn(FormOpened(form))
    assert CLOSED in amina.text
    assert [button.label for button in _buttons(amina)] == ["Back"]
    amina.say("Ministry of Health")
    assert amina.reply
    assert amina.reply.remark == CLOSED
    amina.press("Back")
    assert not isinstance(amina.state, Filling)
    assert labels(engine) == []


def test_a_round_that_closes_while_an_invitation_is_made_refuses_it(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.say("/invite")
    amina.press("Leave the rest as proposed")
    status(amina, "closed")
    amina.press("Make the invitation")
    assert CLOSED in amina.text
    assert labels(engine) == []


# What was submitted


def submitted(engine: Engine, number: int) -> bool:
    with transaction(engine) as session:
        query = select(func.count(participation.c.submitted_at)).where(participation.c.id == number)
        return bool(session.connection().scalar(query))


def test_asking_for_less_leaves_a_submission_and_asking_for_more_ends_it(engine: Engine) -> None:
    amina = coordinator(engine, depth=Depth.QUICK)
    beni = joined(engine, invited(amina, capabilities=CODES[:2]), "beni")
    number, right = part_of(beni), amina.right
    beni.turn(Asked(Place.REVIEW), CapabilityOpened(CODES[0], review=True), PhaseChosen(CODES[0], "rooting"))
    with transaction(engine) as session:
        session.connection().execute(update(participation).values(submitted_at=beni.at))
    for asked, kept in ((CODES[:1], True), (CODES[:1], True), (CODES[:2], False)):
        with transaction(engine) as session:
            people.assign(session, right, number, asked, amina.at)
        assert submitted(engine, number) is kept


def test_a_submission_at_the_same_moment_is_not_lost(engine: Engine) -> None:
    """The submission is written first and committed while the coordinator waits, or comes after; it stands."""
    amina = coordinator(engine, depth=Depth.QUICK)
    beni = joined(engine, invited(amina), "beni")
    number, right = part_of(beni), amina.right
    failed: list[BaseException] = []

    def assign() -> None:
        try:
            with transaction(engine) as session:
                people.assign(session, right, number, CODES[:2], amina.at)
        except BaseException as error:  # noqa: BLE001  # told below, on the thread of the test
            failed.append(error)

    with transaction(engine) as session:
        session.connection().execute(
            update(participation).where(participation.c.id == number).values(submitted_at=beni.at)
        )
        other = threading.Thread(target=assign)
        other.start()
        other.join(0.3)
    other.join(30)
    assert failed == []
    assert submitted(engine, number)
