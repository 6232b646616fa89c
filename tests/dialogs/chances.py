"""What may come: any event in any state on any sheet, also such as no button and no honest person would bring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from dialogs import events, states
from dialogs.cards import card
from dialogs.events import Attachment, Event, Place, Received
from dialogs.places import settled
from dialogs.privacy import events as privacy_events
from dialogs.reminding import events as reminding_events
from dialogs.reminding.wishes import Wish
from dialogs.results import events as result_events
from dialogs.results import states as results
from dialogs.rounds import events as round_events
from dialogs.rounds import states as rounds
from dialogs.rounds.forms.agree import LEFT_OPEN
from dialogs.rounds.nouns import Post, Role, Setup, Standing, Status
from dialogs.safety import events as safety_events
from dialogs.sheet import Sheet
from dialogs.states import Cautioned, Conversation, OfferingNote, Question, State, Station
from dialogs.tongue import Tongue
from dialogs.typed import NOTE_LIMIT, clean
from framework.answers import Answer, Basis, Depth, Questionnaire, Reason
from framework.comparing import Change
from framework.model import Model
from tests.dialogs.beside import shown_beside
from tests.dialogs.talking import NOON
from tests.models import model

MODELS = [model("garden"), model("national")]
LANGUAGES = ("en", "fr", "ar")

FLAGGED = ["Call Maria Lopez on +34 612 345 678", "A girl in my street is being abused, please help"]
"""What is held back before it is kept."""

WILD = st.one_of(
    st.text(max_size=30),
    st.text(st.characters(), max_size=30),  # with lone surrogates
    st.sampled_from(
        [
            *FLAGGED,
            "",
            " \n ",
            "\x00",
            "\ud800",
            "a\ud83db",
            "\u202eleft\u2069",
            "/help",
            "w" * 10_000,
            "\nw" * 900,
            "😀" * 4_000,
        ]
    ),
)
"""What people type, paste, and send by mistake."""

NOTES = st.one_of(st.just(""), WILD.map(clean).map(lambda text: text[:NOTE_LIMIT].strip()))
"""What can have been kept of it."""


PAGES = st.integers(0, 30)


Shape = Callable[[Model, str], Answer]
"""An answer to be, for whichever capability."""


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    phase, reason = draw(
        st.sampled_from([(0, None), (1, None), (-1, None), *((None, why) for why in Reason), (None, None)])
    )
    ticked = draw(st.sampled_from([slice(0), slice(None), slice(None, None, 2), slice(1, None)]))
    basis = draw(st.sampled_from([set(), {Basis.OPINION}, set(Basis)]))
    why, note, marked = draw(NOTES), draw(NOTES), draw(st.booleans())
    change = draw(st.none() | st.sampled_from([each.value for each in Change]))

    def shape(known: Model, capability: str) -> Answer:
        criteria = [criterion.id for stage in known.capabilities[capability].stages for criterion in stage.criteria]
        chosen = None if phase is None else known.phases[phase].id
        said = change if chosen or reason else None
        return Answer(
            capability, chosen, reason, why, frozenset(criteria[ticked]), frozenset(basis), note, said, marked
        )

    return shape


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet as the database can give it: with a questionnaire or without, and then without answers."""
    known = draw(st.sampled_from(MODELS))
    sheet = Sheet(
        model=known,
        languages=LANGUAGES,
        language=draw(st.sampled_from(LANGUAGES)),
        open_to_all=draw(st.booleans()),
        local=draw(st.booleans()),
        consented=draw(st.sampled_from([True, True, True, False])),
    )
    if sheet.consented and draw(st.booleans()):
        sheet = draw(with_rounds(sheet))
    if draw(st.sampled_from([False, False, False, True])):
        return sheet
    asked, answered = draw(_some(known)), draw(_some(known))
    cycle = draw(st.lists(shapes(), min_size=1, max_size=3))
    then = draw(st.sampled_from([(), (), tuple(known.capabilities), answered[::2]]))
    return replace(
        sheet,
        quest=Questionnaire(known, asked, draw(st.sampled_from(Depth))),
        answers={c: cycle[place % len(cycle)](known, c) for place, c in enumerate(answered)},
        before={c: cycle[(place + 1) % len(cycle)](known, c) for place, c in enumerate(then)},
        title=draw(st.sampled_from(["", "National baseline"])),
        alone=draw(st.booleans()),
        submitted=draw(st.booleans()),
    )


