"""The cards that people are written to with, as they read in English; the rest of them in every language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.catalogues import tongues
from bot.library import DEFAULT
from bot.terminal.plain import plain_text
from dialogs.cards import card
from dialogs.cards.reminding.why import in_words
from dialogs.events import Asked, Event, Place, Received, WentBack
from dialogs.reminding.events import Continued, RemindersStopped, RemindersWanted, Snoozed
from dialogs.reminding.policy import Next, Policy, Why
from dialogs.reminding.views import CallView, ReminderView, Stand
from dialogs.reminding.wishes import Wish
from dialogs.rounds.events import DeedAsked, FieldOpened, FormOpened
from dialogs.rounds.nouns import Post, Role, Setup
from dialogs.rounds.states import AtRound, Deed, FormKind
from dialogs.rounds.views import View
from dialogs.screens import CELLS, Kicker, Screen, extent
from dialogs.sheet import Sheet
from dialogs.states import Asking, Called, Conversation, Occasion
from dialogs.step import step
from dialogs.tongue import ENGLISH, ISOLATE, RELEASE
from tests.pictures import rounds
from tests.pictures.kinds import scenes, screens
from tests.pictures.rounds import ROUND, SETUP, TODAY, ZONE

LATER = [Snoozed(wish) for wish in Wish]
CALLS = [name for name, (_, state, _) in scenes("en").items() if isinstance(state, Called)]


def come(occasion: Occasion = Occasion.REMINDER, number: int = ROUND) -> Called:
    return Called(occasion, number, Asking("helpline"))


def drawn(view: View | CallView | None, state: Called | None = None, sheet: Sheet | None = None) -> Screen:
    """A respondent's card in English."""
    return card(sheet or rounds.respondent("en"), state or come(), ENGLISH, view)


def led(view: View | CallView, occasion: Occasion, setup: Setup = SETUP) -> Screen:
    """A coordinator's."""
    return card(rounds.coordinator("en", setup), Called(occasion, ROUND, AtRound()), ENGLISH, view)


def text(shown: Screen) -> str:
    return "\n".join(plain_text(shown))


def events(shown: Screen) -> list[Event]:
    return [button.event for button in shown.buttons]


SAID: Mapping[Stand, str] = {
    Stand.NEVER_BEGAN: """\
Jordan: first joint baseline of the national response (2026)
Your questions are waiting for you
20 questions are ready for you. Every tap is kept at once: stop when you like.
Policy, legislation and governance: 0 of 2
Criminal justice: 0 of 4
Victim support and empowerment: 0 of 4
Society and culture: 0 of 5
and 2 more
This is likely to take about 40 minutes.
Deadline: Thursday 17 December (in 24 days).""",
    Stand.IN_THE_MIDDLE: """\
Jordan: first joint baseline of the national response (2026)
Ready to go on?
▰▱▱▱▱▱▱▱▱▱ 1 of 20 answered
What you answered is kept. Still open:
Policy, legislation and governance: 1 of 2
Criminal justice: 0 of 4
Victim support and empowerment: 0 of 4
Society and culture: 0 of 5
and 2 more
This is likely to take about 40 minutes, at your pace so far.
Deadline: Thursday 17 December (in 24 days).""",
    Stand.TO_SUBMIT: """\
Jordan: first joint baseline of the national response (2026)
One step is left
All 20 questions are answered. Thank you. Please look over your answers and submit them.
Deadline: Thursday 17 December (in 24 days).""",
}


@pytest.mark.parametrize("stand", Stand)
def test_a_reminder_says_what_is_open_how_long_it_takes_and_until_when(stand: Stand) -> None:
    shown = drawn(rounds.reminder(stand))
    assert text(shown) == SAID[stand]
    onward = Asked(Place.REVIEW) if stand is Stand.TO_SUBMIT else Continued()
    assert events(shown) == [onward, *LATER, RemindersStopped()]


def test_a_few_sections_are_all_named() -> None:
    view = rounds.reminder()
    five = drawn(replace(view, sections=view.sections[:5]))
    assert "Industry: 0 of 3" in text(five)
    assert "more" not in text(five)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (3, "Deadline: Thursday 26 November (in 3 days)."),
        (0, "Deadline: Monday 23 November (today)."),
        (-1, "The deadline was yesterday. You can still answer."),
        (-4, "The deadline was 4 days ago. You can still answer."),
    ],
)
def test_the_deadline_is_as_far_away_as_it_is(days: int, said: str) -> None:
    assert text(drawn(replace(rounds.reminder(), deadline=TODAY + timedelta(days=days)))).endswith(said)


