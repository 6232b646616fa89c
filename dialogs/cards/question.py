"""The cards of one question: the phase, why not, what is in place, what it rests on, a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from dialogs.cards import reading, words
from dialogs.cards.asked import GLIMPSE, described, given, so_far, where
from dialogs.cards.warning import no_report
from dialogs.events import (
    Asked,
    BasisTicked,
    ChangeExplained,
    CriterionTicked,
    JudgementDeclined,
    NoteKept,
    PhaseChosen,
    Place,
    ReasonChosen,
    WentBack,
    WordsCleared,
)
from dialogs.rounds.events import DeedAsked
from dialogs.rounds.states import Deed
from dialogs.screens import (
    Block,
    Button,
    Heading,
    Item,
    Meter,
    Paragraph,
    Quote,
    Row,
    Screen,
    in_rows,
    screen,
)
from dialogs.sheet import Sheet
from dialogs.states import Asking, Comparing, Declining, Explaining, Noting, OfferingNote, Question, Ticking, Weighing
from dialogs.tongue import Tongue
from dialogs.typed import shortened
from framework.answers import Answer, Basis, Questionnaire, Reason
from framework.comparing import Change
from framework.model import Model
from framework.progress import answered_count


def question(sheet: Sheet, quest: Questionnaire, state: Question, t: Tongue) -> Screen:
    answer = sheet.answers.get(state.capability, Answer(state.capability))
    if sheet.read_only:
        return reading.question(sheet, quest, state, answer, t)
    match state:
        case Asking():
            return asking(sheet, quest, state, answer, t)
        case Declining():
            return declining(quest, state, answer, t)
        case Comparing():
            return comparing(sheet, quest, state, answer, t)
        case Explaining():
            return explaining(sheet, quest, state, answer, t)
        case Ticking():
            return ticking(quest, state, answer, t)
        case Weighing():
            return weighing(quest, state, answer, t)
        case Noting():
            return noting(sheet, quest, state, answer, t)


def asking(sheet: Sheet, quest: Questionnaire, state: Asking, answer: Answer, t: Tongue) -> Screen:
    capability = quest[state.capability]
    done, total = answered_count(quest, sheet.answers), len(quest.capabilities)
    return screen(
        t.direction,
        where(quest, capability, t),
        Meter(done, total, t.gettext("{done} of {total} answered", done=done, total=total)),
        *described(quest.model, capability.id, t),
        *last_time(sheet, quest, capability.id, t),
        *so_far(answer, t),
        rows=_choices(quest.model, capability.id, answer.phase, answer.reason, t),
    )


@lru_cache(maxsize=4096)
def _choices(model: Model, capability: str, phase: str | None, reason: Reason | None, t: Tongue) -> tuple[Row, ...]:
    """The ways on from a question, with a mark at what was chosen."""
    phases = tuple(
        Button(words.chosen(t, t.of(each.name), on=each.id == phase), PhaseChosen(capability, each.id))
        for each in model.phases
    )
    cannot = words.chosen(t, t.gettext("I can't judge this"), on=reason is not None)
    passing = t.gettext("Next") if phase or reason else t.gettext("Skip for now")
    explained = (Button(t.gettext("Words explained"), Asked(Place.TERMS)),)
    return (
        *in_rows(phases, 2),
        (Button(cannot, JudgementDeclined(capability)),),
        (words.back(t), words.onward(passing, capability), words.sections(t)),
        *((explained,) if model.capabilities[capability].terms else ()),
    )


def last_time(sheet: Sheet, quest: Questionnaire, capability: str, t: Tongue) -> Iterator[Block]:
    """What this person chose and wrote in the round before."""
    then = sheet.before.get(capability)
    if then is None or not then.given:
        return
    yield Paragraph(t.gettext("Last time: {phase}.", phase=words.verdict(t, quest, then)))
    if then.note:
        yield Quote(shortened(then.note, LAST_NOTE))


def comparing(sheet: Sheet, quest: Questionnaire, state: Comparing, answer: Answer, t: Tongue) -> Screen:
    """Why they chose otherwise than last time."""
    capability, then = quest[state.capability], sheet.before.get(state.capability)
    return screen(
        t.direction,
        where(quest, capability, t),
        Heading(words.name(t, capability)),
        Paragraph(
            t.gettext(
                "Last time: {then}. Now: {now}. What is the main reason?",
                then=words.verdict(t, quest, then),
                now=words.verdict(t, quest, answer),
            )
        ),
        rows=(
            *in_rows(
                tuple(
                    Button(
                        words.chosen(t, words.change(t, why), on=why == answer.change),
                        ChangeExplained(capability.id, why),
                    )
                    for why in Change
                ),
                2,
            ),
            (words.onward(t.gettext("Skip"), capability.id),),
            (words.back(t), words.sections(t)),
        ),
    )


LAST_NOTE = 200
"""Characters of last time's note that a card shows."""


def declining(quest: Questionnaire, state: Declining, answer: Answer, t: Tongue) -> Screen:
    capability = quest[state.capability]
    return screen(
        t.direction,
        where(quest, capability, t),
        Heading(words.name(t, capability)),
        Paragraph(t.gettext("What keeps you from judging this? Any of these answers is fine.")),
        Item(words.reason(t, Reason.DONT_KNOW), t.gettext("I lack the information.")),
        Item(words.reason(t, Reason.NOT_MY_REMIT), t.gettext("Someone else should answer this.")),
        Item(words.reason(t, Reason.NOT_APPLICABLE), t.gettext("This cannot exist or is not needed in this country.")),
        rows=(
            *in_rows(
                tuple(
                    Button(
                        words.chosen(t, words.reason(t, reason), on=reason is answer.reason),
                        ReasonChosen(capability.id, reason),
                    )
                    for reason in Reason
                ),
                1,
            ),
            (words.back(t), words.sections(t)),
        ),
    )


