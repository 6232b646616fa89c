"""A turn is carried out inside a transaction: an event comes in, and everything it leads to is written together.

Events that come in together are carried out together, each chat's in their order. Nothing here commits, and nothing
here sends: the caller commits, and only then are the updates acknowledged and the replies sent. So a process that is
killed at any instant loses no answer and applies none twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlmodel import Session

from bot.catalogues import closest, tongue, tongues
from bot.left import Left
from bot.office import Office
from bot.storage.desks import Desk, load_desks, reloaded
from bot.storage.engine import transaction
from bot.storage.privacy.looking import privacy_view
from bot.storage.reminding.views import call_view
from bot.storage.results.looking import look_at_results, recorded
from bot.storage.rounds.authority import Overruled
from bot.storage.rounds.doing import carry_out_rounds
from bot.storage.rounds.looking import filled_in, look
from bot.storage.rounds.offers import offer_of, offered
from bot.storage.writing import carry_out, claim, write_answers, write_desks
from dialogs.cards import FLEETING, Shown, card, record
from dialogs.cards import remark as words_of
from dialogs.commands import Turn
from dialogs.events import Arrived, Asked, Event, Place, Received
from dialogs.places import settled
from dialogs.reminding.views import CallView
from dialogs.results.events import AgreementBegun, PlanningBegun
from dialogs.results.protecting import protected
from dialogs.results.states import ResultState
from dialogs.rounds.events import FormOpened
from dialogs.rounds.nouns import Offer
from dialogs.rounds.states import Filling, FormKind, RoundState
from dialogs.screens import Screen
from dialogs.sheet import Sheet, after
from dialogs.states import Aside, Called, Cautioned, Conversation, Greeted, State
from dialogs.step import step
from dialogs.tongue import Tongue

TRIES = 3
"""How often a turn is taken that others get in the way of."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An event as a channel delivers it. `at` is aware; `update_id` is the messenger's, where it has one.

    `revision` is that of the tapped card and `tapped` the message it was on; `language` is the phone's, which counts
    at the first contact alone.
    """

    channel: str
    address: str
    event: Event
    at: datetime
    revision: int | None = None
    update_id: int | None = None
    language: str | None = None
    tapped: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a turn shows: perhaps a record that the live card turns into, perhaps a remark, and always a card.

    `fleeting` says that the remark may vanish after a moment. `live` is the message that was the live card until
    now, as far as is known; `fits` says that the tap, if it was one, was on it; `agreed` that consent was given.
    `protected` says that the card is neither to be forwarded nor saved, `live_protected` that the live one was sent so.
    `left` are messages and files that stay in the chat, above the card.
    """

    card: Screen
    revision: int
    tongue: Tongue
    remark: str | None = None
    fleeting: bool = False
    record: Screen | None = None
    live: str | None = None
    fits: bool = True
    agreed: bool = True
    left: tuple[Left, ...] = ()
    protected: bool = False
    live_protected: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A turn that could not be carried out; nothing of it was kept."""

    error: Exception


Outcome = Reply | Failed | None
"""None stands for an update that was carried out before."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of some events: one outcome for each, in order. `desks` is for `Office.remember`, after the commit."""

    outcomes: tuple[Outcome, ...]
    desks: tuple[Desk, ...] = field(default=())


def take_turns(session: Session, office: Office, events: Sequence[Incoming]) -> Batch:
    """Carry out events of one channel, in order. One that fails in the core leaves the others as they are.

    Raises SQLAlchemyError when writing fails; nothing of the batch may be committed then.
    """
    if not events:
        return Batch(())
    channel, now = events[0].channel, events[-1].at
    fresh = claim(session, channel, (e.update_id for e in events if e.update_id is not None), now)
    wanted = {e.address: closest(e.language, tongues()) for e in reversed(events)}
    desks = load_desks(session, office, channel, wanted, now)
    outcomes: list[Outcome] = []
    for incoming in events:
        if incoming.update_id is not None and incoming.update_id not in fresh:
            outcomes.append(None)
            continue
        fresh.discard(incoming.update_id or 0)
        before = desks[incoming.address].person
        outcomes.append(_attempt(session, office, desks[incoming.address], incoming))
        if before is not None and desks[incoming.address].person is None:
            desks |= _elsewhere(session, office, desks, before, now)
    write_desks(session, desks.values(), now)
    return Batch(tuple(outcomes), tuple(desks.values()))