TITLES = ["National baseline", "خط الأساس الوطني", "T" * 200]


@st.composite
def with_rounds(draw: st.DrawFn, sheet: Sheet) -> Sheet:
    """The sheet of someone with a part in rounds of many: as a respondent, a coordinator, or both."""
    roles = st.sampled_from([frozenset({Role.RESPONDENT}), frozenset({Role.COORDINATOR}), frozenset(Role)])
    posts = draw(
        st.lists(
            st.builds(Post, st.integers(1, 9), st.sampled_from(TITLES), roles, st.sampled_from(Status)),
            max_size=3,
            unique_by=lambda post: post.number,
        )
    )
    current = draw(st.sampled_from([None, *(post.number for post in posts)]))
    setup = Setup(
        draw(st.sampled_from(TITLES)),
        draw(st.sampled_from(["", "NP", "FR"])),
        deadline=draw(st.none() | st.dates(date(2026, 11, 1), date(2027, 3, 1))),
        zone=draw(st.sampled_from(["UTC", "Asia/Kathmandu"])),
        languages=LANGUAGES,
        anonymous=draw(st.booleans()),
    )
    return replace(
        sheet,
        at=NOON,
        posts=tuple(posts),
        current=current,
        setup=setup if current else None,
        spoken=LANGUAGES,
        may_create=draw(st.booleans()),
        shared=draw(st.booleans()),
    )


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["", *TITLES]),
        "territory": st.sampled_from(["", "NP", "FR"]),
        "deadline": st.sampled_from(["", "2026-12-21", "2020-01-01"]),
        "zone": st.sampled_from(["UTC", "Asia/Kathmandu"]),
        "languages": st.sampled_from(["", "en", "en fr ar"]),
        "capability": st.sampled_from(["compost", "helpline", "x"]),
        "phase": st.sampled_from(["rooting", "building", LEFT_OPEN]),
        "reason": st.sampled_from(["", "w" * 1000]),
        "dissent": st.just("Not I."),
        "lead": st.sampled_from(["", "L" * 200]),
        "until": st.sampled_from(["", "2027-12-21"]),
        "note": st.just(""),
        "x": WILD,
    },
)
"""What fields of a form have written, one of them of a release that is gone."""

NUMBERS = st.integers(0, 10)

KEEPING = ["reason", "dissent", "note", "lead", "title", "name", "label", "lines", "", "x"]
"""Fields of forms that keep words as they were typed, the overview, and one that is gone."""

ROUND_STATES: st.SearchStrategy[Any] = st.one_of(
    st.builds(rounds.ListingRounds, PAGES),
    st.just(rounds.AtRound()),
    st.just(rounds.WatchingProgress()),
    st.builds(rounds.ListingPeople, st.none() | st.sampled_from(Standing), PAGES),
    st.builds(rounds.LookingAtPerson, NUMBERS),
    st.builds(rounds.ListingInvitations, PAGES),
    st.builds(rounds.LookingAtInvitation, NUMBERS),
    st.builds(
        rounds.Filling,
        st.sampled_from(rounds.FormKind),
        VALUES,
        st.one_of(
            st.just(""), st.sampled_from(["title", "territory", "deadline", "languages", "reason", "until", "x"])
        ),
        st.booleans(),
        NUMBERS,
    ),
    st.builds(rounds.Confirming, st.sampled_from(rounds.Deed), NUMBERS, st.sampled_from(["", "compost", "helpline"])),
)

RESULT_STATES: st.SearchStrategy[Any] = st.one_of(
    st.builds(results.ReadingJoined, PAGES),
    st.builds(results.ReadingSpread, st.sampled_from(["", "compost", "helpline", "x"]), PAGES),
    st.builds(results.ReadingPlan, PAGES),
    st.builds(results.ReadingStep, st.sampled_from(["compost", "helpline", "x"])),
    st.just(results.ChoosingFile()),
    st.builds(results.ReadingShared, PAGES),
)

FIELD_NAMES = st.sampled_from(
    ["title", "territory", "deadline", "zone", "languages", "quiet", "phase", "reason", "lead", "until", "x"]
)