def test_whoever_has_everything_answered_can_still_submit_behind_the_deadline() -> None:
    shown = drawn(replace(rounds.reminder(Stand.TO_SUBMIT), deadline=rounds.OVER))
    assert text(shown).endswith("The deadline was yesterday. You can still submit.")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "I will remind you today at 10:00."),
        (1, "I will remind you tomorrow at 10:00."),
        (7, "I will remind you on Monday 30 November at 10:00."),
    ],
)
@pytest.mark.parametrize("occasion", [Occasion.REMINDER, Occasion.ASKED])
def test_someone_who_puts_it_off_reads_when_it_comes_again(occasion: Occasion, days: int, said: str) -> None:
    shown = drawn(replace(rounds.reminder(), due=rounds.due(Why.ASKED_FOR, days)), come(occasion))
    assert said in list(plain_text(shown))[: 1 if occasion is Occasion.REMINDER else 3]
    assert [each for each in events(shown) if isinstance(each, Snoozed)] == LATER


def test_only_those_times_are_offered_that_make_sense() -> None:
    shown = drawn(replace(rounds.reminder(), wishes=((Wish.TOMORROW, rounds.NOW),)))
    assert [each for each in events(shown) if isinstance(each, Snoozed)] == [Snoozed(Wish.TOMORROW)]


def test_stopping_is_confirmed_and_can_be_undone() -> None:
    view = replace(rounds.reminder(), due=Next(None, Why.STOPPED), stopped=True, wishes=())
    for occasion in (Occasion.REMINDER, Occasion.ASKED):
        shown = drawn(view, come(occasion))
        assert "You get no more reminders of this assessment. /remind turns them on again." in text(shown)
        assert RemindersWanted() in events(shown)
        assert not {type(each) for each in events(shown)} & {RemindersStopped, Snoozed}


def test_asking_for_them_says_when_the_next_comes_and_leads_back() -> None:
    shown = drawn(rounds.reminder(), come(Occasion.ASKED))
    assert text(shown).startswith(
        f"{SETUP.title}\n"
        "Your reminders\n"
        "Next reminder: Thursday 26 November, 10:00, 3 working days after the last one.\n"
    )
    assert events(shown) == [Continued(), *LATER, RemindersStopped(), WentBack()]


def test_there_is_nothing_to_stop_where_none_comes() -> None:
    shown = drawn(replace(rounds.reminder(), due=Next(None, Why.OFF), on=False), come(Occasion.ASKED))
    assert RemindersStopped() not in events(shown)
    assert Snoozed(Wish.TOMORROW) in events(shown)


def test_whoever_has_submitted_is_reminded_of_nothing() -> None:
    view = replace(rounds.reminder(Stand.TO_SUBMIT), due=Next(None, Why.FINISHED), wishes=())
    asked = drawn(view, come(Occasion.ASKED))
    assert text(asked) == f"{SETUP.title}\nYour reminders\nNo reminders: the answers are submitted."
    for shown in (asked, drawn(view), drawn(None)):
        assert events(shown) == [WentBack()]
    assert "All done here" in text(drawn(view))


def alone(view: ReminderView, zone: timezone) -> Screen:
    """The card of someone who assesses alone, who is reminded at ten in the morning where they seem to be."""
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=zone) + timedelta(days=1)
    post = Post(2, "", frozenset({Role.RESPONDENT}), alone=True)
    sheet = replace(rounds.respondent("en"), posts=(post,), current=2, setup=None, alone=True, title="")
    due = replace(view.due, at=at)
    return drawn(replace(view, title="", zone="", deadline=None, due=due), come(Occasion.ASKED, 2), sheet)


