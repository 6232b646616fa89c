"""Every kind of card around what a round came to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogs.events import Place
from dialogs.results.states import (
    ChoosingFile,
    ReadingJoined,
    ReadingPlan,
    ReadingShared,
    ReadingSpread,
    ReadingStep,
)
from dialogs.results.views import JoinedView, PlanView, SharedView
from dialogs.rounds.forms.agree import LEFT_OPEN
from dialogs.rounds.nouns import Status
from dialogs.rounds.states import Filling, FormKind
from dialogs.sheet import Sheet
from dialogs.states import Aside, Asking, Comparing, ReadingSummary
from framework.answers import Answer, Reason
from tests.pictures import results, rounds
from tests.pictures.results import ALIKE, CAPABILITIES, DECLINED, FAR, OPINION, PHASES, PLAN, SOME
from tests.pictures.rounds import MODEL, TODAY
from tests.pictures.walking import Scene, walked

LONGEST = max(CAPABILITIES, key=lambda each: len(MODEL.capabilities[each].name.source))


def scenes(language: str) -> Iterator[tuple[str, Scene]]:
    """Where each kind of card comes from, by its name."""
    for part in (_listed, _spread, _plan, _files, _shared, _forms, _again):
        yield from part(language)


def _listed(language: str) -> Iterator[tuple[str, Scene]]:
    sheet, hidden = rounds.coordinator(language), rounds.coordinator(language, rounds.ANONYMOUS)
    view, here = results.listing(SOME), ReadingJoined()
    yield "results", (sheet, here, results.listing())
    yield "results-last-page", (sheet, ReadingJoined(3), results.listing())
    yield "results-some-agreed", (sheet, here, view)
    closed = rounds.coordinator(language, status=Status.CLOSED)
    every = replace(results.listing(results.EVERY, Status.CLOSED), waiting=(), shared=TODAY)
    yield "results-all-agreed", (closed, ReadingSpread(""), every)
    archived = replace(view, status=Status.ARCHIVED)
    yield "results-archived", (rounds.coordinator(language, status=Status.ARCHIVED), here, archived)
    yield "results-hidden", (hidden, here, JoinedView(MODEL, Status.OPEN, TODAY, hidden=True, people=7))
    yield "results-nobody", (sheet, here, JoinedView(MODEL, Status.OPEN, TODAY))


def _spread(language: str) -> Iterator[tuple[str, Scene]]:
    sheet, hidden = rounds.coordinator(language), rounds.coordinator(language, rounds.ANONYMOUS)
    far = ReadingSpread(FAR)
    yield "spread-far", (sheet, far, results.one(FAR))
    yield "spread-more-notes", (sheet, ReadingSpread(FAR, 1), results.one(FAR))
    yield "spread-agreed", (sheet, far, results.one(FAR, agreement=SOME[FAR]))
    yield "spread-left-open", (sheet, far, results.one(FAR, agreement=SOME[CAPABILITIES[1]]))
    yield "spread-unanimous", (sheet, ReadingSpread(ALIKE), results.one(ALIKE))
    yield "spread-opinion", (sheet, ReadingSpread(OPINION), results.one(OPINION))
    yield "spread-declined", (sheet, ReadingSpread(DECLINED), results.one(DECLINED))
    yield "spread-longest-name", (sheet, ReadingSpread(LONGEST), results.one(LONGEST))
    yield "spread-anonymous", (hidden, far, results.one(FAR, named=False))
    yield "spread-withheld", (hidden, far, results.withheld(FAR))
    yield "spread-again", (sheet, far, results.again(FAR))
    yield "spread-archived", (sheet, far, replace(results.one(FAR, agreement=SOME[FAR]), writable=False))


def _plan(language: str) -> Iterator[tuple[str, Scene]]:
    sheet, here = rounds.coordinator(language), ReadingPlan()
    yield "planning", (sheet, here, results.planning())
    yield "planning-some", (sheet, here, results.planning(PLAN))
    yield "planning-later", (sheet, ReadingPlan(1), results.planning(PLAN))
    yield "planning-nothing", (sheet, here, PlanView(MODEL, TODAY, unsettled=20))
    yield "planning-hidden", (sheet, here, PlanView(MODEL, TODAY, hidden=True))
    step = results.step()
    state = ReadingStep(step.step.row.capability)
    yield "planning-step", (sheet, state, step)
    yield "planning-step-unrecorded", (sheet, state, replace(step, agreed=False))
    yield "planning-step-taken", (sheet, state, replace(step, priority=PLAN[FAR]))
    yield "planning-step-taken-barely", (sheet, state, replace(step, priority=PLAN[CAPABILITIES[7]]))
    kept = CAPABILITIES[7]
    yield "planning-step-gone", (sheet, ReadingStep(kept), replace(results.planning(PLAN), steps=()))
    archived = rounds.coordinator(language, status=Status.ARCHIVED)
    yield "planning-step-archived", (archived, state, replace(step, priority=PLAN[FAR]))


def _files(language: str) -> Iterator[tuple[str, Scene]]:
    leads, answers = rounds.coordinator(language), rounds.respondent(language)
    yield "files", (leads, ChoosingFile(), None)
    yield "files-respondent", (answers, ChoosingFile(), None)
    yield "files-both", (replace(leads, quest=answers.quest), ChoosingFile(), None)


def _shared(language: str) -> Iterator[tuple[str, Scene]]:
    sheet, view = replace(rounds.respondent(language), shared=True), results.shared()
    yield "shared", (sheet, ReadingShared(), view)
    yield "shared-last-page", (sheet, ReadingShared(9), view)
    yield "shared-nothing", (sheet, ReadingShared(), SharedView(MODEL, TODAY, TODAY))
    yield "shared-not-yet", (sheet, ReadingShared(), None)
    yield (
        "summary-shared",
        (replace(sheet, answers=results.voices()[2].answers, submitted=True), ReadingSummary(), None),
    )
    yield "help-shared", (sheet, Aside(Place.HELP, ReadingShared()), None)


def _forms(language: str) -> Iterator[tuple[str, Scene]]:
    """Both forms at each field and at their overviews; and with everything recorded already."""
    sheet = rounds.coordinator(language)
    for form in (FormKind.AGREE, FormKind.PLAN):
        for field, state in walked(sheet, form, capability=FAR):
            yield f"{form}-{field}", (sheet, state, None)
    agreed = {"capability": FAR, "phase": PHASES[1], "reason": results.REASON, "dissent": results.DISSENT}
    yield "agree-recorded", (sheet, Filling(FormKind.AGREE, agreed), None)
    yield "agree-reason-recorded", (sheet, Filling(FormKind.AGREE, agreed, "reason"), None)
    left = {"capability": FAR, "phase": LEFT_OPEN}
    yield "agree-reason-left-open", (sheet, Filling(FormKind.AGREE, left, "reason", onward=True), None)


def _again(language: str) -> Iterator[tuple[str, Scene]]:
    """Questions of a second round."""
    sheet = rounds.respondent(language)
    then = {FAR: Answer(FAR, PHASES[0], note=results.NOTES[1]), ALIKE: Answer(ALIKE, reason=Reason.DONT_KNOW)}
    second: Sheet = replace(sheet, before=then)
    yield "asking-again", (second, Asking(FAR), None)
    now = {FAR: Answer(FAR, PHASES[2]), ALIKE: Answer(ALIKE, PHASES[0])}
    yield "comparing", (replace(second, answers=now), Comparing(FAR), None)
    yield "comparing-a-reason", (replace(second, answers=now), Comparing(ALIKE), None)
