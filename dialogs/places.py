"""Where a person belongs, given what their sheet says."""

from __future__ import annotations

from dataclasses import replace

from dialogs.results.states import ChoosingFile, ReadingShared, ResultState
from dialogs.rounds.nouns import Role, Status
from dialogs.rounds.states import (
    AtRound,
    Confirming,
    Coordinating,
    Deed,
    Filling,
    FormKind,
    ListingRounds,
    RoundState,
)
from dialogs.sheet import Sheet
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
    Question,
    ReadingSummary,
    Reviewing,
    State,
    Station,
    Stranger,
    Ticking,
    Weighing,
)
from framework.answers import Depth
from framework.progress import next_open

PAGE = 25
"""Lines on one page of a list of capabilities."""

PEOPLE = 8
"""Lines on one page of a list of people."""


def settled(sheet: Sheet, state: State) -> State:
    """The state itself where it fits the sheet, otherwise the nearest place that does.

    A sheet can change between two events: sections are reassigned, the depth is changed, a model has a new version.
    """
    match state:
        case Aside(back=back):
            return replace(state, back=_waiting(sheet, back))
        case Called(back=back):
            place = _waiting(sheet, back)
            return replace(state, back=place) if _calls(sheet, state) else place
        case _:
            return _waiting(sheet, state)


def _waiting(sheet: Sheet, state: Station | OfferingNote | Cautioned) -> Station | OfferingNote | Cautioned:
    """`settled` for what an aside leads back to."""
    match state:
        case Cautioned(back=back):
            place = _waiting(sheet, back)
            return replace(state, back=place) if isinstance(place, Question | OfferingNote | Filling) else place
        case OfferingNote():
            return _offer(sheet, state)
        case _:
            return station(sheet, state)


def _calls(sheet: Sheet, state: Called) -> bool:
    """Whether that is still theirs to hear: about answers of an open assessment, or about one they coordinate."""
    post = next((post for post in sheet.posts if post.number == state.round), None)
    if post is None or not sheet.consented:
        return False
    if state.occasion in {Occasion.DIGEST, Occasion.DEADLINE}:
        return post.coordinates
    return Role.RESPONDENT in post.roles and post.status is Status.OPEN


def _offer(sheet: Sheet, offer: OfferingNote) -> OfferingNote | Station:
    place = station(sheet, offer.back)
    return replace(offer, back=place) if isinstance(place, Question) else place


def station(sheet: Sheet, state: Station) -> Station:
    """`settled` for a state that is no aside."""
    if not sheet.consented:
        return state if isinstance(state, Greeted) else Stranger()
    if isinstance(state, ListingRounds | Filling | Coordinating | ResultState):
        return state if _fits(sheet, state) else home(sheet)
    if sheet.quest is None:
        return home(sheet)
    match state:
        case Stranger() | Greeted() | ChoosingDepth():
            return home(sheet)
        case _ if isinstance(state, Question):
            return _question(sheet, state)
        case BrowsingSection(domain=domain) if not sheet.quest.in_section(domain):
            return ListingSections()
        case _:
            return state


def _fits(sheet: Sheet, state: RoundState | ResultState) -> bool:
    """Whether this person may be there: a coordinator who was removed is not, whatever is still on their screen."""
    match state:
        case ListingRounds() | Filling(form=FormKind.JOIN):
            return True
        case Filling(form=FormKind.NEW):
            return sheet.may_create
        case Filling(form=FormKind.AGREE | FormKind.PLAN, values=values):
            return sheet.coordinates and values.get("capability") in sheet.model.capabilities
        case ChoosingFile():
            return sheet.coordinates or sheet.quest is not None
        case ReadingShared():
            return sheet.shared
        case Confirming(deed=Deed.PASS_ON, word=word):
            return sheet.quest is not None and word in sheet.quest
        case _:
            return sheet.coordinates


def _question(sheet: Sheet, state: Question) -> Station:
    quest, answer = sheet.quest, sheet.answers.get(state.capability)
    if quest is None or state.capability not in quest:
        return ListingSections()
    phase = answer.phase if answer else None
    full = quest.depth is Depth.FULL
    match state:
        case Ticking() if not (full and phase and quest.model.next_stage(state.capability, phase)):
            return Asking(state.capability, state.review)
        case Weighing() | Noting() if not (full and phase):
            return Asking(state.capability, state.review)
        case Comparing() if not (answer and answer.given and state.capability in sheet.before):
            return Asking(state.capability, state.review)
        case Explaining() if not (answer and answer.reason):
            return Asking(state.capability, state.review)
        case _:
            return state


def home(sheet: Sheet) -> Station:
    """Where someone belongs who just comes in: the first open question, the review, their summary, or their round."""
    if sheet.quest is None:
        return _without_questions(sheet)
    if sheet.submitted:
        return ReadingSummary()
    return resumed(sheet)


def _without_questions(sheet: Sheet) -> Station:
    """For someone who is asked nothing, or nothing any more."""
    if sheet.coordinates:
        return AtRound()
    return ChoosingDepth() if sheet.open_to_all and not (sheet.posts or sheet.former) else ListingRounds()


def resumed(sheet: Sheet, after: str | None = None) -> Station:
    """The next open question behind `after`; without one the review, or the summary once submitted."""
    if sheet.quest is None:
        return _without_questions(sheet)
    capability = next_open(sheet.quest, sheet.answers, after)
    if capability is not None:
        return Asking(capability)
    return ReadingSummary() if sheet.submitted else Reviewing()


def review_page(sheet: Sheet, capability: str) -> Reviewing:
    """The page of the review on which the capability stands."""
    asked = sheet.quest.capabilities if sheet.quest else ()
    return Reviewing(asked.index(capability) // PAGE if capability in asked else 0)


def before(sheet: Sheet, state: Question) -> Station:
    """One step back from a question; the order is that of the cards."""
    here, review = state.capability, state.review
    match state:
        case Declining() | Ticking() | Comparing():
            return Asking(here, review)
        case Explaining():
            return Declining(here, review)
        case Weighing():
            return _question(sheet, Ticking(here, review))
        case Noting():
            return Weighing(here, review)
        case Asking():
            if review:
                return review_page(sheet, here)
            asked = sheet.quest.capabilities if sheet.quest else ()
            place = asked.index(here) if here in asked else 0
            return Asking(asked[place - 1]) if place else ListingSections()
