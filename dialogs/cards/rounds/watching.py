"""How a round is going."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from dialogs.cards import words
from dialogs.cards.rounds import terms
from dialogs.events import Asked, Place
from dialogs.rounds.events import AuditAsked, DeedAsked, FormOpened, PeopleListed, PictureAsked
from dialogs.rounds.nouns import Setup, Standing, Status
from dialogs.rounds.states import Deed, FormKind
from dialogs.rounds.views import ProgressView, RoundView, SectionLine
from dialogs.screens import Bullets, Button, Fold, Heading, Lines, Meter, Paragraph, Row, Screen, in_rows, screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def overview(sheet: Sheet, view: RoundView, t: Tongue) -> Screen:
    """What a coordinator can do."""
    status = sheet.post.status if sheet.post else Status.OPEN
    answering = sheet.quest is not None and status is Status.OPEN
    over = status in OVER
    return screen(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("Coordinating")),
        Lines(tuple(_facts(sheet, view, status, t))),
        Paragraph(_people(view, t)),
        Paragraph(terms.places(view.open_places, t)) if view.open_places and status is Status.OPEN else None,
        rows=(
            _results(view, t) if over else None,
            _begin_next(t) if over else None,
            (Button(t.gettext("Progress"), Asked(Place.PROGRESS)), Button(t.gettext("People"), Asked(Place.PEOPLE))),
            _results(view, t) if status is Status.OPEN else None,
            terms.row(
                Button(t.gettext("Invite"), Asked(Place.INVITE)) if status in JOINABLE else None,
                Button(t.gettext("Invitations"), Asked(Place.INVITATIONS)),
            ),
            terms.row(Button(t.gettext("Answer my questions"), Asked(Place.HERE)) if answering else None),
            terms.row(
                Button(t.gettext("Its settings"), FormOpened(FormKind.SETTINGS)),
                Button(t.gettext("Reminders"), FormOpened(FormKind.REMINDERS)) if status in JOINABLE else None,
                Button(t.gettext("Notices"), FormOpened(FormKind.NOTICES)),
            ),
            _life(status, t),
            (
                Button(t.gettext("Who did what"), AuditAsked()),
                Button(t.gettext("Hand over"), DeedAsked(Deed.LEAVE)),
            ),
            terms.row(
                Button(t.gettext("Assessments"), Asked(Place.ROUNDS)) if len(sheet.posts) > 1 else None,
                Button(t.gettext("Language"), Asked(Place.LANGUAGE)),
                Button(t.gettext("Help"), Asked(Place.HELP)),
            ),
        ),
    )


JOINABLE = {Status.DRAFT, Status.OPEN}
OVER = {Status.CLOSED, Status.ARCHIVED}


def _results(view: RoundView, t: Tongue) -> Row:
    """What the round came to, where somebody takes part."""
    if not any(view.standings.values()):
        return ()
    return (
        Button(t.gettext("Results"), Asked(Place.RESULTS)),
        Button(t.gettext("Plan"), Asked(Place.PLAN)),
        Button(t.gettext("Files"), Asked(Place.EXPORT)),
    )


def _begin_next(t: Tongue) -> Row:
    return (Button(t.gettext("Begin the next assessment"), DeedAsked(Deed.NEXT_ROUND)),)


def _facts(sheet: Sheet, view: RoundView, status: Status, t: Tongue) -> Iterator[str]:
    setup = sheet.setup
    if setup and setup.territory:
        yield t.territory(setup.territory)
    yield _status(setup, view, status, t)
    if setup:
        yield t.gettext("Anonymous") if setup.anonymous else t.gettext("With names")
    if view.coordinators > 1:
        yield t.ngettext("{n} coordinator", "{n} coordinators", view.coordinators)


def _status(setup: Setup | None, view: RoundView, status: Status, t: Tongue) -> str:
    match status:
        case Status.DRAFT:
            return t.gettext("Not open yet")
        case Status.CLOSED:
            return t.gettext("Closed: answers can be read, and not changed")
        case Status.ARCHIVED:
            return t.gettext("Archived")
        case Status.OPEN:
            if setup is None or setup.deadline is None or view.today is None:
                return t.gettext("Open, without a deadline")
            day, ahead = t.date(setup.deadline, view.today), t.relative(setup.deadline, view.today)
            return t.gettext("Open; deadline {date} ({relative})", date=day, relative=ahead)


def _people(view: RoundView, t: Tongue) -> str:
    if not any(view.standings.values()):
        return t.gettext("Nobody has joined yet. Invite people to begin.")
    return terms.standings(view.standings, t)


def _life(status: Status, t: Tongue) -> Row:
    """What can be done about the round as a whole."""
    match status:
        case Status.OPEN:
            return (Button(t.gettext("Close the assessment"), DeedAsked(Deed.CLOSE)),)
        case Status.CLOSED:
            reopen = Button(t.gettext("Open it again"), DeedAsked(Deed.REOPEN))
            return (reopen, Button(t.gettext("Archive it"), DeedAsked(Deed.ARCHIVE)))
        case Status.ARCHIVED:
            return (Button(t.gettext("Open it again"), DeedAsked(Deed.REOPEN)),)
        case Status.DRAFT:
            return (Button(t.gettext("Open it"), DeedAsked(Deed.REOPEN)),)


def progress(sheet: Sheet, view: ProgressView, t: Tongue) -> Screen:
    """How far the sections and the people are."""
    done, total = (sum(getattr(line, name) for line in view.sections) for name in ("answered", "asked"))
    if not view.people:
        return _nobody(sheet, view, t)
    return screen(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("Progress")),
        Meter(done, total, t.gettext("{done} of {total} answered", done=done, total=total)),
        Paragraph(terms.standings(view.standings, t)),
        _unreachable(view, t),
        Lines(tuple(_section(sheet, line, t) for line in view.sections)),
        _standing_out(sheet, t.gettext("Asked of nobody"), view.unheld, t),
        _standing_out(sheet, t.gettext("Everybody asked said: not my remit"), view.passed, t),
        Paragraph(terms.places(view.open_places, t)) if view.open_places and not sheet.read_only else None,
        rows=(
            *filters(view.standings, t),
            _nudging(sheet, view, t),
            (Button(t.gettext("As a picture"), PictureAsked()), words.back(t)),
        ),
    )


def _nobody(sheet: Sheet, view: ProgressView, t: Tongue) -> Screen:
    return screen(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("Progress")),
        Paragraph(t.gettext("Nobody has joined yet. Invite people to begin.")),
        Paragraph(terms.places(view.open_places, t)) if view.open_places else None,
        rows=((Button(t.gettext("Invite"), Asked(Place.INVITE)), words.back(t)),),
    )


def _unreachable(view: ProgressView, t: Tongue) -> Paragraph | None:
    if not view.unreachable:
        return None
    return Paragraph(t.ngettext("{n} cannot be reached now.", "{n} cannot be reached now.", view.unreachable))


def _section(sheet: Sheet, line: SectionLine, t: Tongue) -> str:
    domain = sheet.model.by_domain.get(line.domain)
    name = t.of(domain.name) if domain else line.domain
    if not line.people:
        return t.gettext("{section}: asked of nobody", section=name)
    label = t.ngettext(
        "{section}: {done} of {total}, from {n} person",
        "{section}: {done} of {total}, from {n} people",
        line.people,
        section=name,
        done=line.answered,
        total=line.asked,
    )
    return words.chosen(t, label, on=line.answered == line.asked)


def _standing_out(sheet: Sheet, label: str, capabilities: tuple[str, ...], t: Tongue) -> Fold | None:
    names = tuple(words.name(t, sheet.model.capabilities[c]) for c in capabilities if c in sheet.model.capabilities)
    return Fold((Heading(label), Bullets(names))) if names else None


def _nudging(sheet: Sheet, view: ProgressView, t: Tongue) -> Row:
    open_, missing = not sheet.read_only, view.people - view.standings.get(Standing.FINISHED, 0)
    if not open_ or not missing:
        return ()
    return (Button(t.gettext("Remind all who are not finished"), DeedAsked(Deed.NUDGE_ALL)),)


EVERYBODY: Literal["everybody"] = "everybody"


def filters(
    standings: Mapping[Standing, int], t: Tongue, *, shown: Standing | Literal["everybody"] | None = None
) -> tuple[Row, ...]:
    """Buttons to all people and to those of one standing, where there are any; those that are `shown` are marked."""
    if not any(standings.values()):
        return ()
    everybody = Button(words.chosen(t, t.gettext("Everybody"), on=shown is EVERYBODY), PeopleListed(None))
    some = (
        Button(words.chosen(t, _count(standing, n, t), on=standing is shown), PeopleListed(standing))
        for standing, n in standings.items()
        if n
    )
    return in_rows((everybody, *some), 2)


def _count(standing: Standing, n: int, t: Tongue) -> str:
    match standing:
        case Standing.NOT_BEGUN:
            return t.gettext("Not begun: {n}", n=n)
        case Standing.IN_PROGRESS:
            return t.gettext("In progress: {n}", n=n)
        case Standing.FINISHED:
            return t.gettext("Finished: {n}", n=n)
