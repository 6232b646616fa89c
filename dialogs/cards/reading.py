"""The cards of one question in an assessment that takes no answers: what was answered, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards import words
from dialogs.cards.asked import GLIMPSE, described, given, so_far, where
from dialogs.events import Asked, Place
from dialogs.rounds.nouns import Status
from dialogs.screens import Block, Button, Item, Paragraph, Quote, Row, Screen, screen
from dialogs.sheet import Sheet
from dialogs.states import Asking, Declining, Explaining, Noting, Question, Ticking, Weighing
from dialogs.tongue import Tongue
from dialogs.typed import shortened
from framework.answers import Answer, Questionnaire


def closed(sheet: Sheet, t: Tongue) -> str:
    """Why answers stay as they are. A draft is read by coordinators alone: nobody else can be in it."""
    if sheet.post is not None and sheet.post.status is Status.DRAFT:
        return t.gettext("Not open yet")
    return t.gettext("Closed: answers can be read, and not changed")


def question(sheet: Sheet, quest: Questionnaire, state: Question, answer: Answer, t: Tongue) -> Screen:
    """A card of a question, without anything that would be refused."""
    return screen(
        t.direction,
        Paragraph(closed(sheet, t)),
        where(quest, quest[state.capability], t),
        *_answered(quest, state, answer, t),
        rows=_ways_on(quest, state, t),
    )


def _answered(quest: Questionnaire, state: Question, answer: Answer, t: Tongue) -> Iterator[Block]:
    """What the card is about, as far as it was answered."""
    if isinstance(state, Asking):
        yield from described(quest.model, state.capability, t)
        yield Paragraph(given(quest, answer, t))
        yield from so_far(answer, t)
        return
    yield Item(words.name(t, quest[state.capability]), given(quest, answer, t))
    match state:
        case Ticking():
            yield from _in_place(quest, answer, t)
        case Weighing():
            yield from (Paragraph(words.ticked(t, words.basis(t, each), on=True)) for each in answer.basis)
        case Noting() if answer.note:
            yield from so_far(answer, t)
        case Explaining() if answer.why:
            yield Quote(shortened(answer.why, 2 * GLIMPSE))
        case _:
            pass


def _in_place(quest: Questionnaire, answer: Answer, t: Tongue) -> Iterator[Block]:
    """The criteria of the next phase, as they were ticked."""
    stage = quest.model.next_stage(answer.capability, answer.phase or "")
    for criterion in stage.attainable if stage else ():
        yield Paragraph(words.ticked(t, t.of(criterion.text), on=criterion.id in answer.in_place))


def _ways_on(quest: Questionnaire, state: Question, t: Tongue) -> tuple[Row, ...]:
    onward = () if isinstance(state, Declining) else (words.onward(t.gettext("Next"), state.capability),)
    explained = (Button(t.gettext("Words explained"), Asked(Place.TERMS)),)
    return (
        (words.back(t), *onward, words.sections(t)),
        explained if quest[state.capability].terms else (),
    )
