"""Which file somebody wants."""

from __future__ import annotations

from dialogs.cards import words
from dialogs.cards.rounds import terms
from dialogs.results.events import FileAsked, FileKind
from dialogs.screens import Button, Heading, Item, Paragraph, Row, Screen
from dialogs.screens import screen as built
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def choosing(sheet: Sheet, t: Tongue) -> Screen:
    """Files of the round for a coordinator, and of their own profile for whoever answers."""
    mine = sheet.quest is not None
    return built(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("Files")),
        *(_of_the_round(t) if sheet.coordinates else ()),
        Item(t.gettext("My own answers"), t.gettext("Your profile with your next steps, as a picture or a file."))
        if mine
        else None,
        Paragraph(t.gettext("Files are made in the language of this chat. It takes a few seconds.")),
        rows=(*(_rows(t) if sheet.coordinates else ()), *(_own(sheet, t) if mine else ()), (words.back(t),)),
    )


def _of_the_round(t: Tongue) -> tuple[Item, Paragraph]:
    return (
        Item(
            t.gettext("The whole assessment"),
            t.gettext("A report to print or send (PDF), tables to work with (XLSX, CSV), or everything for a program."),
        ),
        Paragraph(t.gettext("Files leave this chat: keep them as carefully as the answers themselves.")),
    )


def _rows(t: Tongue) -> tuple[Row, ...]:
    return (
        (Button(t.gettext("Picture"), FileAsked(FileKind.PICTURE)), Button(t.gettext("PDF"), FileAsked(FileKind.PDF))),
        (
            Button(t.gettext("PDF, Letter size"), FileAsked(FileKind.PDF_LETTER)),
            Button(t.gettext("Spreadsheet"), FileAsked(FileKind.XLSX)),
        ),
        (
            Button(t.gettext("Tables (CSV)"), FileAsked(FileKind.CSV)),
            Button(t.gettext("Data (JSON)"), FileAsked(FileKind.JSON)),
        ),
    )


def _own(sheet: Sheet, t: Tongue) -> tuple[Row, ...]:
    """Labels say whose they are where both kinds are offered."""
    both = sheet.coordinates
    picture = t.gettext("My picture") if both else t.gettext("Picture")
    pdf = t.gettext("My PDF") if both else t.gettext("PDF")
    table = t.gettext("My spreadsheet") if both else t.gettext("Spreadsheet")
    return (
        (
            Button(picture, FileAsked(FileKind.PICTURE, own=True)),
            Button(pdf, FileAsked(FileKind.PDF, own=True)),
        ),
        (Button(table, FileAsked(FileKind.XLSX, own=True)),),
    )