@pytest.mark.parametrize("hours", [-11, 0, 14])
def test_someone_who_assesses_alone_is_told_the_day_and_never_the_hour(hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    view = rounds.reminder()
    regular, later = alone(view, zone), alone(replace(view, due=rounds.due(Why.ASKED_FOR)), zone)
    assert "Next reminder: Tuesday 24 November, 3 working days after the last one." in text(regular)
    assert "I will remind you tomorrow." in text(later)
    assert not re.search(r"\d:\d\d", text(regular) + text(later))
    assert not any(isinstance(block, Kicker) for block in regular.blocks)


def test_the_title_stands_once_also_for_someone_with_several() -> None:
    posts = (Post(ROUND, SETUP.title, frozenset(Role)), Post(2, "", frozenset({Role.RESPONDENT}), alone=True))
    several = replace(rounds.respondent("en"), posts=posts)
    assert text(drawn(rounds.reminder(), sheet=several)).count(SETUP.title) == 1
    own = drawn(replace(rounds.reminder(), title="", zone=""), come(number=2), several)
    assert next(iter(plain_text(own))) == "Your own assessment"


def test_in_another_assessment_one_button_opens_it() -> None:
    elsewhere = replace(rounds.respondent("en"), current=7)
    assert events(drawn(rounds.reminder(Stand.TO_SUBMIT), sheet=elsewhere))[0] == Continued()
    leads = replace(rounds.coordinator("en"), current=7)
    roll = rounds.roll()
    views: dict[Occasion, CallView] = {
        Occasion.DIGEST: rounds.digest(roll),
        Occasion.DEADLINE: rounds.deadline(roll),
    }
    for occasion, view in views.items():
        shown = card(leads, Called(occasion, ROUND, AtRound()), ENGLISH, view)
        assert events(shown) == [Continued(), WentBack()]
        assert "extend" not in text(shown)


DIGEST = f"""\
Jordan: first joint baseline of the national response (2026)
New since Monday 16 November
5 of 12 people have finished.
Deadline: Thursday 17 December (in 24 days).
Who moved
• Ministry of Justice: joined and answered 2 questions
• {ISOLATE}أمينة الخطيب، مديرية حماية الأسرة{RELEASE}: answered 6 questions and submitted
• Cybercrime Unit, Public Security Directorate: answered 3 questions
• Respondent 5: answered 10 questions and submitted
• and 5 more
Not seen for some time
• {ISOLATE}مكتب المدعي العام{RELEASE}: 0 of 5, cannot be reached
• UN country team: 0 of 19, here 11 days ago
• Child helpline: 0 of 4, cannot be reached
Asked of nobody
• Access to image database
• Universally agreed terminology"""


def test_a_digest_says_who_moved_who_is_stuck_and_what_nobody_holds() -> None:
    shown = led(rounds.digest(rounds.roll()), Occasion.DIGEST)
    assert text(shown) == DIGEST
    assert events(shown) == [
        Asked(Place.PROGRESS),
        Asked(Place.RESULTS),
        DeedAsked(Deed.NUDGE_ALL),
        FormOpened(FormKind.NOTICES),
        WentBack(),
    ]


def test_a_digest_offers_to_remind_only_where_that_reaches_somebody() -> None:
    shown = led(replace(rounds.digest(rounds.roll()), to_nudge=0), Occasion.DIGEST)
    assert DeedAsked(Deed.NUDGE_ALL) not in events(shown)


def test_an_anonymous_round_is_told_of_in_numbers_whatever_is_known() -> None:
    named = rounds.roll()
    for view, occasion in (
        (rounds.digest(named), Occasion.DIGEST),
        (rounds.deadline(named), Occasion.DEADLINE),
    ):
        hidden = led(replace(view, setup=replace(view.setup, anonymous=True)), occasion)
        assert "Respondent 2: " in text(hidden)
        assert not any(person.name in text(hidden) for person in named.people if person.name)


DEADLINE = f"""\
Jordan: first joint baseline of the national response (2026)
What is in, and what is missing
The deadline was yesterday. Answers are still taken.
▰▰▰▰▰▱▱▱▱▱ 53 of 98 answered
5 of 12 people have finished.
Not finished yet
• {ISOLATE}أمينة الخطيب، مديرية حماية الأسرة{RELEASE}: 6 of 9, here today
• {ISOLATE}مكتب المدعي العام{RELEASE}: 0 of 5, cannot be reached
• Respondent 5: 10 of 19, here 3 days ago
• {ISOLATE}هيئة تنظيم قطاع الاتصالات{RELEASE}: 1 of 3, here today
• and 3 more
Answered by nobody yet
• Access to image database
You can close it, extend it, or wait. Until you close it, people can still answer."""


def test_when_the_last_day_is_over_it_says_what_is_in_and_what_is_missing() -> None:
    shown = led(rounds.deadline(rounds.roll()), Occasion.DEADLINE)
    assert text(shown) == DEADLINE
    assert events(shown) == [
        Asked(Place.RESULTS),
        DeedAsked(Deed.CLOSE),
        FieldOpened("deadline"),
        DeedAsked(Deed.NUDGE_ALL),
        WentBack(),
    ]


def test_when_everything_is_in_nobody_is_to_be_reminded() -> None:
    shown = led(rounds.deadline(rounds.roll(), complete=True), Occasion.DEADLINE)
    assert text(shown).splitlines()[1:] == [
        "Everything is in: all 12 people have finished",
        "The deadline was yesterday. Answers are still taken.",
        f"{'▰' * CELLS} 98 of 98 answered",
        "You can close it now. Until then, everyone can still change their answers.",
    ]
    assert events(shown) == [Asked(Place.RESULTS), DeedAsked(Deed.CLOSE), FieldOpened("deadline"), WentBack()]


def test_a_round_that_is_closed_meanwhile_can_only_be_looked_at() -> None:
    shown = led(replace(rounds.deadline(rounds.roll()), open=False), Occasion.DEADLINE)
    assert "The assessment is closed." in text(shown)
    assert events(shown) == [Asked(Place.RESULTS), Asked(Place.PROGRESS), WentBack()]


WHY: Mapping[Why, str] = {
    Why.ASKED_FOR: "Next reminder: Thursday 26 November, 10:00, as asked for.",
    Why.SILENCE: "Next reminder: Thursday 26 November, 10:00, after 2 days of silence.",
    Why.REGULAR: "Next reminder: Thursday 26 November, 10:00, 3 working days after the last one.",
    Why.LAST_DAYS: "Next reminder: Thursday 26 November, 10:00, because the deadline is near.",
    Why.OVERDUE: "Next reminder: Thursday 26 November, 10:00, because the deadline is over.",
    Why.OFF: "No reminders by themselves: they are switched off for this assessment.",
    Why.STOPPED: "No reminders: they were stopped on request.",
    Why.FINISHED: "No reminders: the answers are submitted.",
    Why.CLOSED: "No reminders: the assessment is not open now.",
    Why.UNREACHABLE: "No reminders: the chat cannot be reached now.",
    Why.ENOUGH: "No more reminders: as many were sent as this assessment allows.",
}


@pytest.mark.parametrize("why", Why)
def test_every_reason_is_one_line(why: Why) -> None:
    assert in_words(rounds.due(why), ZONE.key, TODAY, ENGLISH, Policy()) == WHY[why]


def test_without_the_policy_its_figures_are_left_out() -> None:
    for why in (Why.SILENCE, Why.REGULAR):
        said = in_words(rounds.due(why), ZONE.key, TODAY, ENGLISH)
        assert said == "Next reminder: Thursday 26 November, 10:00, if all stays quiet until then."


def test_the_figures_are_those_of_the_policy() -> None:
    every = in_words(rounds.due(Why.REGULAR), ZONE.key, TODAY, ENGLISH, Policy(every=1))
    assert every == "Next reminder: Thursday 26 November, 10:00, 1 working day after the last one."


def test_what_was_put_off_says_so() -> None:
    said = in_words(rounds.due(Why.LAST_DAYS, moved=True), ZONE.key, TODAY, ENGLISH)
    assert said == f"{WHY[Why.LAST_DAYS]} It was put off because of quiet hours, a day off or an earlier message."


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Kathmandu", "Thursday 26 November, 12:45"),
        ("America/Sao_Paulo", "Thursday 26 November, 04:00"),
        ("Nowhere/Atall", "Thursday 26 November, 07:00"),
    ],
)
def test_the_moment_is_that_of_the_round(zone: str, said: str) -> None:
    due = Next(datetime(2026, 11, 26, 7, tzinfo=UTC), Why.REGULAR)
    assert f"Next reminder: {said}, " in in_words(due, zone, TODAY, ENGLISH)


