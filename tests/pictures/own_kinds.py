"""Every kind of card on which people get what is kept of them, or have it deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from dialogs.events import Place
from dialogs.privacy.views import Leaving, PrivacyView
from dialogs.states import Aside, Asking
from tests.pictures import rounds
from tests.pictures.walking import Scene

AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

ALONE = Leaving("", alone=True, answers=12, notes=3, since=AT)
ROUND = Leaving("National baseline (2026)", answers=20, notes=1, since=AT, coordinates=True, last=True, agreed=14)
HIDDEN = Leaving("خط الأساس الوطني", answers=0, since=AT, counted=True)
LONG = Leaving("T" * 200, answers=20, notes=20, since=AT, coordinates=True, last=True, agreed=20, counted=True)

KEPT = {
    "": (ALONE,),
    "-of-rounds": (ROUND, HIDDEN, Leaving("Joint baseline", coordinates=True), ALONE),
    "-of-many": (LONG,) * 30,
    "-of-none": (),
}


def scenes(language: str) -> Iterator[tuple[str, Scene]]:
    """Both cards, for somebody with one assessment, several, more than can be listed, and none."""
    sheet = rounds.respondent(language)
    for name, assessments in KEPT.items():
        view = PrivacyView("2026-11", AT, assessments)
        yield f"my-data{name}", (sheet, Aside(Place.MY_DATA, Asking("helpline")), view)
        yield f"forget{name}", (sheet, Aside(Place.FORGET, Asking("helpline")), view)
