"""People of a round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from dialogs.cards import words
from dialogs.cards.reminding import why
from dialogs.cards.rounds import terms
from dialogs.cards.rounds.watching import EVERYBODY, filters
from dialogs.reminding.policy import Why
from dialogs.rounds.events import DeedAsked, FormOpened, PersonOpened
from dialogs.rounds.nouns import Standing
from dialogs.rounds.states import Deed, FormKind, ListingPeople
from dialogs.rounds.views import PeopleView, PersonLine, PersonView
from dialogs.screens import Bullets, Button, Fold, Heading, Kicker, Lines, Meter, Paragraph, Row, Screen, screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

COORDINATORS = 20
"""How many of them the list shows."""


def listed(sheet: Sheet, state: ListingPeople, view: PeopleView, t: Tongue) -> Screen:
    """One page of them, and on the first page who coordinates."""
    coordinators = tuple(enumerate(view.coordinators[:COORDINATORS], 1))
    return screen(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("People")),
        Paragraph(terms.standings(view.standings, t)) if any(view.standings.values()) else None,
        Lines(tuple(_line(line, view.today, t) for line in view.lines)) if view.lines else _nobody(state, t),
        Paragraph(t.gettext("Page {page} of {pages}", page=view.page + 1, pages=view.pages))
        if view.pages > 1
        else None,
        Kicker(t.gettext("Coordinators")) if coordinators else None,
        Lines(tuple(_coordinator(number, person, name, view, t) for number, (person, name) in coordinators)),
        rows=(
            *((_opening(line, t),) for line in view.lines),
            *((_ending(number, person, name, t),) for number, (person, name) in coordinators if person != view.oneself),
            words.pages(t, view.page, view.pages),
            *filters(view.standings, t, shown=state.standing or EVERYBODY),
            (words.back(t),),
        ),
    )


def _nobody(state: ListingPeople, t: Tongue) -> Paragraph:
    if state.standing is None:
        return Paragraph(t.gettext("Nobody has joined yet. Invite people to begin."))
    return Paragraph(t.gettext("There is nobody of these now."))


def _name(line: PersonLine, t: Tongue) -> str:
    """The name with the number before it: several may have come with one name."""
    name = terms.respondent(line.number, line.name, t)
    return words.numbered(t, line.number, name) if line.name else name


def _line(line: PersonLine, today: date | None, t: Tongue) -> str:
    """How far someone is, and when they were here last."""
    name, done, total = _name(line, t), line.answered, line.asked
    if line.unreachable:
        text = t.gettext("{name}: {done} of {total}, cannot be reached", name=name, done=done, total=total)
    elif line.seen_at and today:
        seen = t.relative(line.seen_at.date(), today)
        text = t.gettext("{name}: {done} of {total}, here {when}", name=name, done=done, total=total, when=seen)
    else:
        text = t.gettext("{name}: {done} of {total}", name=name, done=done, total=total)
    return words.chosen(t, text, on=line.standing is Standing.FINISHED)


def _coordinator(number: int, person: int, name: str, view: PeopleView, t: Tongue) -> str:
    shown = terms.coordinator(number, name, t)
    return t.gettext("{name} (you)", name=shown) if person == view.oneself else shown


def _opening(line: PersonLine, t: Tongue) -> Button:
    name = _name(line, t)
    return Button(name, PersonOpened(line.participation), soft=name)


def _ending(number: int, person: int, name: str, t: Tongue) -> Button:
    shown = terms.coordinator(number, name, t)
    return Button(t.gettext("Coordinator: {name}", name=shown), DeedAsked(Deed.DEMOTE, person), soft=shown)


def one(sheet: Sheet, view: PersonView, t: Tongue) -> Screen:
    """One respondent."""
    line = view.line
    names = tuple(words.name(t, sheet.model.capabilities[c]) for c in view.passed if c in sheet.model.capabilities)
    return screen(
        t.direction,
        terms.about(sheet, t),
        Heading(terms.respondent(line.number, line.name, t)),
        Meter(line.answered, line.asked, t.gettext("{done} of {total} answered", done=line.answered, total=line.asked)),
        Lines(tuple(_facts(view, t))),
        _reminder(sheet, view, t),
        Lines(tuple(_section(sheet, *part, t) for part in view.sections)),
        Fold((Heading(t.gettext("Said not to be their remit")), Bullets(names))) if names else None,
        rows=(
            _nudging(sheet, view, t),
            _assigning(sheet, view, t),
            _role(sheet, view, t),
            (Button(t.gettext("Remove from the assessment"), DeedAsked(Deed.REMOVE, line.participation)),),
            (words.back(t),),
        ),
    )


def _facts(view: PersonView, t: Tongue) -> Iterator[str]:
    if view.line.name:
        yield t.gettext("Respondent {n}", n=view.line.number)
    if view.oneself:
        yield t.gettext("This is you")
    if view.sector:
        yield terms.sector(view.sector, t)
    if view.coordinates and not view.oneself:
        yield t.gettext("Also a coordinator")
    yield t.gettext("Joined {when}", when=_when(view.joined_at, view, t))
    if view.submitted_at:
        yield t.gettext("Submitted {when}", when=_when(view.submitted_at, view, t))
    if view.line.seen_at:
        yield t.gettext("Here last: {when}", when=_when(view.line.seen_at, view, t))
    if view.nudged_at:
        yield t.gettext("Reminded by a coordinator {when}", when=_when(view.nudged_at, view, t))
    if view.line.unreachable:
        yield t.gettext("Cannot be reached now: they may have blocked the chat")


def _reminder(sheet: Sheet, view: PersonView, t: Tongue) -> Paragraph | None:
    """When they are reminded next, or why not, unless another line says so already."""
    if view.due is None or view.due.why in {Why.FINISHED, Why.CLOSED, Why.UNREACHABLE}:
        return None
    today, policy = view.today or view.joined_at.date(), sheet.setup.policy if sheet.setup else None
    return Paragraph(why.in_words(view.due, view.zone, today, t, policy))


def _when(moment: datetime, view: PersonView, t: Tongue) -> str:
    today = view.today or moment.date()
    return t.relative(moment.date(), today)


def _section(sheet: Sheet, domain: str, answered: int, asked: int, t: Tongue) -> str:
    found = sheet.model.by_domain.get(domain)
    name = t.of(found.name) if found else domain
    label = t.gettext("{section}: {done} of {total}", section=name, done=answered, total=asked)
    return words.chosen(t, label, on=answered == asked)


def _nudging(sheet: Sheet, view: PersonView, t: Tongue) -> Row:
    """A reminder, where it could help; the card that follows says why it cannot go now."""
    if sheet.read_only or view.oneself or view.line.standing is Standing.FINISHED:
        return ()
    return (Button(t.gettext("Remind them"), DeedAsked(Deed.NUDGE, view.line.participation)),)


def _assigning(sheet: Sheet, view: PersonView, t: Tongue) -> Row:
    """Another share of the questions, while they can still be answered."""
    if sheet.post is None or sheet.post.over:
        return ()
    return (Button(t.gettext("Change what they are asked"), FormOpened(FormKind.ASSIGN, view.line.participation)),)


def _role(sheet: Sheet, view: PersonView, t: Tongue) -> Row:
    """In an anonymous assessment nothing: a respondent's number is not to be tied to a coordinator's name."""
    if view.oneself or (sheet.setup is not None and sheet.setup.anonymous):
        return ()
    if view.coordinates:
        return (Button(t.gettext("No longer a coordinator"), DeedAsked(Deed.DEMOTE, view.person)),)
    return (Button(t.gettext("Make a coordinator"), DeedAsked(Deed.PROMOTE, view.line.participation)),)
