"""What a round came to, for the pictures: twelve people's answers brought together as the bot does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dialogs.results.views import JoinedView, PlanView, SharedView, SpreadView, StepView
from dialogs.rounds.nouns import Sector, Status
from framework.agreed import Agreement, Priority
from framework.answers import Answer, Basis, Reason
from framework.comparing import Change
from framework.joined import Spread, Voice
from framework.joining import by_disagreement, joined
from framework.planning import steps, unanimous
from tests.pictures.rounds import MODEL, TODAY, roll

CAPABILITIES = tuple(MODEL.capabilities)
PHASES = tuple(MODEL.by_phase)
FAR, ALIKE, OPINION, DECLINED = CAPABILITIES[2], CAPABILITIES[5], CAPABILITIES[8], CAPABILITIES[11]
"""Where people are far apart, where they are of one mind, where all guess, and where nobody chose a phase."""

NOTES = (
    "The unit has two officers. See https://example.org/report-2025.pdf (page 14).",
    "يعمل الخط الساخن خمسة أيام في الأسبوع حتى الساعة الثالثة، ولا توجد إحصاءات منشورة.",
    "Une circulaire existe depuis 2019 ; elle n’est pas appliquée dans les gouvernorats.",
    "",
)
REASON = "The law is in force and the unit works; what is missing are figures that are published every year."
DISSENT = "هيئة تنظيم قطاع الاتصالات ترى أن المرحلة السابقة أدق، لأن الشركات لا ترسل تقاريرها بعد."


def voices() -> tuple[Voice, ...]:
    """Twelve people: most answered what they were asked, two have not begun."""
    sectors = [Sector.POLICE, Sector.CIVIL_SOCIETY, Sector.GOVERNMENT, Sector.POLICE]
    return tuple(
        Voice(one.number, CAPABILITIES, _answers(one.number), sectors[one.number % 4], one.name)
        for one in roll().people
    )


def _answers(number: int) -> dict[str, Answer]:
    if number > 10:  # two of them
        return {}
    return {each: _answer(each, place, number) for place, each in enumerate(CAPABILITIES)}


def _answer(capability: str, place: int, number: int) -> Answer:
    note = NOTES[(place + number) % len(NOTES)] if number % 2 else ""
    if capability == DECLINED or (place + number) % 9 == 4:
        return Answer(capability, reason=list(Reason)[number % 2], note=note)
    phase = _phase(capability, place, number)
    ahead = MODEL.next_stage(capability, phase)
    ticked = [each.id for each in ahead.attainable] if ahead else []
    opinion = {Basis.OPINION} if capability == OPINION or number % 4 == 0 else {Basis.LAW, Basis.PRACTICE}
    return Answer(capability, phase, in_place=frozenset(ticked[: number % 4]), basis=frozenset(opinion), note=note)


def _phase(capability: str, place: int, number: int) -> str:
    if capability == FAR:
        return PHASES[0 if number % 3 else 3]
    if capability == ALIKE:
        return PHASES[1]
    return PHASES[min(3, place % 3 + (number % 5 == 0))]


SPREADS = joined(MODEL, voices(), named=True)
UNNAMED = joined(MODEL, voices(), named=False)
SOME = {
    FAR: Agreement(FAR, PHASES[1], REASON, DISSENT, by=1),
    CAPABILITIES[0]: Agreement(CAPABILITIES[0], PHASES[0], by=1),
    CAPABILITIES[1]: Agreement(CAPABILITIES[1], None, "The ministry will ask again in spring.", by=1),
}
EVERY = {each: Agreement(each, PHASES[place % 4], REASON) for place, each in enumerate(CAPABILITIES)}
PLAN = {
    FAR: Priority(FAR, "مديرية حماية الأسرة", date(2027, 6, 30), "First a mapping of what exists; UNICEF helps."),
    CAPABILITIES[0]: Priority(CAPABILITIES[0], "Ministry of Justice", date(2028, 1, 31)),
    CAPABILITIES[7]: Priority(CAPABILITIES[7]),
}


def listing(agreements: dict[str, Agreement] | None = None, status: Status = Status.OPEN) -> JoinedView:
    """All capabilities, with so much recorded."""
    said = agreements or {}
    return JoinedView(
        MODEL,
        status,
        TODAY,
        by_disagreement(SPREADS),
        SPREADS,
        said,
        unanimous(SPREADS, said),
        tuple((one.number, one.name) for one in roll().people if one.number > 10),
        people=12,
    )


def one(capability: str, *, named: bool = True, agreement: Agreement | None = None) -> SpreadView:
    """One capability, with its neighbours in the order of disagreement."""
    order = by_disagreement(SPREADS)
    place = order.index(capability)
    return SpreadView(
        MODEL,
        (SPREADS if named else UNNAMED)[capability],
        agreement,
        place + 1,
        len(order),
        order[place - 1] if place else "",
        order[place + 1] if place + 1 < len(order) else "",
        anonymous=not named,
    )


def withheld(capability: str) -> SpreadView:
    return replace(one(capability), spread=Spread(capability, {}, {}, asked=2, unanswered=0, withheld=True))


def again(capability: str) -> SpreadView:
    """In a second round."""
    changes = {Change.THINGS_CHANGED: 3, Change.BETTER_INFORMATION: 1}
    return replace(one(capability), last_time=PHASES[0], changes=changes)


def planning(plan: dict[str, Priority] | None = None) -> PlanView:
    return PlanView(MODEL, TODAY, steps(MODEL, SPREADS, SOME), plan or {}, unsettled=9)


def step(place: int = 0, priority: Priority | None = None, *, agreed: bool = True) -> StepView:
    return StepView(MODEL, TODAY, steps(MODEL, SPREADS, SOME)[place], priority, agreed)


def shared() -> SharedView:
    return SharedView(MODEL, TODAY, TODAY, {**EVERY, **SOME}, PLAN)
