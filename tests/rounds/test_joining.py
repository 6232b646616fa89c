"""Coming in by an invitation: N places let exactly N people in, whoever comes at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import Engine, insert, select

from bot.storage.engine import transaction
from bot.storage.rounds import entering, inviting, offers, people
from bot.storage.rounds.authority import Overruled
from bot.storage.sweeping import sweep
from bot.storage.tables import METADATA
from dialogs.commands import Remark
from dialogs.rounds.commands import Join
from dialogs.rounds.events import FormAccepted, FormOpened, RoundOpened, ValueChosen
from dialogs.rounds.nouns import Offer, Role, Trouble
from dialogs.rounds.states import Filling, FormKind
from tests.rounds.people import CODES, Speaker, coordinator, invited, joined, status

invitation, failed_code = METADATA.tables["invitation"], METADATA.tables["failed_code"]


def at_once(works: list[Callable[[], object]]) -> list[object]:
    """The results of works that begin at the same moment on threads of their own."""
    ready = threading.Barrier(len(works))

    def begun(work: Callable[[], object]) -> object:
        ready.wait(10)
        return work()

    with ThreadPoolExecutor(len(works)) as threads:
        return [done.result(60) for done in [threads.submit(begun, work) for work in works]]


def coming(engine: Engine, code: str, address: str) -> Callable[[], object]:
    def come() -> object:
        try:
            return joined(engine, code, address)
        except Overruled as no:
            return no.remark

    return come


def count(engine: Engine, table: str, **where: object) -> int:
    rows = METADATA.tables[table]
    with transaction(engine) as session:
        found = session.connection().execute(select(rows)).mappings().all()
    return sum(all(row[name] == value for name, value in where.items()) for row in found)


def offer(speaker: Speaker, code: str) -> Offer:
    desk = speaker.desk
    with transaction(speaker.engine) as session:
        return offers.offered(session, desk, code, speaker.at)


def revoke(amina: Speaker, code: str) -> None:
    right, number = amina.right, offer(amina, code).number
    with transaction(amina.engine) as session:
        inviting.revoke(session, right, number, amina.at)


def join(speaker: Speaker, code: str) -> None:
    """Come in by one more invitation."""
    number, desk = offer(speaker, code).number, speaker.desk
    with transaction(speaker.engine) as session:
        entering.join(session, desk, Join(number), speaker.at)


@pytest.mark.parametrize(("places", "people_"), [(1, 8), (5, 12)])
def test_places_let_exactly_so_many_in(engine: Engine, places: int, people_: int) -> None:
    amina = coordinator(engine)
    code = invited(amina, places=places)
    came = at_once([coming(engine, code, f"guest {number}") for number in range(people_)])
    assert came.count(Remark.INVITATION_USED_UP) == people_ - places
    assert count(engine, "participation", assessment_id=amina.round) == places
    assert count(engine, "invitation", taken=places) == 1
    assert count(engine, "audit_entry", action="joined") == count(engine, "notice", kind="joined") == places


def test_nobody_comes_in_once_an_invitation_is_taken_back(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina, places=20)
    number = offer(Speaker(engine, "zoe"), code).number
    came = at_once([lambda: revoke(amina, code), *(coming(engine, code, f"guest {each}") for each in range(6))])
    in_time = sum(isinstance(each, Speaker) for each in came)
    assert count(engine, "participation") == in_time == _taken(engine, number)
    assert came.count(Remark.INVITATION_REVOKED) == 6 - in_time
    with pytest.raises(Overruled, match=Remark.INVITATION_REVOKED.value):
        joined(engine, code, "late")


def _taken(engine: Engine, number: int) -> int:
    with transaction(engine) as session:
        return session.connection().scalar(select(invitation.c.taken).where(invitation.c.id == number)) or 0


def greeted(engine: Engine, code: str, address: str = "beni") -> Speaker:
    beni = Speaker(engine, address)
    beni.say(f"/start {code}")
    return beni


def test_someone_new_is_told_what_it_means_and_then_begins(engine: Engine) -> None:
    amina = coordinator(engine, deadline=date(2026, 12, 18))
    code = invited(amina, capabilities=CODES[:2])
    beni = greeted(engine, code)
    for words in (
        "You are invited: Gardens of the north",
        "Invited by: Amina",
        "Soil and water",
        "2 questions, about 4 minutes",
        "Friday 18 December",
        "under the name or office that you give next",
        "Other respondents do not see your answers.",
        "Kept: your answers and notes with their earlier versions and times, your name or office and sector",
        "Deleted: 2 years after the assessment is closed, or at once with /forget.",
        "not end-to-end encrypted",
        "not a place to report a case",
        "Taking part is voluntary",
    ):
        assert words in beni.text
    assert count(engine, "participation") == 0
    beni.press("I agree")
    assert beni.reply
    assert beni.reply.record
    beni.say("Office of Beni")
    beni.press("Police")
    assert "Office of Beni" in beni.text
    beni.press("Take part")
    assert "You are in. Here is where you begin." in beni.text
    assert "Compost" in beni.text
    assert beni.desk.sheet.quest
    assert beni.desk.sheet.quest.capabilities == CODES[:2]
    assert count(engine, "participation", name="Office of Beni", sector="police") == 1


def test_whoever_refuses_leaves_nothing_behind(engine: Engine) -> None:
    code = invited(coordinator(engine))
    beni = greeted(engine, code)
    beni.press("No, thank you")
    assert "Nothing about you was kept." in beni.text
    assert count(engine, "conversation", address="beni") == count(engine, "participation") == 0
    assert count(engine, "invitation", taken=0) == 1


def test_an_anonymous_round_asks_for_no_name_and_keeps_none(engine: Engine) -> None:
    code = invited(coordinator(engine, anonymous=True), label="Beni of the police")
    beni = greeted(engine, code)
    assert "Your name is not asked." in beni.text
    beni.press("I agree")
    assert "Your sector" in beni.text
    beni.press("Rather not say")
    beni.press("Take part")
    assert count(engine, "participation", name="", sector=None, invitation_id=None) == 1


def test_a_coordinator_comes_in_by_an_invitation_for_one(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina, role=Role.COORDINATOR, places=5)
    zoe = greeted(engine, code, "zoe")
    assert "You are asked to coordinate this assessment" in zoe.text
    assert "May Sounding keep your name and what you do here?" in zoe.text
    zoe.press("I agree")
    zoe.say("Zoe")
    zoe.press("Coordinate")
    assert zoe.desk.sheet.coordinates
    assert "Coordinating" in zoe.text
    assert "This invitation has been used" in greeted(engine, code, "otis").text


def test_someone_known_sees_the_terms_and_joins_with_one_tap(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina))
    lea = coordinator(engine, "lea", name="Lea", title="Gardens of the south")
    beni.say(f"/start {invited(lea)}")
    assert "Taking part: Gardens of the south" in beni.text
    assert "Invited by: Lea" in beni.text
    assert "not end-to-end encrypted" in beni.text
    beni.press("Take part")
    assert beni.round == lea.round
    assert "Gardens of the south" in beni.text
    assert count(engine, "participation") == 2


def test_a_link_opened_again_takes_no_place(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina, places=3)
    beni = joined(engine, code)
    beni.say(f"/start {code}")
    assert "You are in this assessment already." in beni.text
    only = invited(amina)
    joined(engine, only, "otis").say(f"/start {only}")
    assert count(engine, "invitation", taken=1) == 2


def test_a_link_opened_again_leads_to_its_assessment(engine: Engine) -> None:
    amina, lea = coordinator(engine), coordinator(engine, "lea", title="Gardens of the south")
    code = invited(amina)
    beni = joined(engine, code)
    join(beni, invited(lea))
    beni.turn(RoundOpened(lea.round))
    assert beni.round == lea.round
    beni.say(f"/start {code}")
    assert beni.round == amina.round
    assert "You are in this assessment already." in beni.text


def test_more_questions_are_added_to_those_one_has(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina, capabilities=CODES[:1]))
    beni.say(f"/start {invited(amina, capabilities=CODES[2:3])}")
    assert "Your new questions are here." in beni.text
    assert beni.desk.sheet.quest
    assert beni.desk.sheet.quest.capabilities == (CODES[0], CODES[2])
    assert count(engine, "participation") == 1
    assert count(engine, "audit_entry", action="took-on") == 1


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("wrong", "This invitation is not known here."),
        ("used up", "This invitation has been used by as many people as it was made for."),
        ("expired", "The time to use this invitation is over."),
        ("revoked", "This invitation was withdrawn."),
        ("closed", "The assessment behind this invitation is closed."),
        ("archived", "The assessment behind this invitation is closed."),
        ("draft", "This assessment has not begun yet."),
    ],
)
@pytest.mark.parametrize("known", [False, True])
def test_an_invitation_that_cannot_be_used_says_why(engine: Engine, trouble: str, said: str, known: bool) -> None:
    amina = coordinator(engine, zone="Pacific/Auckland")
    code = invited(amina, until=date(2026, 11, 21))  # where it is the 22nd by now
    if trouble == "wrong":
        code = amina.door.code()
    elif trouble != "expired":
        code = invited(amina)
    if trouble == "used up":
        joined(engine, code, "otis")
    if trouble == "revoked":
        revoke(amina, code)
    if trouble in {"closed", "archived", "draft"}:
        status(amina, trouble)
    beni = coordinator(engine, "beni") if known else Speaker(engine, "beni")
    before = count(engine, "participation")
    beni.say(f"/start {code}")
    assert said in beni.text
    assert count(engine, "participation") == before


def test_what_was_withdrawn_while_somebody_read_lets_nobody_in(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina)
    beni = greeted(engine, code)
    zoe = greeted(engine, code, "zoe")
    zoe.press("I agree")
    revoke(amina, code)
    beni.press("I agree")
    assert "This invitation was withdrawn." in beni.text
    assert count(engine, "conversation", address="beni") == 0
    zoe.press("Without a name")
    zoe.press("Police")
    zoe.press("Take part")
    assert "This invitation was withdrawn." in zoe.text
    assert count(engine, "participation") == 0


def test_the_number_of_an_invitation_opens_nothing(engine: Engine) -> None:
    """A button with a number of one's own making: only a code lets anybody in."""
    amina = coordinator(engine)
    number = offer(amina, invited(amina)).number
    lea = coordinator(engine, "lea")
    stranger = Speaker(engine, "zoe")
    forged = FormOpened(FormKind.JOIN, number), ValueChosen("name", ""), FormAccepted(FormKind.JOIN)
    for each in (lea, stranger, joined(engine, invited(lea), "beni")):
        each.turn(*forged)
        assert not isinstance(each.state, Filling)
    own = greeted(engine, invited(lea), "otis")
    own.press("I agree")
    own.turn(*forged)
    assert count(engine, "participation", assessment_id=amina.round) == 0


