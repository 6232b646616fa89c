"""What coordinators are told of: gathered, in their language, once, and nothing that they did themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, select, update
from structlog.testing import capture_logs

from bot.storage import letters
from bot.storage.engine import transaction
from bot.storage.rounds.collecting import GATHERING, collect_due, collect_for
from bot.storage.rounds.mailbox import fetched, tell, tell_respondents
from bot.storage.rounds.notices import finishing, mute, notify
from bot.storage.tables import METADATA
from bot.telegram.outbox import set_reachable
from dialogs.commands import StoreAnswer, Submit
from dialogs.events import PhaseChosen, Submitted
from dialogs.rounds.nouns import NoticeKind, Role
from dialogs.screens import Bullets, Fold, Heading, Item, Kicker, Lines, Meter, Paragraph, Quote, Screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from framework.answers import Answer, Answers, Depth, Questionnaire
from framework.reading import read_model
from tests.rounds.people import TITLE, Speaker, coordinator, invited, joined, text
from tests.storage.chats import GARDEN, NOON

notice, conversation, outgoing, assessment, participation = (
    METADATA.tables[name] for name in ("notice", "conversation", "outgoing", "assessment", "participation")
)

SOIL = (PhaseChosen("compost", "rooting"), PhaseChosen("watering", "rooting"))
REST = (PhaseChosen("seed-bank", "rooting"), PhaseChosen("open-days", "rooting"))
MORE = "/progress shows how far everyone is."
LATER = NOON + GATHERING


def kinds(engine: Engine) -> list[tuple[str, str]]:
    """What was noted and is not told yet."""
    with transaction(engine) as session:
        lines = session.execute(select(notice.c.kind, notice.c.subject).order_by(notice.c.id))
        return [(line.kind, line.subject) for line in lines]


def letters_to(speaker: Speaker) -> list[str]:
    """What waits for this chat, and waits no more."""
    with transaction(speaker.engine) as session:
        return [text(letter) for letter in fetched(session, "test", speaker.address)]


def told(engine: Engine, *speakers: Speaker, now: Any = LATER) -> list[list[str]]:
    """What each of them is told once the time has come."""
    with transaction(engine) as session:
        collect_due(session, now)
    return [letters_to(speaker) for speaker in speakers]


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Every statement that is executed meanwhile."""
    seen: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def amina(engine: Engine) -> Speaker:
    return coordinator(engine, depth=Depth.QUICK)


def respondent(amina: Speaker, address: str = "beni", name: str = "Beni") -> Speaker:
    return joined(amina.engine, invited(amina), address, name=name)


def submit(speaker: Speaker) -> None:
    speaker.say("/review")
    speaker.turn(Submitted())


# Noted in the turn.


def test_a_turn_that_finishes_nothing_notes_nothing(engine: Engine, amina: Speaker) -> None:
    beni = respondent(amina)
    told(engine, amina)
    with statements(engine) as seen:
        beni.turn(SOIL[0])
    assert kinds(engine) == []
    assert not any("notice" in statement for statement in seen)


def test_a_finished_section_is_noted_once(engine: Engine, amina: Speaker) -> None:
    beni = respondent(amina)
    told(engine, amina)
    beni.turn(*SOIL)
    assert kinds(engine) == [("section-finished", "soil")]
    beni.say("/sections")
    assert kinds(engine) == [("section-finished", "soil")]


def test_submitting_is_noted_and_so_is_that_someone_has_finished(engine: Engine, amina: Speaker) -> None:
    beni = respondent(amina)
    told(engine, amina)
    beni.turn(*SOIL, *REST)
    submit(beni)
    assert kinds(engine) == [
        ("section-finished", "soil"),
        ("section-finished", "people"),
        ("all-finished", ""),
        ("submitted", ""),
    ]


def sheet(answers: Answers | None = None, *, alone: bool = False, submitted: bool = False) -> Sheet:
    model = read_model(GARDEN)
    quest = Questionnaire.whole(model, Depth.QUICK)
    return Sheet(
        model, ("en",), "en", open_to_all=False, alone=alone, quest=quest, answers=answers or {}, submitted=submitted
    )


def rooted(*capabilities: str) -> dict[str, Answer]:
    return {capability: Answer(capability, "rooting") for capability in capabilities}


def stored(capability: str, phase: str | None = "growing") -> StoreAnswer:
    return StoreAnswer(Answer(capability, phase))


