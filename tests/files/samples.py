"""Rounds to make files of: a believable one of twelve people, an anonymous one, a second one, none and five hundred."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random

from bot.files.report import Before, Person, Report
from bot.library import bundled, model_from
from dialogs.rounds.nouns import Sector, Setup, Standing, Status
from framework.agreed import Agreement, Priority
from framework.answers import Answer, Basis, Depth, Reason
from framework.joined import Voice
from framework.joining import joined
from framework.model import Model

OPENED = datetime(2026, 11, 2, 7, 30, tzinfo=UTC)
CLOSED = datetime(2026, 12, 4, 15, 0, tzinfo=UTC)
MADE = datetime(2026, 12, 7, 8, 15, tzinfo=UTC)

OFFICES: tuple[tuple[str, Sector], ...] = (
    ("Ministry of Gender, Labour and Social Development", Sector.GOVERNMENT),
    ("وزارة العدل، إدارة التعاون الدولي", Sector.GOVERNMENT),
    ("Ministry of Information and Communications Technology", Sector.GOVERNMENT),
    ("Cybercrime unit, criminal investigations directorate", Sector.POLICE),
    ("Child and family protection unit", Sector.POLICE),
    ("Border police, trafficking desk", Sector.POLICE),
    ("Office of the public prosecutor", Sector.JUSTICE),
    ("Línea nacional de ayuda a la infancia", Sector.CIVIL_SOCIETY),
    ("Réseau pour les droits de l’enfant", Sector.CIVIL_SOCIETY),
    ("Associação das famílias", Sector.CIVIL_SOCIETY),
    ("Internet service providers’ association", Sector.INDUSTRY),
    ("UNICEF country office", Sector.INTERNATIONAL),
)

NOTES = (
    "The regulation of 2024 names the ministry, but there is no line for it in this year’s budget.",
    "لا يزال الفريق يعمل دون ميزانية مستقلة، وينتهي التمويل الحالي في يونيو 2027 (انظر القرار رقم 14/2025).",
    "La línea atiende las 24 horas, pero sólo en la capital; en las provincias se deriva a la policía.",
    "Les formations ont commencé en mars ; 3 régions sur 8 sont couvertes.",
    "O protocolo foi assinado, mas ainda não chegou às esquadras.",
    "=SUM(A1:A9) was in the sheet we were sent; see https://example.org/registry/annual-report-2025.pdf",
    "+40 officers trained since May.\nThe second course is planned for the spring; nobody has said who pays for it.",
    "在首都有专门的小组。",
    "#import and *stars* and $sums$ and _lines_ and \\ and <tags> are only characters here.",
)
LONG = ("We looked at this together with the regional offices, and they do not all see it in the same way. " * 20)[
    :2000
]

WHYS = (
    "This belongs to the police.",
    "We have not seen figures since 2023.",
    "هذا من اختصاص وزارة أخرى.",
    "",
)


@cache
def model() -> Model:
    """The model that comes with Sounding."""
    return model_from(bundled())


def setup(title: str = "National baseline 2026", *, anonymous: bool = False) -> Setup:
    return Setup(title, depth=Depth.FULL, deadline=date(2026, 12, 4), zone="Africa/Kampala", anonymous=anonymous)


def realistic() -> Report:
    """Twelve people of seven sectors: most finished, one has not begun; much agreed, some left open; a plan."""
    voices = _voices(len(OFFICES), seed=7, named=True)
    people = _people(voices, named=True)
    return Report(
        number=1,
        model=model(),
        setup=setup(),
        status=Status.CLOSED,
        made_at=MADE,
        people=people,
        spreads=joined(model(), voices, named=True),
        voices=voices,
        agreements=_agreements(),
        history=_history(),
        plan=_plan(),
        coordinators=("Permanent secretary’s office", "مكتب التنسيق الوطني"),
        opened_at=OPENED,
        closed_at=CLOSED,
    )


def anonymous() -> Report:
    """The same twelve without names or single answers."""
    voices = _voices(len(OFFICES), seed=7, named=False)
    return replace(
        realistic(),
        number=2,
        setup=setup("Anonymous baseline", anonymous=True),
        people=_people(voices, named=False),
        spreads=joined(model(), voices, named=False),
        voices=(),
    )


def second() -> Report:
    """The round after the realistic one: a year later, compared with it."""
    first, year = realistic(), timedelta(days=365)
    voices = _voices(len(OFFICES), seed=11, named=True)
    return replace(
        first,
        number=3,
        setup=replace(first.setup, title="National baseline 2027", deadline=date(2027, 12, 3)),
        made_at=MADE + year,
        people=_people(voices, named=True, later=year),
        spreads=joined(model(), voices, named=True),
        voices=voices,
        before=_before(first),
        opened_at=OPENED + year,
        closed_at=CLOSED + year,
        previous_title=first.setup.title,
    )


def empty() -> Report:
    """A round that nobody has joined yet."""
    return Report(4, model(), setup("Nobody here yet"), Status.OPEN, MADE, (), {}, opened_at=OPENED)


@cache
def large(people: int = 500) -> Report:
    """As many people as ask for it, all with names."""
    voices = _voices(people, seed=3, named=True)
    return replace(
        realistic(),
        number=5,
        setup=setup("Consultation of the provinces"),
        people=_people(voices, named=True),
        spreads=joined(model(), voices, named=True),
        voices=voices,
    )


def answers(seed: int = 5) -> Mapping[str, Answer]:
    """What one person may say who answers nearly everything."""
    return _answers(Random(seed), tuple(model().capabilities), open_ones=2)


def _voices(people: int, *, seed: int, named: bool) -> tuple[Voice, ...]:
    chance = Random(seed)
    return tuple(_voice(chance, number, named=named) for number in range(1, people + 1))


def _voice(chance: Random, number: int, *, named: bool) -> Voice:
    office, sector = OFFICES[(number - 1) % len(OFFICES)]
    name = office if number <= len(OFFICES) else f"{office} ({number})"
    asked = tuple(model().capabilities)
    if sector in {Sector.POLICE, Sector.JUSTICE}:
        asked = tuple(c for c in asked if model().capabilities[c].domain not in {"industry", "society"})
    said = _answers(chance, asked, open_ones={4: 3, 9: 20}.get(number, 0))
    return Voice(number, asked, said, sector.value, name if named else "")


def _answers(chance: Random, asked: tuple[str, ...], *, open_ones: int) -> dict[str, Answer]:
    return {c: _answer(chance, c) for c in asked[: max(0, len(asked) - open_ones)]}


def _answer(chance: Random, capability: str) -> Answer:
    """An answer near the phase that this capability would have, sometimes far from it, and sometimes none."""
    stages, place = model().capabilities[capability].stages, list(model().capabilities).index(capability)
    note = chance.choice(NOTES) if chance.random() < 0.2 else LONG if chance.random() < 0.01 else ""
    if chance.random() < 0.18:
        return Answer(capability, reason=chance.choice(list(Reason)), why=chance.choice(WHYS), note=note)
    usual = (0, 1, 1, 2, 2, 3, 1)[place % 7]
    step = 0 if place % 5 == 0 else chance.choice((0, 0, 0, 0, 1, 1, -1, 2))
    phase = min(3, max(0, usual + step))
    ahead = stages[phase + 1].attainable if phase < len(stages) - 1 else ()
    ticked = frozenset(c.id for c in ahead if chance.random() < 0.45)
    basis = frozenset(chance.sample(list(Basis), chance.randint(1, 2)))
    return Answer(capability, stages[phase].phase, None, "", ticked, basis, note)


def _people(voices: tuple[Voice, ...], *, named: bool, later: timedelta = timedelta()) -> tuple[Person, ...]:
    return tuple(_person(voice, named=named, later=later) for voice in voices)


def _person(voice: Voice, *, named: bool, later: timedelta) -> Person:
    done, asked = len(voice.answers), len(voice.asked)
    standing = Standing.FINISHED if done == asked else Standing.IN_PROGRESS if done else Standing.NOT_BEGUN
    joined = OPENED + later + timedelta(hours=5 * (voice.number % 60))
    sent = joined + timedelta(days=9, hours=3) if standing is Standing.FINISHED else None
    sector = (voice.sector or "") if named else ""
    return Person(voice.number, standing, done, asked, joined, sent, voice.name if named else "", sector)


def _agreements() -> Mapping[str, Agreement]:
    """Agreed on most, left open on two on purpose, nothing recorded on five."""
    capabilities, phases = list(model().capabilities), [phase.id for phase in model().phases]
    settled = {c: phases[(0, 1, 1, 2, 2, 3, 1)[n % 7]] for n, c in enumerate(capabilities[:15])}
    left_open = {capabilities[3], capabilities[9]}
    return {
        c: Agreement(
            c,
            None if c in left_open else phase,
            "" if n % 4 == 0 else REASONS[n % len(REASONS)],
            DISSENT[n % len(DISSENT)] if n % 3 == 1 else "",
            by=1 + n % 2,
            at=CLOSED + timedelta(hours=n),
        )
        for n, (c, phase) in enumerate(settled.items())
    }


REASONS = (
    "The unit exists and has its own budget; the law that it rests on is in force since 2024.",
    "اتُّفق على هذه المرحلة لأن القانون ساري المفعول، لكن اللوائح التنفيذية لم تصدر بعد.",
    "Two ministries see it from the capital alone; the provinces decided it.",
)
DISSENT = (
    "The helpline would put it a phase lower: outside the capital there is nobody to call.",
    "ترى الشرطة أن الوحدة لا تزال في مرحلة البناء.",
)


def _history() -> tuple[Agreement, ...]:
    first = next(iter(_agreements().values()))
    changed = replace(first, phase=model().phases[1].id, reason="Said before the budget was known.", at=CLOSED)
    return (changed, *_agreements().values())


def _plan() -> tuple[Priority, ...]:
    capabilities = list(model().capabilities)
    return (
        Priority(capabilities[1], "Ministry of Justice", date(2027, 6, 30), "Table the amendment before the recess."),
        Priority(capabilities[0], "Office of the Prime Minister", date(2027, 3, 31)),
        Priority(capabilities[6], "وزارة الشؤون الاجتماعية", None, "تعيين ثلاثة موظفين بدوام كامل."),
        Priority(capabilities[11]),
    )


def _before(first: Report) -> Mapping[str, Before]:
    """What the round before came to; why some chose another phase since."""
    reasons = ("things-changed", "better-information", "other-people", "read-differently")
    agreed = {c: a.phase for c, a in first.agreements.items()}
    phases = [phase.id for phase in model().phases]

    def phase_of(n: int, capability: str) -> str | None:
        then = agreed.get(capability)
        return phases[max(0, phases.index(then) - n % 2)] if then else None

    return {
        c: Before(c, phase_of(n, c), {reasons[n % 4]: 1 + n % 3, reasons[(n + 1) % 4]: 1} if n % 3 else {})
        for n, c in enumerate(model().capabilities)
    }
