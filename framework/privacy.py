"""What may be shown of a round so that nobody is found in it, neither in one view nor by subtracting two.

People stand behind every figure. One of fewer than three people would tell what each of them said, and so would the
difference of two: everybody without a sector, or today's result without yesterday's. So each view is taken apart into
blocks: the sectors that it shows, and everybody beside them. All that can be added up from it is a union of blocks,
and two views are safe together when no union of one differs from a union of the other by one or two people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from framework.answers import Answer, Depth, Questionnaire
from framework.joined import Voice
from framework.model import Model
from framework.profile import row

LEAST = 3
"""The fewest people whom anything may be said about."""

BESIDE = ""
"""The block of those whose sector is not shown."""

IN_OR_OUT = ((False, False), (False, True), (True, False), (True, True))
"""Of an earlier and a later view: whether a sum of it has a block."""


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part in a view: the block they are counted in, and the SHA-256 of what shows of them, in hex."""

    block: str
    digest: str


@dataclass(frozen=True, slots=True)
class View:
    """One capability as it was shown once: who stands behind it, by number, and which sectors stood by themselves.

    A view behind which fewer than three people stand shows nothing, and has no parts. What is kept of a view is as
    confidential as the answers: who knows all that can be answered can find what a digest was made of. `gone` says how
    many stood behind it whose data were deleted since, by the block that they were counted in: nothing else is known
    of them, and whoever saw the view may remember it.
    """

    parts: Mapping[int, Part]
    sectors: tuple[str, ...] = ()
    gone: Mapping[str, int] = field(default_factory=dict)


def groups_to_show(voices: Sequence[Voice], capability: str) -> tuple[str, ...]:
    """The sectors that may be shown by themselves beside the whole, in alphabetical order.

    Each has at least three who answered, and nobody or at least three are left when all of them are taken away;
    where one or two would be, the smallest sector is hidden too, of equals the last.
    """
    return next(_choices(voices, capability))


def changed(model: Model, before: Sequence[Voice], now: Sequence[Voice], capability: str) -> int:
    """How many respondents' answers show otherwise than before, with those who came or went."""
    then, since = _said(model, before, capability), _said(model, now, capability)
    return sum(then.get(number) != since.get(number) for number in then.keys() | since.keys())


def releasable(model: Model, earlier: Sequence[View], now: Sequence[Voice], capability: str) -> bool:
    """Whether an anonymous result may be shown anew; see `renewed`."""
    return renewed(model, earlier, now, capability) is not None


def renewed(model: Model, earlier: Sequence[View], now: Sequence[Voice], capability: str) -> View | None:
    """What an anonymous round may show now; None where what was shown last has to stay.

    `earlier` is every view of this capability that was shown, not the last alone, or people who change an answer and
    change it back would uncover the one who did not. As many sectors are shown as are safe beside all of them; with
    none, it comes to this: nobody's answer or at least three people's changed.
    """
    if sum(_gave(voice, capability) for voice in now) < LEAST:
        return View({})
    for sectors in _choices(now, capability):
        view = view_of(model, now, capability, sectors)
        if all(apart(shown, view) for shown in earlier):
            return view
    return None


def view_of(model: Model, voices: Sequence[Voice], capability: str, sectors: tuple[str, ...]) -> View:
    """The view that shows these voices, and these sectors by themselves."""
    blocks = {voice.number: voice.sector for voice in voices if voice.sector in sectors}
    said = _said(model, voices, capability)
    return View({number: Part(blocks.get(number) or BESIDE, digest) for number, digest in said.items()}, sectors)


def without(view: View, numbers: Collection[int]) -> View:
    """The same view once the data of these people are deleted."""
    left = Counter(part.block for number, part in view.parts.items() if number in numbers)
    parts = {number: part for number, part in view.parts.items() if number not in numbers}
    return View(parts, view.sectors, Counter(view.gone) + left)