def test_someone_who_was_removed_comes_back_by_a_new_code_alone(engine: Engine) -> None:
    amina = coordinator(engine)
    code, lying_about = invited(amina, places=9), invited(amina, places=9)
    beni = joined(engine, code, name="Beni")
    right, part = amina.later(hours=1).right, beni.desk.participation or 0
    with transaction(engine) as session:
        people.remove(session, right, part, amina.at)
    beni.later(hours=2)
    for old in (code, lying_about):
        beni.say(f"/start {old}")
        assert "This invitation was withdrawn." in beni.text
    beni.say(f"/start {invited(amina.later(hours=2), capabilities=CODES[:1])}")
    beni.press("Take part")
    assert beni.desk.sheet.quest
    assert beni.desk.sheet.quest.capabilities == CODES[:1]
    assert count(engine, "participation") == 1


def test_what_a_former_coordinator_made_makes_nobody_a_coordinator(engine: Engine) -> None:
    amina = coordinator(engine)
    lea = coordinator(engine, "lea", round_=amina.round)
    code = invited(lea, role=Role.COORDINATOR)
    right, person = amina.right, lea.right.person
    with transaction(engine) as session:
        people.demote(session, right, person, amina.at)
    assert "This invitation was withdrawn." in greeted(engine, code, "zoe").text


