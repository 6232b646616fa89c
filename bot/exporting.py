"""`sounding export`: what assessments came to, as files for whoever runs Sounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlmodel import Session

from bot.catalogues import tongue
from bot.files.making import CRITERIA, made_of, made_of_own
from bot.files.report import Report
from bot.storage.engine import transaction
from bot.storage.results.reporting import alone_report, text_of, whole_report
from bot.storage.rounds.auditing import audit
from bot.storage.tables import METADATA
from bot.terminal.files import saved
from dialogs.results.events import FileKind
from dialogs.rounds.nouns import Status

assessment = METADATA.tables["assessment"]

FORMATS = {
    "pdf": FileKind.PDF,
    "xlsx": FileKind.XLSX,
    "csv": FileKind.CSV,
    "json": FileKind.JSON,
    "png": FileKind.PICTURE,
}
"""The kinds of files by the ending that stands behind `--format`."""

PAPERS = {"a4": FileKind.PDF, "letter": FileKind.PDF_LETTER}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files are wanted, in which language, and where."""

    kinds: tuple[FileKind, ...]
    language: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Found:
    """An assessment by its number; `alone` for one person's own, which has no title."""

    number: int
    title: str
    alone: bool
    status: Status

    def __str__(self) -> str:
        return f"  {self.number}  {self.title} ({self.status})"


_ALL = select(assessment.c.id, assessment.c.title, assessment.c.alone, assessment.c.status).order_by(assessment.c.id)


def wanted(formats: str, paper: str, language: str, folder: Path) -> Wanted:
    """What the options ask for. Raises ValueError with a line about what they do not say well."""
    names = dict.fromkeys(name.strip().lower() for name in formats.split(",") if name.strip())
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        missing = unknown[0] if unknown else formats
        raise ValueError(f"--format: there is no {missing!r}; there are: {', '.join(FORMATS)}")
    if paper.lower() not in PAPERS:
        raise ValueError(f"--paper: there is no {paper!r}; there are: {', '.join(PAPERS)}")
    kinds = tuple(PAPERS[paper.lower()] if name == "pdf" else FORMATS[name] for name in names)
    return Wanted(kinds, language, folder)


def several(engine: Engine, named: str | None, *, everything: bool) -> list[Found]:
    """The assessments that are meant. Raises LookupError with lines that say which ones there are."""
    with transaction(engine) as session:
        there = [Found(row.id, row.title, row.alone, Status(row.status)) for row in session.connection().execute(_ALL)]
    rounds = [each for each in there if not each.alone]
    if not there:
        raise LookupError("There is no assessment yet.")
    if named is None:
        return rounds if everything and rounds else [_only(rounds)]
    found = [each for each in there if named == str(each.number)]
    found += [each for each in rounds if named.casefold() == each.title.casefold() and each not in found]
    if len(found) != 1:
        raise LookupError(_question(found or rounds, f"{'More than one' if found else 'No'} assessment is {named!r}."))
    return found


def _only(rounds: list[Found]) -> Found:
    """The one of several people that is not put away. Raises LookupError where that is not one."""
    current = [each for each in rounds if each.status is not Status.ARCHIVED] or rounds
    if len(current) != 1:
        raise LookupError(_question(rounds, "Which assessment?"))
    return current[0]


def _question(rounds: list[Found], why: str) -> str:
    """The line that says why, and below it what can be named."""
    if not rounds:
        return f"{why} There is none of several people. Name a self-assessment by its number."
    return "\n".join((f"{why} Name one by its number, or all of them by --all:", *map(str, rounds)))


def exported(engine: Engine, found: Found, files: Wanted, now: datetime | None = None) -> Iterator[Path]:
    """Write the files, each for its owner alone and none over another; where each is. Raises OSError."""
    at = now or datetime.now(UTC)
    files.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with transaction(engine) as session:
        report = _report(session, found, files, at)
        text = text_of(session, report.model) if FileKind.JSON in files.kinds else ""
    t = tongue(files.language, report.model.id)
    make = made_of_own if found.alone else made_of
    for kind in files.kinds:
        for table in ("", CRITERIA) if kind is FileKind.CSV else ("",):
            yield saved(make(report, kind, t, table=table, text=text), files.folder)


def _report(session: Session, found: Found, files: Wanted, now: datetime) -> Report:
    """That a round left the database stands in its trail; nobody reads a trail of someone who assesses alone."""
    if found.alone:
        return alone_report(session, found.number, now)
    for kind in files.kinds:
        audit(session, found.number, None, "exported", kind.value, now)
    return whole_report(session, found.number, now)
