"""A round of many people for the pictures: who takes part, how far each is, and what coordinators see of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.catalogues import tongues
from bot.library import DEFAULT, bundled, model_from
from bot.storage.rounds.watching import Respondent, Roll, Round
from dialogs.reminding.policy import Next, Why
from dialogs.reminding.views import DeadlineView, DigestView, Move, ReminderView, Stand
from dialogs.reminding.wishes import Wish
from dialogs.rounds.commands import Ticket
from dialogs.rounds.nouns import Audience, Offer, Post, Role, Sector, Setup, Standing, Status
from dialogs.rounds.views import InvitationLine, PeopleView, PersonView, ProgressView, RoundView, SectionLine
from dialogs.sheet import Sheet
from framework.answers import Depth, Questionnaire

MODEL = model_from(bundled())
LANGUAGES = tuple(tongues(DEFAULT))
NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Amman")
TODAY = NOW.astimezone(ZONE).date()
OVER = TODAY - timedelta(days=1)
"""A deadline that is over."""

BEGAN = NOW - timedelta(days=30)

ROUND = 3
SETUP = Setup(
    "Jordan: first joint baseline of the national response (2026)",
    "JO",
    deadline=date(2026, 12, 17),
    zone=ZONE.key,
    days_off=frozenset({4, 5}),
    languages=LANGUAGES,
)
ANONYMOUS = replace(SETUP, title="خط الأساس الوطني 2026", depth=Depth.QUICK, deadline=None, anonymous=True)

UNHELD = {"image-database"}
"""What nobody is asked about."""

PASSED = {"terminology"}
"""What everybody passes on who is asked about it."""

EVERYTHING = " ".join(MODEL.by_domain)

_PEOPLE: tuple[tuple[str, Sector | None, str, int, int, bool], ...] = (
    # Name, sector, sections, questions answered, days since they were here, unreachable.
    ("Ministry of Justice", Sector.JUSTICE, "policy", 2, 1, False),
    ("أمينة الخطيب، مديرية حماية الأسرة", Sector.SERVICES, "victim-support society", 6, 0, False),
    ("Cybercrime Unit, Public Security Directorate", Sector.POLICE, "criminal-justice", 3, 2, False),
    ("مكتب المدعي العام", Sector.JUSTICE, "policy criminal-justice", 0, 6, True),
    ("", None, EVERYTHING, 9, 3, False),
    ("Layla Haddad", Sector.CIVIL_SOCIETY, "society research", 6, 1, False),
    (
        "National Council for Family Affairs and the coordinating committee of child protection organisations",
        Sector.CIVIL_SOCIETY,
        EVERYTHING,
        18,
        4,
        False,
    ),
    ("هيئة تنظيم قطاع الاتصالات", Sector.INDUSTRY, "industry", 1, 0, False),
    ("UN country team", Sector.INTERNATIONAL, EVERYTHING, 0, 11, False),
    ("Internet Service Providers Association", Sector.INDUSTRY, "industry", 3, 5, False),
    ("وزارة التربية والتعليم، إدارة الإرشاد والصحة النفسية", Sector.EDUCATION, "society", 2, 1, False),
    ("Child helpline", Sector.CIVIL_SOCIETY, "victim-support", 0, 8, True),
    ("Juvenile Police Department", Sector.POLICE, "criminal-justice victim-support", 7, 2, False),
    ("وزارة الصحة", Sector.SERVICES, "victim-support", 4, 9, False),
    ("Faculty of Law", Sector.EDUCATION, "policy research", 1, 1, False),
    ("دائرة الإحصاءات العامة", Sector.GOVERNMENT, "research", 0, 3, False),
    ("Ministry of Digital Economy", Sector.GOVERNMENT, "policy industry", 5, 0, False),
    ("Teachers’ union", Sector.EDUCATION, "society", 5, 7, False),
    ("نقابة الصحفيين", Sector.CIVIL_SOCIETY, "society", 3, 2, False),
    ("Forensic laboratory", Sector.POLICE, "criminal-justice", 0, 4, True),
    ("Youth council", Sector.CIVIL_SOCIETY, "society", 1, 1, False),
    ("وزارة التنمية الاجتماعية", Sector.GOVERNMENT, EVERYTHING, 12, 0, False),
    ("Bar association", Sector.JUSTICE, "policy criminal-justice", 5, 6, False),
    ("Mobile operators", Sector.INDUSTRY, "industry", 2, 2, False),
    ("Parents’ network", Sector.CIVIL_SOCIETY, "victim-support society", 0, 12, False),
)


def roll(people: int = 12, setup: Setup = SETUP) -> Roll:
    """So many of them, 25 at most, and the round."""
    return Roll(Round(MODEL, setup, Status.OPEN, BEGAN), tuple(_person(n, setup) for n in range(1, people + 1)))


def _person(number: int, setup: Setup) -> Respondent:
    name, sector, sections, answered, days, unreachable = _PEOPLE[number - 1]
    held = tuple(c for c, each in MODEL.capabilities.items() if each.domain in sections.split() and c not in UNHELD)
    done = frozenset(held[:answered]) | frozenset(PASSED.intersection(held) if answered else ())
    seen = NOW.astimezone(ZONE) - timedelta(days=days)
    return Respondent(
        participation=100 + number,
        person=200 + number,
        number=number,
        name="" if setup.anonymous else name,
        sector=None if setup.anonymous else sector,
        asked=held,
        answered=done,
        passed=frozenset(PASSED & done),
        joined_at=seen - timedelta(days=20 - number // 2),
        submitted_at=seen if done == set(held) and number % 2 else None,
        nudged_at=seen - timedelta(days=2) if days > 5 else None,  # long silent
        seen_at=seen,
        unreachable=unreachable,
    )


def progress(of: Roll, open_places: int = 14) -> ProgressView:
    """How far they are."""
    return ProgressView(
        tuple(_section(of, domain) for domain in MODEL.by_domain),
        of.standings,
        sum(person.unreachable for person in of.people),
        open_places,
        tuple(UNHELD),
        tuple(PASSED),
    )


def _section(of: Roll, domain: str) -> SectionLine:
    parts = [(done, asked) for person in of.people for name, done, asked in person.sections(MODEL) if name == domain]
    return SectionLine(domain, sum(done for done, _ in parts), sum(asked for _, asked in parts), len(parts))


def people(of: Roll, page: int = 0, standing: Standing | None = None) -> PeopleView:
    """A page of them, as long as the bot shows it."""
    some = [person.line for person in of.people if standing in {None, person.standing}]
    coordinators = ((7, "رنا العلي"), (8, "Ministry of Social Development"), (9, ""))
    first = page == 0 and standing is None
    return PeopleView(
        tuple(some[page * 8 : page * 8 + 8]),
        page,
        max(1, -(-len(some) // 8)),
        of.standings,
        coordinators if first else (),
        8,
        TODAY,
    )


def person(one: Respondent) -> PersonView:
    """One of them."""
    return PersonView(
        one.line,
        one.joined_at,
        one.person,
        one.sector,
        one.sections(MODEL),
        tuple(c for c in one.asked if c in one.passed),
        one.nudged_at,
        one.submitted_at,
        today=TODAY,
        due=due(_why(one)),
        zone=ZONE.key,
    )


def overview(of: Roll, coordinators: int = 3) -> RoundView:
    return RoundView(of.standings, 14, coordinators, today=TODAY)


SOME = tuple(c for c, each in MODEL.capabilities.items() if each.domain in {"society", "industry"})
LINES = (
    InvitationLine(19, Ticket(label="Regional child protection committees", places=20, until=SETUP.deadline), 6, NOW),
    InvitationLine(18, Ticket(label="وزارة الداخلية، إدارة الجرائم الإلكترونية", capabilities=SOME), 1, NOW),
    InvitationLine(17, Ticket(Role.COORDINATOR, until=date(2026, 12, 1), label="رنا العلي"), 0, NOW),
    InvitationLine(16, Ticket(capabilities=("hotline",)), 0, NOW - timedelta(days=2), passed_on=True),
    InvitationLine(15, Ticket(label="Faculty of Law", capabilities=(*SOME[:2], "research")), 0, NOW, revoked=True),
    InvitationLine(14, Ticket(label="Bar association", until=date(2026, 11, 20)), 0, NOW, expired=True),
)
"""Invitations in every condition."""


NAMES = ("رنا العلي", "Ministry of Social Development")
OFFER = Offer(7, ROUND, MODEL, Role.RESPONDENT, SETUP, None, "", NAMES)
ANONYMOUSLY = replace(
    OFFER, setup=replace(ANONYMOUS, audience=Audience.RESPONDENTS), capabilities=SOME[:6], coordinators=()
)
LEADING = replace(OFFER, role=Role.COORDINATOR, label="Ministry of Social Development")


def coordinator(language: str, setup: Setup = SETUP, status: Status = Status.OPEN) -> Sheet:
    """Someone who coordinates this round, and answers nothing."""
    post = Post(ROUND, setup.title, frozenset({Role.COORDINATOR}), status)
    return Sheet(
        MODEL,
        LANGUAGES,
        language,
        open_to_all=False,
        consented=True,
        title=setup.title,
        alone=False,
        at=NOW,
        posts=(post,),
        current=ROUND,
        setup=setup,
        may_create=True,
        spoken=LANGUAGES,
    )


def respondent(language: str) -> Sheet:
    """Someone who answers in it."""
    post = Post(ROUND, SETUP.title, frozenset({Role.RESPONDENT}))
    quest = Questionnaire.whole(MODEL, Depth.FULL)
    return replace(coordinator(language), posts=(post,), may_create=False, quest=quest)


def _why(one: Respondent) -> Why:
    if one.submitted_at:
        return Why.FINISHED
    return Why.UNREACHABLE if one.unreachable else Why.REGULAR


def due(why: Why = Why.REGULAR, days: int = 3, *, moved: bool = False) -> Next:
    """The next reminder, at ten in the morning some days from now; none for what is a reason for none."""
    if why not in {Why.ASKED_FOR, Why.SILENCE, Why.REGULAR, Why.LAST_DAYS, Why.OVERDUE}:
        return Next(None, why)
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=ZONE) + timedelta(days=days)
    return Next(at.astimezone(UTC), why, moved)


def reminder(stand: Stand = Stand.IN_THE_MIDDLE) -> ReminderView:
    """What someone is reminded of who holds everything."""
    asked = {domain: sum(each.domain == domain for each in MODEL.capabilities.values()) for domain in MODEL.by_domain}
    first = next(iter(asked))
    begun = {first: 0} if stand is Stand.NEVER_BEGAN else {first: 1}
    sections = tuple((domain, begun.get(domain, 0), total) for domain, total in asked.items())
    total, done = sum(asked.values()), sum(begun.values())
    return ReminderView(
        SETUP.title,
        MODEL,
        stand,
        () if stand is Stand.TO_SUBMIT else sections,
        total if stand is Stand.TO_SUBMIT else done,
        total,
        1 if stand is Stand.TO_SUBMIT else 40,
        TODAY,
        ZONE.key,
        due(),
        own_pace=stand is Stand.IN_THE_MIDDLE,
        deadline=SETUP.deadline,
        wishes=tuple((wish, NOW) for wish in Wish),
        languages=LANGUAGES,
    )


def digest(of: Roll) -> DigestView:
    """A week in which half of them moved."""
    moved = tuple(
        Move(person.line, new=len(person.answered), joined=place == 0, submitted=place % 3 == 1)
        for place, person in enumerate(of.people)
        if person.answered
    )
    stuck = tuple(person.line for person in of.people if not person.answered or person.unreachable)
    finished = of.standings.get(Standing.FINISHED, 0)
    since = NOW.astimezone(ZONE) - timedelta(days=7)
    unheld = (*UNHELD, *PASSED)
    return DigestView(of.setup, MODEL, since, TODAY, moved, stuck, finished, len(of.people), unheld, len(stuck))


def deadline(of: Roll, *, complete: bool = False) -> DeadlineView:
    """The day after the last one."""
    setup = replace(of.setup, deadline=OVER)
    missing = () if complete else tuple(p.line for p in of.people if p.standing is not Standing.FINISHED)
    asked = sum(len(person.asked) for person in of.people)
    answered = asked if complete else sum(len(person.answered) for person in of.people)
    finished = len(of.people) - len(missing)
    nobody = () if complete else tuple(UNHELD)
    return DeadlineView(setup, MODEL, TODAY, finished, len(of.people), answered, asked, missing, nobody)
