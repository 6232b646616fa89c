"""The command line."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import backup, files, health, models
from bot.commands import keys as keeping
from bot.commands.opening import database, existing, keys, language, settings, stop
from bot.settings import Settings, owners_of
from bot.simulating.command import simulate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Engine

    from bot.office import House
    from dialogs.safety.help import Help

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
secrets = typer.Typer(
    no_args_is_help=True, help="Look after the keys that seal what people write.", epilog="Example: sounding keys check"
)
app.add_typer(secrets, name="keys")

NAME_LIMIT = 64
"""Characters in the name of a speaker in the terminal."""

INTERRUPTED = 130
"""Exit code after Ctrl-C before there was anything to keep."""


def _house(chosen: Settings) -> House:
    """What the operator decided for people on a messenger."""
    from bot.catalogues import tongues
    from bot.library import bundled
    from bot.office import House

    return House(bundled(), tuple(tongues()), chosen.open, owners=owners_of(chosen), help=_help(chosen))


def _house_at_home(chosen: Settings) -> House:
    """The same for people at this computer, who may do everything."""
    from bot.catalogues import tongues
    from bot.library import bundled
    from bot.office import House

    return House(bundled(), tuple(tongues()), open_to_all=True, local=True, help=_help(chosen))


def _help(chosen: Settings) -> Mapping[str, Help]:
    """Where to turn with a case; a file that cannot be used stops the start."""
    from bot.help_file import WrongHelpFile, load_help

    try:
        return load_help(chosen.help_file)
    except WrongHelpFile as wrong:
        raise stop(f"SOUNDING_HELP_FILE: {wrong}") from None


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
        chosen = settings()
        house = _house_at_home(chosen)
        office = Office(database(chosen), house)
        talk(office, face(), name.strip(), spoken)
    except BrokenPipeError:
        # Whoever read along has gone; every answer is kept, and what Python still wants to print goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@app.command(epilog="Example: SOUNDING_TELEGRAM_TOKEN=123456:ABC SOUNDING_OPEN=true sounding run")
def run() -> None:
    """Serve Telegram, by long polling or by webhook, until told to stop."""
    from bot.logs import set_up
    from bot.telegram.service import Stopped, serve
    from bot.watching.pulse import Pulse

    chosen = settings()
    if chosen.telegram_token is None:
        raise stop("SOUNDING_TELEGRAM_TOKEN is not set; BotFather gives it, see the README")
    pulse = Pulse()
    set_up(chosen.log_format, pulse.note_line)
    try:
        house = _house(chosen)
        serve(database(chosen, warn=True), house, chosen, pulse)
    except Stopped as stopped:
        raise stop(str(stopped)) from None


@app.command(epilog="Example: sounding doctor --retry")
def doctor(
    retry: Annotated[bool, typer.Option("--retry", help="Carry out again what was set aside.")] = False,
    reminders: Annotated[bool, typer.Option("--reminders", help="Say who is reminded next, and why.")] = False,
    named: Annotated[str | None, typer.Option("--round", metavar="NAME", help="Of this title or number alone.")] = None,
    aside: Annotated[
        int | None, typer.Option("--set-aside", metavar="NUMBER", help="Show one update that was set aside.")
    ] = None,
    reveal: Annotated[bool, typer.Option("--reveal", help="With what the person wrote.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Without asking Telegram.")] = False,
) -> None:
    """Say what is wrong and what to do about it, and which updates were set aside; exit with 1 if anything is."""
    from bot.checks import around
    from bot.doctor import cases, going, try_again
    from bot.office import Office
    from bot.storage.engine import transaction
    from bot.storage.health import faults

    if named is not None and not reminders:
        raise stop("--round: it goes with --reminders")
    if retry and reminders:
        raise stop("--retry: it does not go with --reminders")
    if reveal and aside is None:
        raise stop("--reveal: it goes with --set-aside")
    if aside is not None and (retry or reminders):
        raise stop("--set-aside: it goes with --reveal alone")
    chosen = settings()
    found = faults(chosen.database_url, keys(chosen))
    beside = () if reminders or aside is not None else tuple(around(chosen, offline=offline))
    for fault in (*found, *beside):
        typer.echo(fault)
    if found:
        raise typer.Exit(1)
    engine = existing(chosen)
    if reminders:
        raise _foretell(engine, named)
    if aside is not None:
        raise _shown(engine, aside, reveal=reveal)
    for line in going(engine):
        typer.echo(line)
    with transaction(engine) as session:
        listed = list(cases(session))
    office = Office(engine, _house(chosen))
    left = [case for case in listed if not (retry and try_again(office, case))]
    for case in left:
        typer.echo(f"Set aside as {case}")
    if left:
        typer.echo("`sounding doctor --retry` carries these out again, as if they had come in now.")
    if left or beside:
        raise typer.Exit(1)
    typer.echo("All is well." if not listed else f"Carried out again: {len(listed)}. All is well.")


def _foretell(engine: Engine, named: str | None) -> typer.Exit:
    """Say who is reminded next, and what waits; the exit to raise."""
    from bot.doctor import tell

    try:
        return typer.Exit(int(tell(engine, named, typer.echo)))
    except LookupError as error:
        return stop(f"--round: {error.args[0]}")


def _shown(engine: Engine, number: int, *, reveal: bool) -> typer.Exit:
    """Print an update that was set aside; the exit to raise."""
    from bot.revealing import set_aside_as
    from bot.storage.engine import transaction

    try:
        with transaction(engine) as session:
            typer.echo(set_aside_as(session, number, reveal=reveal))
    except LookupError:
        return stop(f"--set-aside: nothing is set aside as {number}")
    if not reveal:
        typer.echo("What the person wrote is left out; --reveal shows it.", err=True)
    return typer.Exit()


app.command("health", epilog="Example: SOUNDING_HEALTH_LISTEN=127.0.0.1:9100 sounding health --ready")(health.health)
app.command("simulate", epilog="Example: sounding simulate --respondents 12 --seed 7 --keep")(simulate)
app.command("export", epilog="Example: sounding export 7 --format pdf,xlsx --lang fr --to reports")(files.export)
app.command("import", epilog="Example: sounding import uganda-2026-result.json")(files.import_)
secrets.command("new", epilog="Example: sounding keys new")(keeping.new)
secrets.command("check", epilog="Example: sounding keys check")(keeping.check)
secrets.command("rotate", epilog="Example: sounding keys rotate")(keeping.rotate)
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

    chosen = settings()
    found = faults(chosen.database_url, keys(chosen))
    for fault in found:
        typer.echo(fault, err=True)
    if found:
        raise typer.Exit(1)
    typer.echo("The database is well.")


db.command("backup", epilog="Example: sounding db backup sounding-backup.db")(backup.backup)
db.command("restore", epilog="Example: sounding db restore sounding-backup.db")(backup.restore)


def main() -> None:
    """Where `sounding` begins."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
