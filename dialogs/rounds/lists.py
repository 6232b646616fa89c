"""A pasted list of people to be invited: one line each, `label, sections, language`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from babel import Locale

from dialogs.typed import shortened
from framework.model import Model

MOST = 500
"""Lines of one list."""

LABEL = 100
"""Characters of a label."""

COLUMNS = 3

LONGEST = 2000
"""Characters of a line that anybody meant."""

_DELIMITERS = "\t;؛,،"
_QUOTED = re.compile(r'"[^"]*"')
_EMPTY = " \t;؛,،"
_BETWEEN = re.compile(r"[,،;؛/|+&\t]+")
_HEADERS = ({"label", "name", "for", "office"}, {"section", "sections"}, {"language", "languages"})


class Problem(StrEnum):
    """Why a line cannot be used."""

    NO_LABEL = "no-label"
    LABEL_LONG = "label-long"
    SECTION = "section"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is left out: its number from 1, and the words that could not be read."""

    line: int
    problem: Problem
    words: str


@dataclass(frozen=True, slots=True)
class Person:
    """One line: `sections` are domains of the model, None for all; `language` is one of the round."""

    label: str
    sections: tuple[str, ...] | None
    language: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a list says."""

    people: tuple[Person, ...] = ()
    faults: tuple[Fault, ...] = field(default=())


@lru_cache(maxsize=16)
def read_list(text: str, model: Model, languages: tuple[str, ...], usual: str) -> Pasted:
    """The people of a pasted list. `usual` is the language of a line that names none."""
    spoken = _names(languages)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip(_EMPTY)]
    if lines and any(_is_header(row, model, spoken) for row in _rows(lines[0][1][:LONGEST])):
        lines = lines[1:]
    found = [_understood(number, line, model, spoken, usual) for number, line in lines]
    return Pasted(
        tuple(each for each in found if isinstance(each, Person)),
        tuple(each for each in found if isinstance(each, Fault)),
    )


def _understood(number: int, line: str, model: Model, spoken: Mapping[str, str], usual: str) -> Person | Fault:
    """The line with that separator by which it makes sense: lists come from many programs, and are joined by hand."""
    if len(line) > LONGEST:
        return Fault(number, Problem.LABEL_LONG, shortened(line, LABEL))
    read = [_line(number, row, model, spoken, usual) for row in _rows(line)]
    return next((each for each in read if isinstance(each, Person)), read[-1])


def _rows(line: str) -> Iterator[tuple[str, str, str]]:
    """Label, sections and language, for each separator that the line may have; what stands in quotes is one cell."""
    for delimiter in [each for each in _DELIMITERS if each in _QUOTED.sub("", line)] or [","]:
        cells = [
            " ".join(cell.split()) for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
        ]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > COLUMNS:
            cells = [cells[0], delimiter.join(cells[1:-1]), cells[-1]]
        label, asked, language, *_ = *cells, "", "", ""
        yield label, asked, language


def _is_header(row: Sequence[str], model: Model, spoken: Mapping[str, str]) -> bool:
    """The names of the columns, in English, or words where neither a section nor a language stands."""
    if any(cell.casefold() in known for cell, known in zip(row, _HEADERS, strict=True)):
        return True
    _, asked, language = row
    words = asked and language and not any(character.isdecimal() for character in asked + language)
    return bool(words) and _sections(asked, model) is None and language.casefold() not in spoken


def _line(
    number: int, row: tuple[str, str, str], model: Model, spoken: Mapping[str, str], usual: str
) -> Person | Fault:
    label, asked, tongue = row
    if not label:
        return Fault(number, Problem.NO_LABEL, "")
    if len(label) > LABEL:
        return Fault(number, Problem.LABEL_LONG, shortened(label, LABEL))
    sections = _sections(asked, model)
    if sections is None:
        return Fault(number, Problem.SECTION, shortened(asked, LABEL))
    language = spoken.get(tongue.casefold()) if tongue else usual
    if language is None:
        return Fault(number, Problem.LANGUAGE, shortened(tongue, LABEL))
    return Person(label, sections if len(sections) < len(model.domains) else None, language)


def _sections(words: str, model: Model) -> tuple[str, ...] | None:
    """Domains by their number from 1, their identifier or their name; None where a word is none of these."""
    every = tuple(domain.id for domain in model.domains)
    known = {str(number): domain.id for number, domain in enumerate(model.domains, 1)}
    known |= {domain.id: domain.id for domain in model.domains}
    known |= {" ".join(domain.name.source.casefold().split()): domain.id for domain in model.domains}
    if not words or words.casefold() in {"all", "*"}:
        return every
    asked = [known.get(part) for part in _parts(words, known)]
    return tuple(each for each in every if each in asked) if asked and None not in asked else None


def _parts(words: str, known: Mapping[str, str]) -> list[str]:
    """A whole name, or several things between strokes or, where none of them is a name, spaces."""
    whole = "".join(str(int(c)) if c.isdecimal() else c for c in words.casefold())
    if whole in known:
        return [whole]
    parts = [part.strip() for part in _BETWEEN.split(whole) if part.strip()]
    return [piece for part in parts for piece in ([part] if part in known else part.split())]


def _names(languages: Sequence[str]) -> dict[str, str]:
    """Languages by their codes, and by their names in one another."""
    found: dict[str, str] = {}
    for code in languages:
        of = Locale.parse(code)
        names = (of.get_display_name(Locale.parse(other)) for other in languages)
        found |= {name.casefold(): code for name in names if name}
        found[code.casefold()] = code
    return found
