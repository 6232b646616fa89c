"""Boxes of a form: quick taps all count, and one tap takes or leaves them all."""

from __future__ import annotations

from sqlalchemy import Engine

from dialogs.rounds.events import FieldOpened, FormOpened, ValueTicked
from dialogs.rounds.states import FormKind
from tests.rounds.people import coordinator


def test_quick_taps_on_several_boxes_of_one_card_all_count(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.turn(FormOpened(FormKind.NOTICES))
    amina.turn(FieldOpened("kinds"))
    assert amina.reply
    ticks = [button.event for button in amina.reply.card.buttons if isinstance(button.event, ValueTicked)]
    single = [tick for tick in ticks if tick.value != "*"]
    revision = amina.reply.revision
    for tick in single[:3]:
        amina.turn(tick, revision=revision)
    assert amina.reply.revision == revision
    assert not amina.reply.remark
    labels = [button.label for button in amina.reply.card.buttons]
    assert sum(label.startswith("☐") for label in labels) == 3


def test_one_tap_unticks_all_and_one_ticks_all_again(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.turn(FormOpened(FormKind.NOTICES))
    amina.turn(FieldOpened("kinds"))
    amina.press("Untick all")
    assert amina.reply
    assert not any(button.label.startswith("☑") for button in amina.reply.card.buttons)
    amina.press("Tick all")
    assert not any(button.label.startswith("☐") for button in amina.reply.card.buttons)
