"""A profile as a picture: capabilities by domain as rows, the model's phases as columns.

What one respondent chose, what was agreed, or what everybody said. Nothing is summed up.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.pictures.drawing import drawn
from bot.pictures.table import Blank, Cell, Chart, Key, Row, Section
from bot.telegram.drawing import first_strong
from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.tongue import Tongue
from framework.agreed import Agreement, Result
from framework.answers import Depth, Reason
from framework.joined import Spread
from framework.model import Model, Stage
from framework.profile import Profile
from framework.profile import Row as Given

WIDTH = 1080
"""Pixels."""

EXTENT = 10_000
"""Pixels of width and height together that Telegram takes in one picture."""

POINTS = 390
"""How wide the page is; sizes of text are as on the picture of progress."""

DOTS = 8
"""As many people as a cell has dots; more are a number."""

NO_BREAK = "\u00a0"

PALETTE = {
    "ink": "#14232e",
    "faint": "#52626e",
    "edge": "#82939f",
    "reached": "#0f4470",
    "earlier": "#6f9fc4",
    "part": "#b8d6ea",
    "none": "#ffffff",
}
"""What the picture is drawn with. The four shades of a phase stay apart for colour-blind eyes and in grey print."""

BLANKS: Mapping[Reason, Blank] = {
    Reason.DONT_KNOW: "unknown",
    Reason.NOT_MY_REMIT: "remit",
    Reason.NOT_APPLICABLE: "inapplicable",
}


def profile_picture(chart: Chart, t: Tongue) -> bytes:
    """A PNG for a phone, `WIDTH` pixels wide; smaller where it would be too high for a chat."""
    told, scale = _told(chart, t), WIDTH / POINTS
    made = drawn("profile.typ", told, scale=scale)
    extent = sum(struct.unpack(">II", made[16:24]))  # where a PNG has its width and height
    return made if extent <= EXTENT else drawn("profile.typ", told, scale=scale * (EXTENT - 2) / extent)


def own_chart(model: Model, profile: Profile, title: str, day: date, t: Tongue, *, depth: Depth = Depth.FULL) -> Chart:
    """What one respondent answered; of a quick assessment nothing is known of the next phase."""
    rows = {c: _given(model, row, depth, t) for c, row in profile.items()}
    return _chart(model, rows, (title, t.gettext("Answers of one respondent")), day, _own_keys(t), t)


def agreed_chart(
    model: Model, results: Mapping[str, Result], spreads: Mapping[str, Spread], title: str, day: date, t: Tongue
) -> Chart:
    """What a round came to; a capability without a phase says why."""
    rows = {c: _result(model, result, spreads.get(c), t) for c, result in results.items()}
    return _chart(model, rows, (title, t.gettext("Agreed phases")), day, _agreed_keys(t), t)


def joined_chart(
    model: Model,
    spreads: Mapping[str, Spread],
    agreements: Mapping[str, Agreement],
    title: str,
    day: date,
    t: Tongue,
) -> Chart:
    """What everybody said, side by side, with the phases that were recorded."""
    rows = {c: _spread(model, spread, agreements.get(c), t) for c, spread in spreads.items()}
    return _chart(model, rows, (title, t.gettext("All answers side by side")), day, _crowd_keys(t), t)


def _chart(
    model: Model, rows: Mapping[str, Row], heads: tuple[str, str], day: date, legend: Iterable[Key], t: Tongue
) -> Chart:
    """The rows under their domains, in the model's order; a domain without rows is not there."""
    placed = ((domain, tuple(rows[c.id] for c in domain.capabilities if c.id in rows)) for domain in model.domains)
    sections = tuple(Section(t.of(domain.name), below) for domain, below in placed if below)
    return Chart(*heads, day, tuple(t.of(phase.name) for phase in model.phases), sections, tuple(legend))


def _name(model: Model, capability: str, t: Tongue) -> str:
    return words.name(t, model.capabilities[capability])


def _given(model: Model, row: Given, depth: Depth, t: Tongue) -> Row:
    name = _name(model, row.capability, t)
    if row.phase is not None:
        asked = row.next_stage if depth is Depth.FULL else None
        return Row(name, tuple(_steps(model, row.phase, asked, len(row.in_place), t)))
    if row.answer is None or row.answer.reason is None:
        return Row(name, instead=("waiting", t.gettext("Not answered yet")))
    return Row(name, instead=(BLANKS[row.answer.reason], words.reason(t, row.answer.reason)))


def _result(model: Model, result: Result, spread: Spread | None, t: Tongue) -> Row:
    name = _name(model, result.capability, t)
    if result.phase is None:
        return Row(name, instead=_unsettled(spread, t))
    stage = model.next_stage(result.capability, result.phase)
    asked = {seen.criterion for seen in spread.criteria if seen.of} if spread else set()
    known = stage if stage and any(c.id in asked for c in stage.attainable) else None
    return Row(name, tuple(_steps(model, result.phase, known, len(result.in_place), t)))


