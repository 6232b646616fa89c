"""The command line."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import files, models
from bot.commands.opening import database, language, settings, stop
from bot.settings import Settings, owners_of
from bot.simulating.command import simulate

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from bot.office import House

app = typer.Typer(
    name="sounding",
    help="Walk people through a maturity model, one capability at a time.",
    epilog="Example: sounding chat",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
framework = typer.Typer(
    no_args_is_help=True, help="Check and show maturity models.", epilog="Example: sounding framework show"
)
db = typer.Typer(no_args_is_help=True, help="Look after the database.", epilog="Example: sounding db check")
app.add_typer(framework, name="framework")
app.add_typer(db, name="db")

NAME_LIMIT = 64
"""Characters in the name of a speaker in the terminal."""

INTERRUPTED = 130
"""Exit code after Ctrl-C before there was anything to keep."""


def _house(chosen: Settings) -> House:
    """What the operator decided for people on a messenger."""
    from bot.catalogues import tongues
    from bot.library import bundled
    from bot.office import House

    return House(bundled(), tuple(tongues()), chosen.open, owners=owners_of(chosen))


def _house_at_home() -> House:
    """The same for people at this computer, who may do everything."""
    from bot.catalogues import tongues
    from bot.library import bundled
    from bot.office import House

    return House(bundled(), tuple(tongues()), open_to_all=True, local=True)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"sounding {version('sounding')}")
        raise typer.Exit


@app.callback()
def sounding(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Walk people through a maturity model, one capability at a time."""


@app.command(epilog="Example: sounding chat --as alma --lang en")
def chat(
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who speaks; one database holds many.")] = "you",
    lang: Annotated[str | None, typer.Option("--lang", metavar="CODE", help="The language, such as en.")] = None,
) -> None:
    """Talk in the terminal. Piped input is read one line a turn: a number presses that button."""
    from bot.office import Office
    from bot.terminal.chat import chat as talk
    from bot.terminal.faces import face

    spoken = language(lang)
    if not name.strip() or len(name) > NAME_LIMIT or not name.isprintable():
        raise stop(f"--as: a name has 1 to {NAME_LIMIT} printable characters")
    try:
        office = Office(database(settings()), _house_at_home())
        talk(office, face(), name.strip(), spoken)
    except BrokenPipeError:
        # Whoever read along has gone; every answer is kept, and what Python still wants to print goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@app.command(epilog="Example: SOUNDING_TELEGRAM_TOKEN=123456:ABC SOUNDING_OPEN=true sounding run")
def run() -> None:
    """Serve Telegram, by long polling or by webhook, until told to stop."""
    from bot.logs import set_up
    from bot.telegram.service import Stopped, serve

    chosen = settings()
    if chosen.telegram_token is None:
        raise stop("SOUNDING_TELEGRAM_TOKEN is not set; BotFather gives it, see the README")
    set_up(chosen.log_format)
    try:
        serve(database(chosen), _house(chosen), chosen)
    except Stopped as stopped:
        raise stop(str(stopped)) from None


@app.command(epilog="Example: sounding doctor --retry")
def doctor(
    retry: Annotated[bool, typer.Option("--retry", help="Carry out again what was set aside.")] = False,
    reminders: Annotated[bool, typer.Option("--reminders", help="Say who is reminded next, and why.")] = False,
    named: Annotated[str | None, typer.Option("--round", metavar="NAME", help="Of this title or number alone.")] = None,
) -> None:
    """Say what is wrong with the database and which updates were set aside; exit with 1 if anything is."""
    from bot.doctor import cases, try_again
    from bot.office import Office
    from bot.storage.engine import open_database, transaction
    from bot.storage.health import faults

    if named is not None and not reminders:
        raise stop("--round: it goes with --reminders")
    if retry and reminders:
        raise stop("--retry: it does not go with --reminders")
    chosen = settings()
    found = faults(chosen.database_url)
    for fault in found:
        typer.echo(fault)
    if found:
        raise typer.Exit(1)
    engine = open_database(chosen.database_url)
    if reminders:
        raise _foretell(engine, named)
    with transaction(engine) as session:
        listed = list(cases(session))
    office = Office(engine, _house(chosen))
    left = [case for case in listed if not (retry and try_again(office, case))]
    for case in left:
        typer.echo(f"Set aside as {case}")
    if left:
        typer.echo("`sounding doctor --retry` carries these out again, as if they had come in now.")
        raise typer.Exit(1)
    typer.echo("All is well." if not listed else f"Carried out again: {len(listed)}. All is well.")


def _foretell(engine: Engine, named: str | None) -> typer.Exit:
    """Say who is reminded next, and what waits; the exit to raise."""
    from bot.doctor import tell

    try:
        return typer.Exit(int(tell(engine, named, typer.echo)))
    except LookupError as error:
        return stop(f"--round: {error.args[0]}")


app.command("simulate", epilog="Example: sounding simulate --respondents 12 --seed 7 --keep")(simulate)
app.command("export", epilog="Example: sounding export 7 --format pdf,xlsx --lang fr --to reports")(files.export)
app.command("import", epilog="Example: sounding import uganda-2026-result.json")(files.import_)
framework.command("show", epilog="Example: sounding framework show garden.yaml")(models.show)
framework.command("check", epilog="Example: sounding framework check garden.yaml")(models.check)


@db.command("upgrade", epilog="Example: sounding db upgrade")
def upgrade() -> None:
    """Bring the database to this release; `chat` and `run` do so by themselves."""
    database(settings()).dispose()
    typer.echo("The database is up to date.")


@db.command("check", epilog="Example: sounding db check")
def db_check() -> None:
    """Say whether the database can be reached, is whole, and fits this release; exit with 1 if not."""
    from bot.storage.health import faults

    found = faults(settings().database_url)
    for fault in found:
        typer.echo(fault, err=True)
    if found:
        raise typer.Exit(1)
    typer.echo("The database is well.")


def main() -> None:
    """Where `sounding` begins."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