def explaining(sheet: Sheet, quest: Questionnaire, state: Explaining, answer: Answer, t: Tongue) -> Screen:
    prompts = {
        Reason.DONT_KNOW: t.gettext("Which office or source might know? If you like, write it here."),
        Reason.NOT_MY_REMIT: t.gettext("Which office or organisation should be asked? If you like, write it here."),
        Reason.NOT_APPLICABLE: t.gettext("Why does it not apply here? If you like, write it here."),
    }
    reason = answer.reason or Reason.DONT_KNOW
    shown = _writing(sheet, quest, state, t, given(quest, answer, t), prompts[reason], answer.why)
    if reason is not Reason.NOT_MY_REMIT or sheet.alone:
        return shown
    passing = Button(t.gettext("Pass it on to a colleague"), DeedAsked(Deed.PASS_ON, word=state.capability))
    return replace(shown, rows=((passing,), *shown.rows))


def noting(sheet: Sheet, quest: Questionnaire, state: Noting, answer: Answer, t: Tongue) -> Screen:
    prompt = t.gettext("Anything to add? If you like, write a note or a link here.")
    return _writing(sheet, quest, state, t, given(quest, answer, t), prompt, answer.note)


def _writing(
    sheet: Sheet, quest: Questionnaire, state: Explaining | Noting, t: Tongue, verdict: str, prompt: str, written: str
) -> Screen:
    """A card that waits for words, and shows those it has."""
    capability = quest[state.capability]
    kept = (Paragraph(t.gettext("Kept:")), Quote(shortened(written, 2 * GLIMPSE))) if written else ()
    more = t.gettext("Write more to add to it, or go on.") if written else prompt
    again = Button(t.gettext("Write it again"), WordsCleared(capability.id))
    return screen(
        t.direction,
        where(quest, capability, t),
        Item(words.name(t, capability), verdict),
        *kept,
        Paragraph(more),
        *no_report(sheet, t),
        rows=(
            (words.onward(t.gettext("Next") if written else t.gettext("Nothing to add"), capability.id),),
            (again,) if written else None,
            (words.back(t), words.sections(t)),
        ),
    )


def ticking(quest: Questionnaire, state: Ticking, answer: Answer, t: Tongue) -> Screen:
    capability = quest[state.capability]
    stage = quest.model.next_stage(capability.id, answer.phase or "")
    criteria = stage.attainable if stage else ()
    ahead = t.of(quest.model.by_phase[stage.phase].name) if stage else ""
    boxes = tuple(
        Button(
            words.ticked(t, t.number(number), on=criterion.id in answer.in_place),
            CriterionTicked(criterion.id, criterion.id not in answer.in_place),
        )
        for number, criterion in enumerate(criteria, 1)
    )
    some = any(criterion.id in answer.in_place for criterion in criteria)
    return screen(
        t.direction,
        where(quest, capability, t),
        Item(words.name(t, capability), given(quest, answer, t)),
        Paragraph(
            t.gettext(
                "Which of these, from the next phase ({phase}), are already in place? Pick the number of each.",
                phase=ahead,
            )
        ),
        *(
            Paragraph(
                words.ticked(t, words.numbered(t, number, t.of(criterion.text)), on=criterion.id in answer.in_place)
            )
            for number, criterion in enumerate(criteria, 1)
        ),
        rows=(
            *in_rows(boxes, 4),
            (words.onward(t.gettext("Done") if some else t.gettext("None of these"), capability.id),),
            (words.back(t), words.sections(t)),
        ),
    )


def weighing(quest: Questionnaire, state: Weighing, answer: Answer, t: Tongue) -> Screen:
    capability = quest[state.capability]
    boxes = tuple(
        Button(
            words.ticked(t, words.basis(t, basis), on=basis in answer.basis),
            BasisTicked(capability.id, basis, basis not in answer.basis),
        )
        for basis in Basis
    )
    return screen(
        t.direction,
        where(quest, capability, t),
        Item(words.name(t, capability), given(quest, answer, t)),
        Paragraph(t.gettext("What is your answer based on? Pick all that apply.")),
        rows=(
            *in_rows(boxes, 1),
            (words.onward(t.gettext("Done") if answer.basis else t.gettext("Nothing to name"), capability.id),),
            (words.back(t), words.sections(t)),
        ),
    )


def offering_note(sheet: Sheet, quest: Questionnaire, state: OfferingNote, t: Tongue) -> Screen:
    capability = quest[state.back.capability]
    return screen(
        t.direction,
        Heading(t.gettext("Keep this as a note?")),
        Quote(shortened(state.text, 3 * GLIMPSE)),
        Paragraph(
            t.gettext("It would stand beside your answer on: {capability}", capability=words.name(t, capability))
        ),
        *no_report(sheet, t),
        rows=(
            (
                Button(t.gettext("Keep it"), NoteKept(capability.id)),
                Button(t.gettext("Don't keep it"), WentBack()),
            ),
        ),
    )