ROUND_EVENTS: st.SearchStrategy[Any] = st.one_of(
    st.builds(round_events.RoundOpened, NUMBERS),
    st.builds(round_events.PeopleListed, st.none() | st.sampled_from(Standing), PAGES),
    st.builds(round_events.PersonOpened, NUMBERS),
    st.builds(round_events.InvitationOpened, NUMBERS),
    st.builds(round_events.FormOpened, st.sampled_from(rounds.FormKind), NUMBERS),
    st.builds(round_events.FieldOpened, FIELD_NAMES),
    st.builds(round_events.ValueChosen, FIELD_NAMES, WILD),
    st.builds(round_events.ValueTicked, FIELD_NAMES, WILD, st.booleans()),
    st.builds(round_events.FieldDone, FIELD_NAMES),
    st.builds(round_events.FormAccepted, st.sampled_from(rounds.FormKind)),
    st.builds(round_events.DeedAsked, st.sampled_from(rounds.Deed), NUMBERS, st.sampled_from(["", "compost", "x"])),
    st.builds(round_events.DeedConfirmed, st.sampled_from(rounds.Deed), NUMBERS, st.sampled_from(["", "compost"])),
    st.just(round_events.PictureAsked()),
    st.just(round_events.AuditAsked()),
)

REMINDING_EVENTS: st.SearchStrategy[Any] = st.one_of(
    st.just(reminding_events.Continued()),
    st.builds(reminding_events.Snoozed, st.sampled_from(Wish)),
    st.just(reminding_events.RemindersStopped()),
    st.just(reminding_events.RemindersWanted()),
)


ABOUT_ONE: list[Callable[[str], Event]] = [
    result_events.SpreadOpened,
    result_events.AgreementBegun,
    result_events.StepOpened,
    result_events.PlanningBegun,
    result_events.PriorityDropped,
]
"""What a coordinator does with the result of one capability."""


def _some(known: Model) -> st.SearchStrategy[tuple[str, ...]]:
    """All capabilities of the model, or those of a section, every other one, one, or none."""
    every = tuple(known.capabilities)
    section = tuple(c for c in every if known.capabilities[c].domain == known.domains[0].id)
    return st.sampled_from([every, every, section, every[::2], every[-1:], ()])


class Around:
    """Words, states and events around one capability: mostly its own, often of others, sometimes of none."""

    def __init__(self, known: Model, capability: str) -> None:
        row = known.capabilities[capability]
        own = [criterion.id for stage in row.stages for criterion in stage.criteria]
        self.capabilities = _mostly([capability], list(known.capabilities))
        self.domains = _mostly([row.domain], list(known.by_domain))
        self.phases = _mostly(list(known.by_phase), [])
        self.criteria = _mostly(own, list(known.criteria))

    @cached_property
    def questions(self) -> st.SearchStrategy[Question]:
        kinds = (
            states.Asking,
            states.Declining,
            states.Explaining,
            states.Comparing,
            states.Ticking,
            states.Weighing,
            states.Noting,
        )
        return st.one_of([st.builds(kind, self.capabilities, st.booleans()) for kind in kinds])

    @cached_property
    def offers(self) -> st.SearchStrategy[OfferingNote]:
        return st.builds(OfferingNote, NOTES.filter(bool), self.questions)

    @cached_property
    def cautions(self) -> st.SearchStrategy[Cautioned]:
        """Words that wait: mostly such as are held back, and such as an earlier release held back."""
        held = st.one_of(st.sampled_from(FLAGGED), NOTES.filter(bool))
        filling = st.builds(
            rounds.Filling, st.sampled_from(rounds.FormKind), VALUES, st.sampled_from(KEEPING), st.booleans(), NUMBERS
        )
        return st.builds(
            Cautioned, held, st.one_of(self.questions, self.questions, self.offers, filling), st.booleans()
        )

    @cached_property
    def stations(self) -> st.SearchStrategy[Station]:
        paged = (
            states.Reviewing,
            states.ReadingSummary,
            states.ReadingAdvice,
            states.ReadingNotes,
            states.ReadingContext,
        )
        return st.one_of(
            st.sampled_from([states.Stranger(), states.Greeted(), states.ChoosingDepth(), states.ListingSections()]),
            self.questions,
            st.builds(states.BrowsingSection, self.domains),
            ROUND_STATES,
            RESULT_STATES,
            st.one_of([st.builds(kind, PAGES) for kind in paged]),
        )

    @cached_property
    def states(self) -> st.SearchStrategy[State]:
        behind = st.one_of(self.stations, self.offers, self.cautions)
        asides = st.builds(states.Aside, st.sampled_from(Place), behind, PAGES)
        called = st.builds(states.Called, st.sampled_from(states.Occasion), NUMBERS, behind)
        return st.one_of(self.stations, self.questions, self.offers, self.cautions, asides, called)

    @cached_property
    def events(self) -> st.SearchStrategy[Event]:
        return st.one_of(
            st.sampled_from(PLAIN_EVENTS),
            ROUND_EVENTS,
            REMINDING_EVENTS,
            st.builds(events.Arrived, st.one_of(st.just(""), WILD)),
            st.builds(events.DepthChosen, st.sampled_from(Depth)),
            st.builds(events.PhaseChosen, self.capabilities, self.phases),
            st.builds(events.JudgementDeclined, self.capabilities),
            st.builds(events.ReasonChosen, self.capabilities, st.sampled_from(Reason)),
            st.builds(events.CriterionTicked, self.criteria, st.booleans()),
            st.builds(events.BasisTicked, self.capabilities, st.sampled_from(Basis), st.booleans()),
            st.builds(events.ChangeExplained, self.capabilities, st.sampled_from(Change)),
            st.one_of([st.builds(kind, self.capabilities) for kind in ABOUT_ONE]),
            st.builds(result_events.FileAsked, st.sampled_from(result_events.FileKind), st.booleans()),
            st.builds(events.MovedOn, self.capabilities),
            st.builds(events.NoteKept, self.capabilities),
            st.builds(events.WordsCleared, self.capabilities),
            st.builds(events.SectionOpened, self.domains),
            st.builds(events.CapabilityOpened, self.capabilities, st.booleans()),
            st.builds(events.PageTurned, st.integers(-5, 10**9)),
            st.builds(events.LanguageChosen, _mostly(list(LANGUAGES), ["xx"])),
            st.builds(events.Asked, st.sampled_from(Place)),
            st.builds(events.UnknownCommandGiven, WILD),
            st.builds(events.Typed, WILD),
            st.builds(events.AttachmentSent, st.sampled_from(Attachment)),
        )


