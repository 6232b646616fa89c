"""The nasty strings, typed wherever something can be typed, and out through everything that shows it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO

import pytest
from sqlalchemy import Engine
from structlog.testing import capture_logs

from bot.enclosing import made
from bot.left import Enclosure, File
from bot.telegram.outbox import reply_rows
from bot.telegram.updates import Heard
from bot.turns import Incoming, Reply, take_turn
from dialogs.cards.remarks import remark
from dialogs.commands import Remark
from dialogs.events import Asked, CapabilityOpened, ConsentGiven, Event, NoteKept, PhaseChosen, Place, Typed
from dialogs.results.events import AgreementBegun, FileAsked, FileKind, PlanningBegun, SpreadOpened, StepOpened
from dialogs.rounds.events import AuditAsked, FieldOpened, FormAccepted, FormOpened, ValueChosen
from dialogs.rounds.states import Filling, FormKind
from dialogs.safety.events import CaseDenied, WordsInsisted
from dialogs.states import Cautioned
from dialogs.tongue import ENGLISH
from dialogs.typed import NOTE_LIMIT, clean, heard
from tests.files.test_pdf import whole
from tests.files.workbook import opened
from tests.privacy.nasty import HIDDEN, LINES
from tests.privacy.test_rations import pasted
from tests.results.gardens import garden, report, rows
from tests.rounds.people import Speaker, invited
from tests.telegram.formatting import parse_html
from tests.telegram.sending import TEXT_MAX

ALL = "\n".join(LINES)
"""Everything at once, as lines of one note."""

TITLE = "=T<b>&\u202e\x00'\"#[x]{title}\ud800\u200b\U000e0041"
NAME = "+N</b>&amp;\n[error] forged\x1b[31m $x$ @y <label>"
LABEL = '@L;"x",\t=1+1 <i>\u2028\'--'
LEAD = "-P#read(\"x\") \\ <a href='x'>\x07"
REASON, DISSENT, PLANNED = (f"{word}\n{ALL}"[:990] for word in ("=reason", "+dissent", "-planned"))

FILES: list[Event] = [
    *(FileAsked(kind) for kind in (FileKind.PDF, FileKind.XLSX, FileKind.CSV, FileKind.JSON, FileKind.PICTURE)),
    AuditAsked(),
]


class Screens:
    """What was shown, each message as Telegram takes it: well formed, short enough, with no style but ours."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def turn(self, speaker: Speaker, *events: Event) -> Reply:
        for event in events:
            reply = speaker.turn(event)
            self.see(reply, event, speaker)
        return reply

    def insist(self, speaker: Speaker) -> None:
        """Keep words as they are that are held back."""
        if isinstance(speaker.state, Cautioned):
            self.turn(speaker, CaseDenied(), WordsInsisted())

    def see(self, reply: Reply, event: Event, speaker: Speaker) -> None:
        for row in reply_rows(Heard(Incoming("telegram", speaker.address, event, speaker.at)), reply):
            for drawn in (row.payload.get(name) for name in ("text", "record", "words")):
                if drawn:
                    body = parse_html(drawn)
                    assert len(body.text.encode("utf-16-le")) <= 2 * TEXT_MAX
                    assert not any(entity.type in {"text_link", "spoiler"} for entity in body.entities)
                    self.texts.append(body.text)
            json.dumps(row.payload, ensure_ascii=False).encode()  # nothing that UTF-8 cannot hold

    def fill(self, speaker: Speaker, form: Event, kind: FormKind, **values: str) -> Reply:
        """Through a form: what begins with `>` is typed, anything else is taken from a button."""
        self.turn(speaker, form)
        for field, value in values.items():
            given = Typed(value[1:], sure=True) if value.startswith(">") else ValueChosen(field, value)
            self.turn(speaker, FieldOpened(field), given)
            self.insist(speaker)
        if isinstance(speaker.state, Filling) and speaker.state.field:  # the rest as it is proposed
            self.turn(speaker, FormAccepted(kind))
        return self.turn(speaker, FormAccepted(kind))


