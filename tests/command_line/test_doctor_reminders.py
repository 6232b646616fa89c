"""`sounding doctor --reminders`: who is reminded next and why, what waits, and whether anybody sends it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, update
from typer.testing import CliRunner

from bot import doctor
from bot.main import app
from bot.storage.engine import transaction
from bot.storage.reminding import outlook
from bot.storage.tables import METADATA
from bot.telegram.updates import CHANNEL
from dialogs.events import Submitted
from dialogs.rounds.nouns import Role
from dialogs.rounds.states import Deed
from tests.reminding.test_views import alone, decided, person_of, seen, timed
from tests.rounds.crowds import crowd
from tests.rounds.people import CODES, Speaker, coordinator, invited, joined, status
from tests.rounds.test_people import QUICK, answering, done, part_of
from tests.storage.chats import BEGUN, NOON

timer, outgoing, coordinators, participation = (
    METADATA.tables[name] for name in ("timer", "outgoing", "coordinator", "participation")
)

UNTIL = date(2026, 12, 4)
KAMPALA: dict[str, Any] = {"zone": "Africa/Kampala", "deadline": UNTIL, **QUICK}
HINT = "Is `sounding run` running? It sends what is due."


def told(engine: Engine, named: str | None = None, now: datetime = NOON) -> tuple[bool, list[str]]:
    """Whether anything is overdue, and the lines."""
    lines: list[str] = []
    return doctor.tell(engine, named, lines.append, now), lines


def command(database: str, *arguments: str) -> tuple[int, str]:
    """The exit status of the program, and what it prints."""
    given = ["doctor", "--reminders", *arguments]
    run = CliRunner().invoke(app, given, env={"SOUNDING_DATABASE_URL": database})
    assert not run.exception or isinstance(run.exception, SystemExit), run.exception
    return run.exit_code, run.output


def looked_at_later(engine: Engine, at: datetime) -> None:
    """Let every timer wait until then."""
    with transaction(engine) as session:
        session.connection().execute(update(timer).values(due_at=at))


def written_to(speaker: Speaker, occasion: str, at: datetime, channel: str = CHANNEL) -> None:
    """Put a call into the outbox."""
    call = {"occasion": occasion, "round": speaker.round, "person": person_of(speaker)}
    row = {"channel": channel, "address": speaker.address, "payload": {"call": call}, "created_at": at}
    with transaction(speaker.engine) as session:
        session.connection().execute(insert(outgoing), {**row, "urgent": False, "once": True})


@pytest.fixture
def amina(engine: Engine) -> Speaker:
    return coordinator(engine, **KAMPALA)


@pytest.fixture
def shared(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command ends its process with connections open; here it takes those that are closed in the end."""
    monkeypatch.setattr("bot.storage.engine.open_database", lambda *_: engine)


def test_a_round_as_the_operator_reads_it(engine: Engine, amina: Speaker) -> None:
    people = {
        name: joined(engine, invited(amina), name, name=name.title())
        for name in ("beni", "cleo", "gone", "dina", "finn", "gala")
    }
    timed(people["cleo"], stopped_at=NOON)
    done(amina, Deed.REMOVE, part_of(people["gone"]))
    answering(people["dina"], *CODES)
    people["dina"].turn(Submitted())
    timed(people["finn"], asked_for=NOON + timedelta(hours=20))
    seen(people["gala"], NOON, unreachable=True)
    for name, rhythm in (("bola", "daily"), ("eva", "never")):
        leads = joined(engine, invited(amina, role=Role.COORDINATOR), name, name=name.title())
        with transaction(engine) as session:
            own = coordinators.c.person_id == person_of(leads)
            session.connection().execute(update(coordinators).where(own).values(digest=rhythm, digest_hour=17))
    looked_at_later(engine, NOON + timedelta(days=1))
    overdue, lines = told(engine)
    assert not overdue
    assert lines == [
        "Gardens of the north (1), times of Africa/Kampala, deadline Friday, 4 December 2026",
        "  Respondent 1. Next reminder: Tuesday 24 November, 10:00, after 2 days of silence.",
        "  Respondent 2. No reminders: they were stopped on request.",
        "  Respondent 4. No reminders: the answers are submitted.",
        "  Respondent 5. Next reminder: Sunday 22 November, 11:00, as asked for.",
        "  Respondent 6. No reminders: the chat cannot be reached now.",
        "  Coordinator 1: weekly, next Monday 23 November, 09:00",
        "  Coordinator 2: daily, next Monday 23 November, 17:00",
        "  Coordinator 3: no digests",
        "Nothing is due now.",
    ]
    assert not any(name.title() in line for line in lines for name in people)


