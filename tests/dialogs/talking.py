"""A conversation without the world around it, and its transcript.

Between any two lines the conversation and the answers go through the form in which they would be stored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime

from bot.catalogues import tongues
from bot.terminal.plain import beyond, transcript
from dialogs import memory
from dialogs.cards import card, record, remark
from dialogs.commands import Turn
from dialogs.events import Arrived, Attachment, AttachmentSent, ConsentGiven, DepthChosen, Event, Received, Typed
from dialogs.places import settled
from dialogs.screens import Paragraph, Screen
from dialogs.sheet import Sheet, after
from dialogs.states import Conversation, Stranger
from dialogs.step import step
from dialogs.tongue import ISOLATE, RELEASE, Tongue
from dialogs.typed import heard
from framework.answers import Answer, Answers, Basis, Depth, Reason
from tests.models import model

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def stored_and_restored(here: Conversation) -> Conversation:
    return Conversation(memory.restored(json.loads(json.dumps(memory.stored(here.state)))), here.revision)


def kept(answers: Answers) -> Answers:
    """The answers as a database gives them back."""
    form = json.dumps([asdict(answer) for answer in answers.values()], default=sorted)
    return {row["capability"]: _answer(row) for row in json.loads(form)}


def _answer(row: Mapping[str, str]) -> Answer:
    return Answer(
        capability=row["capability"],
        phase=row["phase"],
        reason=Reason(row["reason"]) if row["reason"] else None,
        why=row["why"],
        in_place=frozenset(row["in_place"]),
        basis=frozenset(Basis(basis) for basis in row["basis"]),
        note=row["note"],
        change=row["change"],
        marked=bool(row["marked"]),
    )


@dataclass
class Talk:
    """One person's chat: what they have answered, where they are, and every card drawn so far, newest last.

    An assessment asks about the capabilities `asked` alone, if any are named, from the first turn after it has begun.
    """

    sheet: Sheet
    here: Conversation = field(default_factory=Conversation)
    drawn: list[tuple[int, Screen]] = field(default_factory=list)
    asked: tuple[str, ...] = ()

    def turn(self, event: Event, revision: int | None = None) -> Turn:
        """Carry the event through; what is remembered survives being stored."""
        turn = step(self.sheet, self.here, Received(event, NOON, revision))
        known = self._limited(after(self.sheet, turn.commands))
        self.sheet = replace(known, answers=kept(known.answers))
        assert self.sheet == known
        there = self.here.moved_to(turn.state)
        self.here = stored_and_restored(there)
        assert self.here == there
        if turn.state == Stranger():
            self.here = Conversation()  # of a stranger nothing is stored
        return turn

    def _limited(self, sheet: Sheet) -> Sheet:
        return (
            replace(sheet, quest=replace(sheet.quest, capabilities=self.asked)) if self.asked and sheet.quest else sheet
        )

    @property
    def tongue(self) -> Tongue:
        model = self.sheet.quest.model if self.sheet.quest else self.sheet.model
        return tongues(model.id)[self.sheet.language]

    def card(self) -> Screen:
        return card(self.sheet, settled(self.sheet, self.here.state), self.tongue)

    def screens(self, turn: Turn) -> Iterator[Screen]:
        """What a turn shows, as the terminal does: perhaps a record, then the card, a remark as its first words."""
        if left := record(self.sheet, turn.commands, self.tongue):
            yield beyond(left, self.drawn[-1][1]) if self.drawn else left
        shown = self.card()
        self.drawn.append((self.here.revision, shown))
        yield shown.beginning(Paragraph(remark(self.tongue, turn.remark))) if turn.remark else shown

    def tap(self, label: str, *, older: bool = False) -> tuple[Event, int]:
        """The event and the revision of the button with this label, on the newest card or on an older drawing."""
        for revision, shown in reversed(self.drawn[:-1] if older else self.drawn[-1:]):
            for button in shown.buttons:
                if seen(button.label) == label:
                    return button.event, revision
        shown_labels = " ".join(f"[{seen(button.label)}]" for button in self.drawn[-1][1].buttons)
        raise LookupError(f"there is no [{label}]; there are: {shown_labels}")


SENT = {
    "a picture": Attachment.PICTURE,
    "a sticker": Attachment.STICKER,
    "a voice message": Attachment.VOICE,
    "a file": Attachment.FILE,
    "a contact": Attachment.CONTACT,
    "a location": Attachment.LOCATION,
    "an edited message": Attachment.EDIT,
    "a poll": Attachment.OTHER,
}

LATER = "(later)"
"""A line of its own: the program has stopped and begun again, and shows the card that waits."""

_HEADER = re.compile(r"# (model|open|local|languages|asked|begun): (.+)")
_SAID = re.compile(r"(?!bot:)([^\s#:(][^:]*): (.*)")
_TAP = re.compile(r"\[(.+)\](?P<older> \(on an older card\))?")
_LONG = re.compile(r"\((\d+) characters\)")

_SEEN = str.maketrans({ISOLATE: "‹", RELEASE: "›"})
"""Isolates are invisible: these marks stand for them, which no text has, so that a missing one is seen."""


def seen(text: str) -> str:
    """The text as a transcript in the folder shows it."""
    return text.translate(_SEEN)


def replayed(text: str) -> str:
    """The transcript with everything that the bot says said anew; what people do, and comments, stay.

    Without a header it is that of `sounding chat` on a fresh database: the national model, open to all, local.
    """
    lines = seen(text).splitlines()
    talk = _begun({found[1]: found[2] for line in lines if (found := _HEADER.fullmatch(line))})
    return "".join(f"{line}\n" for line in _replayed(talk, lines))


def _begun(header: dict[str, str]) -> Talk:
    languages = tuple(header.get("languages", "en").split())
    talk = Talk(
        Sheet(
            model=model(header.get("model", "national")),
            languages=languages,
            language=languages[0],
            open_to_all=header.get("open", "yes") == "yes",
            local=header.get("local", "yes") == "yes",
        ),
        asked=tuple(header.get("asked", "").split()),
    )
    if "begun" in header:
        for event in (Arrived(), ConsentGiven(), DepthChosen(Depth(header["begun"]))):
            talk.turn(event)
    return talk


def _replayed(talk: Talk, lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith("#"):
            yield line
        elif line == LATER:
            yield line
            yield from _said(talk, Turn(talk.here.state))
        elif said := _SAID.fullmatch(line):
            yield line
            turn = talk.turn(*_meant(talk, said[2]))
            yield from _said(talk, turn)


def _said(talk: Talk, turn: Turn) -> Iterator[str]:
    for shown in talk.screens(turn):
        said = transcript("bot", shown)
        assert not set(said) & set(_SEEN.values()), "a mark that stands for an isolate"
        yield seen(said)


def _meant(talk: Talk, said: str) -> tuple[Event, int | None]:
    if tap := _TAP.fullmatch(said):
        return talk.tap(tap[1], older=tap["older"] is not None)
    if said.startswith("(") and said[1:-1] in SENT:
        return AttachmentSent(SENT[said[1:-1]]), None
    if long := _LONG.fullmatch(said):
        return Typed("w" * int(long[1])), None
    return heard(said), None
