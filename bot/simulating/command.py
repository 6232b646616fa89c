"""`sounding simulate`: a calendar of what is sent, a round that stays with `--keep`, or its files with `--to`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.files import EVERY
from bot.commands.opening import database, language, settings, stop

if TYPE_CHECKING:
    from bot.simulating.founding import Plan
    from bot.simulating.sitting import Sitting

FIRST_DAY = datetime(2027, 2, 1)  # noqa: DTZ001  # a day, which typer reads as a moment
"""Of a simulated round."""


def simulate(  # noqa: PLR0913, PLR0917  # as many as there are options
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="How long it goes on.")] = 30,
    respondents: Annotated[int, typer.Option("--respondents", min=1, max=1000, help="How many take part.")] = 12,
    seed: Annotated[int, typer.Option("--seed", help="Another number is another round.")] = 7,
    territory: Annotated[str, typer.Option("--territory", metavar="CODE", help="Whose week it keeps.")] = "NP",
    zone: Annotated[str | None, typer.Option("--zone", metavar="NAME", help="Whose clock, such as Asia/Amman.")] = None,
    start: Annotated[datetime, typer.Option("--start", formats=["%Y-%m-%d"], help="Its first day.")] = FIRST_DAY,
    down: Annotated[
        datetime | None, typer.Option("--down", formats=["%Y-%m-%d"], help="From this day, nothing runs for a week.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Leave a round with answers in the database.")] = False,
    folder: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="Write such a round into files there, and keep none.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="CODE", help="With --to: the language of the files.")] = "en",
    left_open: Annotated[bool, typer.Option("--open", help="With --keep or --to: do not close it.")] = False,
    rounds: Annotated[
        int, typer.Option("--rounds", min=1, max=3, help="With --keep or --to: so many, a year apart.")
    ] = 1,
) -> None:
    """Play a round of invented people in simulated time, and print what is sent to whom, when and why.

    Exits with 1 if anything is sent that should not be. No database is touched but one of its own. With --keep, a
    round with answers, agreement and plan stays in the database of the settings instead, for files and pictures; with
    --to, it goes into files alone.
    """
    from bot.simulating.founding import WrongPlan, planned

    outage = down.date() if down else None
    _fit(outage, rounds, keep=keep, files=folder is not None, left_open=left_open)
    try:
        plan = planned(territory, zone, start.date(), outage, days=days, respondents=respondents, seed=seed)
        if keep:
            _keep(plan, rounds, left_open=left_open)
        elif folder is not None:
            _write(plan, rounds, folder, language(lang) or "en", left_open=left_open)
        else:
            _print(plan)
    except WrongPlan as wrong:
        raise stop(str(wrong)) from None


def _fit(outage: date | None, rounds: int, *, keep: bool, files: bool, left_open: bool) -> None:
    """Stop where options do not go together."""
    if keep and files:
        raise stop("--to: it does not go with --keep; `sounding export` makes files of what was kept")
    if outage and (keep or files):
        raise stop("--down: it does not go with --keep or --to")
    if left_open and not (keep or files):
        raise stop("--open: it goes with --keep or --to")
    if rounds > 1 and not (keep or files):
        raise stop("--rounds: it goes with --keep or --to")


def _print(plan: Plan) -> None:
    from bot.simulating.simulation import printed

    text, well = printed(plan)
    typer.echo(text, nl=False)
    if not well:
        raise typer.Exit(1)


def _keep(plan: Plan, rounds: int, *, left_open: bool) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    from bot.commands.opening import first_line
    from bot.simulating.keeping import kept

    engine = database(settings())
    try:
        made = kept(plan, engine, rounds, left_open=left_open, watch=_watched)
    except SQLAlchemyError as error:
        raise stop(f"SOUNDING_DATABASE_URL: the database cannot be written ({first_line(error)})") from None
    finally:
        engine.dispose()
    for each in made:
        typer.echo(f"Kept as assessment {each.number}: {each.title}. Nobody in it is real, and nobody is written to.")
    typer.echo(f"Its files: sounding export {made[-1].number}")


def _write(plan: Plan, rounds: int, folder: Path, spoken: str, *, left_open: bool) -> None:
    """Play the rounds in a database of their own, which is gone afterwards, and write the last one into files."""
    from bot.exporting import exported, several, wanted
    from bot.simulating.keeping import kept
    from bot.simulating.passing import passing_database

    files = wanted(EVERY, "a4", spoken, folder)
    try:
        with passing_database() as engine:
            made = kept(plan, engine, rounds, left_open=left_open, watch=_watched)
            (found,) = several(engine, str(made[-1].number), everything=False)
            for path in exported(engine, found, files):
                typer.echo(str(path))
    except OSError as error:
        raise stop(f"--to: {folder}: {error.strerror or type(error).__name__}") from None


def _watched(coming: Sequence[Sitting]) -> Iterable[Sitting]:
    """The sittings, with a bar on a terminal that shows how far it is."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(coming, "Answering", console=console, transient=True, disable=not console.is_terminal)