def test_a_persons_card_says_when_they_are_reminded_next_in_figures_of_their_round() -> None:
    sheet = rounds.coordinator("en", replace(SETUP, policy=Policy(every=5)))
    view = rounds.person(rounds.roll().people[1])
    shown = card(sheet, scenes("en")["person-in-progress"][1], ENGLISH, view)
    assert "Next reminder: Thursday 26 November, 10:00, 5 working days after the last one." in text(shown)


@pytest.mark.parametrize("why", [Why.FINISHED, Why.UNREACHABLE, Why.CLOSED])
def test_a_persons_card_does_not_say_twice_why_none_comes(why: Why) -> None:
    view = replace(rounds.person(rounds.roll().people[1]), due=Next(None, why))
    assert "eminder" not in text(card(rounds.coordinator("en"), scenes("en")["person-finished"][1], ENGLISH, view))


@pytest.mark.parametrize("language", sorted(tongues(DEFAULT)))
@pytest.mark.parametrize("kind", CALLS)
def test_every_card_fits_a_phone_and_leads_on(kind: str, language: str) -> None:
    shown = screens(language)[kind]
    assert extent(shown) <= 1500
    assert len(shown.rows) <= 5
    assert shown.direction == tongues(DEFAULT)[language].direction
    labels = [button.label for button in shown.buttons]
    assert labels
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("kind", CALLS)
def test_every_button_is_understood_where_it_stands(kind: str) -> None:
    """None of them is refused: each moves on, or asks for something to be done."""
    sheet, state, _ = scenes("en")[kind]
    for button in screens("en")[kind].buttons:
        turn = step(sheet, Conversation(state, 4), Received(button.event, rounds.NOW, 4))
        assert turn.remark is None, button
        assert turn.state != state or turn.commands, button
