"""Every kind of screen that a conversation can show, by a name that a command line can take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from bot.catalogues import tongues
from bot.library import DEFAULT
from dialogs.cards import card, record, remark
from dialogs.commands import Command, LeaveConsent, LeaveRecord, Remark
from dialogs.events import Place
from dialogs.screens import Paragraph, Screen
from dialogs.sheet import Sheet
from dialogs.states import (
    Aside,
    Asking,
    BrowsingSection,
    Cautioned,
    ChoosingDepth,
    Declining,
    Explaining,
    Greeted,
    ListingSections,
    Noting,
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
from framework.answers import Answer, Basis, Depth, Questionnaire, Reason
from tests.pictures import own_kinds, result_kinds, round_kinds, round_messages
from tests.pictures.rounds import MODEL
from tests.pictures.walking import Scene

SOME = 7
"""How many capabilities are answered where only some are."""

NOTES = (
    "See https://example.org/law-12.pdf (articles 3-7).",
    "القانون رقم 12 لسنة 2020 (المادة 3)، انظر https://example.org/law-12.pdf",
    "La loi no 12 « protection de l’enfance » : articles 3 à 7 !",
)
"""Notes come in any language, whatever the chat's is."""

POINTING = ("Call Maria Lopez on +34 612 345 678", "اتصلوا على +34 612 345 678 أو desk@example.org")
CASE = "A girl in my street is being abused, please help"
"""Words that are held back before they are kept."""


def screens(language: str) -> Mapping[str, Screen]:
    """Every kind of screen in this language, in the order in which a person may come by."""
    tongue = tongues(DEFAULT)[language]
    shown = {name: card(sheet, state, tongue, view) for name, (sheet, state, view) in scenes(language).items()}
    shown |= round_messages.left(language)
    every = _sheets(language).every
    left_behind: dict[str, Command] = {"record-consent": LeaveConsent(), "record-section": LeaveRecord("policy")}
    for name, command in left_behind.items():
        left = record(every, [command], tongue)
        assert left is not None
        shown[name] = left
    for said in Remark:
        shown[f"remark-{said.name.lower().replace('_', '-')}"] = Screen(
            (Paragraph(remark(tongue, said)),), direction=tongue.direction
        )
    return shown


@cache
def scenes(language: str) -> Mapping[str, Scene]:
    """Where each kind of card comes from; together they hold every state and every topic of an aside."""
    parts = (_joining, _question, _lists, _results, _asides)
    alone: dict[str, Scene] = {name: (*known, None) for part in parts for name, known in part(language)}
    many = (round_kinds, result_kinds, own_kinds)
    return alone | {name: scene for kinds in many for name, scene in kinds.scenes(language)}


@dataclass(frozen=True, slots=True)
class Sheets:
    """Some questions answered; every one; and every one, and submitted."""

    some: Sheet
    every: Sheet
    submitted: Sheet


def _sheets(language: str) -> Sheets:
    quest = Questionnaire.whole(MODEL, Depth.FULL)
    begun = Sheet(MODEL, tuple(tongues(DEFAULT)), language, open_to_all=True, consented=True, quest=quest)
    answers = {capability: _answer(capability, place) for place, capability in enumerate(MODEL.capabilities)}
    some = replace(begun, answers=dict(list(answers.items())[:SOME]))
    every = replace(begun, answers=answers)
    return Sheets(some, every, replace(every, submitted=True))


