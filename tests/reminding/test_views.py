"""What the cards show that people are written to with: each field, for whom, and at what cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete, insert, update

from bot.office import House
from bot.storage.engine import transaction
from bot.storage.reminding.views import call_view, digest_of, due_of
from bot.storage.rounds.looking import look
from bot.storage.tables import METADATA
from bot.turns import Incoming, Reply, take_turns
from dialogs.events import Arrived, Asked, CapabilityOpened, ConsentGiven, DepthChosen, PhaseChosen, Place, Submitted
from dialogs.reminding.policy import Next, Why
from dialogs.reminding.views import CallView, DeadlineView, DigestView, Move, ReminderView, Stand
from dialogs.reminding.wishes import Wish
from dialogs.rounds.nouns import Role, Standing
from dialogs.rounds.states import AtRound, Deed, LookingAtPerson
from dialogs.rounds.views import PersonView
from dialogs.states import Called, Occasion
from framework.answers import Depth
from tests.rounds.crowds import crowd, on_the_whole_model, statements
from tests.rounds.people import CODES, LANGUAGES, TITLE, Speaker, coordinator, invited, joined, status, text
from tests.rounds.test_people import QUICK, answering, done, part_of
from tests.storage.chats import GARDEN, NOON

assessment, participation, conversation, timer, answer = (
    METADATA.tables[name] for name in ("assessment", "participation", "conversation", "timer", "answer")
)

SOIL, PEOPLE = CODES[:2], CODES[2:]
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)
"""The first hour of reminders two days after `NOON`, which is a Saturday."""


def called(
    speaker: Speaker, occasion: Occasion = Occasion.ASKED, round_: int | None = None, since: datetime | None = None
) -> CallView | None:
    """What the card shows with which this person is written to now."""
    desk = speaker.desk
    state = Called(occasion, round_ or speaker.round, AtRound(), since.isoformat() if since else "")
    with transaction(speaker.engine) as session:
        return call_view(session, desk, state, speaker.at)


def reminder(speaker: Speaker, occasion: Occasion = Occasion.ASKED) -> ReminderView:
    view = called(speaker, occasion)
    assert isinstance(view, ReminderView)
    return view


def digest(amina: Speaker, since: datetime = NOON) -> DigestView:
    view = called(amina, Occasion.DIGEST, since=since)
    assert isinstance(view, DigestView)
    return view


def deadline(amina: Speaker) -> DeadlineView:
    view = called(amina, Occasion.DEADLINE)
    assert isinstance(view, DeadlineView)
    return view


def person_of(speaker: Speaker) -> int:
    number = speaker.desk.person
    assert number is not None
    return number


def timed(speaker: Speaker, **values: Any) -> None:
    """Give this respondent's timer these values."""
    row = {"kind": "reminder", "assessment_id": speaker.round, "person_id": person_of(speaker)}
    with transaction(speaker.engine) as session:
        same = (timer.c[name] == value for name, value in row.items())
        session.connection().execute(delete(timer).where(*same))
        session.connection().execute(insert(timer).values(**{"sent": [], **row, **values}))


def decided(speaker: Speaker, **values: Any) -> None:
    """Change columns of the assessment."""
    number = speaker.round
    with transaction(speaker.engine) as session:
        session.connection().execute(update(assessment).where(assessment.c.id == number).values(**values))


def seen(speaker: Speaker, at: datetime, *, unreachable: bool = False) -> None:
    """Their last sign of life."""
    values = {"updated_at": at, "unreachable_since": at if unreachable else None}
    with transaction(speaker.engine) as session:
        chat = conversation.c.address == speaker.address
        session.connection().execute(update(conversation).where(chat).values(**values))


def alone(engine: Engine) -> Speaker:
    """Someone who assesses by themselves."""
    dara = Speaker(engine, "dara", House(GARDEN, LANGUAGES, open_to_all=True))
    dara.turn(Arrived(), ConsentGiven(), DepthChosen(Depth.QUICK))
    return dara


@dataclass(frozen=True)
class Case:
    """A round, what beni did in it, and what the view of their reminder then says."""

    expected: dict[str, Any]
    setup: dict[str, Any] = field(default_factory=dict)
    asked: tuple[str, ...] | None = None
    answered: tuple[str, ...] = ()
    timer: dict[str, Any] = field(default_factory=dict)
    policy: dict[str, Any] | None = None
    status: str = "open"


