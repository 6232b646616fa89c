"""How the terminal looks: a plain transcript for pipes, and a comfortable face for people."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Protocol, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import FormattedText
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.terminal.plain import transcript
from dialogs.screens import (
    Block,
    Bullets,
    Button,
    Fold,
    Heading,
    Item,
    Kicker,
    Lines,
    Meter,
    Paragraph,
    Quote,
    Screen,
    bar,
)
from dialogs.tongue import Tongue

WIDEST = 92
"""Columns; longer lines are hard to read."""


class Face(Protocol):
    """Where lines come from and screens go to."""

    def ask(self, name: str, shown: Screen) -> str | None:
        """The next line, without its line break; None at the end of input."""

    def show(self, shown: Screen, t: Tongue) -> None:
        """A card or a record."""

    def echo(self, name: str, label: str) -> None:
        """What the person pressed or typed, where it is not on the screen already."""

    def leave(self, t: Tongue, *, agreed: bool) -> None:
        """The last word."""


@dataclass(frozen=True, slots=True)
class Pipe:
    """One line a turn in, a plain transcript out."""

    source: TextIO
    out: TextIO

    def ask(self, name: str, shown: Screen) -> str | None:
        line = self.source.readline()
        return line.rstrip("\r\n") if line else None

    def show(self, shown: Screen, t: Tongue) -> None:
        print(transcript("bot", shown), file=self.out, flush=True)

    def echo(self, name: str, label: str) -> None:
        first, *rest = label.split("\n")
        print("\n".join([f"{name}: {first}", *rest]), file=self.out, flush=True)

    def leave(self, t: Tongue, *, agreed: bool) -> None:
        pass


@dataclass(slots=True)
class Window:
    """A person at a terminal: width, colour where it is wanted, line editing, longer text on demand."""

    console: Console = field(default_factory=lambda: Console(highlight=False, soft_wrap=False))
    prompt: PromptSession[str] = field(default_factory=PromptSession)

    def ask(self, name: str, shown: Screen) -> str | None:
        while True:
            try:
                line: str = self.prompt.prompt(FormattedText([("bold", f"{name}: ")]))
            except (EOFError, KeyboardInterrupt):
                return None
            if line.strip() not in {"?", "؟"}:
                return line
            self._unfold(shown)

    def show(self, shown: Screen, t: Tongue) -> None:
        self.console.print()
        for block in shown.blocks:
            self._draw(block)
        if _folds(shown):
            self._print(Text(t.gettext("? shows more"), style="dim"))
        number = 0
        for row in shown.rows:
            self._print(_buttons(row, number))
            number += len(row)
        if number:
            self._print(Text(t.gettext("Type a number, or words."), style="dim"))

    def echo(self, name: str, label: str) -> None:
        pass

    def leave(self, t: Tongue, *, agreed: bool) -> None:
        kept = t.gettext("Everything is kept. The same command goes on from here.")
        nothing = t.gettext("You have not agreed, so no answers are kept.")
        self.console.print()
        self._print(Text(kept if agreed else nothing))

    def _unfold(self, shown: Screen) -> None:
        for fold in _folds(shown):
            for block in fold.blocks:
                self._draw(block)

    def _draw(self, block: Block) -> None:
        match block:
            case Kicker(text=text):
                self._print(Text(text, style="dim"))
            case Meter(text=text):
                self._print(Text.assemble((bar(block), "green"), " ", (text, "dim")))
            case Heading(text=text):
                self._print(Text(text, style="bold"))
            case Paragraph(text=text):
                self._print(Text(text))
            case Item(label=label, text=text):
                self._print(Text(label, style="bold"))
                self._print(Text(text), indent=2)
            case Bullets(items=items):
                for item in items:
                    self._print(Text(f"• {item}"), indent=2)
            case Lines(items=items):
                for item in items:
                    self._print(Text(item))
            case Quote(text=text):
                self._print(Text(text, style="italic"), indent=4)
            case Fold():
                pass

    def _print(self, text: Text, indent: int = 0) -> None:
        self.console.print(Padding(text, (0, 0, 0, indent), expand=False), width=min(self.console.width, WIDEST))


def _folds(shown: Screen) -> list[Fold]:
    return [block for block in shown.blocks if isinstance(block, Fold)]


def _buttons(row: tuple[Button, ...], before: int) -> Text:
    """A row of buttons with their numbers."""
    return Text("   ").join(
        Text.assemble((f" {number} ", "reverse"), " ", (button.label, "cyan"))
        for number, button in enumerate(row, before + 1)
    )


def face() -> Face:
    """The face that fits where the program runs."""
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if sys.stdin.isatty() and sys.stdout.isatty():
        return Window()
    return Pipe(sys.stdin, sys.stdout)