@pytest.mark.parametrize(
    ("before", "commands", "expected"),
    [
        pytest.param(sheet(), (stored("compost"),), [], id="a first answer"),
        pytest.param(
            sheet(rooted("compost")), (stored("watering"),), [(NoticeKind.SECTION_FINISHED, "soil")], id="a section"
        ),
        pytest.param(sheet(rooted("compost", "watering")), (stored("watering"),), [], id="an answer changed"),
        pytest.param(sheet(rooted("compost")), (stored("watering", None),), [], id="a note alone"),
        pytest.param(
            sheet(rooted("compost", "watering", "seed-bank")),
            (stored("open-days"),),
            [(NoticeKind.SECTION_FINISHED, "people"), (NoticeKind.ALL_FINISHED, "")],
            id="the last answer",
        ),
        pytest.param(
            sheet(rooted("compost")),
            (Submit(),),
            [(NoticeKind.SUBMITTED, ""), (NoticeKind.ALL_FINISHED, "")],
            id="submitting early",
        ),
        pytest.param(
            sheet(rooted("compost", "watering", "seed-bank", "open-days")),
            (Submit(),),
            [(NoticeKind.SUBMITTED, "")],
            id="submitting at the end",
        ),
        pytest.param(
            sheet(rooted("compost"), submitted=True),
            (stored("watering"),),
            [(NoticeKind.SECTION_FINISHED, "soil")],
            id="answering after submitting",
        ),
    ],
)
def test_what_commands_finish(before: Sheet, commands: Any, expected: list[Any]) -> None:
    assert list(finishing(before, commands)) == expected


def test_someone_who_cannot_be_reached_is_noted_once(engine: Engine, amina: Speaker) -> None:
    beni = respondent(amina)
    told(engine, amina)
    with transaction(engine) as session:
        session.connection().execute(
            update(conversation).where(conversation.c.address == "beni").values(channel="telegram")
        )
    for minutes in (1, 2):
        with transaction(engine) as session:
            set_reachable(session, "beni", NOON + timedelta(minutes=minutes))
    assert kinds(engine) == [("unreachable", "")]
    (heard,) = told(engine, amina, now=LATER + timedelta(minutes=1))
    assert heard == [f"{TITLE}\nCannot be reached\nBeni\n{MORE}"]
    with transaction(engine) as session:
        set_reachable(session, "beni", None)
        set_reachable(session, "beni", LATER)
    assert kinds(engine) == [("unreachable", "")]
    assert beni.address == "beni"


def test_nobody_is_told_of_someone_who_assesses_alone_or_has_submitted(engine: Engine, amina: Speaker) -> None:
    beni = respondent(amina)
    beni.turn(*SOIL)
    submit(beni)
    told(engine, amina)
    with transaction(engine) as session:
        session.connection().execute(
            update(conversation).where(conversation.c.address == "beni").values(channel="telegram")
        )
        set_reachable(session, "beni", NOON)
    assert kinds(engine) == []


# Told together.


def test_many_things_become_one_message(engine: Engine, amina: Speaker) -> None:
    beni, chidi = respondent(amina), respondent(amina, "chidi", "Chidi")
    beni.turn(*SOIL, *REST)
    submit(beni)
    assert told(engine, amina, now=LATER - timedelta(seconds=1)) == [[]]
    assert told(engine, amina, beni, chidi) == [
        [
            (
                f"{TITLE}\nJoined\nBeni and Chidi\nFinished a section\nBeni: Soil and water\nBeni: People and seeds\n"
                f"Submitted\nBeni\n{MORE}"
            )
        ],
        [],
        [],
    ]
    assert told(engine, amina) == [[]]
    assert kinds(engine) == []


def test_that_everybody_has_finished_is_told_when_it_is_so(engine: Engine, amina: Speaker) -> None:
    beni, chidi = respondent(amina), respondent(amina, "chidi", "Chidi")
    beni.turn(*SOIL, *REST)
    ((first,),) = told(engine, amina)
    assert "All finished" not in first
    chidi.turn(*SOIL)
    submit(chidi)
    ((second,),) = told(engine, amina)
    assert "All finished\nEveryone who joined has finished." in second
    submit(beni)
    ((third,),) = told(engine, amina)
    assert "Submitted\nBeni" in third
    assert "All finished" not in third


def test_each_coordinator_gets_it_in_their_language_and_not_what_they_did_themselves(engine: Engine) -> None:
    amina = coordinator(engine, depth=Depth.QUICK)
    code = invited(amina, role=Role.COORDINATOR)
    dora = joined(engine, code, "dora", name="Dora")
    with transaction(engine) as session:
        session.connection().execute(update(conversation).where(conversation.c.address == "dora").values(language="fr"))
    joined(engine, invited(amina), "amina", name="Amina")
    told(engine, amina, dora)
    number = amina.round
    with transaction(engine) as session:
        part = session.connection().scalar(select(participation.c.id))
        notify(session, number, NoticeKind.SUBMITTED, NOON, participation=part)
    hers, theirs = told(engine, amina, dora)
    assert hers == []
    assert len(theirs) == 1
    assert "Amina" in theirs[0]


def test_muted_kinds_are_left_out(engine: Engine, amina: Speaker) -> None:
    right = amina.right
    with transaction(engine) as session:
        mute(session, right, frozenset({NoticeKind.JOINED}))
    beni = respondent(amina)
    assert told(engine, amina) == [[]]
    beni.turn(*SOIL)
    ((heard,),) = told(engine, amina)
    assert "Joined" not in heard