def _elsewhere(
    session: Session, office: Office, desks: Mapping[str, Desk], person: int, now: datetime
) -> dict[str, Desk]:
    """The other desks of somebody who was deleted, as they are now: those of strangers."""
    gone = {address: desk.sheet.language for address, desk in desks.items() if desk.person == person}
    channel = next(iter(desks.values())).channel
    return load_desks(session, office, channel, gone, now) if gone else {}


def _attempt(session: Session, office: Office, desk: Desk, incoming: Incoming) -> Reply | Failed:
    given = len(desk.answers)
    try:
        return _take(session, office, desk, incoming)
    except SQLAlchemyError:
        raise  # the transaction may be lost: whoever began it tries again
    except Exception as error:  # noqa: BLE001  # whatever fails in one conversation, the others go on
        del desk.answers[given:]
        return Failed(error)


def _take(session: Session, office: Office, desk: Desk, incoming: Incoming) -> Reply:
    """One turn. The desk changes last, so that a turn that fails leaves it as it was."""
    known = _with_offer(session, desk, incoming)
    turn = step(known, desk.here, Received(incoming.event, incoming.at, incoming.revision))
    fits = incoming.revision is None or incoming.revision == desk.here.revision
    live = incoming.tapped if incoming.tapped and fits else desk.card
    if turn.about_rounds:
        return _take_about_rounds(session, office, desk, turn, incoming, live=live, fits=fits)
    sheet, there = after(known, turn.commands), desk.here.moved_to(turn.state)
    reply = _reply(session, desk, sheet, turn, there.revision, live=live, fits=fits)
    carry_out(session, office.house, desk, turn.commands, incoming.at)
    desk.sheet, desk.here = sheet, there
    desk.protected = reply.live_protected
    desk.card = None if reply.record else live  # a record is no card: a second tap must not draw one over it
    return reply


def _take_about_rounds(
    session: Session, office: Office, desk: Desk, turn: Turn, incoming: Incoming, *, live: str | None, fits: bool
) -> Reply:
    """A turn whose commands the database may refuse, in a savepoint of its own; the sheet is then read anew."""
    write_answers(session, [desk])
    there = replace(desk)
    try:
        with session.begin_nested():
            left = carry_out_rounds(session, office, there, turn.commands, incoming.at)
            there = reloaded(session, office, there, incoming.at)
            arrived = replace(turn, state=settled(there.sheet, turn.state))
            reply = _reply(session, there, there.sheet, arrived, desk.here.revision + 1, live=live, fits=fits)
    except Overruled as no:
        left, there = (), reloaded(session, office, desk, incoming.at)
        there.sheet = _with_offer(session, there, replace(incoming, event=Asked(Place.HERE)))
        arrived = Turn(settled(there.sheet, desk.here.state), remark=no.remark)
        reply = _reply(session, there, there.sheet, arrived, desk.here.revision + 1, live=live, fits=fits)
    desk.sheet, desk.here = there.sheet, Conversation(arrived.state, desk.here.revision + 1)
    desk.person, desk.assessment, desk.participation = there.person, there.assessment, there.participation
    desk.stored = there.stored
    desk.version, desk.protected = there.version, reply.live_protected
    desk.card = None if reply.record or left else live
    return replace(reply, left=left)


def _with_offer(session: Session, desk: Desk, incoming: Incoming) -> Sheet:
    """The sheet with the invitation that was just brought or is being answered, or with what a form begins with."""
    match incoming.event, desk.here.state:
        case Arrived(code=code), _ if code:
            return _welcomed(desk, offered(session, desk, code, incoming.at), incoming.language)
        case _, Greeted(invitation=number) | Aside(back=Greeted(invitation=number)) if number:
            return replace(desk.sheet, offer=offer_of(session, desk, number, incoming.at))
        case _, state if (joining := _joining_by(state)) is not None:
            return replace(desk.sheet, offer=offer_of(session, desk, joining, incoming.at))
        case FormOpened(form=form, subject=subject), _:
            return replace(desk.sheet, filled_in=filled_in(session, desk, form, subject))
        case (AgreementBegun() | PlanningBegun()) as event, _:
            return replace(desk.sheet, filled_in=recorded(session, desk, event))
        case _ if desk.sheet.offer is not None:
            return replace(desk.sheet, offer=None)
        case _:
            return desk.sheet


