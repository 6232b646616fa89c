"""What a turn leaves besides its card: in the terminal, and the files themselves."""

from __future__ import annotations

import csv
import stat
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, update
from structlog.testing import capture_logs

from bot.enclosing import made
from bot.left import Enclosure, File, Kind, restored, stored
from bot.library import bundled, keep_model
from bot.spreadsheets import csv_file
from bot.storage.engine import transaction
from bot.storage.rounds.auditing import audit, trail, trail_to_send
from bot.storage.rounds.mailbox import tell
from bot.storage.tables import METADATA
from bot.terminal.files import saved
from dialogs.rounds.nouns import Role
from dialogs.screens import Paragraph, Screen
from dialogs.tongue import ENGLISH, Tongue
from tests.rounds.people import Speaker, coordinator, invited, joined
from tests.storage.chats import NOON
from tests.terminal.running import chatted as chatted_by

assessment, coordinates, conversation, participation, audit_entry = (
    METADATA.tables[name] for name in ("assessment", "coordinator", "conversation", "participation", "audit_entry")
)

chatted = partial(chatted_by, here=True)

SOMEONE = {"title": "Gardens of the north", "alone": False, "created_at": NOON, "languages": ["en"]}
PROC = Path("/proc")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1")


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def file_of(speaker: Speaker, enclosure: Enclosure) -> File:
    file = made(speaker.office, enclosure, NOON)
    assert isinstance(file, File), file
    return file


def about(speaker: Speaker) -> dict[str, int]:
    return {"round": speaker.round, "person": speaker.desk.person or 0}


# Files.


def test_the_trail_says_who_did_what_and_when(engine: Engine) -> None:
    amina = coordinator(engine, zone="Africa/Kampala")
    beni = joined(engine, invited(amina), "beni", name="Beni")
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    number, person = beni.desk.participation, dora.desk.person
    round_ = amina.round
    with transaction(engine) as session:
        audit(session, round_, person, "nudged", f"participation:{number}", NOON)
        audit(session, round_, person, "promoted", f"coordinator:{person}", NOON)
        audit(session, round_, None, "imported", "", NOON)
        audit(session, round_, None, "danced", "", NOON)
    header, *lines = table(file_of(amina, trail_to_send(amina.right, ENGLISH)).content)
    assert header == ["When", "Who", "What", "About"]
    assert {line[0] for line in lines} == {"2026-11-21 15:00:00+03:00"}
    assert [line[1:] for line in lines] == [
        ["Coordinator 1", "Invited", "Invitation 1"],
        ["Respondent 1", "Came in", "Respondent 1"],
        ["Coordinator 2", "Reminded", "Respondent 1"],
        ["Coordinator 2", "Made a coordinator", "Coordinator 2"],
        ["Sounding", "Brought in from a file", ""],
        ["Somebody whose data were deleted", "danced", ""],
        ["Coordinator 1", "Asked for this list", ""],
    ]


def test_a_coordinator_who_left_keeps_their_number(engine: Engine) -> None:
    amina = coordinator(engine)
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    joined(engine, invited(dora), "beni")
    invited(amina)
    gone = dora.desk.person
    with transaction(engine) as session:
        session.connection().execute(coordinates.delete().where(coordinates.c.person_id == gone))
    right = amina.right
    with transaction(engine) as session:
        assert [(deed.role, deed.number) for deed in trail(session, right)] == [
            (Role.COORDINATOR, 1),
            (Role.RESPONDENT, 1),
            (Role.COORDINATOR, 2),
        ]


def test_a_trail_is_that_of_one_round(engine: Engine) -> None:
    amina, olu = coordinator(engine), coordinator(engine, "olu", name="Olu")
    invited(amina)
    right = olu.right
    with transaction(engine) as session:
        assert trail(session, right) == ()


@pytest.mark.parametrize("kind", [Kind.AUDIT, Kind.PROGRESS, Kind.INVITATIONS])
def test_a_file_about_a_round_is_for_its_coordinators_alone(engine: Engine, kind: Kind) -> None:
    amina, olu = coordinator(engine), coordinator(engine, "olu", name="Olu")
    beni = joined(engine, invited(amina), "beni")
    stranger, removed = 10**6, coordinator(engine, "dora", name="Dora", round_=amina.round)
    gone = removed.desk.person
    with transaction(engine) as session:
        session.connection().execute(coordinates.delete().where(coordinates.c.person_id == gone))
    with transaction(engine) as session:
        before = len(session.connection().execute(select(audit_entry)).all())
    for person in (olu.desk.person, beni.desk.person, removed.desk.person, stranger):
        wanted = Enclosure(kind, "", "en", {"round": amina.round, "person": person, "lines": []})
        withheld = made(amina.office, wanted, NOON)
        assert isinstance(withheld, Screen)
        assert isinstance(withheld.blocks[0], Paragraph)
        assert "coordinators" in withheld.blocks[0].text
    with transaction(engine) as session:
        assert len(session.connection().execute(select(audit_entry)).all()) == before
    assert file_of(amina, Enclosure(kind, "", "en", {**about(amina), "lines": []})).content


def test_a_qr_code_and_the_picture_of_progress_are_pictures(engine: Engine) -> None:
    amina = coordinator(engine)
    joined(engine, invited(amina), "beni")
    qr = file_of(amina, Enclosure(Kind.QR, "", "en", {"link": "https://t.example/garden?start=7KQ2"}))
    progress = file_of(amina, Enclosure(Kind.PROGRESS, "", "ar", about(amina)))
    for file in (qr, progress):
        assert file.picture
        assert file.name.endswith(".png")
        assert file.content.startswith(b"\x89PNG\r\n\x1a\n")