def test_an_anonymous_round_names_nobody(engine: Engine) -> None:
    amina = coordinator(engine, depth=Depth.QUICK, anonymous=True)
    joined(engine, invited(amina, label="The mayor's office"), "beni", name="Beni")
    beni = joined(engine, invited(amina), "chidi", name="Chidi")
    beni.turn(*SOIL)
    ((heard,),) = told(engine, amina)
    assert "Joined\nRespondent 1 and Respondent 2\n" in heard
    assert "Respondent 2: Soil and water" in heard
    assert not {"Beni", "Chidi", "mayor"} & set(heard.split())


def test_many_names_are_counted(engine: Engine, amina: Speaker) -> None:
    code = invited(amina, places=20)
    for number in range(1, 10):
        joined(engine, code, f"chat {number}", name=f"N{number}")
    ((heard,),) = told(engine, amina)
    assert "N1, N2, N3, N4, N5, N6, and 3 more" in heard


def test_a_removed_coordinator_and_a_removed_respondent_are_out_of_it(engine: Engine, amina: Speaker) -> None:
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    respondent(amina)
    coordinates = METADATA.tables["coordinator"]
    gone = dora.desk.person
    with transaction(engine) as session:
        session.connection().execute(coordinates.delete().where(coordinates.c.person_id == gone))
        session.connection().execute(update(participation).values(removed_at=NOON))
    assert told(engine, amina, dora) == [[], []]


def test_a_coordinator_who_comes_to_look_is_told_at_once(engine: Engine, amina: Speaker) -> None:
    other = coordinator(engine, "olu", name="Olu", title="Another")
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    respondent(amina)
    respondent(other, "chidi", "Chidi")
    with transaction(engine) as session:
        collect_for(session, "test", "amina", NOON)
    (hers,) = letters_to(amina)
    assert hers.startswith(f"{TITLE}\nJoined\nBeni")
    assert letters_to(dora) == [hers]
    assert letters_to(other) == []
    assert kinds(engine) == [("joined", "")]


def test_a_round_that_cannot_be_told_of_keeps_nobody_waiting(engine: Engine, amina: Speaker) -> None:
    respondent(amina)
    with transaction(engine) as session:
        session.connection().execute(update(notice).values(kind="danced"))
    other = coordinator(engine, "olu", name="Olu", title="Another")
    respondent(other, "chidi", "Chidi")
    with capture_logs() as logged:
        assert told(engine, amina, other) == [[], [f"Another\nJoined\nChidi\n{MORE}"]]
    assert [line["event"] for line in logged] == ["notices could not be told"]
    assert kinds(engine) == []


def test_telling_costs_the_same_for_many_people(engine: Engine, amina: Speaker) -> None:
    code = invited(amina, places=50)
    counted = []
    for group in (range(3), range(3, 30)):
        for number in group:
            joined(engine, code, f"chat {number}", name=f"N{number}")
        with statements(engine) as seen:
            told(engine)
        counted.append(len(seen))
    assert counted[0] == counted[1]


# Words to many.


def words(t: Tongue) -> Screen:
    return Screen((Heading(t.code),))


def test_people_are_told_in_their_languages_where_they_can_be_reached(engine: Engine, amina: Speaker) -> None:
    beni, chidi, dodo = (respondent(amina, name) for name in ("beni", "chidi", "dodo"))
    with transaction(engine) as session:
        change = update(conversation)
        session.connection().execute(change.where(conversation.c.address == "chidi").values(language="ar"))
        session.connection().execute(change.where(conversation.c.address == "dodo").values(unreachable_since=NOON))
    people = {one.desk.person or 0 for one in (amina, beni, chidi, dodo)}
    with transaction(engine) as session:
        assert tell(session, people, words, NOON) == 3
    assert [letters_to(one) for one in (amina, beni, chidi, dodo)] == [["en"], ["en"], ["ar"], []]


def test_respondents_are_told_and_not_whoever_does_it(engine: Engine, amina: Speaker) -> None:
    joined(engine, invited(amina), "amina", name="Amina")
    beni = respondent(amina)
    stranger = respondent(coordinator(engine, "olu", name="Olu"), "chidi")
    right = amina.right
    with transaction(engine) as session:
        assert tell_respondents(session, right, words, NOON) == 1
    assert [letters_to(one) for one in (amina, beni, stranger)] == [[], ["en"], []]


def test_mail_goes_after_what_people_wait_for_and_once(engine: Engine, amina: Speaker) -> None:
    person = amina.desk.person or 0
    with transaction(engine) as session:
        tell(session, {person}, words, NOON)
        (row,) = session.connection().execute(select(outgoing))
    assert (row.channel, row.address, row.urgent, row.once, row.owner) == ("test", "amina", False, True, None)
    assert letters_to(amina) == ["en"]
    assert letters_to(amina) == []


def test_a_letter_is_what_was_written() -> None:
    shown = Screen(
        (
            Kicker("a"),
            Heading("b"),
            Paragraph("c"),
            Item("d", "e"),
            Bullets(("f", "g")),
            Lines(("h",)),
            Meter(1, 2, "i"),
            Quote("j"),
            Fold((Heading("k"), Paragraph("l"), Bullets(("m",)))),
        ),
        direction="rtl",
    )
    assert letters.read(letters.written(shown)) == shown
