"""One turn of a conversation: where an event leads from where the person is.

`step` is the whole table, read from top to bottom. An event that does not fit shows the waiting card again.
"""

from __future__ import annotations

from dataclasses import replace

from dialogs import answering
from dialogs.commands import (
    BeginAlone,
    ChangeDepth,
    ChangeLanguage,
    KeepConsent,
    LeaveConsent,
    Remark,
    StoreAnswer,
    Submit,
    Turn,
)
from dialogs.events import (
    AdviceOpened,
    Arrived,
    Asked,
    Attachment,
    AttachmentSent,
    BasisTicked,
    Cancelled,
    CapabilityOpened,
    ChangeExplained,
    ConsentGiven,
    ConsentRefused,
    ContextOpened,
    CriterionTicked,
    DepthChosen,
    Event,
    JudgementDeclined,
    LanguageChosen,
    MovedOn,
    NoteKept,
    NotesOpened,
    PageTurned,
    PhaseChosen,
    Place,
    ReasonChosen,
    Received,
    SectionOpened,
    Submitted,
    Typed,
    UnknownCommandGiven,
    WentBack,
    WordsCleared,
)
from dialogs.places import before, home, resumed, settled
from dialogs.privacy import step as privacy
from dialogs.reminding import step as reminding
from dialogs.results import step as results
from dialogs.rounds import joining
from dialogs.rounds import step as rounds
from dialogs.safety import step as safety
from dialogs.sheet import CONSENT_VERSION, Sheet, after
from dialogs.states import (
    Aside,
    Asking,
    BrowsingSection,
    Called,
    ChoosingDepth,
    Comparing,
    Conversation,
    Declining,
    Explaining,
    Greeted,
    ListingSections,
    Noting,
    OfferingNote,
    Question,
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
from dialogs.typed import numbers
from framework.answers import Questionnaire
from framework.progress import answered_count

ASIDES = {Place.HELP, Place.PRIVACY, Place.LANGUAGE, Place.SETTINGS, Place.TERMS, Place.GLOSSARY, Place.HELPLINES}

FOR_STRANGERS = {Place.HELP, Place.PRIVACY, Place.LANGUAGE, Place.HELPLINES}
"""What somebody can look at who has not agreed to anything."""

REFUSALS = {
    Attachment.PICTURE: Remark.NO_PICTURES,
    Attachment.STICKER: Remark.NO_STICKERS,
    Attachment.VOICE: Remark.NO_VOICE,
    Attachment.FILE: Remark.NO_FILES,
    Attachment.CONTACT: Remark.NO_CONTACTS,
    Attachment.LOCATION: Remark.NO_LOCATIONS,
    Attachment.EDIT: Remark.NO_EDITS,
    Attachment.OTHER: Remark.NO_OTHER,
}


def step(sheet: Sheet, conversation: Conversation, received: Received) -> Turn:
    """Advance the conversation by one event. A tap on a card of another revision changes nothing. Never raises."""
    state = settled(sheet, conversation.state)
    if received.revision is not None and received.revision != conversation.revision:
        return Turn(state, remark=Remark.OLD_BUTTON)
    turn = _everywhere(sheet, state, received.event)
    if sheet.read_only and any(isinstance(command, StoreAnswer | Submit) for command in turn.commands):
        return Turn(state, remark=Remark.ROUND_CLOSED)
    if sheet.read_only and isinstance(turn.state, OfferingNote):
        return Turn(state, remark=Remark.ROUND_CLOSED)
    if turn.about_rounds:
        return turn  # where it leads is settled once the database has spoken
    there = settled(after(sheet, turn.commands), turn.state)
    return turn if there == turn.state else replace(turn, state=there)


def _everywhere(sheet: Sheet, state: State, event: Event) -> Turn:
    """What an event means wherever the person is; the rest depends on the place."""
    match state, event:
        case _, AttachmentSent(kind=kind):
            return Turn(state, remark=REFUSALS[kind])
        case _, UnknownCommandGiven():
            return Turn(state, remark=Remark.COMMAND_UNKNOWN)
        case _, LanguageChosen(language=language):
            return _change_language(sheet, state, language)
        case _ if (turn := safety.step(sheet, state, event, _everywhere)) is not None:
            return turn
        case _ if (turn := privacy.step(sheet, state, event)) is not None:
            return turn
        case Stranger(), Asked(place=topic) if sheet.welcome and topic in FOR_STRANGERS:
            return Turn(Aside(topic, Greeted()))
        case Stranger(), _:
            return _greet(sheet, event)
        case Aside(back=back), Asked(place=topic) if topic in ASIDES:
            return Turn(Aside(topic, back))
        case Aside(), _:
            return _beside(sheet, state, event)
        case Greeted(), _:
            return _greeted(sheet, state, event)
        case _, Arrived(code=code) if code:
            return joining.arrived_again(sheet, state)
        case _ if (turn := reminding.step(sheet, state, event)) is not None:
            return turn
        case Called(back=back), Arrived():
            return Turn(back)
        case Called(back=back), _:
            return _everywhere(sheet, back, event)
        case _ if (turn := results.step(sheet, state, event)) is not None:
            return turn
        case _ if (turn := rounds.step(sheet, state, event)) is not None:
            return turn
        case ((Stranger() | ChoosingDepth()), Asked(place=Place.TERMS | Place.GLOSSARY)):
            return Turn(state, remark=Remark.DEPTH_FIRST)
        case _, Asked(place=topic) if topic in ASIDES:
            return Turn(Aside(topic, state))
        case ChoosingDepth(), _:
            return _choose_depth(sheet, state, event)
        case _ if sheet.quest is not None:
            return _assessing(sheet, sheet.quest, state, event)
        case _:
            return Turn(state)


def _greet(sheet: Sheet, event: Event) -> Turn:
    """The first word of someone unknown, whatever it is."""
    if isinstance(event, Arrived) and event.code:
        return joining.arrived(sheet)
    return Turn(Greeted() if sheet.welcome else Stranger())


def _greeted(sheet: Sheet, state: Greeted, event: Event) -> Turn:
    match event:
        case Arrived(code=code) if code:
            return joining.arrived(sheet)
        case ConsentGiven() if state.invitation:
            return joining.agreed(sheet, state, (KeepConsent(CONSENT_VERSION), LeaveConsent()))
        case ConsentGiven():
            if not sheet.welcome:
                return Turn(Stranger(), remark=Remark.INVITATION_NEEDED)
            consent = (KeepConsent(CONSENT_VERSION), LeaveConsent())
            return Turn(home(after(sheet, consent)), consent)
        case ConsentRefused():
            return Turn(Stranger(), remark=Remark.REFUSED)
        case Asked(place=topic) if topic in FOR_STRANGERS:
            return Turn(Aside(topic, state))
        case Arrived():
            return Turn(state)
        case _:
            return Turn(state, remark=Remark.CONSENT_FIRST)


def _choose_depth(sheet: Sheet, state: ChoosingDepth, event: Event) -> Turn:
    match event:
        case DepthChosen() if not sheet.open_to_all:
            return Turn(state, remark=Remark.INVITATION_NEEDED)
        case DepthChosen(depth=depth):
            begun = (BeginAlone(depth),)
            return Turn(home(after(sheet, begun)), begun)
        case Arrived():
            return Turn(state)
        case _:
            return Turn(state, remark=Remark.DEPTH_FIRST)


def _beside(sheet: Sheet, state: Aside, event: Event) -> Turn:
    """An aside leads back to where it came from, and anything else goes on from there."""
    match state, event:
        case _, Arrived(code=code) if code:
            return _everywhere(sheet, state.back, event)
        case _, WentBack() | Cancelled() | Arrived():
            return Turn(state.back)
        case Aside(topic=Place.GLOSSARY), PageTurned(page=page):
            return Turn(replace(state, page=max(0, page)))
        case Aside(topic=Place.SETTINGS), DepthChosen(depth=depth):
            if not (sheet.alone and sheet.consented) or sheet.quest is None:
                return Turn(state, remark=Remark.DEPTH_FIXED)
            return Turn(state, (ChangeDepth(depth),), Remark.DEPTH_CHANGED)
        case _, Typed() | Asked():
            return _everywhere(sheet, state.back, event)
        case _:
            return Turn(state)


def _change_language(sheet: Sheet, state: State, language: str) -> Turn:
    place = state.back if isinstance(state, Aside) and state.topic is Place.LANGUAGE else state
    if language not in sheet.languages:
        return Turn(state, remark=Remark.LANGUAGE_UNKNOWN)
    return Turn(place, (ChangeLanguage(language),))


def _assessing(sheet: Sheet, quest: Questionnaire, state: State, event: Event) -> Turn:
    """The table of an assessment that has begun."""
    match state, event:
        case _, Arrived():
            return Turn(state, remark=Remark.WELCOME_BACK)
        case OfferingNote(back=back), Asked(place=Place.SECTIONS | Place.REVIEW | Place.SUMMARY):
            return replace(_assessing(sheet, quest, back, event), remark=Remark.NOTE_DROPPED)
        case _, Asked(place=Place.SECTIONS):
            return Turn(ListingSections())
        case _, Asked(place=Place.REVIEW):
            return Turn(Reviewing())
        case _, Asked(place=Place.SUMMARY):
            return Turn(ReadingSummary())
        case OfferingNote(), _:
            return _offering(sheet, state, event)
        case _ if isinstance(state, Question):
            return _question(sheet, quest, state, event)
        case _, Cancelled():
            return Turn(ListingSections(), remark=Remark.CANCELLED)
        case _, Asked(place=Place.HERE):
            return Turn(resumed(sheet))
        case _, Typed():
            return Turn(state, remark=Remark.WORDS_UNEXPECTED)
        case _:
            return _reading(sheet, quest, state, event)


def _offering(sheet: Sheet, state: OfferingNote, event: Event) -> Turn:
    match event:
        case NoteKept(capability=state.back.capability):
            return answering.keep_note(sheet, state)
        case Typed(text=text):
            return answering.extend_offer(state, text)
        case WentBack() | Cancelled():
            return Turn(state.back, remark=Remark.NOTE_DROPPED)
        case _:
            return Turn(state)


def _question(sheet: Sheet, quest: Questionnaire, state: Question, event: Event) -> Turn:
    """The cards of one capability. What names another capability than the card's changes nothing."""
    here = state.capability
    match state, event:
        case Asking(), PhaseChosen(capability=capability, phase=phase) if capability == here:
            return answering.choose_phase(sheet, quest, state, phase) if phase in quest.model.by_phase else Turn(state)
        case Asking(), JudgementDeclined(capability=capability) if capability == here:
            return Turn(Declining(here, state.review))
        case Declining(), ReasonChosen(capability=capability, reason=reason) if capability == here:
            return answering.choose_reason(sheet, state, reason)
        case Comparing(), ChangeExplained(capability=capability, change=change) if capability == here:
            return answering.explain_change(sheet, quest, state, change.value)
        case Ticking(), CriterionTicked(criterion=criterion, on=on):
            return answering.tick_criterion(sheet, quest, state, criterion, on=on)
        case Weighing(), BasisTicked(capability=capability, basis=basis, on=on) if capability == here:
            return answering.tick_basis(sheet, state, basis, on=on)
        case ((Noting() | Explaining()), Typed(text=text)):
            return answering.write_words(sheet, state, text)
        case ((Noting() | Explaining()), WordsCleared(capability=capability)) if capability == here:
            return answering.clear_words(sheet, state)
        case _, MovedOn(capability=capability) if capability == here:
            return answering.move_on(sheet, quest, state)
        case Ticking(), Typed(text=text) if numbers(text):
            return answering.tick_numbers(sheet, quest, state, numbers(text))
        case _, Typed(text=text) if numbers(text):
            return Turn(state, remark=Remark.NO_SUCH_NUMBER)
        case _, Typed(text=text):
            return answering.offer_note(state, text)
        case _, WentBack():
            return Turn(before(sheet, state))
        case _, Cancelled():
            return Turn(ListingSections(), remark=Remark.CANCELLED)
        case _:
            return Turn(state)


def _reading(sheet: Sheet, quest: Questionnaire, state: State, event: Event) -> Turn:
    """The lists, the review and the summary."""
    match state, event:
        case ListingSections(), SectionOpened(domain=domain) if quest.in_section(domain):
            return Turn(BrowsingSection(domain))
        case (
            (BrowsingSection() | Reviewing() | ReadingAdvice()),
            CapabilityOpened(capability=capability, review=review),
        ) if capability in quest:
            return Turn(Asking(capability, review))
        case Reviewing(), Submitted():
            return _submit(sheet, quest, state)
        case ReadingSummary(), AdviceOpened():
            return Turn(ReadingAdvice())
        case ReadingSummary(), NotesOpened():
            return Turn(ReadingNotes())
        case ReadingSummary(), ContextOpened():
            return Turn(ReadingContext())
        case (
            (Reviewing() | ReadingSummary() | ReadingAdvice() | ReadingNotes() | ReadingContext()),
            PageTurned(page=page),
        ):
            return Turn(replace(state, page=max(0, page)))
        case ((ReadingAdvice() | ReadingNotes() | ReadingContext()), WentBack()):
            return Turn(ReadingSummary())
        case ListingSections(), WentBack():
            return Turn(resumed(sheet))
        case _, WentBack():
            return Turn(ListingSections())
        case _:
            return Turn(state)


def _submit(sheet: Sheet, quest: Questionnaire, state: Reviewing) -> Turn:
    if sheet.submitted:
        return Turn(ReadingSummary(), remark=Remark.ALREADY_SUBMITTED)
    if not answered_count(quest, sheet.answers):
        return Turn(state, remark=Remark.NOTHING_TO_SUBMIT)
    return Turn(ReadingSummary(), (Submit(),), Remark.SUBMITTED if sheet.alone else Remark.HANDED_IN)