def _answer(capability: str, place: int) -> Answer:
    """Every phase and every reason in turn; some with ticks, a basis and words, in several languages."""
    note = NOTES[place % len(NOTES)] if place % 2 else ""
    reasons = list(Reason)
    if place % 5 == 4:
        return Answer(capability, reason=reasons[place // 5 % len(reasons)], why=NOTES[place % len(NOTES)])
    phases = list(MODEL.by_phase)
    phase = phases[place % len(phases)]
    ahead = MODEL.next_stage(capability, phase)
    ticked = [criterion.id for criterion in ahead.attainable] if ahead else []
    # Now and then one is left over, so that the summary has something near to tell.
    in_place = frozenset(ticked[1:] if place % 3 == 0 else ticked[: place % 3])
    basis = frozenset({Basis.OPINION}) if place % 6 == 0 else frozenset({Basis.LAW, Basis.DATA})
    return Answer(capability, phase, None, "", in_place, basis, note)


def _joining(language: str) -> Iterator[tuple[str, tuple[Sheet, State]]]:
    some = _sheets(language).some
    new = replace(some, consented=False, quest=None, answers={})
    yield "stranger", (new, Stranger())
    yield "stranger-uninvited", (replace(new, open_to_all=False), Stranger())
    yield "greeting", (new, Greeted())
    yield "greeting-local", (replace(new, local=True), Greeted())
    yield "choosing-depth", (replace(new, consented=True), ChoosingDepth())


def _question(language: str) -> Iterator[tuple[str, tuple[Sheet, State]]]:
    known = _sheets(language)
    longest = max(MODEL.capabilities, key=lambda c: len(MODEL.capabilities[c].name.source))
    with_note = next(c for c, answer in known.every.answers.items() if answer.phase and answer.note)
    declined = next(c for c, answer in known.every.answers.items() if answer.reason)
    with_ticks = next(c for c, answer in known.every.answers.items() if answer.in_place)
    yield "asking", (replace(known.some, answers={}), Asking("helpline"))
    yield "asking-answered", (known.every, Asking(with_note))
    yield "asking-longest-name", (known.some, Asking(longest))
    yield "declining", (known.some, Declining("helpline"))
    yield "declining-chosen", (known.every, Declining(declined))
    for reason in Reason:
        open_words = {"helpline": Answer("helpline", reason=reason)}
        yield f"explaining-{reason}", (replace(known.some, answers=open_words), Explaining("helpline"))
    yield "explaining-written", (known.every, Explaining(declined))
    first = {"helpline": Answer("helpline", "building")}
    yield "ticking", (replace(known.some, answers=first), Ticking("helpline"))
    yield "ticking-ticked", (known.every, Ticking(with_ticks))
    many = {"education": Answer("education", "integration", None, "", frozenset({"education.maturity.2"}))}
    yield "ticking-many", (replace(known.some, answers=many), Ticking("education"))
    yield "weighing", (replace(known.some, answers=first), Weighing("helpline"))
    yield "weighing-ticked", (known.every, Weighing(with_note))
    yield "noting", (replace(known.some, answers=first), Noting("helpline"))
    yield "noting-written", (known.every, Noting(with_note))
    for place, note in enumerate(NOTES[:2]):
        yield f"offering-note-{place + 1}", (known.some, OfferingNote(note, Asking("helpline")))
    for place, pointing in enumerate(POINTING):
        yield f"cautioned-parts-{place + 1}", (known.some, Cautioned(pointing, Noting("helpline")))
    yield "cautioned-case", (known.some, Cautioned(CASE, Noting("helpline")))
    yield "cautioned-told", (known.some, Cautioned(CASE, Noting("helpline"), told=True))


def _lists(language: str) -> Iterator[tuple[str, tuple[Sheet, State]]]:
    known = _sheets(language)
    yield "sections", (known.some, ListingSections())
    yield "sections-titled", (replace(known.every, title="National baseline (2026)"), ListingSections())
    for domain in MODEL.by_domain:
        yield f"section-{domain}", (known.some, BrowsingSection(domain))
    yield "review", (known.some, Reviewing())
    yield "review-untouched", (replace(known.some, answers={}), Reviewing())
    yield "review-complete", (known.every, Reviewing())
    yield "review-submitted", (known.submitted, Reviewing())


def _results(language: str) -> Iterator[tuple[str, tuple[Sheet, State]]]:
    known = _sheets(language)
    quick = replace(known.submitted, quest=Questionnaire.whole(MODEL, Depth.QUICK), answers={})
    bare = {c: Answer(c, "building") for c in MODEL.capabilities}
    yield "summary-so-far", (known.some, ReadingSummary())
    yield "summary", (known.submitted, ReadingSummary())
    yield "advice", (known.submitted, ReadingAdvice())
    yield "advice-later", (known.submitted, ReadingAdvice(6))
    yield "advice-quick", (replace(quick, answers=bare), ReadingAdvice())
    yield "advice-none", (quick, ReadingAdvice())
    yield "notes", (known.submitted, ReadingNotes())
    yield "notes-second-page", (known.submitted, ReadingNotes(1))
    yield "notes-none", (quick, ReadingNotes())
    yield "context", (known.submitted, ReadingContext())
    yield "context-last-page", (known.submitted, ReadingContext(9))


def _asides(language: str) -> Iterator[tuple[str, tuple[Sheet, State]]]:
    some = _sheets(language).some
    back = Asking("helpline")
    looked_at = (Place.HELP, Place.PRIVACY, Place.LANGUAGE, Place.SETTINGS, Place.TERMS, Place.GLOSSARY)
    for topic in (*looked_at, Place.HELPLINES):
        yield str(topic), (some, Aside(topic, back))
    yield "privacy-local", (replace(some, local=True), Aside(Place.PRIVACY, back))
    yield "settings-before", (replace(some, quest=None, answers={}), Aside(Place.SETTINGS, Greeted()))
    yield "glossary-last-page", (some, Aside(Place.GLOSSARY, back, 9))