CASES = {
    "never began": Case(
        {
            "title": TITLE,
            "stand": Stand.NEVER_BEGAN,
            "sections": (("soil", 0, 2), ("people", 0, 2)),
            "answered": 0,
            "asked": 4,
            "minutes": 2,
            "own_pace": False,
            "today": NOON.date(),
            "zone": "UTC",
            "deadline": None,
            "stopped": False,
            "on": True,
            "due": Next(TUESDAY, Why.SILENCE, moved=False),
            "languages": LANGUAGES,
        }
    ),
    "in the middle": Case(
        {
            "stand": Stand.IN_THE_MIDDLE,
            "sections": (("soil", 1, 2), ("people", 0, 2)),
            "answered": 1,
            "asked": 4,
        },
        answered=("compost",),
    ),
    "a section that is complete is not named": Case(
        {"stand": Stand.IN_THE_MIDDLE, "sections": (("people", 0, 2),), "minutes": 1}, answered=SOIL
    ),
    "everything is answered, nothing submitted": Case(
        {"stand": Stand.TO_SUBMIT, "sections": (), "answered": 4, "minutes": 1, "due": Next(TUESDAY, Why.SILENCE)},
        answered=CODES,
    ),
    "only what they are asked counts": Case(
        {"sections": (("people", 0, 1),), "answered": 1, "asked": 2},
        asked=("compost", "open-days"),
        answered=("compost",),
    ),
    "a full assessment takes longer": Case({"minutes": 8}, setup={"depth": Depth.FULL}),
    "stopped": Case(
        {"stopped": True, "due": Next(None, Why.STOPPED), "wishes": ()},
        timer={"stopped_at": NOON},
    ),
    "asked for": Case(
        {"due": Next(NOON + timedelta(days=1), Why.ASKED_FOR)},
        timer={"asked_for": NOON + timedelta(days=1)},
    ),
    "switched off": Case({"on": False, "due": Next(None, Why.OFF)}, policy={"on": False}),
    "as often as the round allows": Case({"due": Next(None, Why.ENOUGH)}, policy={"most": 0}),
    "not open now": Case({"due": Next(None, Why.CLOSED), "wishes": ()}, status="closed"),
    "three buttons, each with its moment": Case(
        {
            "wishes": (
                (Wish.LATER_TODAY, NOON + timedelta(hours=3)),
                (Wish.TOMORROW, datetime(2026, 11, 22, 10, tzinfo=UTC)),
                (Wish.NEXT_WEEK, datetime(2026, 11, 23, 10, tzinfo=UTC)),
            )
        }
    ),
    "where it is tomorrow already, and the weekend is another": Case(
        {
            "today": date(2026, 11, 22),
            "zone": "Pacific/Auckland",
            "deadline": date(2026, 11, 27),
            "languages": ("en", "fr"),
        },
        setup={"zone": "Pacific/Auckland", "deadline": date(2026, 11, 27), "languages": ("fr", "en")},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_each_field_of_a_reminder(engine: Engine, case: Case) -> None:
    amina = coordinator(engine, **{**QUICK, **case.setup})
    beni = joined(engine, invited(amina, capabilities=case.asked))
    answering(beni, *case.answered)
    timed(beni, **case.timer)
    decided(amina, policy=case.policy, status=case.status)
    view = reminder(beni)
    assert {name: getattr(view, name) for name in case.expected} == case.expected
    assert view.model.id == beni.desk.sheet.model.id


def test_a_reminder_that_comes_by_itself_is_no_sign_of_life(engine: Engine) -> None:
    beni = joined(engine, invited(coordinator(engine, **QUICK))).later(days=5)
    assert reminder(beni, Occasion.REMINDER).due == Next(beni.at, Why.SILENCE, moved=True)
    assert reminder(beni).due == Next(datetime(2026, 11, 30, 10, tzinfo=UTC), Why.SILENCE)


def test_moments_are_those_of_the_round(engine: Engine) -> None:
    beni = joined(engine, invited(coordinator(engine, zone="Asia/Kathmandu", **QUICK)))
    view = reminder(beni)
    moments = [view.due.at, *(at for _, at in view.wishes)]
    assert all(at is not None and at.utcoffset() == timedelta(hours=5, minutes=45) for at in moments)


def test_minutes_come_from_the_persons_own_pace(engine: Engine) -> None:
    amina = coordinator(engine)
    on_the_whole_model(amina)
    beni = joined(engine, invited(amina))
    part, capabilities = part_of(beni), list(beni.desk.sheet.model.capabilities)[:5]
    said = [_said(part, capability, beni.later(minutes=3).at) for capability in capabilities]
    with transaction(engine) as session:
        session.connection().execute(insert(answer), said)
    view = reminder(beni)
    assert (view.minutes, view.own_pace) == (45, True)  # fifteen at three minutes


def _said(part: int, capability: str, at: datetime) -> dict[str, Any]:
    words: dict[str, Any] = {"phase": None, "reason": "dont-know", "why": "", "in_place": [], "basis": [], "note": ""}
    return {"participation_id": part, "capability": capability, "answered_at": at, **words}


def test_an_answer_without_phase_or_reason_is_none(engine: Engine) -> None:
    beni = joined(engine, invited(coordinator(engine, **QUICK)))
    early = {**_said(part_of(beni), "compost", NOON), "reason": None, "note": "came early"}
    with transaction(engine) as session:
        session.connection().execute(insert(answer), early)
    assert reminder(beni).stand is Stand.NEVER_BEGAN


def test_someone_alone_has_the_calendar_of_their_last_sign_of_life(engine: Engine) -> None:
    view = reminder(alone(engine))
    assert (view.title, view.zone, view.deadline, view.languages) == ("", "", None, LANGUAGES)
    assert (view.stand, view.asked, view.today) == (Stand.NEVER_BEGAN, 4, NOON.date())
    assert view.due == Next(NOON + timedelta(days=2), Why.SILENCE)  # noon is ten o'clock there, and Monday is not off
    assert view.due.at is not None
    assert view.due.at.hour == 10


def test_whoever_submitted_is_not_reminded(engine: Engine) -> None:
    beni = joined(engine, invited(coordinator(engine, **QUICK)))
    answering(beni, *CODES)
    beni.turn(Submitted())
    assert called(beni) is None
    assert called(beni, Occasion.REMINDER) is None


def test_what_the_batch_has_not_written_yet_counts(engine: Engine) -> None:
    beni = joined(engine, invited(coordinator(engine, **QUICK)))
    beni.turn(Asked(Place.HERE))
    button = beni.button("Rooting").event
    events = [Incoming("test", "beni", event, beni.at) for event in (button, Asked(Place.REMIND))]
    with transaction(engine) as session:
        batch = take_turns(session, beni.office, events)
        _, reply = batch.outcomes
    assert isinstance(reply, Reply)
    assert "Soil and water: 1 of 2" in text(reply.card)


def test_a_card_may_be_about_another_assessment_than_the_chat(engine: Engine) -> None:
    amina, bola = coordinator(engine, **QUICK), coordinator(engine, "bola", title="Bola's", **QUICK)
    beni = joined(engine, invited(amina))
    answering(beni, "compost")
    joined(engine, invited(bola))
    assert beni.round == bola.round
    view = called(beni, Occasion.REMINDER, amina.round)
    assert isinstance(view, ReminderView)
    assert (view.title, view.answered) == (TITLE, 1)


# For whom


def test_nobody_sees_what_is_not_theirs(engine: Engine) -> None:
    amina, bola = coordinator(engine, **QUICK), coordinator(engine, "bola", title="Bola's", **QUICK)
    beni, cleo = joined(engine, invited(amina)), joined(engine, invited(bola), "cleo")
    eva = joined(engine, invited(amina, role=Role.COORDINATOR), "eva", name="Eva")
    gone = joined(engine, invited(amina), "gone")
    done(amina, Deed.REMOVE, part_of(gone))
    fay = joined(engine, invited(amina, role=Role.COORDINATOR), "fay", name="Fay")
    done(amina, Deed.DEMOTE, person_of(fay))
    stranger = Speaker(engine, "stranger")
    number = amina.round
    own, leading = (Occasion.REMINDER, Occasion.ASKED), (Occasion.DIGEST, Occasion.DEADLINE)

    def sees(speaker: Speaker, occasion: Occasion) -> bool:
        return called(speaker, occasion, number, NOON) is not None

    for occasion in own:
        assert [sees(each, occasion) for each in (beni, amina, bola, cleo, eva, gone, fay, stranger)] == [
            True,
            *[False] * 7,
        ], occasion
    for occasion in leading:
        assert [sees(each, occasion) for each in (amina, eva, beni, bola, cleo, gone, fay, stranger)] == [
            True,
            True,
            *[False] * 6,
        ], occasion


def test_someone_elses_self_assessment_is_nobodys(engine: Engine) -> None:
    dara, amina = alone(engine), coordinator(engine, **QUICK)
    beni = joined(engine, invited(amina))
    assert all(called(each, occasion, dara.round, NOON) is None for each in (amina, beni) for occasion in Occasion)
    assert all(called(dara, occasion, None, NOON) is None for occasion in (Occasion.DIGEST, Occasion.DEADLINE))


# Digests


@pytest.fixture
def amina(engine: Engine) -> Speaker:
    return coordinator(engine, **QUICK)


def test_a_digest_says_who_moved_and_how(engine: Engine, amina: Speaker) -> None:
    beni, cleo = joined(engine, invited(amina)), joined(engine, invited(amina), "cleo")
    answering(beni, "compost")
    answering(cleo, *CODES)
    since = NOON + timedelta(hours=1)
    dina = joined(engine, invited(amina), "dina")
    for speaker in (beni, cleo, dina):
        speaker.later(days=1)
    answering(beni, "watering")
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True), PhaseChosen("compost", "growing"))
    cleo.turn(Submitted())
    late = update(participation).where(participation.c.id == part_of(dina)).values(joined_at=dina.at)
    with transaction(engine) as session:
        session.connection().execute(late)
    answering(dina, "compost")
    moves = digest(amina.later(days=2), since).moved
    assert [(move.line.participation, move.new, move.joined, move.submitted) for move in moves] == [
        (part_of(beni), 2, False, False),
        (part_of(cleo), 0, False, True),
        (part_of(dina), 1, True, False),
    ]
    assert moves[1] == Move(moves[1].line, submitted=True)
    assert moves[1].line.standing is Standing.FINISHED


