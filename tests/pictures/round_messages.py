"""Messages around rounds of many people that stay in the chat, without buttons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from bot.catalogues import tongues
from bot.library import DEFAULT
from dialogs.cards.joining import consent_record
from dialogs.cards.rounds import letters, life, told
from dialogs.cards.rounds.news import News, news
from dialogs.rounds.commands import Ticket
from dialogs.rounds.nouns import NoticeKind
from dialogs.screens import Screen
from tests.pictures import rounds
from tests.pictures.rounds import ANONYMOUSLY, LEADING, LINES, MODEL, NAMES, OFFER, SETUP, TODAY


def left(language: str) -> Mapping[str, Screen]:
    """Each by its name."""
    return dict((*_letters(language), *_told(language), *_news(language)))


WAY = letters.Way("7KQ2-MXPD-4VTH-9BWE", "https://t.me/SoundingBot?start=7KQ2-MXPD-4VTH-9BWE")
ALONE = letters.Way(WAY.code)


def _letters(language: str) -> Iterator[tuple[str, Screen]]:
    t = tongues(DEFAULT)[language]
    sheet = rounds.coordinator(language)
    yield "letter", letters.invitation(SETUP, LINES[0].ticket, NAMES, MODEL, WAY, t)
    yield "letter-of-sections", letters.invitation(SETUP, LINES[1].ticket, NAMES[:1], MODEL, ALONE, t)
    yield "letter-to-coordinate", letters.invitation(SETUP, LINES[2].ticket, NAMES, MODEL, WAY, t)
    passed = Ticket(capabilities=("hotline",), language=language)
    yield "letter-passed-on", letters.passed_on(SETUP, passed, MODEL, WAY, t)
    for name, offer in {"named": OFFER, "anonymous": ANONYMOUSLY, "to-coordinate": LEADING}.items():
        yield f"record-consent-{name}", consent_record(replace(sheet, offer=offer), t)


def _told(language: str) -> Iterator[tuple[str, Screen]]:
    t = tongues(DEFAULT)[language]
    arabic = replace(SETUP, title="خط الأساس الوطني 2026")
    yield "nudge", told.nudge(SETUP, TODAY, t)
    yield "nudge-elsewhere", told.nudge(arabic, TODAY, t, elsewhere=True)
    yield "nudge-late", told.nudge(SETUP, date(2026, 12, 20), t)
    yield "told-promoted", told.promoted(SETUP, t)
    yield "told-demoted", told.demoted(SETUP, t)
    yield "told-removed", told.removed(arabic, t)
    yield "told-moved", life.moved(SETUP, TODAY, t)
    yield "told-no-deadline", life.moved(rounds.ANONYMOUS, TODAY, t)
    yield "told-closed", life.closed(SETUP, t)
    yield "told-opened", life.opened(SETUP, t)


def _news(language: str) -> Iterator[tuple[str, Screen]]:
    t, people = tongues(DEFAULT)[language], rounds.roll(25).people
    few = [News(NoticeKind.JOINED, people[1].number, people[1].name)]
    many = [News(NoticeKind.JOINED, one.number, one.name) for one in people[12:21]]
    many += [News(NoticeKind.SECTION_FINISHED, one.number, one.name, "criminal-justice") for one in people[1:5]]
    many += [News(NoticeKind.SUBMITTED, one.number, one.name) for one in people[:1]]
    many += [News(NoticeKind.PASSED_ON, one.number, one.name, "terminology") for one in people[5:7]]
    many += [News(NoticeKind.UNREACHABLE, one.number, one.name) for one in people if one.unreachable]
    yield "news", news(SETUP.title, few, MODEL, t)
    yield "news-of-every-kind", news(SETUP.title, [*many, News(NoticeKind.ALL_FINISHED)], MODEL, t)