def test_people_who_assess_alone_come_last(engine: Engine, amina: Speaker) -> None:
    dara = alone(engine)
    status(amina, "closed")
    looked_at_later(engine, NOON + timedelta(days=1))
    assert told(engine)[1] == [
        "Self-assessments: 1, in time zones that are not known",
        f"  Assessment {dara.round}. Next reminder: Monday 23 November, after 2 days of silence.",
        "Nothing is due now.",
    ]
    assert told(engine, str(dara.round))[1][:-1] == [
        f"Self-assessment {dara.round}, in a time zone that is not known",
        "  Respondent 1. Next reminder: Monday 23 November, after 2 days of silence.",
    ]


def test_an_assessment_by_its_title_or_number(engine: Engine, amina: Speaker) -> None:
    bola = coordinator(engine, "bola", title="Été", **QUICK)
    for named in (str(bola.round), "Été", "été"):
        assert told(engine, named)[1][0] == f"Été ({bola.round}), times of UTC"
    assert [line for line in told(engine)[1] if "times of" in line] == [
        f"Gardens of the north ({amina.round}), times of Africa/Kampala, deadline Friday, 4 December 2026",
        f"Été ({bola.round}), times of UTC",
    ]
    status(bola, "closed")
    for named in (str(bola.round), "Été", "9" * 30, "²", ""):
        with pytest.raises(LookupError):
            told(engine, named)


def test_a_round_without_respondents_says_so(engine: Engine, amina: Speaker) -> None:
    assert told(engine)[1][1] == "  Nobody has joined yet."
    assert told(engine, str(amina.round))[1][1] == "  Nobody has joined yet."


def test_a_coordinator_who_cannot_be_reached(engine: Engine, amina: Speaker) -> None:
    seen(amina, NOON, unreachable=True)
    assert told(engine)[1][2] == "  Coordinator 1: weekly, but the chat cannot be reached now"