def apart(one: View, other: View) -> bool:
    """Whether nothing that can be added up from one view differs from such a sum of the other by one or two people.

    Somebody whose data were deleted may have come back as somebody new. So where there are both, the sums have to
    differ by three people besides them, or by nobody at all.
    """
    kinds = _kinds(one, other)
    if any(kind.before and kind.after and kind.before != kind.after for kind in kinds):
        return False  # shown with one sector, then with another: too entangled to be sure
    cells = {kind.cell for kind in kinds} - {BESIDE}
    for sides in IN_OR_OUT:
        sums = {_differing(kinds, BESIDE, sides, sides)}
        for cell in cells:
            ways = {_differing(kinds, cell, sides, own) for own in IN_OR_OUT}
            sums = {
                (min(LEAST, all_ + more), min(LEAST, sure + others)) for all_, sure in sums for more, others in ways
            }
        if any(all_ and sure < LEAST for all_, sure in sums):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Kind:
    """Alike in two views: in which block before and after, None where not in the view, and whether all was the same.

    `sure` unless somebody who is in the one view alone may be somebody who is in the other alone.
    """

    before: str | None
    after: str | None
    same: bool
    sure: bool = True

    @property
    def cell(self) -> str:
        """The one sector that these are shown with in either view; it can be in a sum or not, whatever others are."""
        return self.before or self.after or BESIDE


def _kinds(one: View, other: View) -> Counter[_Kind]:
    """How many are alike in these two views; nobody where one of them shows nothing."""
    if not (one.parts or one.gone) or not (other.parts or other.gone):
        return Counter()
    new, old = other.parts.keys() - one.parts.keys(), one.parts.keys() - other.parts.keys()
    unsure = bool((one.gone and (new or other.gone)) or (other.gone and old))
    numbers = one.parts.keys() | other.parts.keys()
    kinds = Counter(_kind(one.parts.get(number), other.parts.get(number), unsure=unsure) for number in numbers)
    kinds.update({_Kind(block, None, same=False, sure=not unsure): people for block, people in one.gone.items()})
    kinds.update({_Kind(None, block, same=False, sure=not unsure): people for block, people in other.gone.items()})
    return kinds


def _kind(before: Part | None, after: Part | None, *, unsure: bool) -> _Kind:
    if before is None or after is None:
        return _Kind(before.block if before else None, after.block if after else None, same=False, sure=not unsure)
    return _Kind(before.block, after.block, before.digest == after.digest)


def _differing(
    kinds: Mapping[_Kind, int], cell: str, beside: tuple[bool, bool], own: tuple[bool, bool]
) -> tuple[int, int]:
    """How many of a cell are in one sum and not in the other, or in both with something else; and of these, the sure.

    Neither counts further than it matters. `beside` and `own` say of the earlier and the later view whether its sum
    has the block beside, and the cell's own.
    """
    earlier, later = ({BESIDE: out, cell: mine, None: False} for out, mine in zip(beside, own, strict=True))
    differing = [
        (kind.sure, people)
        for kind, people in kinds.items()
        if kind.cell == cell and (earlier[kind.before] != later[kind.after] or (earlier[kind.before] and not kind.same))
    ]
    all_, sure = sum(people for _, people in differing), sum(people for sure, people in differing if sure)
    return min(LEAST, all_), min(LEAST, sure)


def _choices(voices: Sequence[Voice], capability: str) -> Iterator[tuple[str, ...]]:
    """Sectors that can be shown together in one view: first as many as can be, at last none."""
    people = Counter(voice.sector or BESIDE for voice in voices if _gave(voice, capability))
    large = sorted((s for s in people if s != BESIDE and people[s] >= LEAST), key=lambda s: (-people[s], s))
    for shown in range(len(large), -1, -1):
        left = people.total() - sum(people[sector] for sector in large[:shown])
        if shown == 0 or left == 0 or left >= LEAST:
            yield tuple(sorted(large[:shown]))


def _gave(voice: Voice, capability: str) -> bool:
    return capability in voice.asked and capability in voice.answers and voice.answers[capability].given


def _said(model: Model, voices: Sequence[Voice], capability: str) -> dict[int, str]:
    """A digest of what shows of each respondent's answer, by number; of what is still open not even the note shows."""
    quest = Questionnaire(model, (capability,), Depth.FULL)
    shown = {v.number: _showing(quest, v.answers[capability]) for v in voices if _gave(v, capability)}
    return {number: sha256(repr(what).encode()).hexdigest() for number, what in shown.items()}


def _showing(quest: Questionnaire, answer: Answer) -> tuple[object, ...]:
    """What others may get to see of an answer. What was ticked for another phase counts nowhere."""
    ticked = tuple(criterion.id for criterion in row(quest, answer.capability, answer).in_place)
    basis = tuple(sorted(answer.basis)) if answer.phase else ()
    why = answer.why if answer.reason else ""
    said = (answer.phase, answer.reason, why, answer.note, ticked, basis, answer.change)
    return (*said, "marked") if answer.marked else said  # so that digests of before there were marks still hold