def _unsettled(spread: Spread | None, t: Tongue) -> tuple[Blank, str]:
    """Why there is no phase: nobody answered, everybody gave the same reason, or people have to talk."""
    if spread and not spread.withheld and not spread.rated:
        if not spread.answered:
            return "waiting", t.gettext("Not answered yet")
        same = [reason for reason, people in spread.reasons.items() if people]
        if len(same) == 1:
            return BLANKS[same[0]], counting.others(same[0], t)
    return "open", t.gettext("No phase agreed")


def _steps(model: Model, phase: str, following: Stage | None, in_place: int, t: Tongue) -> Iterator[Cell]:
    """A cell for each phase up to this one, the next with what is in place of it, and those after."""
    order = list(model.by_phase)
    reached = order.index(phase)
    for place, each in enumerate(order):
        if place < reached:
            yield Cell("earlier")
        elif place == reached:
            yield Cell("reached", counting.phase(model, each, t))
        elif following and each == following.phase and following.attainable:
            total = len(following.attainable)
            yield Cell("part", t.gettext("{done} of {total}", done=in_place, total=total), in_place / total)
        else:
            yield Cell()


def _spread(model: Model, spread: Spread, recorded: Agreement | None, t: Tongue) -> Row:
    name = _name(model, spread.capability, t)
    if spread.withheld and not (recorded and recorded.phase):
        return Row(name, instead=("withheld", t.gettext("Fewer than three answered")))
    agreed = recorded.phase if recorded else None
    counts = {} if spread.withheld else spread.phases
    cells = tuple(_people(counts.get(each, 0), agreed == each, t) for each in model.by_phase)
    apart = t.ngettext("{n} phase apart", "{n} phases apart", spread.distance) if counting.far(spread) else ""
    left = [t.gettext("Left open")] if recorded and agreed is None else []
    aside = " · ".join(t.isolated(each.replace(" ", NO_BREAK)) for each in (*left, *_others(spread, t)))
    return Row(name, cells, mark=apart, aside=aside, crowd=True)


def _people(people: int, agreed: bool, t: Tongue) -> Cell:
    return Cell(told=t.number(people) if people > DOTS else "", people=people, agreed=agreed)


def _others(spread: Spread, t: Tongue) -> Iterator[str]:
    """Those who chose no phase."""
    if spread.withheld:
        yield t.gettext("Fewer than three answered")
        return
    for reason, people in spread.reasons.items():
        if people:
            yield t.gettext("{phase} {n}", phase=counting.others(reason, t), n=people)
    if spread.unanswered:
        yield t.gettext("{phase} {n}", phase=t.gettext("Not answered yet"), n=spread.unanswered)


def _own_keys(t: Tongue) -> Iterator[Key]:
    return _step_keys(t.gettext("phase reached"), t.gettext("criteria of the next phase in place"), t)


def _agreed_keys(t: Tongue) -> Iterator[Key]:
    return _step_keys(
        t.gettext("phase agreed on, or chosen by all"), t.gettext("criteria of the next phase that all see in place"), t
    )


def _step_keys(reached: str, part: str, t: Tongue) -> Iterator[Key]:
    yield Key(Cell("reached"), reached)
    yield Key(Cell("earlier"), t.gettext("earlier phase"))
    yield Key(Cell("part", share=3 / 7), part)
    yield Key(Cell(), t.gettext("later phase"))


def _crowd_keys(t: Tongue) -> Iterator[Key]:
    yield Key(Cell(people=1), t.gettext("one dot for each person"), crowd=True)
    yield Key(Cell(told=t.number(DOTS + 1), people=DOTS + 1), t.gettext("many people, as a number"), crowd=True)
    yield Key(Cell(agreed=True), t.gettext("agreed phase"), crowd=True)


def _told(chart: Chart, t: Tongue) -> dict[str, Any]:
    """The chart as the template reads it; each text that may be in another language has its own direction."""
    return {
        "language": t.locale.language,
        "direction": t.direction,
        "colours": PALETTE,
        "title": _own(chart.title, t),
        "subtitle": chart.subtitle,
        "day": t.date(chart.day),
        "phases": [_breakable(phase) for phase in chart.phases],
        "sections": [
            {"name": _own(section.name, t), "rows": [asdict(row) | {"name": _own(row.name, t)} for row in section.rows]}
            for section in chart.sections
        ],
        "legend": [asdict(key) for key in chart.legend],
    }


def _own(text: str, t: Tongue) -> dict[str, str]:
    return {"text": _breakable(text), "direction": first_strong(text) or t.direction}


_ENDLESS = re.compile(r"\S{20,}")


def _breakable(text: str) -> str:
    """The text with places to break within words that no line has room for."""
    return _ENDLESS.sub(lambda word: "\u200b".join(re.findall(r".{1,8}", word[0])), text)