def test_nothing_happened(engine: Engine, amina: Speaker) -> None:
    joined(engine, invited(amina))
    assert digest(amina, NOON).moved == ()


def test_what_the_coordinator_did_is_no_news_to_them(engine: Engine, amina: Speaker) -> None:
    code = invited(amina)
    amina.turn(Arrived(code))
    joined(engine, code, "amina")
    answering(amina.later(hours=1), "compost")
    bola = coordinator(engine, "bola", name="Bola", round_=amina.round).later(hours=2)
    assert digest(amina, NOON - timedelta(days=1)).moved == ()
    assert [move.new for move in digest(bola, NOON).moved] == [1]


def test_who_is_stuck(engine: Engine, amina: Speaker) -> None:
    now = NOON + timedelta(days=10)
    people = {
        name: joined(engine, invited(amina, places=1), name) for name in ("lately", "long", "done", "away", "never")
    }
    answering(people["done"], *CODES)
    for name, speaker in people.items():
        seen(speaker, now - timedelta(days=7, seconds=name != "lately"))
    seen(people["away"], now, unreachable=True)
    stuck = {line.participation for line in digest(amina.later(days=10)).stuck}
    assert stuck == {part_of(people[name]) for name in ("long", "away", "never")}
    decided(amina, policy={"silence": 9})
    stuck = {line.participation for line in digest(amina).stuck}
    assert stuck == {part_of(people["away"])}


