"""Every form of a state that was ever stored can still be read.

This list only grows: what stands here lies in somebody's database. A state that goes away keeps its line, and reads
as what took its place.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from dialogs.events import Place
from dialogs.memory import NAMES, restored, stored
from dialogs.results.states import (
    ChoosingFile,
    ReadingJoined,
    ReadingPlan,
    ReadingShared,
    ReadingSpread,
    ReadingStep,
)
from dialogs.rounds.nouns import Standing
from dialogs.rounds.states import (
    AtRound,
    Confirming,
    Deed,
    Filling,
    FormKind,
    ListingInvitations,
    ListingPeople,
    ListingRounds,
    LookingAtInvitation,
    LookingAtPerson,
    WatchingProgress,
)
from dialogs.states import (
    Aside,
    Asking,
    BrowsingSection,
    Called,
    Cautioned,
    ChoosingDepth,
    Comparing,
    Declining,
    Explaining,
    Greeted,
    ListingSections,
    Noting,
    Occasion,
    OfferingNote,
    ReadingAdvice,
    ReadingContext,
    ReadingNotes,
    ReadingSummary,
    Reviewing,
    State,
    Stranger,
    Ticking,
    Weighing,
)

WRITTEN_BY_0_1: list[tuple[Any, State]] = [
    ({"at": "stranger"}, Stranger()),
    ({"at": "greeted", "invitation": 0}, Greeted()),
    ({"at": "greeted", "invitation": 12}, Greeted(12)),
    ({"at": "choosing-depth"}, ChoosingDepth()),
    ({"at": "asking", "capability": "helpline", "review": False}, Asking("helpline")),
    ({"at": "asking", "capability": "helpline", "review": True}, Asking("helpline", review=True)),
    ({"at": "declining", "capability": "helpline", "review": False}, Declining("helpline")),
    ({"at": "explaining", "capability": "helpline", "review": True}, Explaining("helpline", review=True)),
    ({"at": "ticking", "capability": "helpline", "review": False}, Ticking("helpline")),
    ({"at": "weighing", "capability": "helpline", "review": False}, Weighing("helpline")),
    ({"at": "noting", "capability": "helpline", "review": False}, Noting("helpline")),
    ({"at": "listing-sections"}, ListingSections()),
    ({"at": "browsing-section", "domain": "society"}, BrowsingSection("society")),
    ({"at": "reviewing", "page": 0}, Reviewing()),
    ({"at": "reading-summary", "page": 1}, ReadingSummary(1)),
    ({"at": "reading-advice", "page": 16}, ReadingAdvice(16)),
    ({"at": "reading-notes", "page": 1}, ReadingNotes(1)),
    ({"at": "reading-context", "page": 2}, ReadingContext(2)),
    (
        {
            "at": "offering-note",
            "text": "See the law of 2019.",
            "back": {"at": "asking", "capability": "helpline", "review": False},
        },
        OfferingNote("See the law of 2019.", Asking("helpline")),
    ),
    (
        {
            "at": "cautioned",
            "text": "Call Maria Lopez on +34 612 345 678",
            "back": {"at": "noting", "capability": "helpline", "review": False},
            "told": False,
        },
        Cautioned("Call Maria Lopez on +34 612 345 678", Noting("helpline")),
    ),
    (
        {
            "at": "aside",
            "topic": "helplines",
            "back": {
                "at": "cautioned",
                "text": "A girl in my street is being abused, please help",
                "back": {
                    "at": "filling",
                    "form": "agree",
                    "values": {"capability": "helpline"},
                    "field": "reason",
                    "onward": True,
                    "subject": 0,
                    "page": 0,
                },
                "told": True,
            },
            "page": 0,
        },
        Aside(
            Place.HELPLINES,
            Cautioned(
                "A girl in my street is being abused, please help",
                Filling(FormKind.AGREE, {"capability": "helpline"}, "reason", onward=True),
                told=True,
            ),
        ),
    ),
    (
        {"at": "aside", "topic": "glossary", "back": {"at": "reviewing", "page": 0}, "page": 1},
        Aside(Place.GLOSSARY, Reviewing(), 1),
    ),
    (
        {
            "at": "aside",
            "topic": "help",
            "back": {
                "at": "offering-note",
                "text": "Hm.",
                "back": {"at": "noting", "capability": "helpline", "review": False},
            },
            "page": 0,
        },
        Aside(Place.HELP, OfferingNote("Hm.", Noting("helpline"))),
    ),
    (
        {"at": "aside", "topic": "mydata", "back": {"at": "reviewing", "page": 0}, "page": 0},
        Aside(Place.MY_DATA, Reviewing()),
    ),
    ({"at": "aside", "topic": "forget", "back": {"at": "at-round"}, "page": 0}, Aside(Place.FORGET, AtRound())),
    (
        {
            "at": "called",
            "occasion": "reminder",
            "round": 3,
            "back": {"at": "asking", "capability": "helpline", "review": False},
            "since": "",
        },
        Called(Occasion.REMINDER, 3, Asking("helpline")),
    ),
    (
        {
            "at": "called",
            "occasion": "digest",
            "round": 3,
            "back": {"at": "at-round"},
            "since": "2026-11-16T07:00:00+00:00",
        },
        Called(Occasion.DIGEST, 3, AtRound(), "2026-11-16T07:00:00+00:00"),
    ),
    (
        {
            "at": "called",
            "occasion": "deadline",
            "round": 3,
            "back": {"at": "listing-people", "standing": None, "page": 1},
            "since": "",
        },
        Called(Occasion.DEADLINE, 3, ListingPeople(None, 1)),
    ),
    (
        {
            "at": "called",
            "occasion": "asked",
            "round": 3,
            "back": {
                "at": "offering-note",
                "text": "Hm.",
                "back": {"at": "noting", "capability": "helpline", "review": False},
            },
            "since": "",
        },
        Called(Occasion.ASKED, 3, OfferingNote("Hm.", Noting("helpline"))),
    ),
    ({"at": "comparing", "capability": "helpline", "review": True}, Comparing("helpline", review=True)),
    ({"at": "reading-joined", "page": 1}, ReadingJoined(1)),
    ({"at": "reading-spread", "capability": "helpline", "page": 2}, ReadingSpread("helpline", 2)),
    ({"at": "reading-spread", "capability": "", "page": 0}, ReadingSpread("")),
    ({"at": "reading-plan", "page": 0}, ReadingPlan()),
    ({"at": "reading-step", "capability": "helpline"}, ReadingStep("helpline")),
    ({"at": "choosing-file"}, ChoosingFile()),
    ({"at": "reading-shared", "page": 3}, ReadingShared(3)),
    (
        {
            "at": "filling",
            "form": "agree",
            "values": {"capability": "helpline", "phase": "open", "reason": "Ask again."},
            "field": "dissent",
            "onward": True,
            "subject": 0,
            "page": 0,
        },
        Filling(
            FormKind.AGREE,
            {"capability": "helpline", "phase": "open", "reason": "Ask again."},
            "dissent",
            onward=True,
        ),
    ),
    ({"at": "confirming", "deed": "next-round", "subject": 0, "word": ""}, Confirming(Deed.NEXT_ROUND)),
    ({"at": "listing-rounds", "page": 1}, ListingRounds(1)),
    ({"at": "at-round"}, AtRound()),
    ({"at": "watching-progress"}, WatchingProgress()),
    ({"at": "listing-people", "standing": None, "page": 0}, ListingPeople()),
    ({"at": "listing-people", "standing": "not-begun", "page": 3}, ListingPeople(Standing.NOT_BEGUN, 3)),
    ({"at": "looking-at-person", "participation": 7}, LookingAtPerson(7)),
    ({"at": "listing-invitations", "page": 2}, ListingInvitations(2)),
    ({"at": "looking-at-invitation", "invitation": 9}, LookingAtInvitation(9)),
    (
        {
            "at": "filling",
            "form": "new",
            "values": {"title": "National baseline", "territory": "NP"},
            "field": "depth",
            "onward": True,
            "subject": 0,
            "page": 0,
        },
        Filling(FormKind.NEW, {"title": "National baseline", "territory": "NP"}, "depth", onward=True),
    ),
    ({"at": "confirming", "deed": "remove", "subject": 7, "word": ""}, Confirming(Deed.REMOVE, 7)),
    (
        {"at": "confirming", "deed": "pass-on", "subject": 0, "word": "helpline"},
        Confirming(Deed.PASS_ON, 0, "helpline"),
    ),
]


@pytest.mark.parametrize(("form", "state"), WRITTEN_BY_0_1, ids=[str(state) for _, state in WRITTEN_BY_0_1])
def test_a_state_is_stored_as_it_always_was(form: Any, state: State) -> None:
    assert restored(json.loads(json.dumps(form))) == state
    assert stored(state) == form


def test_every_kind_of_state_has_a_line_here() -> None:
    assert {type(state) for _, state in WRITTEN_BY_0_1} == set(NAMES.values())


@pytest.mark.parametrize(
    ("form", "state"),
    [
        ({"at": "greeted"}, Greeted()),
        ({"at": "reviewing"}, Reviewing()),
        ({"at": "asking", "capability": "helpline"}, Asking("helpline")),
        ({"at": "reviewing", "page": 2, "colour": "green"}, Reviewing(2)),
    ],
    ids=[
        "a greeting without an invitation",
        "a default stands in for what is missing",
        "also beside what is there",
        "what is unknown is passed over",
    ],
)
def test_a_form_of_an_earlier_or_a_later_release_is_read_as_far_as_it_goes(form: Any, state: State) -> None:
    assert restored(form) == state


@pytest.mark.parametrize(
    "form",
    [
        None,
        [],
        "asking",
        {},
        {"at": "dreaming"},
        {"at": ["asking"]},
        {"at": "asking"},
        {"at": "asking", "capability": 7},
        {"at": "asking", "capability": {"at": "greeted"}},
        {"at": "asking", "capability": "helpline", "review": 1},
        {"at": "reviewing", "page": True},
        {"at": "reviewing", "page": "1"},
        {"at": "aside", "topic": "nowhere", "back": {"at": "greeted"}},
        {"at": "aside", "topic": "help", "back": "greeted"},
        {"at": "aside", "topic": "help", "back": {"at": "aside", "topic": "help", "back": {"at": "greeted"}}},
        {"at": "offering-note", "text": "Hm.", "back": {"at": "reviewing", "page": 0}},
        {"at": "cautioned", "text": "Hm.", "back": {"at": "reviewing", "page": 0}, "told": False},
        {"at": "cautioned", "text": "Hm.", "back": {"at": "noting", "capability": "helpline"}, "told": 1},
        {"at": "called", "occasion": "birthday", "round": 3, "back": {"at": "at-round"}, "since": ""},
        {"at": "called", "occasion": "digest", "round": "3", "back": {"at": "at-round"}, "since": ""},
        {"at": "called", "occasion": "digest", "round": 3, "since": ""},
        {"at": "listing-people", "standing": "asleep", "page": 0},
        {"at": "looking-at-person", "participation": "7"},
        {"at": "filling", "form": "new", "values": ["title"]},
        {"at": "filling", "form": "new", "values": {"title": 7}},
        {"at": "confirming", "deed": "rob", "subject": 7},
        {"at": "reading-spread", "page": 0},
        {"at": "reading-step", "capability": 7},
        {"at": "reading-plan", "page": "1"},
    ],
    ids=str,
)
def test_what_no_release_wrote_is_read_as_a_stranger_who_is_then_taken_home(form: Any) -> None:
    assert restored(form) == Stranger()