def _joining_by(state: State) -> int | None:
    """The invitation that is being answered, also while the words for it wait or something else is looked at."""
    place = state.back if isinstance(state, Aside | Called) else state
    place = place.back if isinstance(place, Cautioned) else place
    return place.subject if isinstance(place, Filling) and place.form is FormKind.JOIN else None


def _welcomed(desk: Desk, offer: Offer, phone: str | None) -> Sheet:
    """Somebody new whose phone does not say its language is spoken to in that of the invitation."""
    if desk.stored or phone or offer.language not in desk.sheet.languages:
        return replace(desk.sheet, offer=offer)
    return replace(desk.sheet, offer=offer, language=offer.language)


def _reply(
    session: Session, desk: Desk, sheet: Sheet, turn: Turn, revision: int, *, live: str | None = None, fits: bool = True
) -> Reply:
    """What the turn shows; `sheet` is what it made of the desk's."""
    view, model = _view(session, desk, turn.state, sheet.at), sheet.quest.model if sheet.quest else sheet.model
    # A card may be about another assessment than the chat, and so on another model.
    t = tongue(sheet.language, (view.model if isinstance(view, CallView) else model).id)
    return Reply(
        card=card(sheet, turn.state, t, view),
        revision=revision,
        tongue=t,
        remark=words_of(t, turn.remark) if turn.remark else None,
        fleeting=turn.remark in FLEETING,
        record=record(sheet, turn.commands, t),
        live=live,
        fits=fits,
        agreed=sheet.consented,
        protected=protected(sheet, turn.state),
        live_protected=desk.protected and live == desk.card,
    )


def _view(session: Session, desk: Desk, state: State, now: datetime) -> Shown | None:
    """What the card of the state shows beyond the sheet."""
    match state:
        case Called():
            return call_view(session, desk, state, now)
        case Aside(topic=Place.PRIVACY | Place.MY_DATA | Place.FORGET):
            return privacy_view(session, desk)
        case _ if isinstance(state, ResultState):
            return look_at_results(session, desk, state, now)
        case _ if isinstance(state, RoundState):
            return look(session, desk, state, now)
        case _:
            return None


def shown(session: Session, desk: Desk, state: State, revision: int) -> Reply:
    """The card of a state that nobody's turn led to; it takes the place of the one that is live."""
    return _reply(session, desk, desk.sheet, Turn(state), revision, live=desk.card)


def take_turn(office: Office, incoming: Incoming) -> Reply | None:
    """Carry out one event in a transaction of its own, committed when this returns.

    None for an update that was carried out before. Raises what fails in the core, and SQLAlchemyError.
    """
    for _ in range(TRIES - 1):
        # Someone else began the same chat at the same moment, or the database ended a deadlock.
        with suppress(IntegrityError, OperationalError):
            return _committed(office, incoming)
    return _committed(office, incoming)


def _committed(office: Office, incoming: Incoming) -> Reply | None:
    with transaction(office.engine) as session:
        batch = take_turns(session, office, [incoming])
        (outcome,) = batch.outcomes
        if isinstance(outcome, Failed):
            raise outcome.error
    office.remember(batch.desks)
    return outcome


def waiting_card(session: Session, office: Office, channel: str, address: str) -> Reply | None:
    """The card that waits for this chat, as it was; None for a stranger. Changes nothing."""
    desk = load_desks(session, office, channel, {address: "en"})[address]
    if not desk.stored:
        return None
    invitation = Incoming(channel, address, Asked(Place.HERE), desk.sheet.at)
    desk.sheet = _with_offer(session, desk, invitation)
    return _reply(session, desk, desk.sheet, Turn(settled(desk.sheet, desk.here.state)), desk.here.revision)
