"""Every kind of card around rounds of many people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogs.events import Place
from dialogs.reminding.policy import Policy, Why
from dialogs.reminding.views import Stand
from dialogs.results.step import ABOUT_ONE
from dialogs.rounds import filling
from dialogs.rounds.forms import FORMS
from dialogs.rounds.forms.join import of_someone_known
from dialogs.rounds.nouns import Post, Role, Standing, Status
from dialogs.rounds.states import (
    AtRound,
    Confirming,
    Deed,
    Filling,
    FormKind,
    ListingInvitations,
    ListingPeople,
    ListingRounds,
    LookingAtInvitation,
    LookingAtPerson,
    WatchingProgress,
)
from dialogs.rounds.views import ConfirmView, Hurdle, InvitationsView, ProgressView, RoundView
from dialogs.sheet import Sheet
from dialogs.states import Aside, Asking, Called, Explaining, Greeted, Occasion
from framework.answers import Answer, Reason
from tests.pictures import rounds
from tests.pictures.results import ALIKE, PHASES
from tests.pictures.rounds import ANONYMOUSLY, LEADING, LINES, OFFER, ROUND, SETUP, SOME, TODAY
from tests.pictures.walking import PASTED, Scene, walked


def scenes(language: str) -> Iterator[tuple[str, Scene]]:
    """Where each kind of card comes from, by its name."""
    for part in (_invited, _forms, _found, _coordinating, _people, _invitations, _deeds, _reminders, _calls, _asides):
        yield from part(language)


def _invited(language: str) -> Iterator[tuple[str, Scene]]:
    new = replace(rounds.coordinator(language), consented=False, posts=(), current=None, setup=None, alone=True)
    offers = {"": OFFER, "-anonymous": ANONYMOUSLY, "-to-coordinate": LEADING}
    for name, offer in offers.items():
        yield f"greeting-invited{name}", (replace(new, offer=offer), Greeted(offer.number), None)


def _forms(language: str) -> Iterator[tuple[str, Scene]]:
    """Every form at every field and at its overview."""
    leads = rounds.coordinator(language)
    one = rounds.roll().people[1]
    asked = {"asked": " ".join(one.asked[1:]), "name": one.name, "number": str(one.number)}
    sheets = {FormKind.JOIN: replace(rounds.respondent(language), offer=OFFER)}
    subjects = {FormKind.JOIN: OFFER.number, FormKind.ASSIGN: one.participation}
    for form in (each for each in FormKind if each not in ABOUT_ONE):
        sheet = replace(sheets.get(form, leads), filled_in=asked if form is FormKind.ASSIGN else {})
        for field, state in walked(sheet, form, subjects.get(form, 0)):
            yield f"{form}-{field}", (sheet, state, None)
    coordinating = replace(leads, offer=LEADING)
    for field, state in walked(coordinating, FormKind.JOIN, LEADING.number):
        yield f"join-to-coordinate-{field}", (coordinating, state, None)
    known = Filling(FormKind.JOIN, of_someone_known(), subject=OFFER.number)
    yield "join-already-known", (sheets[FormKind.JOIN], known, None)
    closed = replace(leads, posts=tuple(replace(post, status=Status.CLOSED) for post in leads.posts), filled_in=asked)
    for form in (FormKind.INVITE, FormKind.LIST, FormKind.ASSIGN):
        opened = filling.opened(closed, AtRound(), form, subjects.get(form, 0)).state
        yield f"{form}-of-a-closed-round", (closed, opened, None)


def _found(language: str) -> Iterator[tuple[str, Scene]]:
    """Fields of a form that was at its overview, or that looks for what was written."""
    sheet = rounds.coordinator(language)
    searched = {"territory": "congo", "zone": "america"}
    for field, words in searched.items():
        yield f"new-{field}-searched", (sheet, Filling(FormKind.NEW, {f"{field}?": words}, field, onward=True), None)
    settings = filling.opened(sheet, AtRound(), FormKind.SETTINGS).state
    assert isinstance(settings, Filling)
    for field in ("title", "deadline", "week"):
        yield f"settings-{field}", (sheet, replace(settings, field=field), None)
    for form in (FormKind.REMINDERS, FormKind.NOTICES):
        overview = filling.opened(sheet, AtRound(), form).state
        assert isinstance(overview, Filling)
        for asked in FORMS[form].fields:
            yield f"{form}-{asked.id}", (sheet, replace(overview, field=asked.id), None)
    off = replace(sheet, setup=replace(SETUP, policy=Policy(on=False)))
    yield "reminders-off", (off, filling.opened(off, AtRound(), FormKind.REMINDERS).state, None)
    more = Filling(FormKind.LIST, {"until": "", "lines": PASTED}, "lines")
    yield "list-more-lines", (sheet, more, None)


def _coordinating(language: str) -> Iterator[tuple[str, Scene]]:
    sheet, roll = rounds.coordinator(language), rounds.roll()
    view = rounds.overview(roll)
    yield "round", (sheet, AtRound(), view)
    for status in (Status.DRAFT, Status.CLOSED, Status.ARCHIVED):
        yield f"round-{status}", (rounds.coordinator(language, status=status), AtRound(), view)
    yield "round-nobody", (rounds.coordinator(language, rounds.ANONYMOUS), AtRound(), RoundView(today=TODAY))
    several = _several(rounds.respondent(language))
    yield "round-answering", (replace(several, current=ROUND), AtRound(), view)
    yield "rounds", (several, ListingRounds(), None)
    yield "rounds-none", (replace(sheet, posts=(), current=None, setup=None), ListingRounds(), None)
    yield "rounds-none-uninvited", (replace(sheet, posts=(), current=None, may_create=False), ListingRounds(), None)
    yield "progress", (sheet, WatchingProgress(), rounds.progress(roll))
    yield "progress-of-25", (sheet, WatchingProgress(), rounds.progress(rounds.roll(25), 0))
    yield "progress-nobody", (sheet, WatchingProgress(), ProgressView(open_places=20))
    yield "gone", (sheet, LookingAtPerson(0), None)
    yield "gone-respondent", (rounds.respondent(language), AtRound(), None)


def _several(sheet: Sheet) -> Sheet:
    """Someone with assessments of every status."""
    both = frozenset(Role)
    return replace(
        sheet,
        may_create=True,
        posts=(
            Post(6, "خط الأساس الوطني 2026", frozenset({Role.COORDINATOR}), Status.DRAFT),
            Post(5, "Pilot in two governorates", frozenset({Role.RESPONDENT})),
            Post(ROUND, SETUP.title, both),
            Post(2, "", frozenset({Role.RESPONDENT}), alone=True),
            Post(1, "Jordan 2024", both, Status.CLOSED),
            Post(0, "Jordan 2022", both, Status.ARCHIVED),
        ),
    )


def _people(language: str) -> Iterator[tuple[str, Scene]]:
    sheet, roll = rounds.coordinator(language), rounds.roll()
    yield "people", (sheet, ListingPeople(), rounds.people(roll))
    yield "people-second-page", (sheet, ListingPeople(None, 1), rounds.people(roll, 1))
    for standing in Standing:
        yield f"people-{standing}", (sheet, ListingPeople(standing), rounds.people(roll, 0, standing))
    unnamed, nobody = rounds.roll(3, rounds.ANONYMOUS), rounds.roll(0)
    hidden = rounds.coordinator(language, rounds.ANONYMOUS)
    yield "people-anonymous", (hidden, ListingPeople(), rounds.people(unnamed))
    yield "people-nobody", (sheet, ListingPeople(), rounds.people(nobody))
    yield "people-nobody-finished", (sheet, ListingPeople(Standing.FINISHED), rounds.people(nobody))
    views = [rounds.person(one) for one in roll.people]
    for name, view in {
        "finished": views[0],
        "in-progress": views[1],
        "unreachable": views[3],
        "unnamed": views[4],
        "passed": views[5],
        "coordinator": replace(views[6], coordinates=True),
        "oneself": replace(views[7], coordinates=True, oneself=True),
    }.items():
        yield f"person-{name}", (sheet, LookingAtPerson(view.line.participation), view)


def _invitations(language: str) -> Iterator[tuple[str, Scene]]:
    sheet = rounds.coordinator(language)
    yield "invitations", (sheet, ListingInvitations(), InvitationsView(LINES, 0, 2))
    yield "invitations-none", (sheet, ListingInvitations(), InvitationsView())
    names = ("many", "taken", "to-coordinate", "passed-on", "withdrawn", "over")
    for name, line in zip(names, LINES, strict=True):
        yield f"invitation-{name}", (sheet, LookingAtInvitation(line.invitation), line)


def _deeds(language: str) -> Iterator[tuple[str, Scene]]:
    """What is asked once more, and what may stand in its way."""
    leads, answers = rounds.coordinator(language), rounds.respondent(language)
    about = ConfirmView("أمينة الخطيب، مديرية حماية الأسرة", 2, 7, 2, 1, 9, 1, today=TODAY)
    for deed in Deed:
        passing = deed is Deed.PASS_ON
        state = Confirming(deed, 0 if passing else 102, "hotline" if passing else "")
        alike = tuple((each, PHASES[1], 9) for each in (ALIKE, *SOME[:5])) if deed is Deed.ACCEPT else ()
        yield f"confirm-{deed}", (answers if passing else leads, state, replace(about, alike=alike))
    yield "confirm-close-early", (leads, Confirming(Deed.CLOSE), ConfirmView())
    yield "confirm-close-done", (leads, Confirming(Deed.CLOSE), ConfirmView(people=12))
    for hurdle in Hurdle:
        deed = {Hurdle.LAST: Deed.DEMOTE, Hurdle.NOBODY: Deed.NUDGE_ALL, Hurdle.DONE: Deed.PROMOTE}.get(
            hurdle, Deed.NUDGE
        )
        yield f"hurdle-{hurdle}", (leads, Confirming(deed, 102), replace(about, hurdle=hurdle))
    yield "hurdle-last-leaving", (leads, Confirming(Deed.LEAVE), replace(about, hurdle=Hurdle.LAST))


def _reminders(language: str) -> Iterator[tuple[str, Scene]]:
    """What respondents are reminded of, and what they see who ask."""
    sheet = rounds.respondent(language)
    come, asked = (Called(each, ROUND, Asking("helpline")) for each in (Occasion.REMINDER, Occasion.ASKED))
    view = rounds.reminder()
    for stand in Stand:
        yield f"reminder-{stand}", (sheet, come, rounds.reminder(stand))
    yield "reminder-overdue", (sheet, come, replace(view, deadline=rounds.OVER))
    yield "reminder-to-submit-overdue", (sheet, come, replace(rounds.reminder(Stand.TO_SUBMIT), deadline=rounds.OVER))
    for days in range(3):
        yield f"reminder-put-off-{days}", (sheet, come, replace(view, due=rounds.due(Why.ASKED_FOR, days)))
    stopped = replace(view, due=rounds.due(Why.STOPPED), stopped=True, wishes=())
    yield "reminder-stopped", (sheet, come, stopped)
    yield "reminder-elsewhere", (_several(sheet), replace(come, round=5), replace(view, title="Pilot"))
    yield "reminder-over", (sheet, come, None)
    alone = replace(sheet, alone=True, title="", posts=(Post(2, "", frozenset({Role.RESPONDENT}), alone=True),))
    own = replace(view, title="", zone="", deadline=None)
    for name, each in {"": own, "-put-off": replace(own, due=rounds.due(Why.ASKED_FOR, 1))}.items():
        state = replace(asked, round=2)
        yield f"remind-alone{name}", (replace(alone, current=2, setup=None), state, each)
    for why in Why:
        yield f"remind-{why}", (sheet, asked, replace(view, due=rounds.due(why), stopped=why is Why.STOPPED))
    yield "remind-put-off", (sheet, asked, replace(view, due=rounds.due(Why.SILENCE, moved=True)))


def _calls(language: str) -> Iterator[tuple[str, Scene]]:
    """What coordinators are written to about."""
    sheet, hidden = rounds.coordinator(language), rounds.coordinator(language, rounds.ANONYMOUS)
    digest, deadline = (Called(each, ROUND, AtRound()) for each in (Occasion.DIGEST, Occasion.DEADLINE))
    view = rounds.digest(rounds.roll())
    yield "digest", (sheet, digest, view)
    yield "digest-of-25", (sheet, digest, rounds.digest(rounds.roll(25)))
    yield "digest-of-few", (sheet, digest, replace(view, moved=view.moved[1:2], stuck=(), unheld=(), to_nudge=0))
    yield "digest-anonymous", (hidden, digest, rounds.digest(rounds.roll(12, rounds.ANONYMOUS)))
    yield "digest-elsewhere", (_several(sheet), replace(digest, round=6), view)
    ended = rounds.deadline(rounds.roll())
    yield "deadline", (sheet, deadline, ended)
    yield "deadline-complete", (sheet, deadline, rounds.deadline(rounds.roll(), complete=True))
    yield "deadline-nobody", (sheet, deadline, rounds.deadline(rounds.roll(0)))
    yield "deadline-moved", (sheet, deadline, replace(ended, setup=SETUP))
    yield "deadline-closed", (sheet, deadline, replace(ended, open=False))
    yield "deadline-elsewhere", (_several(sheet), replace(deadline, round=6), ended)


def _asides(language: str) -> Iterator[tuple[str, Scene]]:
    """Cards of everybody that say something else in a round."""
    leads, answers = rounds.coordinator(language), rounds.respondent(language)
    passing = replace(answers, answers={"hotline": Answer("hotline", reason=Reason.NOT_MY_REMIT)})
    yield "explaining-to-pass-on", (passing, Explaining("hotline"), None)
    for topic in (Place.PRIVACY, Place.SETTINGS):
        yield f"{topic}-in-a-round", (answers, Aside(topic, Explaining("hotline")), None)
    yield "help-coordinator", (leads, Aside(Place.HELP, AtRound()), None)
