"""Answering one question: from the phase to the note, each tap stored as it comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from dialogs.commands import Command, LeaveRecord, Remark, StoreAnswer, Turn
from dialogs.places import resumed, review_page
from dialogs.safety.held import pointing
from dialogs.sheet import Sheet, after
from dialogs.states import (
    Asking,
    Comparing,
    Declining,
    Explaining,
    ListingSections,
    Noting,
    OfferingNote,
    Question,
    Reviewing,
    Station,
    Ticking,
    Weighing,
)
from dialogs.typed import NOTE_LIMIT, added, clean
from framework.answers import Answer, Basis, Depth, Questionnaire, Reason, is_answered
from framework.progress import section_progress


def choose_phase(sheet: Sheet, quest: Questionnaire, here: Question, phase: str) -> Turn:
    """Store the phase; then ask for the next phase's criteria, or what comes where there are none to ask for."""
    commands = _stored(sheet, here, lambda answer: answer.with_phase(phase))
    if differs(after(sheet, commands), here.capability):
        return Turn(Comparing(here.capability, here.review), commands, _amended(sheet, commands))
    return _behind_phase(sheet, quest, here, phase, commands)


def _behind_phase(
    sheet: Sheet, quest: Questionnaire, here: Question, phase: str, commands: tuple[Command, ...]
) -> Turn:
    """What is asked once there is a phase."""
    if quest.depth is Depth.QUICK:
        new = isinstance(here, Comparing) or not is_answered(sheet.answers, here.capability)
        return leave(sheet, quest, here, commands, finished=new)
    ahead = quest.model.next_stage(here.capability, phase)
    state = Ticking(here.capability, here.review) if ahead else Weighing(here.capability, here.review)
    return Turn(state, commands, _amended(sheet, commands))


def differs(sheet: Sheet, capability: str) -> bool:
    """Whether this person chose otherwise in the round before, and has not said why."""
    then, now = sheet.before.get(capability), sheet.answers.get(capability)
    if then is None or now is None or not (then.given and now.given) or now.change:
        return False
    return (then.phase, then.reason) != (now.phase, now.reason)


def explain_change(sheet: Sheet, quest: Questionnaire, here: Comparing, change: str | None) -> Turn:
    """Store why the choice is another than last time, or pass over it; then go on as after any choice."""
    commands = _stored(sheet, here, lambda answer: replace(answer, change=change)) if change else ()
    answer = sheet.answers[here.capability]
    if answer.phase is None:
        return Turn(Explaining(here.capability, here.review), commands)
    return _behind_phase(sheet, quest, here, answer.phase, commands)


def choose_reason(sheet: Sheet, here: Question, reason: Reason) -> Turn:
    """Store why there is no phase, and ask for a word about it."""
    commands = _stored(sheet, here, lambda answer: answer.with_reason(reason))
    if differs(after(sheet, commands), here.capability):
        return Turn(Comparing(here.capability, here.review), commands, _amended(sheet, commands))
    return Turn(Explaining(here.capability, here.review), commands, _amended(sheet, commands))


def tick_criterion(sheet: Sheet, quest: Questionnaire, here: Ticking, criterion: str, *, on: bool) -> Turn:
    """Store a tick, if the criterion is one of those on the card."""
    phase = sheet.answers[here.capability].phase
    stage = quest.model.next_stage(here.capability, phase) if phase else None
    if stage is None or criterion not in {c.id for c in stage.attainable}:
        return Turn(here)
    return Turn(here, _stored(sheet, here, lambda answer: answer.with_criterion(criterion, on=on)))


def tick_numbers(sheet: Sheet, quest: Questionnaire, here: Ticking, numbers: Sequence[int]) -> Turn:
    """Tick the criteria with these numbers on the card, from 1; none where one of the numbers is not there."""
    phase = sheet.answers[here.capability].phase
    stage = quest.model.next_stage(here.capability, phase) if phase else None
    boxes = {number: criterion.id for number, criterion in enumerate(stage.attainable if stage else (), 1)}
    if not set(numbers) <= set(boxes):
        return Turn(here, remark=Remark.NO_SUCH_NUMBER)
    chosen = frozenset(boxes[number] for number in numbers)
    return Turn(here, _stored(sheet, here, lambda answer: replace(answer, in_place=answer.in_place | chosen)))


def tick_basis(sheet: Sheet, here: Weighing, basis: Basis, *, on: bool) -> Turn:
    return Turn(here, _stored(sheet, here, lambda answer: answer.with_basis(basis, on=on)))


