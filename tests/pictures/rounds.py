"""A round of many people for the pictures: who takes part, how far each is, and what coordinators see of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.catalogues import tongues
from bot.library import DEFAULT, bundled, model_from
from bot.storage.rounds.watching import Respondent, Roll, Round
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
    return Roll(Round(MODEL, setup, Status.OPEN), tuple(_person(n, setup) for n in range(1, people + 1)))


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