def _mostly(words: list[str], others: list[str]) -> st.SearchStrategy[str]:
    """One of the words two times of three; else one of the others, or any text at all."""
    return st.one_of(st.sampled_from(words), st.sampled_from(words), st.one_of(st.sampled_from(others or words), WILD))


PLAIN_EVENTS: list[Event] = [
    events.ConsentGiven(),
    events.ConsentRefused(),
    events.AdviceOpened(),
    events.NotesOpened(),
    events.ContextOpened(),
    events.Submitted(),
    events.WentBack(),
    events.Cancelled(),
    events.ButtonLost(),
    safety_events.CaseDenied(),
    safety_events.WordsInsisted(),
    safety_events.PartsLeftOut(),
    safety_events.WordsWithdrawn(),
    privacy_events.DataAsked(),
    privacy_events.ForgetConfirmed(),
]


AROUND = {known.id: [Around(known, capability) for capability in known.capabilities] for known in MODELS}


@dataclass(frozen=True)
class Situation:
    sheet: Sheet
    here: Conversation
    received: Received


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """A third of the events are those of the card's own buttons, a third are such with one word exchanged."""
    sheet, revision = draw(sheets()), draw(st.integers(0, 16**6))
    around = draw(st.sampled_from(AROUND[sheet.model.id]))
    state = draw(around.states)
    tapped = draw(st.sampled_from([None, revision, revision, revision + 1, revision - 1, -1]))
    event = draw(around.events)
    offered = offered_events(sheet, state)
    if offered and draw(st.sampled_from([True, True, False])):
        event = draw(st.sampled_from(offered))
        if draw(st.booleans()):
            event = draw(forged(event, sheet.model))
    return Situation(sheet, Conversation(state, revision), Received(event, NOON, tapped))


def offered_events(sheet: Sheet, state: State) -> list[Event]:
    """The events on the buttons of the card that is waiting."""
    here = settled(sheet, state)
    return [button.event for button in card(sheet, here, Tongue("en"), shown_beside(sheet, here)).buttons]


def forged(event: Any, known: Model) -> st.SearchStrategy[Event]:
    """The event with another capability, phase, criterion or section in the place of one that it names."""
    words = {
        "capability": list(known.capabilities),
        "phase": list(known.by_phase),
        "criterion": list(known.criteria),
        "domain": list(known.by_domain),
    }
    names = [field.name for field in fields(event) if field.name in words]
    if not names:
        return st.just(event)
    return st.sampled_from(names).flatmap(
        lambda name: st.sampled_from(words[name]).map(lambda word: replace(event, **{name: word}))
    )
