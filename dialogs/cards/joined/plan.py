"""The next steps that a round leads to, and the plan that takes some of them up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.cards.rounds import terms
from dialogs.events import Asked, Place
from dialogs.results.events import PlanningBegun, PriorityDropped, StepOpened
from dialogs.results.views import PlanView, StepView
from dialogs.rounds.forms.agree import standing
from dialogs.screens import Block, Bullets, Button, Fold, Heading, Item, Kicker, Paragraph, Row, Screen
from dialogs.screens import screen as built
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from dialogs.typed import shortened
from framework.advice import Advice
from framework.agreed import Priority

PAGE = 6
"""Steps on one page."""

LEAD, NOTE = 80, 500
"""Characters of a lead on a line, and of a note on its card."""


def listed(sheet: Sheet, view: PlanView, page: int, t: Tongue) -> Screen:
    """One page of the next steps: what the plan takes up first, then what others depend on."""
    entries = _entries(view)
    count = max(1, -(-len(entries) // PAGE))
    page = min(page, count - 1)
    shown = entries[page * PAGE : (page + 1) * PAGE]
    return built(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("Plan")),
        *_introduction(view, t),
        *_steps(view, shown, t),
        Paragraph(t.gettext("Page {page} of {pages}", page=page + 1, pages=count)) if count > 1 else None,
        rows=(
            *((_opening(view, each, t),) for each in shown),
            words.pages(t, page, count),
            terms.row(
                Button(t.gettext("Agree"), Asked(Place.AGREE)) if _unsettled(sheet, view) else None,
                Button(t.gettext("Results"), Asked(Place.RESULTS)),
                Button(t.gettext("Files"), Asked(Place.EXPORT)),
            ),
            (words.back(t),),
        ),
    )


def _entries(view: PlanView) -> tuple[str, ...]:
    """Capabilities by id: those in the plan, also where nothing is next any more; then the other steps."""
    steps = [step.row.capability for step in view.steps]
    left = (each for each in view.model.capabilities if each in view.plan and each not in steps)
    taken = (*(each for each in steps if each in view.plan), *left)
    return (*taken, *(each for each in steps if each not in view.plan))


def _unsettled(sheet: Sheet, view: PlanView) -> bool:
    """Whether there is something to agree on first."""
    return view.unsettled > 0 and not view.hidden and standing(sheet, 0)


def _introduction(view: PlanView, t: Tongue) -> Iterator[Block]:
    if view.hidden:
        yield Paragraph(t.gettext("The next steps can be seen once this anonymous assessment is closed."))
    elif not view.steps and not view.unsettled:
        yield Paragraph(t.gettext("There is no next phase to plan for."))
    elif not view.steps:
        yield Paragraph(t.gettext("A next step needs a phase to start from. Agree on phases first."))
    else:
        yield Paragraph(
            t.gettext("Pick what you want to take up. First comes what others depend on; the choice is yours.")
        )
    if view.steps and view.unsettled:
        yield Paragraph(
            t.ngettext(
                "{n} capability has no agreed phase yet.",
                "{n} capabilities have no agreed phase yet.",
                view.unsettled,
            )
        )


def _steps(view: PlanView, shown: tuple[str, ...], t: Tongue) -> Iterator[Block]:
    steps = {step.row.capability: step for step in view.steps}
    taken = tuple(_taken(view, view.plan[each], t) for each in shown if each in view.plan)
    others = tuple(_other(view, steps[each], t) for each in shown if each not in view.plan)
    if taken:
        yield Kicker(t.gettext("In the plan"))
        yield Bullets(taken)
    if others:
        yield Kicker(t.gettext("Could be next"))
        yield Bullets(others)


def _name(view: PlanView | StepView, capability: str, t: Tongue) -> str:
    return words.name(t, view.model.capabilities[capability])


def _taken(view: PlanView, priority: Priority, t: Tongue) -> str:
    name, lead = _name(view, priority.capability, t), leads(priority, t)
    if priority.until is None:
        return t.gettext("{capability}: {lead}", capability=name, lead=lead)
    day = t.date(priority.until, view.today)
    return t.gettext("{capability}: {lead}, until {date}", capability=name, lead=lead, date=day)


def leads(priority: Priority, t: Tongue) -> str:
    """Who leads, on a line."""
    return terms.own(shortened(priority.lead, LEAD), t) if priority.lead else t.gettext("nobody leads yet")


def _other(view: PlanView, step: Advice, t: Tongue) -> str:
    name, stage = _name(view, step.row.capability, t), step.row.next_stage
    ahead, missing = counting.phase(view.model, stage.phase, t) if stage else "", len(step.row.missing)
    text = (
        t.ngettext(
            "{capability}: {n} criterion to {phase}",
            "{capability}: {n} criteria to {phase}",
            missing,
            capability=name,
            phase=ahead,
        )
        if missing
        else t.gettext("{capability}: all of {phase} is seen in place", capability=name, phase=ahead)
    )
    if not step.unlocks:
        return text
    return t.ngettext("{step}; {n} other builds on it", "{step}; {n} others build on it", len(step.unlocks), step=text)


def _opening(view: PlanView, capability: str, t: Tongue) -> Button:
    name = _name(view, capability, t)
    return Button(words.chosen(t, name, on=capability in view.plan), StepOpened(capability), soft=name)


# One step


def one(sheet: Sheet, view: StepView, t: Tongue) -> Screen:
    """What the next phase of one capability asks for, why early, and what the plan says."""
    capability = view.step.row.capability
    return built(
        t.direction,
        terms.about(sheet, t),
        Heading(_name(view, capability, t)),
        Paragraph(_from(view, t)),
        *_asked_for(view, t),
        *_why(view, t),
        *(_planned(view.priority, view.today, t) if view.priority else ()),
        rows=(
            *(_changing(capability, t, planned=view.priority is not None) if standing(sheet, 0) else ()),
            (words.back(t),),
        ),
    )


def stranded(sheet: Sheet, view: PlanView, kept: Priority, t: Tongue) -> Screen:
    """What the plan says about a capability that has no next step any more."""
    return built(
        t.direction,
        terms.about(sheet, t),
        Heading(_name(view, kept.capability, t)),
        Paragraph(
            t.gettext("It has no next step now: no phase is agreed, or it is the last one. It stays in the plan.")
        ),
        *_planned(kept, view.today, t),
        rows=(
            *(_changing(kept.capability, t, planned=True) if standing(sheet, 0) else ()),
            (words.back(t),),
        ),
    )


def _from(view: StepView, t: Tongue) -> str:
    phase = counting.agreed(view.model, view.step.row.phase, t)
    if view.agreed:
        return t.gettext("Agreed: {phase}.", phase=phase)
    return t.gettext("Everybody who chose a phase says: {phase}. It is not recorded yet.", phase=phase)


def _asked_for(view: StepView, t: Tongue) -> Iterator[Block]:
    row = view.step.row
    if row.next_stage is None:
        return
    ahead = counting.phase(view.model, row.next_stage.phase, t)
    if row.missing:
        yield Paragraph(t.gettext("Not yet seen in place by all, for {phase}:", phase=ahead))
        yield Bullets(tuple(t.of(criterion.text) for criterion in row.missing))
    else:
        yield Paragraph(t.gettext("All of {phase} is seen in place. Is that the phase that fits?", phase=ahead))


def _why(view: StepView, t: Tongue) -> Iterator[Block]:
    if view.step.unlocks:
        waiting = t.listed(_name(view, link.after, t) for link in view.step.unlocks)
        yield Paragraph(t.gettext("Why start here: these build on it: {capabilities}.", capabilities=waiting))
        yield Fold((Bullets(tuple(t.of(link.why) for link in view.step.unlocks)),))


def _planned(kept: Priority, today: date, t: Tongue) -> Iterator[Item]:
    yield Item(t.gettext("Lead"), terms.own(kept.lead, t) if kept.lead else t.gettext("Not decided yet"))
    yield Item(t.gettext("Target date"), t.date(kept.until, today) if kept.until else t.gettext("No date yet"))
    if kept.note:
        yield Item(t.gettext("How"), terms.own(shortened(kept.note, NOTE), t))


def _changing(capability: str, t: Tongue, *, planned: bool) -> Iterator[Row]:
    label = t.gettext("Change the plan") if planned else t.gettext("Put it in the plan")
    yield (Button(label, PlanningBegun(capability)),)
    if planned:
        yield (Button(t.gettext("Take it out"), PriorityDropped(capability)),)
