"""A transcript as a chat: the conversation is held again, and every card drawn where it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.catalogues import tongues
from dialogs.cards import card, record, remark
from dialogs.commands import Turn
from dialogs.events import Event
from dialogs.places import settled
from dialogs.screens import Paragraph, Screen
from tests.dialogs import talking
from tests.pictures.bubbles import Bubble, said, shown


def story(transcript: str, language: str | None = None) -> tuple[Bubble, ...]:
    """The transcript as a chat, in its own language or in another.

    A tap presses its button. The card that answers stands below, though a messenger would put it in place of the one
    before.
    """
    lines = transcript.splitlines()
    header = {found[1]: found[2] for line in lines if (found := talking._HEADER.fullmatch(line))}
    telling = _Telling(talking._begun(header), language)
    for line in lines:
        if spoken := talking._SAID.fullmatch(line):
            telling.turn(spoken[2])
    return tuple(bubble for _, bubble in telling.chat)


@dataclass
class _Telling:
    """The conversation, and what of it is drawn so far; None beside what the person wrote."""

    talk: talking.Talk
    language: str | None
    chat: list[tuple[Screen | None, Bubble]] = field(default_factory=list)

    def turn(self, words: str) -> None:
        event, revision = talking._meant(self.talk, words)
        if revision is None:
            self.chat.append((None, said(words)))
        else:
            self._press(event, older=words.endswith("(on an older card)"))
        turn = self.talk.turn(event, revision)
        self.talk.drawn.append((self.talk.here.revision, self.talk.card()))
        self.chat.extend((screen, shown(screen)) for screen in self._screens(turn))

    def _press(self, event: Event, *, older: bool) -> None:
        """Press the newest button with this event, or the newest but one card's."""
        found = [
            (place, button.label)
            for place, (screen, _) in enumerate(self.chat)
            for button in (screen.buttons if screen else ())
            if button.event == event
        ]
        if found:
            place, label = found[:-1][-1] if older and len(found) > 1 else found[-1]
            screen, bubble = self.chat[place]
            self.chat[place] = screen, bubble.pressed(label)

    def _screens(self, turn: Turn) -> Iterator[Screen]:
        """What the turn shows, as Telegram shows it: perhaps a record of its own, then the card."""
        sheet = replace(self.talk.sheet, language=self.language or self.talk.sheet.language)
        tongue = tongues(sheet.model.id)[sheet.language]
        if left := record(sheet, turn.commands, tongue):
            yield left
        drawn = card(sheet, settled(sheet, self.talk.here.state), tongue)
        yield drawn.beginning(Paragraph(remark(tongue, turn.remark))) if turn.remark else drawn