def test_someone_without_a_chat_is_stuck(engine: Engine, amina: Speaker) -> None:
    beni = joined(engine, invited(amina))
    number = part_of(beni)
    with transaction(engine) as session:
        session.connection().execute(delete(conversation).where(conversation.c.address == "beni"))
    assert [line.participation for line in digest(amina).stuck] == [number]


def test_the_figures_of_a_digest(engine: Engine, amina: Speaker) -> None:
    decided(amina, zone="Asia/Tokyo")
    beni, _ = (
        joined(engine, invited(amina, capabilities=SOIL)),
        joined(engine, invited(amina, capabilities=SOIL), "cleo"),
    )
    answering(beni, *SOIL)
    view = digest(amina.later(hours=5), NOON + timedelta(hours=4))
    assert (view.finished, view.people, view.unheld, view.to_nudge) == (1, 2, PEOPLE, 1)
    assert (view.setup.title, view.today) == (TITLE, date(2026, 11, 22))
    assert view.since.isoformat() == "2026-11-22T01:00:00+09:00"


def test_a_digest_without_a_moment_tells_of_a_week(engine: Engine, amina: Speaker) -> None:
    view = called(amina, Occasion.DIGEST)
    assert isinstance(view, DigestView)
    assert view.since == NOON - timedelta(days=7)


