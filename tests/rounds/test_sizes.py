"""Cards and messages around invitations fit on a phone, however much is written on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.catalogues import tongues
from bot.library import bundled, model_from
from dialogs.cards import card
from dialogs.cards.joining import consent_record, greeting
from dialogs.cards.rounds import letters
from dialogs.rounds.commands import Ticket
from dialogs.rounds.forms.join import of_someone_known
from dialogs.rounds.nouns import Audience, Offer, Post, Role, Setup
from dialogs.rounds.states import Filling, FormKind, ListingInvitations, LookingAtInvitation
from dialogs.rounds.views import InvitationLine, InvitationsView
from dialogs.screens import Screen, extent
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from dialogs.wire import LIMIT, written
from framework.model import Model

LONG = "Ж" * 200
DAY = date(2027, 9, 30)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MODEL: Model = model_from(bundled())
SETUP = Setup(LONG, "UG", deadline=DAY, languages=("en", "ar", "es", "fr", "pt"), audience=Audience.RESPONDENTS)
ALL_BUT_ONE = tuple(MODEL.capabilities)[1:]
TICKET = Ticket(Role.RESPONDENT, ALL_BUT_ONE, 1000, DAY, "fr", LONG)
WAY = letters.Way("7KQ2-MXPD-4VTH-9BWE", "https://t.me/" + "b" * 32 + "?start=7KQ2-MXPD-4VTH-9BWE")
OFFER = Offer(7, 3, MODEL, Role.RESPONDENT, SETUP, ALL_BUT_ONE, LONG, (LONG, LONG, LONG))
LINE = InvitationLine(10**12, TICKET, 999, NOW, passed_on=True)
SHEET = Sheet(
    MODEL,
    SETUP.languages,
    "en",
    open_to_all=False,
    consented=True,
    title=LONG,
    alone=False,
    at=NOW,
    posts=(Post(3, LONG, frozenset({Role.COORDINATOR})), Post(2, LONG, frozenset({Role.RESPONDENT}))),
    current=3,
    setup=SETUP,
    offer=OFFER,
)
LIST = "\n".join([*(f"{LONG[:100]}{n}"[-100:] + ",1 2 3 4 5,fr" for n in range(500)), *(f"{LONG},{LONG}",) * 500])


@pytest.fixture(params=["en", "ar", "es", "fr", "pt"])
def t(request: pytest.FixtureRequest) -> Tongue:
    return tongues(MODEL.id)[request.param]


def shown(t: Tongue) -> list[Screen]:
    view = InvitationsView((LINE,) * 8, 61, 63)
    values = {"until": DAY.isoformat(), "lines": LIST}
    return [
        greeting(SHEET, t),
        greeting(replace(SHEET, offer=replace(OFFER, role=Role.COORDINATOR)), t),
        consent_record(SHEET, t),
        letters.invitation(SETUP, TICKET, OFFER.coordinators, MODEL, WAY, t),
        letters.passed_on(SETUP, replace(TICKET, capabilities=ALL_BUT_ONE[:1]), MODEL, WAY, t),
        card(SHEET, ListingInvitations(), t, view),
        card(SHEET, LookingAtInvitation(1), t, LINE),
        card(SHEET, Filling(FormKind.LIST, values), t),
        card(SHEET, Filling(FormKind.LIST, values, "lines"), t),
        card(SHEET, Filling(FormKind.LIST, {}, "lines"), t),
        card(SHEET, Filling(FormKind.JOIN, of_someone_known(), subject=7), t),
        *(card(SHEET, Filling(FormKind.JOIN, field=field, subject=7), t) for field in ("name", "sector")),
        *(card(SHEET, Filling(FormKind.INVITE, field=field), t) for field in ("role", "sections", "places", "label")),
        *(card(SHEET, Filling(FormKind.INVITE, field=field), t) for field in ("language", "until", "")),
    ]


def test_everything_fits(t: Tongue) -> None:
    for screen in shown(t):
        assert extent(screen) <= 4096
        assert len(list(screen.buttons)) <= 100
        for button in screen.buttons:
            assert len(written(10**6, button.event).encode()) <= LIMIT


def test_a_caption_fits_under_a_picture(t: Tongue) -> None:
    assert len(letters.caption(SETUP, WAY, t).encode("utf-16-le")) // 2 <= 1024
    assert len(letters.file_caption(500, t).encode("utf-16-le")) // 2 <= 1024
