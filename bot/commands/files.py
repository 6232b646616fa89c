"""`sounding export` and `sounding import`: assessments leave as files, and come back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.opening import database, existing, first_line, keys, language, settings, stop

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from bot.exporting import Found, Wanted

EVERY = "pdf,xlsx,csv,json,png"

CONFIDENTIAL = "These files hold what people answered and wrote. Only you can read them (mode 600); keep them safe."


def export(
    assessment: Annotated[str | None, typer.Argument(help="Its number or title; without it, the only one.")] = None,
    formats: Annotated[str, typer.Option("--format", metavar="NAMES", help="Which files, by their endings.")] = EVERY,
    paper: Annotated[str, typer.Option("--paper", metavar="SIZE", help="Of the PDF: a4 or letter.")] = "a4",
    lang: Annotated[str, typer.Option("--lang", metavar="CODE", help="The language of the files.")] = "en",
    folder: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where the files go.")] = Path(),
    everything: Annotated[bool, typer.Option("--all", help="Every assessment of several people.")] = False,
) -> None:
    """Write what an assessment came to into files, and print where they are.

    A self-assessment is exported by its number. No file is ever written over another one.
    """
    from bot.exporting import wanted

    if assessment is not None and everything:
        raise stop("--all: it does not go with the name of one assessment")
    try:
        files = wanted(formats, paper, language(lang) or "en", folder)
    except ValueError as wrong:
        raise stop(str(wrong)) from None
    engine = _existing()
    for found in _found(engine, assessment, everything=everything):
        _export(engine, found, files)
    typer.echo(CONFIDENTIAL, err=True)


def _existing() -> Engine:
    """The database, which is there and fits this release."""
    from bot.storage.health import faults

    chosen = settings()
    found = faults(chosen.database_url, keys(chosen))
    if found:
        raise stop(found[0])
    return existing(chosen)


def _found(engine: Engine, named: str | None, *, everything: bool) -> list[Found]:
    from sqlalchemy.exc import SQLAlchemyError

    from bot.exporting import several

    try:
        return several(engine, named, everything=everything)
    except LookupError as unknown:
        raise stop(str(unknown.args[0])) from None
    except SQLAlchemyError as error:
        raise stop(f"SOUNDING_DATABASE_URL: the database cannot be read ({first_line(error)})") from None


def _export(engine: Engine, found: Found, files: Wanted) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    from bot.exporting import exported

    try:
        for path in exported(engine, found, files):
            typer.echo(str(path))
    except OSError as error:
        raise stop(f"--to: {files.folder}: {error.strerror or type(error).__name__}") from None
    except SQLAlchemyError as error:
        raise stop(f"SOUNDING_DATABASE_URL: the database cannot be read ({first_line(error)})") from None


def import_(file: Annotated[Path, typer.Argument(help="An assessment that was exported as JSON.")]) -> None:
    """Read an assessment from its JSON file into the database, as one that is closed.

    Nobody is written to: the people in it are not here. It prints a code; whoever sends that to the bot coordinates it.
    """
    from bot.importing import Refused, read_back, read_file

    try:
        content = read_file(file)
        read = read_back(lambda: database(settings()), content)
    except Refused as refused:
        raise stop(f"{file}: {refused}") from None
    typer.echo(f"Read as assessment {read.number}, closed. Respondents: {read.people}; none of them is written to.")
    typer.echo(f"Whoever sends this to the bot first becomes its coordinator: /start {read.code}")
    typer.echo("The code is not kept here. The same file, read again, makes another assessment.")
