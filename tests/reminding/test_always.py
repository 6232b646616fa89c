"""What holds of reminders whatever the calendar, the policy and the person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dialogs.reminding.calendar import awake
from dialogs.reminding.policy import Days, Known, Policy, Why
from dialogs.reminding.when import RECENT, alone_days, coming, looked_at_next, next_reminder, reminded
from dialogs.reminding.wishes import Wish, granted
from tests.reminding.calendars import MOMENTS, POLICIES, calendars, is_quiet


@settings(max_examples=100, deadline=None)
@given(POLICIES, calendars(), MOMENTS)
def test_what_holds_for_someone_who_never_answers(policy: Policy, days: Days, begun: datetime) -> None:
    dues = list(coming(policy, days, Known(begun), begun, 40))
    moments = [due.at for due in dues if due.at]
    assert len(moments) == len(dues)
    assert not any(is_quiet(days, at) for at in moments)
    if len(days.off) < 7:
        assert not any(at.astimezone(days.zone).weekday() in days.off for at in moments)
    gap = timedelta(hours=policy.gap)
    assert all(later - earlier >= gap for earlier, later in pairwise(moments))
    behind = [at for at in moments if days.deadline and at.astimezone(days.zone).date() > days.deadline]
    assert len(behind) <= policy.after
    assert len(moments) - len(behind) <= policy.most


@settings(max_examples=100, deadline=None)
@given(POLICIES, calendars(), MOMENTS, MOMENTS)
def test_whoever_is_unfinished_is_reminded_sooner_or_later(
    policy: Policy, days: Days, active: datetime, now: datetime
) -> None:
    assume(policy.most > 0 and active <= now)
    assume(days.deadline is None or now.date() + timedelta(days=21) < days.deadline)
    due = next_reminder(policy, days, Known(active), now)
    assert due.at is not None
    assert now <= due.at <= now + timedelta(days=policy.silence + 16)


@settings(max_examples=100, deadline=None)
@given(POLICIES, calendars(), MOMENTS, MOMENTS, st.none() | MOMENTS)
def test_never_in_the_past_never_in_quiet_hours_never_after_stop(
    policy: Policy, days: Days, active: datetime, now: datetime, asked: datetime | None
) -> None:
    known = Known(active, asked_for=asked)
    due = next_reminder(policy, days, known, now)
    assert due.at is None or (due.at >= now and not is_quiet(days, due.at))
    assert next_reminder(policy, days, replace(known, stopped=True), now).at is None


@settings(max_examples=100, deadline=None)
@given(POLICIES, calendars(), MOMENTS, st.integers(1, 10_000))
def test_asking_later_gives_the_same_moment_until_it_comes(
    policy: Policy, days: Days, active: datetime, minutes: int
) -> None:
    first = next_reminder(policy, days, Known(active), active)
    later = active + timedelta(minutes=minutes)
    if first.at is not None and later <= first.at:
        assert next_reminder(policy, days, Known(active), later).at == first.at


@st.composite
def people(draw: st.DrawFn, days: Days) -> tuple[Known, datetime]:
    """Someone as they are known at a moment, with reminders sent at times to write and perhaps a wish."""
    now = draw(MOMENTS)
    hours = draw(st.lists(st.integers(1, 2000), max_size=6, unique=True))
    sent = tuple(sorted(awake(days, now - timedelta(hours=back, minutes=30)) for back in hours))
    sent = tuple(at for at in sent if at <= now)
    active = now - timedelta(minutes=draw(st.integers(0, 60_000)))
    elsewhere = draw(st.none() | st.integers(0, 6000).map(lambda back: now - timedelta(minutes=back)))
    last = max((at for at in (*sent[-1:], elsewhere) if at), default=None)
    asked = draw(st.none() | st.integers(-600, 20_000).map(lambda ahead: now + timedelta(minutes=ahead)))
    return Known(active, sent, last, asked), now


@settings(max_examples=200, deadline=None)
@given(st.data(), POLICIES, calendars(), st.floats(0, 1, exclude_max=True), st.integers(0, 3000))
def test_no_sign_of_life_brings_a_reminder_before_the_next_look(
    data: st.DataObject, policy: Policy, days: Days, part: float, more: int
) -> None:
    known, now = data.draw(people(days))
    bound = looked_at_next(policy, days, known, now)
    due = next_reminder(policy, days, known, now).at
    until = bound or now + timedelta(days=400)
    assert until >= now
    assert due is None or until <= due
    active = now + (until - now) * part
    then = replace(known, active_at=active)
    later = min(active + timedelta(minutes=more), until)
    for moment in (active, later):
        at = next_reminder(policy, days, then, moment).at
        assert at is None or (bound is not None and at >= bound)


@settings(max_examples=150, deadline=None)
@given(st.data(), POLICIES, st.floats(0, 1, exclude_max=True))
def test_nor_for_someone_alone_whose_zone_moves_with_them(data: st.DataObject, policy: Policy, part: float) -> None:
    known, now = data.draw(people(Days(UTC)))
    days = alone_days(known.active_at, policy)
    bound = looked_at_next(policy, days, known, now)
    until = bound or now + timedelta(days=400)
    active = now + (until - now) * part
    at = next_reminder(policy, alone_days(active, policy), replace(known, active_at=active), active).at
    assert at is None or (bound is not None and at >= bound)


@dataclass(frozen=True)
class Life:
    """What happens to someone: when they are here, and what they then wish for; until they stop."""

    days: Days
    policy: Policy
    begun: datetime
    acts: tuple[tuple[datetime, Wish | None], ...]
    end: datetime

    def after(self, known: Known, at: datetime, wish: Wish | None) -> Known:
        asked = granted(wish, self.policy, self.days, at) if wish else known.asked_for
        return replace(known, active_at=at, asked_for=asked)

    def sent(self, known: Known, at: datetime) -> Known:
        return reminded(self.policy, known, at)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    days, policy, begun = draw(calendars()), draw(POLICIES), draw(MOMENTS)
    acts = draw(st.lists(st.tuples(st.integers(1, 60_000), st.none() | st.sampled_from(Wish)), max_size=12))
    moments = {begun + timedelta(minutes=ahead): wish for ahead, wish in acts}
    return Life(days, policy, begun, tuple(sorted(moments.items())), begun + timedelta(days=60))


def reminders(life: Life) -> list[tuple[datetime, Why, Known]]:
    """What they get when every moment is looked at: when, why, and what was known then."""
    known, now, acts = Known(life.begun), life.begun, list(life.acts)
    got: list[tuple[datetime, Why, Known]] = []
    while True:
        due = next_reminder(life.policy, life.days, known, now)
        if acts and (due.at is None or acts[0][0] <= due.at):
            now, wish = acts.pop(0)
            known = life.after(known, now, wish)
        elif due.at is None or due.at > life.end:
            return got
        else:
            now = due.at
            got.append((now, due.why, known))
            known = life.sent(known, now)


def swept(life: Life) -> list[datetime]:
    """What they get when nobody looks but at the moments that `looked_at_next` names, and after a wish."""
    known, acts = Known(life.begun), list(life.acts)
    got: list[datetime] = []
    look: datetime | None = life.begun
    while True:
        if acts and (look is None or acts[0][0] <= look):
            now, wish = acts.pop(0)
            known = life.after(known, now, wish)
            look = now if wish else look
            continue
        if look is None or look > life.end:
            return got
        now = look
        if next_reminder(life.policy, life.days, known, now).at == now:
            got.append(now)
            known = life.sent(known, now)
        look = looked_at_next(life.policy, life.days, known, now)
        assert look is None or look > now


@settings(max_examples=150, deadline=None)
@given(lives())
def test_what_holds_for_someone_who_comes_and_goes(life: Life) -> None:
    got = reminders(life)
    gap = timedelta(hours=life.policy.gap)
    for at, why, known in got:
        assert not is_quiet(life.days, at)
        assert at >= known.active_at + RECENT
        if why is not Why.ASKED_FOR:
            assert len(life.days.off) == 7 or at.astimezone(life.days.zone).weekday() not in life.days.off
            assert known.last_anywhere is None or at >= known.last_anywhere + gap
    last = life.days.deadline or date.max
    unasked = [at.astimezone(life.days.zone).date() for at, why, _ in got if why is not Why.ASKED_FOR]
    assert sum(day <= last for day in unasked) <= life.policy.most
    assert sum(day > last for day in unasked) <= life.policy.after


@settings(max_examples=150, deadline=None)
@given(lives())
def test_looking_now_and_then_misses_nothing(life: Life) -> None:
    assert swept(life) == [at for at, _, _ in reminders(life)]