# The deadline


def test_what_is_in_and_what_is_missing(engine: Engine, amina: Speaker) -> None:
    beni, cleo = joined(engine, invited(amina)), joined(engine, invited(amina, capabilities=PEOPLE), "cleo")
    answering(beni, *SOIL, "seed-bank")
    answering(cleo, "seed-bank", "open-days")
    view = deadline(amina)
    assert (view.finished, view.people, view.answered, view.asked) == (1, 2, 5, 6)
    assert [line.participation for line in view.missing] == [part_of(beni)]
    assert (view.unanswered, view.open, view.today) == ((), True, NOON.date())
    status(amina, "closed")
    assert not deadline(amina).open


def test_nobody_is_in(engine: Engine, amina: Speaker) -> None:
    view = deadline(amina)
    assert (view.finished, view.people, view.answered, view.asked, view.missing) == (0, 0, 0, 0, ())
    assert view.unanswered == CODES


# A coordinator's card of a person


def looked(amina: Speaker, part: int) -> PersonView:
    desk = amina.desk
    with transaction(amina.engine) as session:
        view = look(session, desk, LookingAtPerson(part), amina.at)
    assert isinstance(view, PersonView)
    return view


def test_the_card_of_a_person_says_when_they_are_reminded(engine: Engine, amina: Speaker) -> None:
    decided(amina, zone="Africa/Kampala")
    beni = joined(engine, invited(amina))
    view = looked(amina.later(hours=1), part_of(beni))
    assert (view.due, view.zone) == (Next(TUESDAY - timedelta(hours=3), Why.SILENCE), "Africa/Kampala")
    answering(beni, *CODES)
    beni.turn(Submitted())
    assert looked(amina, part_of(beni)).due == Next(None, Why.FINISHED)
    status(amina, "draft")
    assert looked(amina, part_of(beni)).due is None


def test_whoever_looks_at_themselves_is_here_now(engine: Engine, amina: Speaker) -> None:
    joined(engine, invited(amina), "amina")
    amina.later(days=30)
    (line,) = deadline(amina).missing
    view = looked(amina, line.participation)
    assert view.oneself
    assert view.due == Next(datetime(2026, 12, 23, 10, tzinfo=UTC) + timedelta(days=1), Why.SILENCE)


def test_due_of_who_is_no_respondent(engine: Engine, amina: Speaker) -> None:
    with transaction(engine) as session:
        assert due_of(session, amina.round, person_of(amina), NOON) is None


# Names, and what it costs


def test_in_an_anonymous_round_nobody_is_named(engine: Engine) -> None:
    amina = coordinator(engine, anonymous=True, **QUICK)
    crowd(amina, 9, "Office of seeds")
    later = amina.later(days=9)
    views: list[CallView | PersonView] = [digest(later, NOON - timedelta(days=1)), deadline(later)]
    line = deadline(later).missing[0]
    views.append(looked(amina, line.participation))
    assert "Office" not in repr(views)
    assert digest(later, NOON - timedelta(days=1)).moved
    assert digest(later).stuck


def test_it_takes_as_many_statements_for_hundreds_as_for_five(engine: Engine) -> None:
    few, many = coordinator(engine, "amina", **QUICK), coordinator(engine, "bola", **QUICK)
    parts = [crowd(few, 5)[0], crowd(many, 500)[0]]
    beni, cleo = joined(engine, invited(few)), joined(engine, invited(many), "cleo")
    looks: dict[str, Callable[[int], object]] = {
        "reminder": lambda which: reminder((beni, cleo)[which]),
        "digest": lambda which: digest((few, many)[which]),
        "deadline": lambda which: deadline((few, many)[which]),
        "person": lambda which: looked((few, many)[which], parts[which]),
    }
    for name, take in looks.items():
        taken = []
        for which in (0, 1):
            take(which)  # the model is read once in a process
            with statements(engine) as heard:
                take(which)
            taken.append(len(heard))
        assert taken[0] == taken[1] <= 20, (name, taken)


def test_a_digest_is_read_for_whoever_has_the_right(engine: Engine, amina: Speaker) -> None:
    beni = joined(engine, invited(amina))
    answering(beni.later(hours=1), "compost")
    right = amina.right
    with transaction(engine) as session:
        view = digest_of(session, right, NOON, beni.at)
    assert view == digest(amina.later(hours=1), NOON)
