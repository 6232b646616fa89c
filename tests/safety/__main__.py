"""Print how often the word lists are right: `python -m tests.safety`, or with `misses` which texts they get wrong.

Texts that were held out are counted, never shown: whoever saw them would tune the lists to them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from tests.safety.tables import (
    LANGUAGES,
    Note,
    described,
    harmless,
    held_out,
    share,
    shows,
    sounds,
    tells,
    told,
    tuned_to,
    unseen,
)


def rates() -> str:
    """One row a language, one for all; in percent."""
    rows: list[tuple[str, ...]] = [("", "told", "unseen", "harmless", "held out", "described", "marked", "held out")]
    rows += [(language, *_percents([language])) for language in LANGUAGES]
    rows += [("all", *_percents(LANGUAGES))]
    return "\n".join("".join(f"{cell:>11}" for cell in row) for row in rows)


def _percents(languages: Sequence[str]) -> list[str]:
    def notes(table: Callable[[str], tuple[Note, ...]]) -> list[Note]:
        return [note for language in languages for note in table(language)]

    def apart() -> list[Note]:
        return [note for language in languages for note in held_out(harmless(language))]

    found = (
        share([text for language in languages for text in told(language)], tells),
        share([text for language in languages for text in unseen(language)], tells),
        share(notes(harmless), sounds),
        share(apart(), sounds),
        share(notes(described), sounds),
        share(notes(harmless), shows),
        share(apart(), shows),
    )
    return [f"{100 * rate:.1f}" for rate in found]


def misses() -> str:
    """The texts that are got wrong, without those that were held out."""
    lines = []
    for language in LANGUAGES:
        lines += [f"{language} not caught: {text}" for text in told(language) if not tells(text)]
        lines += [f"{language} sounds like a case: {note.text}" for note in described(language) if sounds(note)]
        for note in tuned_to(harmless(language)):
            lines += [f"{language} sounds like a case: {note.text}"] * sounds(note)
            lines += [f"{language} is marked: {note.text}"] * shows(note)
    return "\n".join(lines)


if __name__ == "__main__":
    print(misses() if "misses" in sys.argv else rates())