def note(screens: Screens, speaker: Speaker, capability: str, text: str) -> None:
    screens.turn(speaker, Asked(Place.REVIEW), CapabilityOpened(capability, review=True))
    screens.turn(speaker, PhaseChosen(capability, "rooting"), Asked(Place.REVIEW))
    screens.turn(speaker, CapabilityOpened(capability, review=True), Typed(text, sure=True), NoteKept(capability))
    screens.insist(speaker)


def files(amina: Speaker, screens: Screens) -> Iterator[File]:
    for event in FILES:
        amina.turn(FormOpened(FormKind.SETTINGS), Asked(Place.EXPORT))
        for left in screens.turn(amina, event).left:
            assert isinstance(left, Enclosure)
            file = made(amina.office, left, amina.at)
            assert isinstance(file, File)
            yield file


def cells(content: bytes) -> list[str]:
    return [cell for line in csv.reader(StringIO(content.decode("utf-8-sig"))) for cell in line]


def squeezed(text: str) -> str:
    """Without blanks and what is not drawn: lines are broken anew on paper."""
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace())


def test_everything_that_is_typed_and_everything_that_shows_it(engine: Engine) -> None:
    screens = Screens()
    amina, people = garden(engine, "beni", "carla")
    with capture_logs() as logged:
        screens.fill(amina, FormOpened(FormKind.SETTINGS), FormKind.SETTINGS, title=f">{TITLE}")
        screens.fill(amina, FormOpened(FormKind.INVITE), FormKind.INVITE, label=f">{LABEL}")
        screens.turn(amina, Asked(Place.INVITATIONS))
        zoe = Speaker(engine, "zoe")
        screens.turn(zoe, heard(f"/start {invited(amina, label=clean(LABEL))}"), ConsentGiven(), Typed(NAME, sure=True))
        zoe.press("Police")
        screens.see(zoe.press("Take part"), Asked(Place.HERE), zoe)
        for speaker in people.values():
            note(screens, speaker, "compost", ALL)
        note(screens, people["carla"], "watering", "\U0001f331" * 3000 + "\u0301" * 500)
        agreed = {"phase": "rooting", "reason": f">{REASON}", "dissent": f">{DISSENT}"}
        screens.fill(amina, AgreementBegun("compost"), FormKind.AGREE, **agreed)
        screens.fill(amina, PlanningBegun("compost"), FormKind.PLAN, lead=f">{LEAD}", until="", note=f">{PLANNED}")
        screens.turn(amina, Asked(Place.RESULTS), SpreadOpened("compost"), Asked(Place.PLAN), StepOpened("compost"))
        screens.turn(amina, Asked(Place.ROUNDS), Asked(Place.PEOPLE), Asked(Place.PROGRESS))
        taken = list(files(amina, screens))
    kept = rows(engine, "answer")
    assert {row.note for row in kept if row.capability == "compost"} == {clean(ALL)}
    (said,) = rows(engine, "agreement")
    assert (said.reason, said.dissent) == (clean(REASON), clean(DISSENT))
    (planned,) = rows(engine, "priority")
    assert (planned.lead, planned.note) == (" ".join(clean(LEAD).split()), clean(PLANNED))
    assert [row.title for row in rows(engine, "assessment")] == [clean(TITLE)]
    assert " ".join(clean(LABEL).split()) in {row.label for row in rows(engine, "invitation")}
    assert any(clean(TITLE) in text.replace("\u2068", "").replace("\u2069", "") for text in screens.texts)
    assert any(clean(LEAD) in text.replace("\u2068", "").replace("\u2069", "") for text in screens.texts)
    check(taken)
    assert not [line for line in logged if any(text in str(line) for text in ("forged", "=1+1", "officers", "<b>"))]
    assert clean(NAME.replace("\n", " ")) in {voice.name for voice in report(amina).voices}


