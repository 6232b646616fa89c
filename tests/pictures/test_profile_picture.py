"""The picture of a profile is drawn for real: in every language, for any model, and for every pair of eyes."""

from __future__ import annotations

import struct
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from bot.catalogues import tongues
from bot.library import bundled, model_from
from bot.pictures.profile import DOTS, EXTENT, PALETTE, WIDTH, agreed_chart, joined_chart, own_chart, profile_picture
from bot.pictures.table import Chart, Row
from dialogs.tongue import ENGLISH, Tongue
from framework.agreed import Agreement
from framework.answers import Answer, Answers, Depth, Questionnaire, Reason
from framework.joined import Spread, Voice
from framework.joining import joined
from framework.model import Capability, Domain, Model, Text
from framework.planning import results
from framework.profile import profile

DAY = date(2026, 12, 4)
MODEL = model_from(bundled())
PHASES = tuple(MODEL.by_phase)
NAMES = tuple(MODEL.capabilities)
UNREDUCED = 2560
"""Pixels; Telegram makes a picture smaller that is higher."""

TITLES = (
    "National baseline",
    "خط الأساس",
    'Odd "title" #panic() $x$ \\ ' + "x" * 170,
    "Исходная оценка",
    "基线评估",
    "",
)


def some(first: int, model: Model = MODEL) -> dict[str, Answer]:
    """One respondent's answers: every phase, every reason, and some capabilities without an answer."""
    phases = tuple(model.by_phase)
    choices: list[str | Reason | None] = [*phases, *Reason, None]
    answers = {}
    for place, name in enumerate(model.capabilities):
        match choices[(first * place + first) % len(choices)]:
            case Reason() as reason:
                answers[name] = Answer(name, reason=reason)
            case str() as phase:
                stage = model.next_stage(name, phase)
                ahead = stage.attainable[::2] if stage else ()
                answers[name] = Answer(name, phase, in_place=frozenset(criterion.id for criterion in ahead))
    return answers


def spreads(model: Model, said: list[Answers]) -> dict[str, Spread]:
    voices = [Voice(number, tuple(model.capabilities), answers) for number, answers in enumerate(said, 1)]
    return joined(model, voices, named=True)


def own(answers: Answers, t: Tongue, title: str = "Baseline", model: Model = MODEL) -> Chart:
    quest = Questionnaire.whole(model, Depth.FULL)
    return own_chart(model, profile(quest, answers), title, DAY, t)


def charts(said: list[Answers], t: Tongue, title: str = "Baseline", model: Model = MODEL) -> Mapping[str, Chart]:
    """Each kind of chart of the same people; every other capability has an agreement, the first one is left open."""
    spread = spreads(model, said)
    names, phases = tuple(model.capabilities), tuple(model.by_phase)
    agreed = {name: Agreement(name, phases[place % len(phases)]) for place, name in enumerate(names) if place % 2}
    agreed[names[0]] = Agreement(names[0], None)
    return {
        "own": own(said[0] if said else {}, t, title, model),
        "agreed": agreed_chart(model, results(model, spread, agreed), spread, title, DAY, t),
        "joined": joined_chart(model, spread, agreed, title, DAY, t),
    }


def rows(chart: Chart) -> list[Row]:
    return [row for section in chart.sections for row in section.rows]


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def fits(png: bytes) -> bool:
    width, height = size(png)
    return width == WIDTH and width + height <= EXTENT


@pytest.mark.parametrize("language", ["en", "ar", "es", "fr", "pt"])
@pytest.mark.parametrize("people", [0, 1, 12])
def test_every_kind_is_drawn_in_every_language(language: str, people: int) -> None:
    t = tongues(MODEL.id)[language]
    for kind, chart in charts([some(n) for n in range(1, people + 1)], t).items():
        begun = time.perf_counter()
        png = profile_picture(chart, t)
        print(f"{kind} {language} {people}: {size(png)}, {1000 * (time.perf_counter() - begun):.0f} ms")
        assert fits(png)
        assert kind == "joined" or size(png)[1] <= UNREDUCED