def test_thousands_of_people_are_listed_when_one_round_is_named(
    engine: Engine, amina: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd(amina, 130)
    monkeypatch.setattr(doctor, "PAGE", 50)
    _, lines = told(engine)
    assert sum("Respondent" in line for line in lines) == 50
    assert f"  and 80 more: `sounding doctor --reminders --round {amina.round}` lists everybody" in lines
    named = [line.split(".")[0] for line in told(engine, str(amina.round))[1] if "Respondent" in line]
    assert named == [f"  Respondent {n}" for n in range(1, 131)]


def test_many_who_assess_alone_are_counted(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    dara = alone(engine)
    answering(dara, *CODES)
    dara.turn(Submitted())
    eve = Speaker(engine, "eve", dara.house)
    eve.turn(*BEGUN)
    monkeypatch.setattr(doctor, "FIRST", 1)
    assert told(engine)[1][:3] == [
        "Self-assessments: 2, in time zones that are not known",
        f"  Assessment {eve.round}. Next reminder: Monday 23 November, after 2 days of silence.",
        "  and 1 more: `sounding doctor --reminders --round NUMBER` shows one",
    ]


def test_what_waits_in_the_outbox(engine: Engine, amina: Speaker) -> None:
    beni, cleo = joined(engine, invited(amina)), joined(engine, invited(amina), "cleo")
    looked_at_later(engine, NOON + timedelta(days=1))
    for speaker, occasion in ((beni, "reminder"), (cleo, "reminder"), (amina, "digest"), (amina, "deadline")):
        written_to(speaker, occasion, NOON - timedelta(minutes=5))
    written_to(beni, "reminder", NOON - timedelta(days=5), "terminal")
    counted = "2 reminders, 1 digest, and 1 message about a deadline"
    overdue, lines = told(engine)
    assert lines[-3:] == [
        f"Waiting on telegram: {counted}, the oldest since 2026-11-21 11:55 UTC.",
        "Waiting on terminal: 1 reminder, the oldest since 2026-11-16 12:00 UTC.",
        "Nothing is due now.",
    ]
    assert not overdue
    overdue, lines = told(engine, now=NOON + timedelta(minutes=6))
    assert overdue
    assert lines[-1] == f"Overdue since 2026-11-21 11:55 UTC. {HINT}"


def test_what_is_being_sent_does_not_wait(engine: Engine, amina: Speaker) -> None:
    written_to(amina, "digest", NOON - timedelta(hours=1))
    with transaction(engine) as session:
        session.connection().execute(update(outgoing).values(begun_at=NOON))
        session.connection().execute(
            insert(outgoing),
            {"channel": CHANNEL, "address": "x", "payload": {"letter": {}}, "urgent": False, "created_at": NOON},
        )
    looked_at_later(engine, NOON + timedelta(days=1))
    overdue, lines = told(engine)
    assert (overdue, lines[-1]) == (False, "Nothing is due now.")
    assert not any("Waiting" in line for line in lines)


def test_what_is_due_and_not_sent_yet(engine: Engine, amina: Speaker) -> None:
    beni, cleo = joined(engine, invited(amina)), joined(engine, invited(amina), "cleo")
    tuesday = datetime(2026, 11, 24, 7, tzinfo=UTC)  # ten o'clock in Kampala
    timed(beni, due_at=tuesday)
    timed(cleo, due_at=tuesday, stopped_at=NOON)
    timed(amina, kind="digest", due_at=tuesday, asked_for=tuesday)
    now = tuesday + timedelta(minutes=10)
    overdue, lines = told(engine, now=now)
    assert (overdue, lines[-1]) == (False, "Due now and not sent yet: 1 reminder and 1 digest.")
    overdue, lines = told(engine, now=now + timedelta(seconds=1))
    assert (overdue, lines[-1]) == (True, f"Overdue since 2026-11-24 07:00 UTC. {HINT}")


def test_far_more_is_due_than_is_looked_at(engine: Engine, amina: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd(amina, 5)
    tuesday = datetime(2026, 11, 24, 7, tzinfo=UTC)
    with transaction(engine) as session:
        connection = session.connection()
        parts = connection.execute(select(participation.c.assessment_id, participation.c.person_id)).all()
        rows = [{"kind": "reminder", "sent": [], "due_at": tuesday, **part._asdict()} for part in parts]
        connection.execute(insert(timer), rows)
    monkeypatch.setattr(outlook, "LOOKED_AT", 3)
    assert told(engine, now=tuesday)[1][-1] == "Due now and not sent yet: 3 reminders and more."


@pytest.mark.usefixtures("shared")
def test_the_command(engine: Engine, database: str, amina: Speaker) -> None:
    joined(engine, invited(amina))
    looked_at_later(engine, datetime.now(UTC) + timedelta(days=1))
    code, output = command(database)
    assert code == 0
    assert output.startswith("Gardens of the north (1), times of Africa/Kampala")
    assert command(database, "--round", "gardens of the north") == (0, output)
    assert command(database, "--round", "Gardens") == (
        2,
        "--round: there is no open assessment with the title or number 'Gardens'\n",
    )
    assert command(database, "--retry") == (2, "--retry: it does not go with --reminders\n")
    decided(amina, zone="Asia/Tokyo")
    timed(amina, kind="digest", due_at=datetime.now(UTC) - timedelta(minutes=11))
    code, output = command(database)
    assert code == 1
    assert output.splitlines()[-1].endswith(HINT)


def test_a_round_is_named_for_reminders_alone(database: str) -> None:
    run = CliRunner().invoke(app, ["doctor", "--round", "1"], env={"SOUNDING_DATABASE_URL": database})
    assert (run.exit_code, run.output) == (2, "--round: it goes with --reminders\n")
