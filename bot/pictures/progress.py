"""How far everybody is, as a picture: people below each other, sections beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.pictures.drawing import drawn
from bot.storage.rounds.watching import Respondent, Roll
from bot.telegram.drawing import first_strong
from dialogs.cards.rounds import terms
from dialogs.rounds.nouns import Standing
from dialogs.tongue import Tongue

PEOPLE = 60
"""Lines on one picture; more people are counted below them."""

NAME = 40
"""Characters of a name; the picture itself cuts what is still too long."""

SCALE = 3
"""Pixels to a point."""


def progress_picture(roll: Roll, now: datetime, t: Tongue) -> bytes:
    """A PNG for a phone. `now` is aware; the picture says the day in the round's time zone."""
    return drawn("progress.typ", _told(roll, now, t), scale=SCALE)


def _told(roll: Roll, now: datetime, t: Tongue) -> dict[str, Any]:
    """Everything that the picture says, in words of this language."""
    shown = _shown(roll)
    return {
        "language": t.locale.language,
        "direction": t.direction,
        "title": roll.setup.title,
        "title_direction": first_strong(roll.setup.title) or t.direction,
        "day": t.date(roll.round.today(now)),
        "people": terms.standings(roll.standings, t),
        "sections": list(_sections(roll, t)),
        "lines": [_line(roll, person, t) for person in shown],
        "more": _more(len(roll.people) - len(shown), t),
        "silent": t.gettext("Grey names cannot be reached now.") if any(p.unreachable for p in shown) else "",
        "legend": {
            "none": t.gettext("nothing yet"),
            "some": t.gettext("begun"),
            "all": t.gettext("complete"),
            "not": t.gettext("not asked"),
        },
    }


def _shown(roll: Roll) -> list[Respondent]:
    """In the order they joined; where there are too many, those who are not finished come first."""
    people = list(roll.people)
    if len(people) > PEOPLE:
        people.sort(key=lambda person: person.standing is Standing.FINISHED)
    return people[:PEOPLE]


def _more(people: int, t: Tongue) -> str:
    return t.ngettext("and {n} more person", "and {n} more people", people) if people else ""


def _sections(roll: Roll, t: Tongue) -> Iterator[dict[str, str]]:
    """The sections, by the number that their columns have."""
    done: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for person in roll.people:
        for section, answered, total in person.sections(roll.model):
            done[section] += answered
            asked[section] += total
    for number, domain in enumerate(roll.model.domains, 1):
        whole = asked[domain.id]
        told = (
            t.gettext("{done} of {total}", done=done[domain.id], total=whole) if whole else t.gettext("asked of nobody")
        )
        yield {"number": t.number(number), "name": t.of(domain.name), "told": told}


def _line(roll: Roll, person: Respondent, t: Tongue) -> dict[str, Any]:
    """One person: `cells` has what is answered and asked in each section, null where nothing is."""
    parts = {domain: [answered, total] for domain, answered, total in person.sections(roll.model)}
    name = person.name[:NAME] or terms.respondent(person.number, "", t)
    return {
        "number": t.number(person.number) if person.name else "",
        "name": name,
        "direction": first_strong(name) or t.direction,
        "silent": person.unreachable,
        "cells": [parts.get(domain.id) for domain in roll.model.domains],
    }
