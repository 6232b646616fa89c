"""Coming in by an invitation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dialogs.commands import ChangeLanguage, Command, Remark, Turn
from dialogs.rounds import filling
from dialogs.rounds.commands import Join, Switch
from dialogs.rounds.forms.join import of_someone_known
from dialogs.rounds.nouns import Offer, Role, Trouble
from dialogs.rounds.states import AtRound, Filling, FormKind
from dialogs.sheet import Sheet, after
from dialogs.states import ChoosingDepth, Greeted, State, Stranger

WHY_NOT: Mapping[Trouble, Remark] = {
    Trouble.UNKNOWN: Remark.INVITATION_UNKNOWN,
    Trouble.USED_UP: Remark.INVITATION_USED_UP,
    Trouble.EXPIRED: Remark.INVITATION_EXPIRED,
    Trouble.REVOKED: Remark.INVITATION_REVOKED,
    Trouble.CLOSED: Remark.INVITATION_CLOSED,
    Trouble.NOT_BEGUN: Remark.INVITATION_NOT_BEGUN,
    Trouble.TOO_FAST: Remark.INVITATION_TOO_FAST,
}
"""What someone is told whose invitation cannot be used."""


def arrived(sheet: Sheet) -> Turn:
    """Someone unknown opens a link; `sheet.offer` is what it leads to."""
    offer = sheet.offer
    if offer is None or offer.setup is None or offer.trouble:
        return _turned_away(offer)
    return Turn(Greeted(offer.number), _in_its_language(sheet, offer))


def _turned_away(offer: Offer | None) -> Turn:
    """No greeting: whoever came for a round is not to agree to something else by mistake."""
    trouble = offer.trouble if offer and offer.trouble else Trouble.UNKNOWN
    return Turn(Stranger(), remark=WHY_NOT[trouble])


def _in_its_language(sheet: Sheet, offer: Offer) -> tuple[Command, ...]:
    """The phone's language where the assessment has it, or else the first that it has."""
    spoken = [code for code in sheet.languages if offer.setup and code in offer.setup.languages]
    return (ChangeLanguage(spoken[0]),) if spoken and sheet.language not in spoken else ()


def agreed(sheet: Sheet, state: Greeted, consent: tuple[Command, ...]) -> Turn:
    """They agreed to what the invitation means for them; it may have become useless while they read."""
    offer = sheet.offer
    if offer is None or offer.trouble:
        return _turned_away(offer)
    turn = filling.opened(after(sheet, consent), state, FormKind.JOIN, state.invitation)
    return replace(turn, commands=(*consent, *turn.commands))


def arrived_again(sheet: Sheet, state: State) -> Turn:
    """Someone we know opens a link."""
    offer = sheet.offer or Offer(trouble=Trouble.UNKNOWN)
    post = next((post for post in sheet.posts if post.number == offer.round), None)
    inside = post is not None and offer.role in post.roles
    if inside and not offer.new:
        return _already_in(sheet, state, offer)
    if offer.trouble:
        return Turn(state, remark=WHY_NOT[offer.trouble])
    if inside:
        return Turn(ChoosingDepth(), (Join(offer.number),), Remark.QUESTIONS_ADDED)
    return Turn(Filling(FormKind.JOIN, of_someone_known(), subject=offer.number))


def _already_in(sheet: Sheet, state: State, offer: Offer) -> Turn:
    """Their link then leads to the assessment, where the chat is about another one."""
    if offer.round == sheet.current:
        return Turn(state, remark=Remark.ALREADY_IN)
    there = AtRound() if offer.role is Role.COORDINATOR else ChoosingDepth()
    return Turn(there, (Switch(offer.round),), Remark.ALREADY_IN)
