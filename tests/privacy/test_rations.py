"""Files are rationed for each chat: ten at once, then one every ten minutes; over processes, restarts and sweeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine, func, select

from bot.left import Enclosure, Kind
from bot.storage.engine import transaction
from bot.storage.rationing import BACK, FILES, spent
from bot.storage.sweeping import sweep
from dialogs.cards.remarks import remark
from dialogs.commands import Remark
from dialogs.events import Asked, Place
from dialogs.results.events import FileAsked, FileKind
from dialogs.rounds.events import AuditAsked, FormAccepted, FormOpened, PictureAsked
from dialogs.rounds.states import FormKind
from dialogs.tongue import ENGLISH
from tests.results.gardens import answer, garden, rows
from tests.rounds.people import Speaker, invited, joined

LATER = remark(ENGLISH, Remark.FILES_LATER)


def ask(speaker: Speaker, kind: FileKind = FileKind.XLSX, *, own: bool = False) -> int:
    """How many files come of it."""
    reply = speaker.turn(Asked(Place.EXPORT), FileAsked(kind, own))
    assert bool(reply.left) is (reply.remark != LATER)
    return len(reply.left)


def pasted(amina: Speaker, lines: str) -> None:
    """A list of people to be invited, ready to be accepted."""
    first = next(amina.turn(FormOpened(FormKind.LIST)).card.buttons)  # until when they can be used
    amina.turn(first.event)
    amina.say(lines)


def taken(engine: Engine) -> int:
    with transaction(engine) as session:
        return session.connection().scalar(select(func.count()).select_from(spent)) or 0


def test_ten_at_once_and_then_one_every_ten_minutes(engine: Engine) -> None:
    amina, _ = garden(engine)
    assert [ask(amina) for _ in range(12)] == [1] * 10 + [0, 0]
    assert ask(amina.later(minutes=9)) == 0
    for _ in range(3):
        assert ask(amina.later(minutes=BACK.seconds // 60)) == 1
        assert ask(amina) == 0
    assert [ask(amina.later(hours=2)) for _ in range(1)] == [1]
    assert [ask(amina) for _ in range(10)] == [1] * 9 + [0]


def test_who_waits_is_told_and_loses_nothing_but_the_file(engine: Engine) -> None:
    amina, _ = garden(engine)
    for _ in range(FILES):
        ask(amina)
    before = amina.desk.here
    reply = amina.turn(FileAsked(FileKind.PDF))
    assert (reply.remark, reply.left) == (LATER, ())
    assert "ten minutes" in LATER
    assert amina.desk.here.state == before.state
    assert amina.turn(Asked(Place.PROGRESS)).remark is None


def test_every_kind_of_file_counts(engine: Engine) -> None:
    amina, people = garden(engine, "beni")
    answer(people["beni"], "compost", "rooting")
    kinds = []
    for event in (PictureAsked(), AuditAsked(), FileAsked(FileKind.JSON), FileAsked(FileKind.CSV)):
        kinds += [left.kind for left in amina.turn(Asked(Place.PROGRESS), event).left if isinstance(left, Enclosure)]
    pasted(amina, "One office\nAnother office")
    kinds += [left.kind for left in amina.turn(FormAccepted(FormKind.LIST)).left if isinstance(left, Enclosure)]
    assert kinds == [Kind.PROGRESS, Kind.AUDIT, Kind.RESULT, Kind.RESULT, Kind.RESULT, Kind.INVITATIONS]
    assert taken(engine) == 6
    assert ask(people["beni"], FileKind.PICTURE, own=True) == 1
    assert taken(engine) == 7


def test_two_that_belong_together_come_together_and_nobody_waits_longer(engine: Engine) -> None:
    amina, _ = garden(engine)
    for _ in range(FILES - 1):
        ask(amina)
    assert ask(amina, FileKind.CSV) == 2
    assert ask(amina) == 0
    assert ask(amina.later(minutes=10)) == 1


def test_no_invitation_of_a_list_is_made_where_its_file_must_wait(engine: Engine) -> None:
    amina, _ = garden(engine)
    for _ in range(FILES):
        ask(amina)
    pasted(amina, "One office\nAnother office")
    assert amina.turn(FormAccepted(FormKind.LIST)).remark == LATER
    assert rows(engine, "invitation") == []
    amina.later(minutes=10).turn(FormAccepted(FormKind.LIST))
    assert len(rows(engine, "invitation")) == 2


def test_one_chat_does_not_use_up_what_is_anothers(engine: Engine) -> None:
    amina, _ = garden(engine)
    for _ in range(FILES + 1):
        ask(amina)
    lea = joined(engine, invited(amina), "lea", name="Lea")
    assert ask(lea, own=True) == 1


def test_another_process_counts_on(engine: Engine) -> None:
    amina, _ = garden(engine)
    for _ in range(FILES):
        ask(amina)
    again = Speaker(engine, amina.address)
    assert ask(again) == 0
    assert ask(again.later(minutes=10)) == 1
    assert ask(amina.later(minutes=10)) == 0


def test_at_home_there_is_no_ration(engine: Engine) -> None:
    amina, _ = garden(engine)
    amina.office = replace(amina.office, house=replace(amina.office.house, local=True))
    assert [ask(amina) for _ in range(FILES + 5)] == [1] * (FILES + 5)
    assert taken(engine) == 0


def test_what_stands_there_names_nobody_and_goes(engine: Engine) -> None:
    amina, _ = garden(engine)
    for _ in range(3):
        ask(amina)
    assert {(row.kind, len(row.chat_hash)) for row in rows(engine, "spent")} == {("file", 64)}
    assert amina.address not in str(rows(engine, "spent"))
    for minutes, left in ((9, 3), (10, 2), (25, 1), (30, 0)):
        with transaction(engine) as session:
            sweep(session, amina.at + timedelta(minutes=minutes))
        assert taken(engine) == left
