"""Making the files that go with a conversation, at the moment they are sent and not before."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import segno
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.catalogues import tongue
from bot.files.making import made_of, made_of_own
from bot.files.mine_data import mine_json, mine_text
from bot.left import Enclosure, File, Kind
from bot.library import kept_model
from bot.office import Office
from bot.pictures.progress import progress_picture
from bot.spreadsheets import csv_file
from bot.storage.engine import transaction
from bot.storage.privacy.chats import chats_of
from bot.storage.privacy.gathering import own_data
from bot.storage.privacy.my_data import JSON
from bot.storage.results.reporting import own_report, report_of, text_of
from bot.storage.rounds.auditing import Deed, audit, trail
from bot.storage.rounds.authority import Coordination, coordination_of
from bot.storage.rounds.watching import Roll, roll_of
from dialogs.cards.remarks import remark
from dialogs.cards.rounds import trail as words
from dialogs.commands import Remark
from dialogs.results.events import FileKind
from dialogs.screens import Paragraph, Screen, screen
from dialogs.tongue import Tongue

SCALE, BORDER = 10, 4
"""Pixels of one module of a QR code, and modules of white around it."""


def made(office: Office, enclosure: Enclosure, now: datetime) -> File | Screen:
    """The file, or a word why there is none. Takes its time: not for a turn, nor for the thread that sends.

    Raises SQLAlchemyError when the database cannot be read.
    """
    t = tongue(enclosure.language)
    try:
        return _made(office, enclosure, t, now) or _said(t, remark(t, Remark.NOT_COORDINATOR))
    except SQLAlchemyError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, the person is told, and everybody else is served
        log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr))  # standard output may be a conversation
        log.error("a file could not be made", kind=enclosure.kind.value, error=type(error).__name__)  # noqa: TRY400
        return _said(t, t.gettext("The file could not be made. Nothing is lost; please ask for it again later."))


def _said(t: Tongue, text: str) -> Screen:
    return screen(t.direction, Paragraph(text))


def _made(office: Office, enclosure: Enclosure, t: Tongue, now: datetime) -> File | Screen | None:
    """None for what is for coordinators, where this person is none, or not any more."""
    match enclosure.kind:
        case Kind.QR:
            return File("invitation.png", _qr(enclosure.about["link"]), picture=True)
        case Kind.INVITATIONS:
            return _invitations(office, enclosure, t)
        case Kind.AUDIT:
            return _audit(office, enclosure, now)
        case Kind.PROGRESS:
            return _progress(office, enclosure, now)
        case Kind.RESULT:
            return _result(office, enclosure, now)
        case Kind.OWN:
            return _own(office, enclosure, now) or _said(t, remark(t, Remark.NO_QUESTIONS))
        case Kind.MINE:
            return _mine(office, enclosure, t, now) or _said(t, remark(t, Remark.NOTHING_KEPT))


def _theirs(session: Session, about: Mapping[str, Any]) -> bool:
    """Whether the chat it is sent to is that person's, asked again now: a number may have been given anew.

    Rows of an earlier release do not say which chat it was.
    """
    return "address" not in about or (about["channel"], about["address"]) in chats_of(session, about["person"])


def _right(session: Session, enclosure: Enclosure) -> Coordination | None:
    if not _theirs(session, enclosure.about):
        return None
    return coordination_of(session, enclosure.about["person"], enclosure.about["round"])


def _qr(link: str) -> bytes:
    out = BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="png", scale=SCALE, border=BORDER)
    return out.getvalue()


def _invitations(office: Office, enclosure: Enclosure, t: Tongue) -> File | None:
    with transaction(office.engine) as session:
        if _right(session, enclosure) is None:
            return None
    header = {
        "label": t.gettext("For whom"),
        "sections": t.gettext("Sections"),
        "language": t.gettext("Language"),
        "code": t.gettext("Code"),
        "link": t.gettext("Link"),
    }
    lines = ([str(line[name]) for name in header] for line in enclosure.about["lines"])
    return File("invitations.csv", csv_file(list(header.values()), lines))


def _audit(office: Office, enclosure: Enclosure, now: datetime) -> File | None:
    """That it left the bot stands in it."""
    with transaction(office.engine) as session:
        right = _right(session, enclosure)
        if right is None:
            return None
        audit(session, right.round, right.person, "audit-sent", "", now)
        roll, deeds = roll_of(session, right), trail(session, right)
    content = _trail(roll, deeds, tongue(enclosure.language, roll.model.id))
    return File("audit.csv", content, protected=roll.setup.protected)


def _progress(office: Office, enclosure: Enclosure, now: datetime) -> File | None:
    with transaction(office.engine) as session:
        right = _right(session, enclosure)
        if right is None:
            return None
        roll = roll_of(session, right)
    drawn = progress_picture(roll, now, tongue(enclosure.language, roll.model.id))
    return File("progress.png", drawn, picture=True, protected=roll.setup.protected)


def _result(office: Office, enclosure: Enclosure, now: datetime) -> File | None:
    """That it left the bot stands in the trail."""
    kind, table = FileKind(enclosure.about["file"]), enclosure.about.get("table", "")
    with transaction(office.engine) as session:
        right = _right(session, enclosure)
        if right is None:
            return None
        report = report_of(session, right, now)
        text = text_of(session, report.model) if kind is FileKind.JSON else ""
        audit(session, right.round, right.person, "exported", f"{kind.value} {table}".strip(), now)
    file = made_of(report, kind, tongue(enclosure.language, report.model.id), table=table, text=text)
    return replace(file, protected=report.setup.protected)


def _own(office: Office, enclosure: Enclosure, now: datetime) -> File | None:
    about = enclosure.about
    with transaction(office.engine) as session:
        report = own_report(session, about["person"], about["participation"], now) if _theirs(session, about) else None
    if report is None:
        return None
    file = made_of_own(report, FileKind(about["file"]), tongue(enclosure.language, report.model.id))
    return replace(file, protected=report.setup.protected)


def _mine(office: Office, enclosure: Enclosure, t: Tongue, now: datetime) -> File | None:
    """Of the person alone whose chat it is sent to."""
    about = enclosure.about
    with transaction(office.engine) as session:
        if not _theirs(session, about):
            return None
        data = own_data(session, about["person"], now)
        hashes = {each["model"] for each in data["assessments"]} if data else set()
        models = {each: kept_model(session, each) for each in hashes}
    if data is None:
        return None
    if about["form"] == JSON:
        return mine_json(data)
    return mine_text(data, models, t)


def _trail(roll: Roll, deeds: tuple[Deed, ...], t: Tongue) -> bytes:
    zone = ZoneInfo(roll.setup.zone)
    header = (t.gettext("When"), t.gettext("Who"), t.gettext("What"), t.gettext("About"))
    lines = (
        (
            deed.at.astimezone(zone).isoformat(" ", "seconds"),
            words.who(deed.role, deed.number, t, deed.action),
            words.action(deed.action, t),
            words.subject(deed.subject, t, roll.model),
        )
        for deed in deeds
    )
    return csv_file(header, lines)
