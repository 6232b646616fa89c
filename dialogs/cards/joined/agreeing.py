"""Asked once more: what all see alike, sharing the result, and the next round."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.rounds.views import ConfirmView
from dialogs.screens import Block, Bullets, Paragraph
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

Words = tuple[str, tuple[Block, ...], str]
"""The question, what it means, and the button that says yes."""


def accept(sheet: Sheet, view: ConfirmView, t: Tongue) -> Words:
    """Everything that all see alike, listed before it is recorded."""
    return (
        t.gettext("Accept what everybody sees alike?"),
        (
            Bullets(tuple(_alike(sheet, view, t))),
            Paragraph(t.gettext("Each is recorded as agreed. You can change every one of them later.")),
        ),
        t.gettext("Accept all"),
    )


def _alike(sheet: Sheet, view: ConfirmView, t: Tongue) -> Iterator[str]:
    for capability, phase, people in view.alike:
        found = sheet.model.capabilities.get(capability)
        yield t.ngettext(
            "{capability}: {phase} ({n} person)",
            "{capability}: {phase} ({n} people)",
            people,
            capability=words.name(t, found) if found else capability,
            phase=counting.phase(sheet.model, phase, t),
        )


def share(t: Tongue) -> Words:
    return (
        t.gettext("Share the result with all who answered?"),
        (
            Paragraph(
                t.gettext(
                    "Everybody who takes part is told, and can see the agreed phases with their reasons, and the plan. "
                    "Nobody sees who said what, nor the other views. What you change later, they see as well. "
                    "This cannot be undone."
                )
            ),
        ),
        t.gettext("Share it"),
    )


def next_round(t: Tongue) -> Words:
    return (
        t.gettext("Begin the next assessment from this one?"),
        (
            Paragraph(
                t.gettext(
                    "The same people, sections and settings. Each question shows everybody their own answer of this "
                    "time. It begins as a draft, and nobody is told before you open it. Set its deadline first."
                )
            ),
        ),
        t.gettext("Begin it"),
    )
