"""Invitations that were made."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards import words
from dialogs.cards.rounds import letters, terms
from dialogs.rounds.clock import day, today
from dialogs.rounds.events import DeedAsked, FormOpened, InvitationOpened
from dialogs.rounds.nouns import Role, Status
from dialogs.rounds.states import Deed, FormKind
from dialogs.rounds.views import InvitationLine, InvitationsView
from dialogs.screens import Block, Button, Heading, Lines, Meter, Paragraph, Row, Screen, screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from dialogs.typed import shortened


def listed(sheet: Sheet, view: InvitationsView, t: Tongue) -> Screen:
    """One page of them."""
    return screen(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("Invitations")),
        _lines(view, t),
        Paragraph(t.gettext("Page {page} of {pages}", page=view.page + 1, pages=view.pages))
        if view.pages > 1
        else None,
        rows=(
            _making(sheet, t),
            *((_opening(line, t),) for line in view.lines),
            words.pages(t, view.page, view.pages),
            (words.back(t),),
        ),
    )


def _lines(view: InvitationsView, t: Tongue) -> Block:
    if not view.lines:
        return Paragraph(t.gettext("There are no invitations yet. Make one, or many at once from a list."))
    return Lines(tuple(_line(line, t) for line in view.lines))


def _making(sheet: Sheet, t: Tongue) -> Row:
    if sheet.post is None or sheet.post.status not in {Status.DRAFT, Status.OPEN}:
        return ()
    return (
        Button(t.gettext("Invite"), FormOpened(FormKind.INVITE)),
        Button(t.gettext("Many at once"), FormOpened(FormKind.LIST)),
    )


def _name(line: InvitationLine, t: Tongue) -> str:
    """What the coordinator wrote on it, or its number."""
    label = shortened(line.ticket.label, terms.NAME)
    return terms.own(label, t) if label else t.gettext("Invitation {n}", n=line.invitation)


def _line(line: InvitationLine, t: Tongue) -> str:
    name, taken, places = _name(line, t), line.taken, line.ticket.places
    if line.revoked:
        return t.gettext("{name}: withdrawn", name=name)
    if taken < places and line.expired:
        return t.gettext("{name}: its time is over", name=name)
    if places > 1:
        text = t.gettext("{name}: {taken} of {places} have joined", name=name, taken=taken, places=places)
    else:
        text = t.gettext("{name}: joined", name=name) if taken else t.gettext("{name}: not used yet", name=name)
    return words.chosen(t, text, on=taken >= places)


def _opening(line: InvitationLine, t: Tongue) -> Button:
    name = _name(line, t)
    return Button(name, InvitationOpened(line.invitation), soft=name)


def one(sheet: Sheet, view: InvitationLine, t: Tongue) -> Screen:
    """One invitation: for whom, to what, how far it is used, and what can be done about it."""
    usable = not view.revoked and not view.expired and view.taken < view.ticket.places
    taken, places = view.taken, view.ticket.places
    return screen(
        t.direction,
        terms.about(sheet, t),
        Heading(_name(view, t)),
        Meter(taken, places, t.gettext("{taken} of {places} have joined", taken=taken, places=places)),
        Lines(tuple(_facts(sheet, view, t))),
        Paragraph(_advice(view, t)) if usable else None,
        rows=(
            (Button(t.gettext("Withdraw it"), DeedAsked(Deed.REVOKE, view.invitation)),) if usable else None,
            (words.back(t),),
        ),
    )


def _facts(sheet: Sheet, view: InvitationLine, t: Tongue) -> Iterator[str]:
    ticket, now = view.ticket, today(sheet)
    if ticket.role is Role.COORDINATOR:
        yield t.gettext("To coordinate with you")
    else:
        yield t.gettext(
            "To answer: {sections}", sections=letters.sections(sheet.model, ticket.capabilities, t, inside=True)
        )
    if view.passed_on:
        yield t.gettext("Made by a respondent who passed this question on")
    yield t.gettext("Made on {date}", date=t.date(day(sheet, view.created_at), now))
    if view.revoked:
        yield t.gettext("Withdrawn: it lets nobody in any more")
    elif ticket.until is None:
        yield t.gettext("No last day")
    elif view.expired:
        yield t.gettext("Its last day was {date}", date=t.date(ticket.until, now))
    else:
        yield t.gettext("Can be used until {date}", date=t.date(ticket.until, now))


def _advice(view: InvitationLine, t: Tongue) -> str:
    """Why the code is not shown again."""
    if view.passed_on:
        return t.gettext("The respondent who passed the question on got its code; it cannot be shown again.")
    return t.gettext(
        "Its code is in the message that was left then; it cannot be shown again. If it is lost, make a new one."
    )
