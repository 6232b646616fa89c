"""Answers of several respondents brought together, capability by capability."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256

from framework.answers import Answer, Basis, Depth, Questionnaire, Reason
from framework.joined import Group, Remark, Seen, Spread, Voice
from framework.model import Model
from framework.privacy import LEAST, groups_to_show
from framework.profile import Row, row

Rows = Sequence[tuple[Voice, Row]]
"""Who gave an answer, and the row of their profile."""

FAR = 2
"""From so many phases between the lowest and the highest on, people disagree rather than differ."""


def joined(model: Model, voices: Sequence[Voice], *, named: bool, depth: Depth = Depth.FULL) -> dict[str, Spread]:
    """Every capability that somebody was asked about, in the model's order."""
    asked = {capability for voice in voices for capability in voice.asked}
    return {c: spread_of(model, c, voices, named=named, depth=depth) for c in model.capabilities if c in asked}


def spread_of(
    model: Model,
    capability: str,
    voices: Sequence[Voice],
    *,
    named: bool,
    depth: Depth = Depth.FULL,
    sectors: Sequence[str] | None = None,
) -> Spread:
    """One capability over everybody who was asked about it. Raises KeyError for one that the model does not have.

    In an anonymous round (`named=False`) nothing is shown that fewer than three people stand behind, and no note on
    what its writer has left open. A quick assessment asks for phases alone, so that it has neither criteria nor a
    basis. `sectors` are those to show by themselves, where `framework.privacy.renewed` has chosen them; otherwise
    those that are safe in this one view.
    """
    asked = [voice for voice in voices if capability in voice.asked]
    quest = Questionnaire(model, (capability,), depth)
    rows = [(voice, row(quest, capability, answer)) for voice in asked if (answer := voice.answers.get(capability))]
    given = [(voice, found) for voice, found in rows if found.answer and found.answer.given]
    if not named and len(given) < LEAST:
        return Spread(capability, {}, {}, len(asked), 0, withheld=True)
    shown = groups_to_show(voices, capability) if sectors is None else sectors
    rated = [found for _, found in given if found.phase]
    on_basis = rated if depth is Depth.FULL and (named or len(rated) >= LEAST) else []
    return Spread(
        capability,
        _phases(model, given),
        _reasons(given),
        asked=len(asked),
        unanswered=len(asked) - len(given),
        criteria=_criteria(model, capability, rated, least=1 if named else LEAST) if depth is Depth.FULL else (),
        basis={basis: sum(basis in _basis(found) for found in on_basis) for basis in Basis} if on_basis else {},
        opinion_only=sum(found.opinion_only for found in on_basis),
        remarks=_signed(rows) if named else _unsigned(given),
        groups=tuple(_group(model, sector, given) for sector in shown),
    )


def by_disagreement(spreads: Mapping[str, Spread]) -> tuple[str, ...]:
    """Capabilities by id: first those two or more phases apart, the furthest first; then the others as they stand."""

    def apart(capability: str) -> int:
        distance = spreads[capability].distance
        return distance if distance >= FAR else 0

    return tuple(sorted(spreads, key=lambda capability: -apart(capability)))


def _phases(model: Model, given: Rows) -> dict[str, int]:
    counted = Counter(found.phase for _, found in given)
    return {phase.id: counted[phase.id] for phase in model.phases}


def _reasons(given: Rows) -> dict[Reason, int]:
    counted = Counter(found.answer.reason for _, found in given if found.answer)
    return {reason: counted[reason] for reason in Reason}


def _criteria(model: Model, capability: str, rated: Sequence[Row], *, least: int) -> tuple[Seen, ...]:
    """A criterion counts for those alone who were asked about it: it belongs to the phase after the one they chose."""
    found = []
    for stage in model.capabilities[capability].stages:
        asked = [row for row in rated if row.next_stage and row.next_stage.phase == stage.phase]
        if asked and len(asked) >= least:
            seen = Counter(criterion.id for row in asked for criterion in row.in_place)
            found += [Seen(criterion.id, seen[criterion.id], len(asked)) for criterion in stage.attainable]
    return tuple(found)


def _basis(found: Row) -> frozenset[Basis]:
    return found.answer.basis if found.answer else frozenset()


def _words(answer: Answer | None) -> list[str]:
    """What someone wrote: the explanation of their reason, then the note."""
    explained = [answer.why] if answer and answer.reason else []
    return [text for text in (*explained, answer.note if answer else "") if text]


def _signed(rows: Rows) -> tuple[Remark, ...]:
    return tuple(
        Remark(text, voice.number, voice.name, answer.phase, answer.reason, answer.marked)
        for voice, found in rows
        if (answer := found.answer)
        for text in _words(answer)
    )


def _unsigned(given: Rows) -> tuple[Remark, ...]:
    """Words alone, in an order that says nothing about who wrote them, nor which two are one person's."""
    said = [(_words(found.answer), found.answer.marked) for _, found in given if found.answer]
    pointing = [texts for texts, marked in said if marked and texts]
    paired = len(pointing) == 1 and len(pointing[0]) > 1  # these two with a mark alone would be known as one person's
    remarks = [Remark(text, marked=paired or marked) for texts, marked in said for text in texts]
    return tuple(sorted(remarks, key=lambda each: (_shuffled(each.text), each.marked)))


def _shuffled(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def _group(model: Model, sector: str, given: Rows) -> Group:
    theirs = [(voice, found) for voice, found in given if voice.sector == sector]
    return Group(sector, _phases(model, theirs), _reasons(theirs))
