"""Nobody does or sees what the database does not grant them: every command and button, tried by those without a right.

Amina coordinates a round with two respondents, two invitations and a second coordinator. Each attempt is made by
a stranger, a respondent of the round, a coordinator of another round, a coordinator who was removed, and a respondent
who was removed: from where they are, and from a card of a coordinator that is still on their screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine, delete, func, select, update

from bot.enclosing import made
from bot.left import Enclosure, Kind
from bot.storage.engine import transaction
from bot.storage.results.recording import keep_priority, record
from bot.storage.tables import METADATA
from bot.storage.writing import write_desks
from dialogs.events import Arrived, Asked, Event, NoteKept, PageTurned, PhaseChosen, Place
from dialogs.results import events as results
from dialogs.results.states import (
    ChoosingFile,
    ReadingJoined,
    ReadingPlan,
    ReadingShared,
    ReadingSpread,
    ReadingStep,
    ResultState,
)
from dialogs.rounds import events
from dialogs.rounds.nouns import Role, Standing
from dialogs.rounds.states import (
    AtRound,
    Confirming,
    Deed,
    Filling,
    FormKind,
    ListingInvitations,
    ListingPeople,
    LookingAtInvitation,
    LookingAtPerson,
    RoundState,
    WatchingProgress,
)
from dialogs.screens import Screen
from dialogs.states import Conversation
from framework.agreed import Agreement, Priority
from tests.rounds.people import Speaker, coordinator, invited, joined, text

SECRETS = ("Gardens of the north", "Beni Okoro", "Carla Duarte", "Dana Levi", "Amina Rai", "Ministry of Soil")
"""What must not be on anybody's screen but a coordinator's: the title counts for those who have no part in it."""

RESULTS = ("The heap is warm.", "The rota says so.", "One plot disagrees.", "Parks office")
"""What came out: a note, a reason, another view, who leads. It is not shared with anybody."""

KEPT = (
    "assessment",
    "coordinator",
    "invitation",
    "participation",
    "answer",
    "answer_revision",
    "notice",
    "audit_entry",
    "agreement",
    "agreement_revision",
    "priority",
    "release",
    "release_part",
)


@dataclass
class Scene:
    """A round, and somebody with no right in it."""

    engine: Engine
    amina: Speaker
    actor: Speaker
    secrets: tuple[str, ...]
    participation: int
    invitation: int
    person: int
    round: int

    def rows(self) -> dict[str, list[Any]]:
        """Everything that is kept, without where anybody's own chat is."""
        with self.engine.connect() as connection:
            tables = (METADATA.tables[name] for name in KEPT)
            return {table.name: sorted(map(repr, connection.execute(select(table)))) for table in tables}

    def mail(self) -> int:
        outgoing = METADATA.tables["outgoing"]
        with self.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(outgoing)) or 0

    def put(self, state: RoundState | ResultState) -> None:
        """Have a coordinator's card on the actor's screen, as if it had been drawn while they had the right."""
        with transaction(self.engine) as session:
            desk = self.actor.desk
            desk.here = Conversation(state, desk.here.revision + 1)
            if desk.person is not None:
                write_desks(session, [desk], self.actor.at)


def scene(engine: Engine, who: str) -> Scene:
    amina = coordinator(engine, name="Amina Rai")
    beni = joined(engine, invited(amina, label="Ministry of Soil"), "beni", name="Beni Okoro")
    carla = joined(engine, invited(amina), "carla", name="Carla Duarte")
    beni.turn(Arrived())
    beni.turn(PhaseChosen("compost", "rooting"))
    beni.say(RESULTS[0])
    beni.turn(NoteKept("compost"))
    right = amina.right
    with transaction(engine) as session:
        record(session, right, [Agreement("compost", "rooting", *RESULTS[1:3])], amina.at)
        keep_priority(session, right, Priority("compost", RESULTS[3]), amina.at)
    dana = coordinator(engine, "dana", name="Dana Levi", round_=amina.round)
    invited(amina, places=3, label="Ministry of Soil")
    tables = METADATA.tables
    with engine.connect() as connection:
        one = connection.scalar(select(func.min(tables["participation"].c.id)))
        invitation = connection.scalar(select(func.max(tables["invitation"].c.id)))
    actor, secrets = _actor(engine, who, amina, carla, dana)
    dana_person = dana.desk.person or 0
    return Scene(engine, amina, actor, (*secrets, *RESULTS), one or 0, invitation or 0, dana_person, amina.round)


