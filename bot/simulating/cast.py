"""Who takes part in a round that is kept: offices of several sectors and languages, and how far each of them gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from bot.simulating.offices import office
from bot.simulating.people import Span, chances, dealt
from dialogs.rounds.nouns import Sector

LARGE = (Sector.GOVERNMENT, Sector.POLICE, Sector.CIVIL_SOCIETY)
"""Sectors of which so many take part that they can be looked at by themselves."""

SMALL = (
    Sector.SERVICES,
    Sector.JUSTICE,
    Sector.INDUSTRY,
    Sector.EDUCATION,
    Sector.INTERNATIONAL,
    Sector.SERVICES,
    Sector.JUSTICE,
    Sector.OTHER,
)

ABSENT, STUCK, FORGETFUL = 25, 6, 12
"""One in so many never begins, stops half-way, and forgets to submit."""

WRITERS = 3
"""How many share the notes of one language."""


@dataclass(frozen=True, slots=True)
class Member:
    """One office. `answers` is how many questions it answers; `hours` are those of its day at work, local.

    `writes` is its share of the notes in its language: those at this place of so many; None for one that writes none.
    """

    number: int
    name: str
    sector: Sector
    language: str
    hours: Span
    answers: int
    submits: bool
    writes: tuple[int, int] | None


def cast(count: int, languages: Sequence[str], asked: int, seed: int, year: int) -> tuple[Member, ...]:
    """So many members, asked so many questions. Who they are is the same in every year, how far they get is not."""
    shuffler = chances(seed, "the cast")
    sectors = list(islice(_sectors(), count))
    shuffler.shuffle(sectors)
    spoken = dealt(languages, count, shuffler)
    reached = _reached(count, asked, seed, year)
    shares = _shares(spoken, [answers == asked for answers, _ in reached])
    named: Counter[tuple[Sector, str]] = Counter()
    members = []
    for number, (sector, language) in enumerate(zip(sectors, spoken, strict=True), 1):
        chance = chances(seed, f"member {number}")
        begins = chance.randint(8, 9)
        hours, name = (begins, begins + chance.randint(7, 9)), office(sector, language, named[sector, language])
        members.append(Member(number, name, sector, language, hours, *reached[number - 1], shares[number - 1]))
        named[sector, language] += 1
    return tuple(members)


def _shares(spoken: Sequence[str], writing: Sequence[bool]) -> list[tuple[int, int] | None]:
    """Who writes what: of those who write in one language, three share what there is to say, and so do the next."""
    many = Counter(language for language, writes in zip(spoken, writing, strict=True) if writes)
    before: Counter[str] = Counter()
    shares: list[tuple[int, int] | None] = []
    for language, writes in zip(spoken, writing, strict=True):
        ways = min(many[language], WRITERS)
        shares.append((before[language] % ways, ways) if writes else None)
        before[language] += writes
    return shares


def _sectors() -> Iterator[Sector]:
    """Three of each large sector and three of the others, again and again."""
    others = cycle(SMALL)
    while True:
        yield from (sector for sector in LARGE for _ in range(3))
        yield from islice(others, 3)


def _reached(count: int, asked: int, seed: int, year: int) -> list[tuple[int, bool]]:
    """How many questions each answers, and whether they submit."""
    chance = chances(seed, f"how far they get in year {year}")
    absent = 0 if count < ABSENT // STUCK else 1 + count // ABSENT
    few = [0] * absent + [chance.randint(asked // 4, asked - 2) for _ in range(count // STUCK)]
    most = [(asked, place >= count // FORGETFUL) for place in range(count - len(few))]
    reached = [*((each, False) for each in few), *most]
    chance.shuffle(reached)
    return reached