def test_it_is_drawn_when_nobody_answered_anything() -> None:
    drawn = charts([{}, {}, {}], ENGLISH)
    assert {row.instead and row.instead[0] for row in rows(drawn["own"])} == {"waiting"}
    assert {row.aside for row in rows(drawn["joined"])[2::2]} == {"Not\u00a0answered\u00a0yet\u00a03"}
    assert all(fits(profile_picture(chart, ENGLISH)) for chart in drawn.values())


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_title_may_be_anything(title: str, language: str) -> None:
    t = tongues(MODEL.id)[language]
    assert fits(profile_picture(own(some(1), t, title), t))


def wide_model(capabilities: int, phases: int) -> Model:
    """Three domains with long names, by turns of words and of one word without an end."""
    kept = MODEL.phases[:phases]
    pattern = MODEL.capabilities[NAMES[0]]

    def capability(number: int) -> Capability:
        name = ("Name of many words " * 5)[:80] if number % 2 else "W" * 80
        text = Text(f"c{number}.name", name)
        return replace(pattern, id=f"c{number}", domain=f"d{number % 3}", name=text, stages=pattern.stages[:phases])

    made = [capability(number) for number in range(capabilities)]
    domains = tuple(
        Domain(f"d{d}", Text(f"d{d}.name", "Domain " * 12), tuple(c for c in made if c.domain == f"d{d}"))
        for d in range(3)
    )
    return replace(MODEL, hash=f"wide-{capabilities}-{phases}", phases=kept, domains=domains)


@pytest.mark.parametrize("phases", [2, 4])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_another_model_with_long_names_is_drawn(language: str, phases: int) -> None:
    model, t = wide_model(40, phases), tongues()[language]
    for chart in charts([some(n, model) for n in range(1, 6)], t, model=model).values():
        assert len(rows(chart)) == 40
        width, height = size(profile_picture(chart, t))
        assert WIDTH * 0.8 < width <= WIDTH
        assert width + height <= EXTENT


def test_the_phase_is_filled_and_the_next_one_has_its_share() -> None:
    stage = MODEL.next_stage(NAMES[0], PHASES[1])
    assert stage
    ticked = frozenset(criterion.id for criterion in stage.attainable[:2])
    cells = rows(own({NAMES[0]: Answer(NAMES[0], PHASES[1], in_place=ticked)}, ENGLISH))[0].cells
    total = len(stage.attainable)
    assert [cell.kind for cell in cells] == ["earlier", "reached", "part", "none"]
    assert (cells[2].told, cells[2].share) == (f"2 of {total}", 2 / total)


def test_a_quick_answer_says_nothing_of_the_next_phase() -> None:
    quest = Questionnaire.whole(MODEL, Depth.QUICK)
    answers = profile(quest, {NAMES[0]: Answer(NAMES[0], PHASES[1])})
    chart = own_chart(MODEL, answers, "Baseline", DAY, ENGLISH, depth=Depth.QUICK)
    assert [cell.kind for cell in rows(chart)[0].cells] == ["earlier", "reached", "none", "none"]


def test_each_reason_for_no_phase_looks_different_and_says_so() -> None:
    answers = {name: Answer(name, reason=reason) for name, reason in zip(NAMES, Reason, strict=False)}
    instead = [row.instead for row in rows(own(answers, ENGLISH))[:4]]
    assert [kind and kind[0] for kind in instead] == ["unknown", "remit", "inapplicable", "waiting"]
    assert len({kind and kind[1] for kind in instead}) == 4