def write_words(sheet: Sheet, here: Noting | Explaining, text: str) -> Turn:
    """Add what was typed to the note, or to the explanation, that the card asks for."""
    answer = sheet.answers[here.capability]
    words, current = clean(text), answer.why if isinstance(here, Explaining) else answer.note
    if not words:
        return Turn(here, remark=Remark.WORDS_EMPTY)
    if len(added(current, words)) > NOTE_LIMIT:
        return Turn(here, remark=Remark.WORDS_TOO_LONG)
    return Turn(here, _stored(sheet, here, lambda answer: answer.with_words(_field(here), added(current, words))))


def clear_words(sheet: Sheet, here: Noting | Explaining) -> Turn:
    """Begin again; the mark goes along, unless what is left points at somebody too."""

    def cleared(answer: Answer) -> Answer:
        rest = answer.with_words(_field(here), "")
        left = any(pointing(sheet, words, here) for words in (rest.note, rest.why))
        return replace(rest, marked=rest.marked and left)

    return Turn(here, _stored(sheet, here, cleared))


def offer_note(here: Question, text: str) -> Turn:
    """Ask whether words that came out of turn are a note."""
    words = clean(text)
    if not words:
        return Turn(here, remark=Remark.WORDS_EMPTY)
    if len(words) > NOTE_LIMIT:
        return Turn(here, remark=Remark.WORDS_TOO_LONG)
    return Turn(OfferingNote(words, here))


def keep_note(sheet: Sheet, offer: OfferingNote) -> Turn:
    answer = sheet.answers.get(offer.back.capability, Answer(offer.back.capability))
    note = added(answer.note, offer.text)
    if len(note) > NOTE_LIMIT:
        return Turn(offer, remark=Remark.WORDS_TOO_LONG)
    commands = _stored(sheet, offer.back, lambda answer: answer.with_words("note", note))
    return Turn(offer.back, commands, Remark.NOTE_KEPT)


def extend_offer(offer: OfferingNote, text: str) -> Turn:
    """More words while the question about the first ones is open: both are offered."""
    more = clean(text)
    if not more:
        return Turn(offer, remark=Remark.WORDS_EMPTY)
    words = added(offer.text, more)
    if len(words) > NOTE_LIMIT:
        return Turn(offer, remark=Remark.WORDS_TOO_LONG)
    return Turn(OfferingNote(words, offer.back))


def move_on(sheet: Sheet, quest: Questionnaire, here: Question) -> Turn:
    """Done with this card: the next card of the same question, or the next question."""
    capability, review = here.capability, here.review
    match here:
        case Declining():
            return Turn(here)
        case Ticking():
            return Turn(Weighing(capability, review))
        case Weighing():
            return Turn(Noting(capability, review))
        case Comparing():
            return explain_change(sheet, quest, here, None)
        case _:
            return leave(sheet, quest, here, (), finished=not isinstance(here, Asking))


def leave(sheet: Sheet, quest: Questionnaire, here: Question, commands: tuple[Command, ...], *, finished: bool) -> Turn:
    """Go from this question to the next open one.

    `finished` says that the question was answered just now, not passed by: a section that is complete with it leaves
    its record behind.
    """
    known = after(sheet, commands)
    if here.review:
        return Turn(review_page(sheet, here.capability), commands, _amended(sheet, commands))
    goal = resumed(known, here.capability)
    if goal == Asking(here.capability):
        return Turn(ListingSections(), commands, Remark.ONE_LEFT)
    if finished and _section_ends(known, quest, here.capability, goal):
        commands = (*commands, LeaveRecord(quest[here.capability].domain))
    remark = Remark.ALL_ANSWERED if finished and isinstance(goal, Reviewing) else _amended(sheet, commands)
    return Turn(goal, commands, remark)


def _field(here: Noting | Explaining) -> Literal["note", "why"]:
    return "why" if isinstance(here, Explaining) else "note"


def _section_ends(sheet: Sheet, quest: Questionnaire, capability: str, goal: Station) -> bool:
    domain = quest[capability].domain
    stays = isinstance(goal, Asking) and quest[goal.capability].domain == domain
    return not stays and section_progress(quest, sheet.answers, domain).complete


def _stored(sheet: Sheet, here: Question, change: Callable[[Answer], Answer]) -> tuple[Command, ...]:
    """The command that stores the changed answer; none where nothing changes."""
    old = sheet.answers.get(here.capability, Answer(here.capability))
    new = change(old)
    return (StoreAnswer(new),) if new != old else ()


def _amended(sheet: Sheet, commands: tuple[Command, ...]) -> Remark | None:
    return Remark.AMENDED if sheet.submitted and any(isinstance(c, StoreAnswer) for c in commands) else None