def check(taken: Iterable[File]) -> None:
    seen = {file.name.rsplit("-", 1)[-1]: file.content for file in taken}
    assert {"result.pdf", "result.xlsx", "answers.csv", "criteria.csv", "result.json", "audit.csv"} <= set(seen), set(
        seen
    )
    for name in ("answers.csv", "criteria.csv", "audit.csv"):
        for cell in cells(seen[name]):
            assert cell[:1] not in tuple("=+-@\t\r＝"), (name, cell)
    assert clean(ALL) in cells(seen["answers.csv"])
    sheets = opened(seen["result.xlsx"])
    assert not any(sheet.has("f") for sheet in sheets)
    words = [text for sheet in sheets for line in sheet.texts for text in line]
    assert clean(ALL) in [word.replace("\r\n", "\n") for word in words]
    exchanged = json.dumps(json.loads(seen["result.json"]), ensure_ascii=False)
    assert json.dumps(clean(ALL), ensure_ascii=False) in exchanged
    paper = squeezed(whole(seen["result.pdf"]))
    for line in (
        "#read",
        "#import",
        "$x^2$",
        "<label>",
        "{title}",
        "<b>bold</b>",
        "<script>",
        "=HYPERLINK(",
        "*stars*",
    ):
        assert line in paper, line


def test_what_is_too_long_is_refused_kindly_and_nothing_is_lost(engine: Engine) -> None:
    amina, people = garden(engine, "beni")
    beni = people["beni"]
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True), PhaseChosen("compost", "rooting"))
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True), Typed("x" * NOTE_LIMIT, sure=True))
    beni.turn(NoteKept("compost"))
    before = rows(engine, "answer")[0].note
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True), Typed("more", sure=True))
    beni.turn(NoteKept("compost"))
    assert rows(engine, "answer")[0].note == before
    long = remark(ENGLISH, Remark.TEXT_TOO_LONG)
    for form, kind, field in (
        (FormOpened(FormKind.SETTINGS), FormKind.SETTINGS, "title"),
        (FormOpened(FormKind.INVITE), FormKind.INVITE, "label"),
        (AgreementBegun("compost"), FormKind.AGREE, "reason"),
        (PlanningBegun("compost"), FormKind.PLAN, "lead"),
        (PlanningBegun("compost"), FormKind.PLAN, "note"),
    ):
        amina.turn(form, FieldOpened(field))
        amina.turn(Typed("word " * 400, sure=True))
        assert amina.reply
        assert amina.reply.remark == long, kind
        amina.say("/cancel")


@pytest.mark.parametrize("raw", [raw for raw, _ in HIDDEN.values()], ids=HIDDEN)
def test_a_code_or_a_command_with_strange_signs_leads_nowhere_and_breaks_nothing(engine: Engine, raw: str) -> None:
    zoe = Speaker(engine, "zoe")
    for line in (f"/start {raw}", f"/{raw}", raw, f"/start 7KQ2-MXPD-4VTH-9BWE{raw}"):
        zoe.say(line)
    assert zoe.reply


@pytest.mark.parametrize(
    "language", ["\x00", "\ud800", "en\n", "x" * 5000, "../en", "ar\u202e", "", "_", "-", "zz-ZZ", "C", "en_US.UTF-8@x"]
)
def test_whatever_a_phone_says_its_language_is(engine: Engine, language: str) -> None:
    zoe = Speaker(engine, "zoe")
    assert take_turn(zoe.office, Incoming("test", "zoe", heard("/start"), zoe.at, language=language))


def test_a_list_of_invitations_carries_nothing_out(engine: Engine) -> None:
    amina, _ = garden(engine)
    pasted(amina, "=HYPERLINK(1)\n@SUM(A1)\n＝2+2\n-1 office <b>")
    Screens().insist(amina)
    reply = amina.turn(FormAccepted(FormKind.LIST))
    (left,) = reply.left
    assert isinstance(left, Enclosure)
    file = made(amina.office, left, amina.at)
    assert isinstance(file, File)
    labels = [line[0] for line in csv.reader(StringIO(file.content.decode("utf-8-sig")))][1:]
    assert labels == ["'=HYPERLINK(1)", "'@SUM(A1)", "'＝2+2", "'-1 office <b>"]