def test_what_is_not_agreed_says_why() -> None:
    far, same, none = NAMES[:3]
    said = [{far: Answer(far, phase), same: Answer(same, reason=Reason.NOT_APPLICABLE)} for phase in PHASES[:3]]
    spread = spreads(MODEL, list(said))
    chart = agreed_chart(MODEL, results(MODEL, spread, {}), spread, "Baseline", DAY, ENGLISH)
    shown = {name: row.instead and row.instead[0] for name, row in zip(NAMES, rows(chart), strict=True)}
    assert (shown[far], shown[same], shown[none]) == ("open", "inapplicable", "waiting")


def test_people_are_dots_until_there_are_too_many() -> None:
    few, many = NAMES[:2]
    said: list[Answers] = [{many: Answer(many, PHASES[0])} for _ in range(DOTS + 1)]
    said[:2] = [{**said[0], few: Answer(few, PHASES[2])}, {**said[0], few: Answer(few, PHASES[0])}]
    chart = joined_chart(MODEL, spreads(MODEL, said), {few: Agreement(few, PHASES[2])}, "Baseline", DAY, ENGLISH)
    first, second = rows(chart)[:2]
    assert [cell.people for cell in first.cells] == [1, 0, 1, 0]
    assert [cell.agreed for cell in first.cells] == [False, False, True, False]
    assert first.mark == "2 phases apart"
    assert (second.cells[0].told, second.mark) == (str(DOTS + 1), "")


def test_where_too_few_answered_nothing_is_shown_of_them() -> None:
    first, second = NAMES[:2]
    hidden = {name: Spread(name, {}, {}, asked=5, unanswered=0, withheld=True) for name in (first, second)}
    agreed = {second: Agreement(second, PHASES[1])}
    alone, recorded = rows(joined_chart(MODEL, hidden, agreed, "Baseline", DAY, ENGLISH))
    assert alone.instead == ("withheld", "Fewer than three answered")
    assert [(cell.people, cell.agreed) for cell in recorded.cells] == [(0, place == 1) for place in range(4)]


Colour = tuple[float, float, float]

EYES: Mapping[str, tuple[Colour, Colour, Colour]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""What eyes make of a colour in linear light: Machado, Oliveira and Fernandes 2009, severity 1; luminance of sRGB."""

SHADES = {("reached", "earlier"): 3.0, ("earlier", "part"): 1.7, ("part", "none"): 1.4}
"""The least contrast of the shades of a phase that are nearest to one another."""

LETTERS = {("ink", "none"): 7.0, ("ink", "part"): 7.0, ("none", "reached"): 7.0, ("faint", "none"): 4.5}
"""The least contrast of words and of what is behind them (WCAG 2.2, 1.4.3 and 1.4.6)."""

EDGES = {("edge", "none"): 3.0, ("reached", "none"): 3.0, ("ink", "part"): 3.0, ("reached", "part"): 3.0}
"""The least contrast of frames, stripes and dots (1.4.11)."""


def linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def luminance(name: str, eyes: str) -> float:
    """Of a colour of the palette as these eyes see it, from 0 to 1."""
    seen = [linear(value) for value in bytes.fromhex(PALETTE[name][1:])]
    turned = [sum(a * b for a, b in zip(line, seen, strict=True)) for line in EYES[eyes]]
    return sum(a * min(1, max(0, b)) for a, b in zip((0.2126, 0.7152, 0.0722), turned, strict=True))


def contrast(one: str, other: str, eyes: str) -> float:
    dark, light = sorted((luminance(one, eyes), luminance(other, eyes)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("eyes", EYES)
def test_shades_words_and_frames_can_be_told_apart(eyes: str) -> None:
    least = {**SHADES, **LETTERS, **EDGES}
    found = {pair: round(contrast(*pair, eyes), 2) for pair in least}
    print(eyes, found)
    assert {pair: value for pair, value in found.items() if value < least[pair]} == {}
    shades = [luminance(name, eyes) for name in ("reached", "earlier", "part", "none")]
    assert all(dark < light for dark, light in pairwise(shades))