def _actor(engine: Engine, who: str, amina: Speaker, carla: Speaker, dana: Speaker) -> tuple[Speaker, tuple[str, ...]]:
    tables = METADATA.tables
    match who:
        case "a stranger":
            return Speaker(engine, "eve"), SECRETS
        case "a respondent":
            return carla, SECRETS[1:2]  # the title, who invited them and their own name are theirs to see
        case "a coordinator of another round":
            return coordinator(engine, "eve", name="Eve", title="Another one"), SECRETS
        case "a removed coordinator":
            with transaction(engine) as session:
                gone = tables["coordinator"].c.person_id == dana.desk.person
                session.connection().execute(delete(tables["coordinator"]).where(gone))
            return dana, tuple(secret for secret in SECRETS if secret != "Dana Levi")
        case _:
            with transaction(engine) as session:
                gone = tables["participation"].c.person_id == carla.desk.person
                session.connection().execute(update(tables["participation"]).where(gone).values(removed_at=carla.at))
            return carla, tuple(secret for secret in SECRETS if secret != "Carla Duarte")


ACTORS = [
    "a stranger",
    "a respondent",
    "a coordinator of another round",
    "a removed coordinator",
    "a removed respondent",
]


def attempts(scene: Scene) -> Iterator[Event]:
    """Every command and every button of a coordinator, on what is in amina's round."""
    yield from (Asked(place) for place in (Place.ROUND, Place.PROGRESS, Place.PEOPLE, Place.INVITATIONS, Place.INVITE))
    yield from (Asked(place) for place in (Place.RESULTS, Place.AGREE, Place.PLAN, Place.EXPORT))
    yield from (results.SpreadOpened("compost"), results.StepOpened("compost"), PageTurned(1))
    for begun, form in ((results.AgreementBegun, FormKind.AGREE), (results.PlanningBegun, FormKind.PLAN)):
        yield from (begun("compost"), events.ValueChosen("phase", "bearing"), events.FormAccepted(form))
    yield from (results.StepOpened("compost"), results.PriorityDropped("compost"))
    yield from (results.FileAsked(kind, own) for kind in results.FileKind for own in (False, True))
    yield events.RoundOpened(scene.round)
    yield from (events.PeopleListed(standing) for standing in (None, *Standing))
    yield events.PersonOpened(scene.participation)
    yield events.InvitationOpened(scene.invitation)
    for form in FormKind:
        if form not in {FormKind.NEW, FormKind.JOIN}:
            yield events.FormOpened(form, scene.participation)
            yield events.FormAccepted(form)
    for deed in Deed:
        for subject in (scene.participation, scene.invitation, scene.person, 0):
            yield events.DeedAsked(deed, subject, "compost")
            yield events.DeedConfirmed(deed, subject, "")
    yield events.PictureAsked()
    yield events.AuditAsked()


ABOUT = {"capability": "compost"}
FILLED = {
    FormKind.AGREE: {**ABOUT, "phase": "bearing", "reason": "", "dissent": ""},
    FormKind.PLAN: {**ABOUT, "lead": "", "until": "", "note": ""},
}


def cards(scene: Scene) -> Iterator[RoundState | ResultState]:
    """Every card of a coordinator, on what is in amina's round."""
    yield from (ReadingJoined(), ReadingSpread("compost"), ReadingSpread(""), ReadingPlan(), ReadingStep("compost"))
    yield from (ChoosingFile(), ReadingShared())
    yield from (Filling(form, values) for form, values in FILLED.items())
    yield from (AtRound(), WatchingProgress(), ListingPeople(), ListingInvitations())
    yield from (LookingAtPerson(scene.participation), LookingAtInvitation(scene.invitation))
    for form in (FormKind.SETTINGS, FormKind.INVITE, FormKind.LIST, FormKind.ASSIGN, FormKind.NOTICES):
        yield Filling(form, {}, subject=scene.participation)
    for deed in Deed:
        yield from (Confirming(deed, number) for number in {scene.participation, scene.invitation, scene.person, 0})


def sees_nothing(scene: Scene) -> None:
    reply = scene.actor.reply
    assert reply is not None
    shown = [text(reply.card), reply.remark or "", *(button.label for button in reply.card.buttons)]
    left = [text(one) for one in reply.left if not isinstance(one, Enclosure)]
    files = [one.about for one in reply.left if isinstance(one, Enclosure)]
    assert not [about for about in files if about.get("round") == scene.round]
    assert not [about for about in files if about.get("participation") == scene.participation]
    for words in (*shown, *left):
        assert not [secret for secret in scene.secrets if secret in words], words


