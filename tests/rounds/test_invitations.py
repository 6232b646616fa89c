"""Making invitations from the chat: one, many from a list, and one question passed on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import Engine, event, select

from bot.codes import hashed, plain
from bot.enclosing import made
from bot.left import Enclosure, File, Kind
from bot.storage.engine import transaction
from bot.storage.rounds import inviting
from bot.storage.tables import METADATA
from dialogs.events import PageTurned
from dialogs.rounds.commands import Ticket
from dialogs.rounds.events import DeedAsked, DeedConfirmed, FormAccepted, FormOpened, InvitationOpened
from dialogs.rounds.states import Deed, FormKind
from dialogs.screens import Screen
from tests.rounds.people import CODES, LINK, Speaker, coordinator, invited, joined, status, text
from tests.rounds.test_joining import at_once, count, greeted, offer

invitation = METADATA.tables["invitation"]


def taps(speaker: Speaker, *labels: str) -> None:
    for label in labels:
        speaker.press(label)


def letter(speaker: Speaker) -> str:
    """The message that the last turn left to be forwarded."""
    shown = speaker.left[0]
    assert isinstance(shown, Screen)
    assert not shown.rows
    return text(shown)


def code_in(message: str) -> str:
    return next(word for word in message.split() if plain(word))


def rows(engine: Engine) -> list[tuple[object, ...]]:
    c = invitation.c
    with transaction(engine) as session:
        query = select(c.role, c.capabilities, c.places, c.until, c.language, c.label).order_by(c.id)
        return [tuple(row) for row in session.connection().execute(query)]


def test_an_invitation_is_made_step_by_step_and_lets_somebody_in(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.say("/invite")
    taps(amina, "Answer questions", "Soil", "Done")
    amina.say("25")
    amina.say("Police units")
    taps(amina, "Français", "2 weeks", "Make the invitation")
    assert rows(engine) == [("respondent", list(CODES[2:]), 25, date(2026, 12, 5), "fr", "Police units")]
    message = letter(amina)
    for words in ("Gardens of the north", "Police units", "Amina", "People and seeds", LINK, "samedi 5 décembre 2026"):
        assert words in message
    assert f"/start {code_in(message)}" in message
    picture = amina.left[1]
    assert picture == Enclosure(
        Kind.QR, picture.caption if isinstance(picture, Enclosure) else "", "fr", {"link": LINK + code_in(message)}
    )
    assert "The message above is ready to be forwarded." in amina.text
    assert "Police units: 0 of 25 have joined" in amina.text
    assert "Gardens of the north" in greeted(engine, code_in(message)).text
    assert count(engine, "audit_entry", action="invited", subject="invitation:1") == 1


def test_where_there_are_no_links_the_message_says_what_to_write(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.door.link = ""
    amina.say("/invite")
    taps(amina, "Leave the rest", "Make the invitation")
    message = letter(amina)
    assert f"To begin, write this in Sounding: /start {code_in(message)}" in message
    assert "http" not in message
    picture = amina.left[1]
    assert isinstance(picture, Enclosure)
    assert picture.about == {"link": f"/start {code_in(message)}"}


def test_of_a_code_only_its_hash_is_kept(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina, label="Helpline")
    with transaction(engine) as session:
        kept = session.connection().execute(select(invitation)).one()
        everything = " ".join(map(str, kept))
    assert kept.code_hash == hashed(code)
    assert plain(code) not in everything
    assert code not in everything


def test_an_invitation_to_coordinate_is_for_one(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.say("/invite")
    taps(amina, "Coordinate with you", "Leave it open", "English", "4 weeks", "Make the invitation")
    assert "You are asked to coordinate" in letter(amina)
    assert rows(engine)[0][:3] == ("coordinator", None, 1)


@pytest.mark.parametrize("typed", ["0", "1001", "many", "-1", "1.5"])
def test_a_number_of_places_that_makes_no_sense_is_asked_again(engine: Engine, typed: str) -> None:
    amina = coordinator(engine)
    amina.say("/invite")
    taps(amina, "Answer questions", "Done")
    amina.say(typed)
    assert "For how many" in amina.text
    amina.say("١٢")
    taps(amina, "Leave it open", "English", "4 weeks")
    assert "For how many: 12 people" in amina.text


LIST = """Label,Sections,Language
"Ministry of Health, HQ","1 2",fr
Helpline,2,es
=HYPERLINK("http://x"),1,ar
Nobody,7,en
"""


def test_a_list_makes_many_invitations_and_a_file_of_them(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.say("/invitations")
    taps(amina, "Many at once", "4 weeks")
    amina.say("no, list, at, all")
    assert "No line could be read." in amina.text
    amina.say(LIST)
    for words in (
        "Ministry of Health, HQ: all sections (Français)",
        "1 line is left out:",
        "Line 5: no such section as “7”.",
    ):
        assert words in amina.text
    taps(amina, "The list")
    amina.say("Police; 1; pt")
    amina.press("Make 4 invitations")
    assert [row[1:] for row in rows(engine)] == [
        (None, 1, date(2026, 12, 19), "fr", "Ministry of Health, HQ"),
        (list(CODES[2:]), 1, date(2026, 12, 19), "es", "Helpline"),
        (list(CODES[:2]), 1, date(2026, 12, 19), "ar", '=HYPERLINK("http://x")'),
        (list(CODES[:2]), 1, date(2026, 12, 19), "pt", "Police"),
    ]
    (enclosure,) = amina.left
    assert isinstance(enclosure, Enclosure)
    file = made(amina.office, enclosure, amina.at)
    assert isinstance(file, File)
    lines = file.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    assert "'=HYPERLINK(" in lines[3]
    assert "Gardens of the north" in greeted(engine, code_in(lines[2].replace(",", " "))).text
    assert count(engine, "audit_entry", action="invited", subject="invitations:4") == 1


def test_an_invitation_is_withdrawn_from_its_card(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina, label="Helpline")
    amina.say("/invitations")
    taps(amina, "Helpline", "Withdraw it")
    assert count(engine, "invitation", revoked_at=None) == 1
    amina.turn(DeedConfirmed(Deed.REVOKE, 1))
    assert "This invitation lets nobody in any more." in amina.text
    assert "Helpline: withdrawn" in amina.text
    assert "This invitation was withdrawn." in greeted(engine, code).text


def test_invitations_of_another_round_are_out_of_reach(engine: Engine) -> None:
    amina, lea = coordinator(engine), coordinator(engine, "lea")
    invited(amina, label="Helpline")
    lea.turn(InvitationOpened(1))
    assert "Helpline" not in lea.text
    lea.turn(DeedAsked(Deed.REVOKE, 1), DeedConfirmed(Deed.REVOKE, 1))
    lea.say("/invitations")
    assert "Helpline" not in lea.text
    assert count(engine, "invitation", revoked_at=None) == 1


def test_only_coordinators_invite(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina))
    before = len(rows(engine))
    for forged in (FormOpened(FormKind.INVITE), FormAccepted(FormKind.INVITE), FormOpened(FormKind.LIST)):
        beni.turn(forged)
        assert "This is for coordinators of the assessment" in beni.text
    beni.say("/invitations")
    assert "This is for coordinators of the assessment" in beni.text
    assert len(rows(engine)) == before


def test_nobody_is_invited_to_answer_in_a_closed_round(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.say("/invite")
    amina.press("Leave the rest")
    status(amina, "closed")
    amina.press("Make the invitation")
    assert "This assessment is closed" in amina.text
    assert not amina.left
    assert rows(engine) == []


def test_pages_of_invitations_take_two_statements_however_many(engine: Engine) -> None:
    amina = coordinator(engine)
    tickets = [Ticket(label=f"Office {number}") for number in range(500)]
    right = amina.right
    with transaction(engine) as session, counted(engine) as many:
        inviting.invite(session, amina.office, right, tickets, amina.at, "en")
    with transaction(engine) as session, counted(engine) as page:
        view = inviting.listed(session, right, 62, amina.at)
    assert (view.pages, [line.ticket.label for line in view.lines]) == (63, [f"Office {n}" for n in (3, 2, 1, 0)])
    assert sum(asked.startswith("SELECT") for asked in page) == 2
    assert len(many) <= 4
    amina.say("/invitations")
    amina.turn(PageTurned(999))
    assert "Page 63 of 63" in amina.text


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def passing(engine: Engine) -> tuple[Speaker, Speaker]:
    """A coordinator, and a respondent who passed compost on."""
    amina = coordinator(engine)
    beni = joined(engine, invited(amina, capabilities=CODES[:2]))
    beni.say("/continue")
    pass_on(beni)
    return amina, beni


def pass_on(beni: Speaker) -> None:
    taps(beni, "I can't judge this", "Not my remit", "Pass it on")
    beni.turn(DeedConfirmed(Deed.PASS_ON, 0, CODES[0]))


def test_a_question_is_passed_on_to_one_colleague(engine: Engine) -> None:
    amina, beni = passing(engine)
    message = letter(beni)
    assert "A question for you: Compost" in message
    assert "Beni" not in message
    assert "ready to be forwarded to your colleague" in beni.text
    zoe = greeted(engine, code_in(message), "zoe")
    taps(zoe, "I agree", "Without a name", "Police", "Take part")
    assert zoe.desk.sheet.quest
    assert zoe.desk.sheet.quest.capabilities == CODES[:1]
    assert "This invitation has been used" in greeted(engine, code_in(message), "otis").text
    assert count(engine, "notice", kind="passed-on", subject="compost", participation_id=1) == 1
    amina.say("/invitations")
    amina.press("Invitation 2")
    assert "Made by a respondent who passed this question on" in amina.text


def test_a_colleague_who_is_in_already_gets_the_question_as_well(engine: Engine) -> None:
    amina, beni = passing(engine)
    zoe = joined(engine, invited(amina, capabilities=CODES[3:]), "zoe")
    zoe.say(f"/start {code_in(letter(beni))}")
    assert zoe.desk.sheet.quest
    assert zoe.desk.sheet.quest.capabilities == (CODES[0], CODES[3])


def test_of_one_question_there_is_one_unused_link_at_a_time(engine: Engine) -> None:
    _, beni = passing(engine)
    first = letter(beni)
    beni.say("/sections")
    taps(beni, "Soil", "Compost")
    pass_on(beni)
    assert "This invitation was withdrawn." in greeted(engine, code_in(first), "otis").text
    assert "You are invited" in greeted(engine, code_in(letter(beni)), "zoe").text


def test_what_is_not_ones_own_cannot_be_passed_on(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina, capabilities=CODES[:1]))
    before = len(rows(engine))
    for capability in (CODES[1], "no-such"):
        beni.turn(DeedAsked(Deed.PASS_ON, 0, capability), DeedConfirmed(Deed.PASS_ON, 0, capability))
    amina.turn(DeedAsked(Deed.PASS_ON, 0, CODES[0]), DeedConfirmed(Deed.PASS_ON, 0, CODES[0]))
    assert len(rows(engine)) == before


def test_a_removed_respondents_link_opens_nothing(engine: Engine) -> None:
    _, beni = passing(engine)
    participation = METADATA.tables["participation"]
    with transaction(engine) as session:
        session.connection().execute(participation.update().values(removed_at=beni.at))
    assert "This invitation was withdrawn." in greeted(engine, code_in(letter(beni)), "zoe").text


def test_taps_at_the_same_moment_let_in_as_many_as_there_are_places(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina, places=3)
    guests = [greeted(engine, code, f"guest {number}") for number in range(8)]
    for guest in guests:
        taps(guest, "I agree", "Without a name", "Rather not say")
    at_once([lambda guest=guest: guest.press("Take part") for guest in guests])  # type: ignore[misc]
    inside = [guest for guest in guests if "You are in." in guest.text]
    outside = [guest for guest in guests if "as many people as it was made for" in guest.text]
    assert (len(inside), len(outside)) == (3, 5)
    assert count(engine, "participation") == count(engine, "notice", kind="joined") == 3
    assert offer(amina, code).trouble is not None
