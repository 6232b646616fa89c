"""What is wrong with a model file, said so that its author can put it right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST_SHOWN = 65  # characters of a value that a reason repeats: the longest cell, two ids and a dot


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a file: its line, from 1, and a plain sentence that says what to do."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class FaultyModel(ValueError):
    """A file is no model. `faults` has at least one entry, sorted by line."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def quoted(word: str) -> str:
    """The word in quotation marks, cut short and with what cannot be printed written out, for use in a reason."""
    shown = word if len(word) <= LONGEST_SHOWN else word[: LONGEST_SHOWN - 1] + "…"
    return f"'{shown}'" if shown.isprintable() else ascii(shown)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, if there is one."""
    if len(word) > LONGEST_SHOWN:
        return None
    return next(iter(get_close_matches(word, list(known), n=1)), None)


def unknown_word(line: int, kind: str, word: str, known: Iterable[str], otherwise: str) -> Fault:
    """The fault of a word that is not known; where none is near it, the reason goes on with `otherwise`."""
    near = nearest(word, known)
    return Fault(line, f"unknown {kind} {quoted(word)}; " + (f"did you mean {quoted(near)}?" if near else otherwise))


def missing_words(present: Iterable[str], wanted: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    """The wanted words that are not there; one that stands there misspelt is not missing as well."""
    there = set(present)
    meant = {nearest(word, known) for word in there - set(known)}
    return (word for word in wanted if word not in there | meant)
