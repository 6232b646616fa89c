"""A conversation in the terminal: a line comes in, its turn is committed, and only then is the card shown."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.left import Enclosure
from bot.office import Office
from bot.storage.engine import transaction
from bot.storage.rounds.collecting import collect_for
from bot.storage.rounds.mailbox import fetched
from bot.terminal.faces import Face
from bot.terminal.files import saved
from bot.terminal.plain import beyond
from bot.turns import Incoming, Reply, take_turn, waiting_card
from dialogs.events import Arrived, LanguageChosen
from dialogs.screens import Button, Paragraph, Screen, screen
from dialogs.tongue import ISOLATE, RELEASE, Tongue
from dialogs.typed import heard

CHANNEL = "terminal"

DIGITS = 4
"""Longer numbers are words: no card has so many buttons, and Python refuses to read numbers without end."""


def chat(office: Office, face: Face, name: str, language: str | None = None) -> None:
    """Talk until the input ends. `name` tells the speakers of one database apart."""
    reply = _first(office, face, name, language)
    _show(office, face, reply, _mail(office, name))
    while (line := face.ask(name, reply.card)) is not None:
        if not line.strip():
            continue
        before, button = reply.card, _pressed(reply.card, line)
        face.echo(name, f"[{button.label}]" if button else line)
        event, revision = (button.event, reply.revision) if button else (heard(line), None)
        reply = _turn(office, Incoming(CHANNEL, name, event, datetime.now(UTC), revision))
        _show(office, face, reply, _mail(office, name), before)
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
        wanted = _bare(number[1:-1])
        return next((button for button in shown.buttons if _bare(button.label) == wanted), None)
    if not number.isdecimal() or len(number) > DIGITS:
        return None
    return dict(enumerate(shown.buttons, 1)).get(int(number))


def _bare(label: str) -> str:
    """The label without the invisible marks of its direction."""
    return label.replace(ISOLATE, "").replace(RELEASE, "")


def _turn(office: Office, incoming: Incoming) -> Reply:
    reply = take_turn(office, incoming)
    if reply is None:
        raise LookupError("a line of the terminal has no number and cannot have been carried out before")
    return reply


def _mail(office: Office, name: str) -> list[Screen]:
    """What has arrived for this person since they last looked."""
    with transaction(office.engine) as session:
        collect_for(session, CHANNEL, name, datetime.now(UTC))
        return fetched(session, CHANNEL, name)


def _show(office: Office, face: Face, reply: Reply, mail: list[Screen], before: Screen | None = None) -> None:
    """What stays in the chat first, the card last."""
    if reply.record:
        face.show(beyond(reply.record, before) if before else reply.record, reply.tongue)
    for left in reply.left:
        face.show(_saved(office, left, reply.tongue) if isinstance(left, Enclosure) else left, reply.tongue)
    for letter in mail:
        face.show(letter, reply.tongue)
    card = reply.card.beginning(Paragraph(reply.remark)) if reply.remark else reply.card
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