@pytest.mark.parametrize("who", ACTORS)
def test_whoever_has_no_right_changes_nothing_and_sees_nothing(engine: Engine, who: str) -> None:
    at = scene(engine, who)
    if who == "a coordinator of another round":
        at.actor.turn(Asked(Place.ROUND))
    before, mail = at.rows(), at.mail()
    for event in attempts(at):
        at.actor.turn(event)
        own = who == "a coordinator of another round"
        after = at.rows()
        assert _of(after, at.round, own=own) == _of(before, at.round, own=own), event
        assert at.mail() == mail, event
        sees_nothing(at)
        before = after


@pytest.mark.parametrize("who", ACTORS[1:])
def test_a_card_of_a_coordinator_that_is_still_on_their_screen_gives_no_right(engine: Engine, who: str) -> None:
    at = scene(engine, who)
    before, mail = at.rows(), at.mail()
    for state in cards(at):
        at.put(state)
        at.actor.turn(Asked(Place.HELP))
        sees_nothing(at)
        at.put(state)
        if isinstance(state, Confirming):
            at.actor.turn(events.DeedConfirmed(state.deed, state.subject, state.word))
        elif isinstance(state, Filling):
            at.actor.turn(events.FormAccepted(state.form))
        else:
            at.actor.turn(events.PictureAsked(), results.PriorityDropped("compost"))
        own = who == "a coordinator of another round"
        after = at.rows()
        assert _of(after, at.round, own=own) == _of(before, at.round, own=own), state
        assert at.mail() == mail, state
        sees_nothing(at)
        before = after


@pytest.mark.parametrize("who", ACTORS)
def test_no_file_is_made_for_them(engine: Engine, who: str) -> None:
    """Whether they may have it is asked again when it is made: they may have asked for it before."""
    at = scene(engine, who)
    person = at.actor.desk.person or 0
    before = at.rows()
    for file in results.FileKind:
        of_all = {"file": file.value, "person": person, "round": at.round}
        of_one = {"file": file.value, "person": person, "participation": at.participation}
        for kind, about in ((Kind.RESULT, of_all), (Kind.RESULT, {**of_all, "table": "criteria"}), (Kind.OWN, of_one)):
            assert isinstance(made(at.actor.office, Enclosure(kind, "", "en", about), at.actor.at), Screen), about
    assert at.rows() == before


def _of(rows: dict[str, list[Any]], round_: int, *, own: bool) -> dict[str, list[Any]]:
    """All rows; for someone with a round of their own, those that existed in amina's alone."""
    if not own:
        return rows
    return {name: [row for row in found if _mentions(name, row, round_)] for name, found in rows.items()}


def _mentions(table: str, row: str, round_: int) -> bool:
    """Whether a row, as its repr, is amina's: the number of its assessment is where the table has it."""
    columns = [column.name for column in METADATA.tables[table].columns]
    if table == "assessment":
        return row.startswith(f"({round_},")
    if "assessment_id" not in columns:
        return True
    return f" {round_}," in row or row.startswith(f"({round_},")


def test_a_coordinator_with_the_right_does_see_and_do_all_this(engine: Engine) -> None:
    """The same attempts succeed for amina: a test of the tests above."""
    at = scene(engine, "a respondent")
    seen = ""
    for event in (Asked(Place.PEOPLE), events.PersonOpened(at.participation), events.InvitationOpened(at.invitation)):
        at.amina.turn(event)
        seen += at.amina.text
    for look in (results.SpreadOpened("compost"), results.StepOpened("compost")):
        at.amina.turn(look)
        seen += at.amina.text
    assert "Beni Okoro" in seen
    assert "Ministry of Soil" in seen
    assert all(secret in seen for secret in RESULTS)
    before = at.rows()
    at.amina.turn(events.DeedAsked(Deed.REVOKE, at.invitation), events.DeedConfirmed(Deed.REVOKE, at.invitation))
    assert at.rows() != before


def test_an_invitation_of_a_respondent_makes_no_coordinator(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina, role=Role.RESPONDENT))
    assert not beni.desk.sheet.coordinates
    carla = joined(engine, invited(amina, role=Role.COORDINATOR), "carla")
    assert carla.desk.sheet.coordinates