def test_many_invitations_are_a_table(engine: Engine) -> None:
    amina = coordinator(engine)
    line = {"label": "=cmd|'x'", "sections": "Soil", "language": "ar", "code": "7KQ2-MXPD", "link": ""}
    file = file_of(amina, Enclosure(Kind.INVITATIONS, "", "en", {**about(amina), "lines": [line]}))
    assert table(file.content) == [
        ["For whom", "Sections", "Language", "Code", "Link"],
        ["'=cmd|'x'", "Soil", "ar", "7KQ2-MXPD", ""],
    ]


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert table(csv_file(["a"], [[cell]]))[1] == [f"'{cell}"]


def test_other_cells_stay_as_they_are() -> None:
    cells = ["a=1", "الشرطة", 'quo"te', "two\nlines", ""]
    assert table(csv_file(["a"], [cells]))[1] == cells


def test_a_file_that_cannot_be_made_is_words(engine: Engine) -> None:
    amina = coordinator(engine)
    with capture_logs() as logged:
        said = made(amina.office, Enclosure(Kind.QR, "", "en", {}), NOON)
    assert isinstance(said, Screen)
    assert [line["event"] for line in logged] == ["a file could not be made"]


def test_an_enclosure_survives_the_outbox() -> None:
    enclosure = Enclosure(Kind.INVITATIONS, "caption", "fr", {"lines": [{"label": "a"}], "round": 3, "person": 4})
    assert restored(stored(enclosure)) == enclosure


# In the terminal.


def test_a_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    file = File("audit.csv", b"one")
    (tmp_path / "audit.csv").write_bytes(b"mine")
    assert [saved(file, tmp_path).name for _ in range(2)] == ["audit-2.csv", "audit-3.csv"]
    assert (tmp_path / "audit.csv").read_bytes() == b"mine"
    assert stat.S_IMODE((tmp_path / "audit-2.csv").stat().st_mode) == 0o600


def coordinating(engine: Engine, name: str) -> int:
    """Make someone of the terminal a coordinator of a new round."""
    with transaction(engine) as session:
        connection = session.connection()
        row = {**SOMEONE, "model_hash": keep_model(session, bundled()).hash}
        number = connection.scalar(insert(assessment).returning(assessment.c.id), row)
        person = connection.scalar(select(conversation.c.person_id).where(conversation.c.address == name))
        leads = {"assessment_id": number, "person_id": person, "muted": [], "since": NOON}
        connection.execute(insert(coordinates), leads)
        connection.execute(update(conversation).where(conversation.c.address == name).values(assessment_id=number))
    return int(number or 0)


def pressed(turn: str, label: str) -> str:
    """The number of the newest card's button."""
    buttons = [part.split("]")[0] for part in turn.split("[")[1:]]
    return str(buttons.index(label) + 1)


def test_a_file_is_written_here_and_said_to_be(engine: Engine, database: str, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    chatted(here, database, "1", "1", name="amina")
    coordinating(engine, "amina")
    *_, card = chatted(here, database, "/round", name="amina")
    *_, first, second = chatted(here, database, "/round", *[pressed(card, "Who did what")] * 2, name="amina")
    caption = "Who did what in this assessment, and when. Nobody's answers are in it."
    assert f"\nbot: {caption}\n     Saved here as audit.csv.\nbot: " in first
    assert "Saved here as audit-2.csv." in second
    assert sorted(path.name for path in here.iterdir()) == ["audit-2.csv", "audit.csv"]


@pytest.mark.skipif(not PROC.exists(), reason="only Linux has a folder in which not even root may write")
def test_a_folder_that_takes_no_files_is_said_to(engine: Engine, database: str) -> None:
    chatted(PROC, database, "1", "1", name="amina")
    coordinating(engine, "amina")
    *_, card = chatted(PROC, database, "/round", name="amina")
    *_, last = chatted(PROC, database, "/round", pressed(card, "Who did what"), name="amina")
    assert "The file could not be saved in this folder" in last


def test_what_arrived_meanwhile_stands_before_the_card_once(engine: Engine, database: str, tmp_path: Path) -> None:
    def words(t: Tongue) -> Screen:
        return Screen((Paragraph("A word from your coordinator."),))

    chatted(tmp_path, database, "1", "1", name="beni")
    with transaction(engine) as session:
        person = session.connection().scalar(select(conversation.c.person_id))
        tell(session, {person or 0}, words, NOON)
    first, second = chatted(tmp_path, database, "/help", name="beni")
    assert first.startswith("bot: A word from your coordinator.\nbot: ")
    assert "A word" not in second


def test_a_coordinator_is_told_at_the_next_look(engine: Engine, database: str, tmp_path: Path) -> None:
    for name in ("amina", "beni"):
        chatted(tmp_path, database, "1", "1", name=name)
    number = coordinating(engine, "amina")
    with transaction(engine) as session:
        person = select(conversation.c.person_id).where(conversation.c.address == "beni").scalar_subquery()
        session.connection().execute(
            update(participation).where(participation.c.person_id == person).values(assessment_id=number, name="Beni")
        )
    chatted(tmp_path, database, "/continue", *["1"] * 4, name="beni")
    first, *_ = chatted(tmp_path, database, name="amina")
    assert first.startswith("bot: Gardens of the north\n     Finished a section\n")
    assert "Beni: " in first
    again, *_ = chatted(tmp_path, database, name="amina")
    assert "Finished a section" not in again
