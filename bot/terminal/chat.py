"""A conversation in the terminal: a line comes in, its turn is committed, and only then is the card shown."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.calling import called
from bot.left import Enclosure
from bot.office import Office
from bot.storage.engine import transaction, truncate_wal
from bot.storage.privacy.retention import delete_some, person_of
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.rounds.collecting import collect_for
from bot.storage.rounds.mailbox import calls_for, fetched, taken_away
from bot.storage.sweeping import sweep
from bot.terminal.faces import Face
from bot.terminal.files import saved
from bot.terminal.plain import beyond
from bot.turns import Incoming, Reply, take_turn, waiting_card
from dialogs.events import Arrived, LanguageChosen
from dialogs.screens import Button, Paragraph, Screen, screen
from dialogs.tongue import Tongue, plain
from dialogs.typed import heard

CHANNEL = "terminal"

DIGITS = 4
"""Longer numbers are words: no card has so many buttons, and Python refuses to read numbers without end."""


TIMERS, BATCHES = 500, 20
"""How many timers are looked at in one transaction, and how many times: a chat should start at once."""


def chat(office: Office, face: Face, name: str, language: str | None = None) -> None:
    """Talk until the input ends. `name` tells the speakers of one database apart."""
    _sweep(office)
    _keep_times(office, name)
    letters, calls = _mail(office, name)
    reply = _first(office, face, name, language)  # the latest call, where there is one
    _show(office, face, reply, [*letters, *(call.card for call in calls[:-1])])
    while (line := face.ask(name, reply.card)) is not None:
        if not line.strip():
            continue
        before, button = reply.card, _pressed(reply.card, line)
        face.echo(name, f"[{button.label}]" if button else line)
        event, revision = (button.event, reply.revision) if button else (heard(line), None)
        reply = _turn(office, Incoming(CHANNEL, name, event, datetime.now(UTC), revision))
        letters, calls = _mail(office, name)
        _show(office, face, reply, letters, before)
        for reply in calls:
            face.show(reply.card, reply.tongue)
    face.leave(reply.tongue, agreed=reply.agreed)


def _first(office: Office, face: Face, name: str, language: str | None) -> Reply:
    """The card that waits for this person, or the greeting of someone new."""
    with transaction(office.engine) as session:
        waiting = waiting_card(session, office, CHANNEL, name)
    if waiting is None:
        face.echo(name, "/start")
        return _turn(office, Incoming(CHANNEL, name, Arrived(), datetime.now(UTC), language=language))
    if language and language != waiting.tongue.code:
        return _turn(office, Incoming(CHANNEL, name, LanguageChosen(language), datetime.now(UTC)))
    return waiting


def _pressed(shown: Screen, line: str) -> Button | None:
    """The button whose number was typed, counted from 1 in reading order, or whose label in brackets, `[Submit]`."""
    number = line.strip()
    if number.startswith("[") and number.endswith("]"):
        wanted = plain(number[1:-1])
        return next((button for button in shown.buttons if plain(button.label) == wanted), None)
    if not number.isdecimal() or len(number) > DIGITS:
        return None
    return dict(enumerate(shown.buttons, 1)).get(int(number))


def _turn(office: Office, incoming: Incoming) -> Reply:
    reply = take_turn(office, incoming)
    if reply is None:
        raise LookupError("a line of the terminal has no number and cannot have been carried out before")
    office.wipe()
    return reply


def _sweep(office: Office) -> None:
    """Look at everybody whose time has come, this person among them: where no service runs, nobody else does."""
    now = datetime.now(UTC)
    with suppress(SQLAlchemyError):  # somebody else sweeps just now; or the next look at the database will tell
        for _ in range(BATCHES):
            with transaction(office.engine) as session:
                if sweep_due(session, now, TIMERS) < TIMERS:
                    return


def _keep_times(office: Office, name: str) -> None:
    """Forget what need not be kept, and what was kept for its time; nothing of whoever is just coming back."""
    now, engine = datetime.now(UTC), office.engine
    with suppress(SQLAlchemyError):  # as in `_sweep`
        with transaction(engine) as session:
            sweep(session, now)
            here = person_of(session, CHANNEL, name)
        for portion in range(BATCHES):
            with transaction(engine) as session:
                more = delete_some(session, now, here)
            if not more:
                if portion:
                    truncate_wal(engine)
                return


def _mail(office: Office, name: str) -> tuple[list[Screen], list[Reply]]:
    """What has arrived for this person since they last looked: letters, and cards that call them."""
    with transaction(office.engine) as session:
        collect_for(session, CHANNEL, name, datetime.now(UTC))
        letters, numbers = fetched(session, CHANNEL, name), calls_for(session, CHANNEL, name)
    replies = [_begun(office, number) for number in numbers]
    return letters, [reply for reply in replies if reply is not None]


def _begun(office: Office, number: int) -> Reply | None:
    """The card of a call, as of now; None where this person is not to be called any more.

    One that cannot be drawn stays where it is, and keeps nobody from talking.
    """
    try:
        with transaction(office.engine) as session:
            reply = called(session, office, number, datetime.now(UTC))
            taken_away(session, [number])
    except SQLAlchemyError:
        raise
    except Exception as error:  # noqa: BLE001  # a fault in what nobody asked for
        import structlog  # hardly ever needed, and slow to load: a chat should start at once

        log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr))
        log.error("a reminder could not be drawn", row=number, error=type(error).__name__)  # noqa: TRY400
        return None
    return reply


def _show(office: Office, face: Face, reply: Reply, mail: list[Screen], before: Screen | None = None) -> None:
    """What stays in the chat first, the card last."""
    if reply.record:
        face.show(beyond(reply.record, before) if before else reply.record, reply.tongue)
    coming = reply.fleeting and any(isinstance(left, Enclosure) for left in reply.left)
    if coming and reply.remark:  # what is made takes a moment; other remarks speak of what stands above them
        face.show(screen(reply.card.direction, Paragraph(reply.remark)), reply.tongue)
    for left in reply.left:
        face.show(_saved(office, left, reply.tongue) if isinstance(left, Enclosure) else left, reply.tongue)
    for shown in mail:
        face.show(shown, reply.tongue)
    card = reply.card.beginning(Paragraph(reply.remark)) if reply.remark and not coming else reply.card
    face.show(card, reply.tongue)


def _saved(office: Office, enclosure: Enclosure, t: Tongue) -> Screen:
    """A file, as words about where it is now; or why it is nowhere."""
    from bot.enclosing import made  # hardly ever needed, and slow to load: a chat should start at once

    file = made(office, enclosure, datetime.now(UTC))
    if isinstance(file, Screen):
        return file
    try:
        where = t.gettext("Saved here as {file}.", file=saved(file, Path()).name)
    except OSError as error:
        why = error.strerror or type(error).__name__
        where = t.gettext("The file could not be saved in this folder ({why}).", why=why)
    return screen(t.direction, Paragraph(enclosure.caption) if enclosure.caption else None, Paragraph(where))
