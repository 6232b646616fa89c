"""`python -m tests.pictures.readme`: the pictures in the README, of a round of invented people (`make pictures`)."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import typst
from sqlalchemy import func, select, update

from bot.catalogues import tongue, tongues
from bot.files.making import made_of
from bot.library import bundled
from bot.office import House, Office
from bot.pictures.progress import progress_picture
from bot.sealing.keys import Keyring, new_key
from bot.simulating.chats import Chat
from bot.simulating.founding import Plan
from bot.simulating.keeping import CHANNEL, kept
from bot.storage.engine import open_database, transaction, upgrade
from bot.storage.results.reporting import whole_report
from bot.storage.rounds.authority import coordination_of_operator
from bot.storage.rounds.watching import roll_of
from bot.storage.tables import METADATA
from dialogs.events import Asked, CapabilityOpened, CriterionTicked, LanguageChosen, PhaseChosen, Place, SectionOpened
from dialogs.results.events import FileKind
from dialogs.screens import Screen
from tests.pictures.bubbles import Bubble, shown
from tests.pictures.drawing import drawn

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
PLAN = Plan(days=30, respondents=12, seed=7, territory="NP", zone="Asia/Kathmandu", start=date(2027, 2, 1))
HALFWAY = PLAN.at(date(2027, 2, 11), 15)
AFTERWARDS = PLAN.at(date(2027, 3, 1), 15)
ASKED, CHOSEN = "hotline", "enhancement"
"""What is answered on the pictures of chats."""

PAGE, PER_INCH = 1, 96
"""Which page of the report is shown, from 1, and how many pixels an inch of it has."""

FRAME = """#set page(width: auto, height: auto, margin: 12pt, fill: rgb("#d9e4ec"))
#box(fill: white, image("report.pdf", page: int(sys.inputs.page)))
"""

conversation, answer = METADATA.tables["conversation"], METADATA.tables["answer"]


def main() -> None:
    """Make every picture and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.readme", description=__doc__)
    parser.add_argument("--out", type=Path, default=PICTURES, help="the folder (default: %(default)s)")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for name, picture in pictures(Path(place)):
            (folder / f"{name}.png").write_bytes(picture)
            print(f"{folder / name}.png: {len(picture) // 1024} KiB")


def pictures(place: Path) -> Iterator[tuple[str, bytes]]:
    """Every picture by its name. `place` is for the databases of the rounds, one going on and one that is over."""
    going, over = (_played(place / name, left_open=left_open) for name, left_open in (("a", True), ("b", False)))
    with transaction(going.engine) as session:
        session.connection().execute(update(conversation).values(unreachable_since=None))
        roll = roll_of(session, coordination_of_operator(1))
        yield "progress-en", progress_picture(roll, HALFWAY, tongue("en", roll.model.id))
    for language in ("en", "ar"):
        yield f"chat-{language}", drawn(tuple(_answering(going, language)), scale=1.5)
    with transaction(over.engine) as session:
        report = whole_report(session, 1, AFTERWARDS)
    for language in ("en", "ar"):
        t = tongue(language, report.model.id)
        yield f"result-{language}", made_of(report, FileKind.PICTURE, t).content
        yield f"report-{language}", _page(made_of(report, FileKind.PDF, t).content, place)


def _played(place: Path, *, left_open: bool) -> Office:
    """A round of invented people on a database of its own."""
    place.mkdir()
    engine = open_database(f"sqlite:///{place / 'sounding.db'}", Keyring((new_key(),)))
    upgrade(engine)
    kept(PLAN, engine, 1, left_open=left_open)
    return Office(engine, House(bundled(), tuple(tongues()), open_to_all=False))


def _answering(office: Office, language: str) -> Iterator[Bubble]:
    """A question, and what is asked once it is answered, in the chat of somebody who is not done."""
    chat = Chat(office, _somebody(office), channel=CHANNEL)
    chat.turn(HALFWAY, LanguageChosen(language), Asked(Place.SECTIONS))
    chat.turn(HALFWAY, SectionOpened("society"), CapabilityOpened(ASKED))
    question = _card(chat)
    pressed = next(button.label for button in question.buttons if button.event == PhaseChosen(ASKED, CHOSEN))
    yield shown(question).pressed(pressed)
    chat.turn(HALFWAY, PhaseChosen(ASKED, CHOSEN))
    for button in list(_card(chat).buttons)[:2]:
        if isinstance(button.event, CriterionTicked):
            chat.turn(HALFWAY, CriterionTicked(button.event.criterion, on=True))
    yield shown(_card(chat))


def _card(chat: Chat) -> Screen:
    if chat.reply is None:
        raise LookupError("nothing was shown")
    return chat.reply.card


def _somebody(office: Office) -> str:
    """The chat of somebody who has begun and is not done."""
    begun = select(answer.c.participation_id).group_by(answer.c.participation_id)
    some = begun.having(func.count().between(3, 12))
    theirs = select(conversation.c.address).where(conversation.c.participation_id.in_(some)).limit(1)
    with transaction(office.engine) as session:
        return str(session.connection().scalar(theirs))


def _page(pdf: bytes, place: Path) -> bytes:
    """One page of a PDF as a PNG."""
    (place / "report.pdf").write_bytes(pdf)
    frame = place / "frame.typ"
    frame.write_text(FRAME)
    made = typst.compile(frame, format="png", ppi=PER_INCH, sys_inputs={"page": str(PAGE)})
    if not isinstance(made, bytes):
        raise TypeError("a picture is one page")
    return made


if __name__ == "__main__":
    main()
