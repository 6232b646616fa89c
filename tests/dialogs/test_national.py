"""The national model from the first word to the summary, as a conversation.

Not a transcript in the folder: its lists of names would be runs of words that stand in the source document.
"""

from __future__ import annotations

from dialogs.cards import record
from dialogs.events import Arrived
from dialogs.screens import Bullets, Fold, Heading, lines
from dialogs.sheet import Sheet
from tests.dialogs.talking import Talk
from tests.models import model

NATIONAL = model("national")


def test_a_quick_assessment_from_the_first_word_to_the_summary() -> None:
    talk = Talk(Sheet(model=NATIONAL, languages=("en",), language="en", open_to_all=True))
    list(talk.screens(talk.turn(Arrived())))
    finished = []
    chosen = [NATIONAL.phases[number % 4].name.source for number in range(20)]
    for label in ("I agree, begin", "Quick", *chosen, "Submit"):
        turn = talk.turn(*talk.tap(label))
        left = record(talk.sheet, turn.commands, talk.tongue)
        finished += [block.text for block in left.blocks if isinstance(block, Heading)] if left else []
        list(talk.screens(turn))
    assert finished == ["Welcome to Sounding", *(f"{domain.name.source}: complete" for domain in NATIONAL.domains)]
    summary = talk.card()
    assert [block.text for block in summary.blocks if isinstance(block, Heading)] == ["Your maturity summary"]
    (every,) = [block for block in summary.blocks if isinstance(block, Fold)]
    rows = [line for block in every.blocks if isinstance(block, Bullets) for line in lines(block)]
    names = [capability.name.source for capability in NATIONAL.capabilities.values()]
    assert rows == [f"{name}: {phase}" for name, phase in zip(names, chosen, strict=True)]