def test_guessing_is_slow_for_one_chat(engine: Engine) -> None:
    amina = coordinator(engine)
    code, zoe = invited(amina), Speaker(engine, "zoe")
    for _ in range(5):
        zoe.say(f"/start {amina.door.code()}")
        assert "This invitation is not known here." in zoe.text
    zoe.later(minutes=50).say(f"/start {code}")
    assert "Too many codes did not work." in zoe.text
    assert "You are invited" in greeted(engine, code, "otis").text
    zoe.later(minutes=11).say(f"/start {code}")
    assert "You are invited" in zoe.text
    assert {"zoe", "otis"}.isdisjoint(_hashes(engine))


def test_guessing_is_slow_over_all(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina)
    with transaction(engine) as session:
        rows = [{"chat_hash": str(number), "at": amina.at} for number in range(199)]
        session.connection().execute(insert(failed_code), rows)
    assert offer(Speaker(engine, "zoe"), code).trouble is None
    assert offer(Speaker(engine, "zoe"), amina.door.code()).trouble is Trouble.UNKNOWN
    assert offer(Speaker(engine, "zoe"), amina.door.code()).trouble is Trouble.TOO_FAST
    assert offer(Speaker(engine, "zoe"), code).trouble is Trouble.TOO_FAST
    assert offer(Speaker(engine, "zoe").later(minutes=61), code).trouble is None


def test_whoever_brings_a_right_code_never_waits_for_those_who_guess(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina)
    with transaction(engine) as session:
        rows = [{"chat_hash": str(number % 40), "at": amina.at} for number in range(1000)]
        session.connection().execute(insert(failed_code), rows)
    assert offer(Speaker(engine, "otis"), code).trouble is None


def test_words_that_are_no_code_are_not_counted(engine: Engine) -> None:
    zoe = Speaker(engine, "zoe")
    zoe.say("/start from-the-newsletter")
    assert "This invitation is not known here." in zoe.text
    assert count(engine, "failed_code") == 0


def test_wrong_codes_are_forgotten(engine: Engine) -> None:
    zoe = Speaker(engine, "zoe")
    offer(zoe, zoe.door.code())
    with transaction(engine) as session:
        sweep(session, zoe.later(minutes=59).at)
    assert count(engine, "failed_code") == 1
    with transaction(engine) as session:
        sweep(session, zoe.later(minutes=2).at)
    assert count(engine, "failed_code") == 0


def _hashes(engine: Engine) -> set[str]:
    with transaction(engine) as session:
        return set(session.connection().scalars(select(failed_code.c.chat_hash)))


def test_a_language_that_the_round_has_not_becomes_one_that_it_has(engine: Engine) -> None:
    amina = coordinator(engine, languages=("fr", "es"))
    beni = greeted(engine, invited(amina, language="fr"))
    assert beni.desk.sheet.language in {"fr", "es"}
    lea = coordinator(engine, "lea", languages=("ar",))
    otis = joined(engine, invited(lea, language="ar"), "otis")
    assert otis.desk.sheet.language == "ar"
