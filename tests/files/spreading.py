"""Spreads, counted from what people said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from framework.answers import Answer, Basis, Reason
from framework.joined import Group, Remark, Seen, Spread, Voice
from framework.model import Model

FEWEST = 3


def spreads_of(model: Model, voices: tuple[Voice, ...], *, named: bool) -> Mapping[str, Spread]:
    """Of every capability that somebody was asked about."""
    asked = [c for c in model.capabilities if any(c in voice.asked for voice in voices)]
    return {c: _spread(model, c, [v for v in voices if c in v.asked], named=named) for c in asked}


def _spread(model: Model, capability: str, voices: list[Voice], *, named: bool) -> Spread:
    said = [(v, v.answers[capability]) for v in voices if capability in v.answers]
    if not named and len(said) < FEWEST:
        return Spread(capability, {}, {}, len(voices), 0, withheld=True)
    answers = [answer for _, answer in said]
    return Spread(
        capability,
        {phase.id: sum(a.phase == phase.id for a in answers) for phase in model.phases},
        {reason: sum(a.reason is reason for a in answers) for reason in Reason},
        len(voices),
        len(voices) - len(said),
        tuple(_seen(model, capability, answers)),
        {basis: sum(basis in a.basis for a in answers if a.phase) for basis in Basis},
        sum(a.phase is not None and a.basis == {Basis.OPINION} for a in answers),
        tuple(_remarks(said, named=named)),
        tuple(_groups(model, said)) if named else (),
    )


def _seen(model: Model, capability: str, answers: list[Answer]) -> Iterator[Seen]:
    for before, stage in zip(model.phases, model.capabilities[capability].stages[1:], strict=False):
        asked = [a for a in answers if a.phase == before.id]
        if asked:
            yield from (Seen(c.id, sum(c.id in a.in_place for a in asked), len(asked)) for c in stage.attainable)


def _remarks(said: list[tuple[Voice, Answer]], *, named: bool) -> Iterator[Remark]:
    for voice, answer in said:
        for text in filter(None, (answer.why, answer.note)):
            known = Remark(text, voice.number, voice.name, answer.phase, answer.reason)
            yield known if named else Remark(text)


def _groups(model: Model, said: list[tuple[Voice, Answer]]) -> Iterator[Group]:
    sectors = Counter(voice.sector for voice, _ in said if voice.sector)
    for sector, people in sectors.items():
        if people >= FEWEST:
            theirs = [answer for voice, answer in said if voice.sector == sector]
            yield Group(
                sector,
                {phase.id: sum(a.phase == phase.id for a in theirs) for phase in model.phases},
                {reason: sum(a.reason is reason for a in theirs) for reason in Reason},
            )
