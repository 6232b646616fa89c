"""What stands on a button, and what comes back from it, which anyone may have written."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs import events
from dialogs.events import Attachment, ButtonLost, Event, Place
from dialogs.privacy import events as privacy
from dialogs.reminding import events as reminding
from dialogs.reminding.wishes import Wish
from dialogs.results import events as results
from dialogs.results.events import FileKind
from dialogs.rounds import events as rounds
from dialogs.rounds.nouns import Standing
from dialogs.rounds.states import Deed, FormKind
from dialogs.safety import events as safety
from dialogs.wire import LIMIT, read, written
from framework.answers import Basis, Depth, Reason
from framework.comparing import Change
from tests.models import model

# Buttons stay in chats for years: a form may be added, but none of these ever changes its meaning.
FORMS: list[tuple[str, Event]] = [
    ("1:agree", events.ConsentGiven()),
    ("1:refuse", events.ConsentRefused()),
    ("2:depth:quick", events.DepthChosen(Depth.QUICK)),
    ("2:depth:full", events.DepthChosen(Depth.FULL)),
    ("1f:phase:helpline:integration", events.PhaseChosen("helpline", "integration")),
    ("1f:judge:helpline", events.JudgementDeclined("helpline")),
    ("20:why:helpline:not-my-remit", events.ReasonChosen("helpline", Reason.NOT_MY_REMIT)),
    ("20:tick:helpline.integration.2:1", events.CriterionTicked("helpline.integration.2", on=True)),
    ("20:tick:helpline.integration.2:0", events.CriterionTicked("helpline.integration.2", on=False)),
    ("21:basis:helpline:law:1", events.BasisTicked("helpline", Basis.LAW, on=True)),
    ("21:next:helpline", events.MovedOn("helpline")),
    ("22:keep:helpline", events.NoteKept("helpline")),
    ("22:clear:helpline", events.WordsCleared("helpline")),
    ("ff:open:society", events.SectionOpened("society")),
    ("ff:ask:helpline:0", events.CapabilityOpened("helpline")),
    ("ff:ask:helpline:1", events.CapabilityOpened("helpline", review=True)),
    ("100:page:0", events.PageTurned(0)),
    ("100:page:999", events.PageTurned(999)),
    ("100:advice", events.AdviceOpened()),
    ("100:notes", events.NotesOpened()),
    ("100:context", events.ContextOpened()),
    ("100:submit", events.Submitted()),
    ("0:lang:pt", events.LanguageChosen("pt")),
    ("0:back", events.WentBack()),
    ("0:go:sections", events.Asked(Place.SECTIONS)),
    ("3:round:12", rounds.RoundOpened(12)),
    ("3:people:all:0", rounds.PeopleListed(None)),
    ("3:people:not-begun:2", rounds.PeopleListed(Standing.NOT_BEGUN, 2)),
    ("3:person:7", rounds.PersonOpened(7)),
    ("3:invitation:9", rounds.InvitationOpened(9)),
    ("4:form:assign:7", rounds.FormOpened(FormKind.ASSIGN, 7)),
    ("4:field:deadline", rounds.FieldOpened("deadline")),
    ("4:take:zone:Asia/Kathmandu", rounds.ValueChosen("zone", "Asia/Kathmandu")),
    ("4:mark:languages:pt:1", rounds.ValueTicked("languages", "pt", on=True)),
    ("4:done:languages", rounds.FieldDone("languages")),
    ("4:accept:new", rounds.FormAccepted(FormKind.NEW)),
    ("5:ask-deed:nudge:7:", rounds.DeedAsked(Deed.NUDGE, 7)),
    ("5:ask-deed:pass-on:0:helpline", rounds.DeedAsked(Deed.PASS_ON, 0, "helpline")),
    ("5:deed:close:0:", rounds.DeedConfirmed(Deed.CLOSE)),
    ("6:picture", rounds.PictureAsked()),
    ("6:audit", rounds.AuditAsked()),
    ("7:continue", reminding.Continued()),
    ("7:snooze:later-today", reminding.Snoozed(Wish.LATER_TODAY)),
    ("7:snooze:tomorrow", reminding.Snoozed(Wish.TOMORROW)),
    ("7:snooze:next-week", reminding.Snoozed(Wish.NEXT_WEEK)),
    ("7:quiet", reminding.RemindersStopped()),
    ("7:remind", reminding.RemindersWanted()),
    ("7:go:remind", events.Asked(Place.REMIND)),
    ("7:go:reminders", events.Asked(Place.REMINDERS)),
    ("7:form:reminders:0", rounds.FormOpened(FormKind.REMINDERS)),
    ("8:because:helpline:better-information", events.ChangeExplained("helpline", Change.BETTER_INFORMATION)),
    ("8:spread:helpline", results.SpreadOpened("helpline")),
    ("8:agreed:helpline", results.AgreementBegun("helpline")),
    ("8:take:phase:open", rounds.ValueChosen("phase", "open")),
    ("8:take:reason:", rounds.ValueChosen("reason", "")),
    ("8:take:until:2027-06-30", rounds.ValueChosen("until", "2027-06-30")),
    ("8:accept:agree", rounds.FormAccepted(FormKind.AGREE)),
    ("8:accept:plan", rounds.FormAccepted(FormKind.PLAN)),
    ("8:step:helpline", results.StepOpened("helpline")),
    ("8:plan:helpline", results.PlanningBegun("helpline")),
    ("8:unplan:helpline", results.PriorityDropped("helpline")),
    ("8:file:pdf-letter:0", results.FileAsked(FileKind.PDF_LETTER)),
    ("8:file:picture:1", results.FileAsked(FileKind.PICTURE, own=True)),
    ("8:go:results", events.Asked(Place.RESULTS)),
    ("8:go:agree", events.Asked(Place.AGREE)),
    ("8:go:plan", events.Asked(Place.PLAN)),
    ("8:go:export", events.Asked(Place.EXPORT)),
    ("8:ask-deed:accept:0:", rounds.DeedAsked(Deed.ACCEPT)),
    ("8:deed:share:0:", rounds.DeedConfirmed(Deed.SHARE)),
    ("8:deed:next-round:0:", rounds.DeedConfirmed(Deed.NEXT_ROUND)),
    ("9:no-case", safety.CaseDenied()),
    ("9:insist", safety.WordsInsisted()),
    ("9:spare", safety.PartsLeftOut()),
    ("9:withdraw", safety.WordsWithdrawn()),
    ("a:my-data", privacy.DataAsked()),
    ("b:forget", privacy.ForgetConfirmed()),
    ("9:go:helplines", events.Asked(Place.HELPLINES)),
]


@pytest.mark.parametrize(("data", "event"), FORMS, ids=[data for data, _ in FORMS])
def test_a_button_carries_a_revision_and_an_event(data: str, event: Event) -> None:
    revision = int(data.split(":", maxsplit=1)[0], 16)
    assert written(revision, event) == data
    assert read(data) == (revision, event)


NEVER_ON_A_BUTTON: list[Event] = [
    events.Arrived("7KQ2-MXPD"),
    events.Cancelled(),
    events.UnknownCommandGiven("strat"),
    events.Typed("Hello"),
    events.AttachmentSent(Attachment.PICTURE),
    events.ButtonLost(),
]


def test_every_event_is_on_a_button_or_never() -> None:
    assert {type(event) for event in (*dict(FORMS).values(), *NEVER_ON_A_BUTTON)} == set(get_args(Event))


@pytest.mark.parametrize("event", NEVER_ON_A_BUTTON, ids=lambda event: type(event).__name__)
def test_an_event_that_people_type_or_send_is_no_button(event: Event) -> None:
    with pytest.raises(KeyError):
        written(1, event)


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "agree",
        "1",
        "1:",
        "1:agree:",
        "1:agree:now",
        "1:Agree",
        " 1:agree",
        "1:agree ",
        "01:agree",
        "0x1:agree",
        "1_0:agree",
        "+1:agree",
        "1F:agree",
        "١:agree",
        "g:agree",
        "1:depth",
        "1:depth:deep",
        "1:phase:helpline",
        "1:phase:helpline:integration:1",
        "1:tick:helpline.integration.2:yes",
        "1:tick:helpline.integration.2:2",
        "1:basis:helpline:hearsay:1",
        "1:page:-1",
        "1:page:01",
        "1:page:1000",
        "1:page:٣",
        "1:go:anywhere",
        "1:typed:hello",
        "1:round:-1",
        "1:round:01",
        "1:round:1_0",
        "1:round:٣",
        "1:round:99999999999999999999",
        "1:people:none:0",
        "1:form:tax:0",
        "1:deed:rob:7:",
        "1:deed:nudge:7",
        "1:snooze",
        "1:snooze:never",
        "1:because:helpline:boredom",
        "1:file:docx:0",
        "1:file:pdf",
        "1:spread",
        "1:continue:7",
        "\x00",
        "\ud800:agree",
    ],
)
def test_what_is_not_the_exact_form_of_a_button_is_a_lost_one(data: str) -> None:
    assert read(data) == (-1, ButtonLost())


@given(st.text(st.characters()) | st.from_regex(r"[0-9a-f]{1,4}:[a-z]{2,7}(:[a-z.0-9-]{0,9}){0,3}", fullmatch=True))
def test_any_data_is_read_without_raising(data: str) -> None:
    revision, event = read(data)
    assert event == ButtonLost() or written(revision, event) == data


@pytest.mark.parametrize("name", ["garden", "national"])
def test_the_longest_button_of_a_model_is_short_enough_after_sixteen_million_cards(name: str) -> None:
    known, last = model(name), 16**6
    longest: list[Event] = [
        *(events.PhaseChosen(c, phase) for c in known.capabilities for phase in known.by_phase),
        *(events.ReasonChosen(c, reason) for c in known.capabilities for reason in Reason),
        *(events.CriterionTicked(criterion, on=True) for criterion in known.criteria),
        *(events.ChangeExplained(c, change) for c in known.capabilities for change in Change),
        *(results.AgreementBegun(c) for c in known.capabilities),
    ]
    assert max(len(written(last, event).encode()) for event in longest) <= LIMIT
