"""Anonymous rounds after somebody is deleted: what was shown with them, minus what is now, is not their answer."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from sqlalchemy import Engine

from bot.storage.results.counting import read, written
from dialogs.rounds.states import Deed
from framework.answers import Basis, Reason
from framework.comparing import Change
from framework.joined import Group, Seen, Spread
from tests.privacy.lives import every_row
from tests.results.gardens import all_answer, answer, came, came_in, do, garden, phases, report, rows, spread
from tests.rounds.people import Speaker

NAMES = ("beni", "carla", "dana", "elif", "femi", "gita", "hana")
SAID = ("rooting", "rooting", "growing", "growing", "bearing", "bearing", "sprouting")
COUNTED = {"sprouting": 1, "rooting": 2, "growing": 2, "bearing": 2}


def closed(engine: Engine, *, sectors: dict[str, str] | None = None) -> tuple[Speaker, dict[str, Speaker]]:
    """Seven people of an anonymous round that was closed, each with a note."""
    amina, people = garden(engine, *NAMES, anonymous=True, sectors=sectors or {})
    for (name, speaker), said in zip(people.items(), SAID, strict=True):
        answer(speaker, "compost", said, note=f"{name} wrote this.")
    do(amina, Deed.CLOSE)
    return amina, people


def forget(speaker: Speaker) -> None:
    speaker.say("/forget")
    speaker.press("Delete everything about me")


def seen(amina: Speaker) -> dict[str, Any]:
    """Everything that can be counted in what is shown of one capability."""
    shown = spread(amina)
    counts: dict[str, int] = {f"phase {phase}": people for phase, people in shown.phases.items()}
    counts |= {f"reason {reason}": people for reason, people in shown.reasons.items()}
    counts |= {f"basis {basis}": people for basis, people in shown.basis.items()}
    counts |= {f"{c.criterion} {word}": n for c in shown.criteria for word, n in (("seen", c.seen), ("of", c.of))}
    for group in shown.groups:
        counts |= {f"{group.sector} {phase}": people for phase, people in group.phases.items()}
    return counts | {"answered": shown.answered, "unanswered": shown.unanswered, "opinion": shown.opinion_only}


def test_whoever_remembers_the_result_finds_nothing_by_subtracting_the_one_of_today(engine: Engine) -> None:
    amina, people = closed(engine)
    before = seen(amina)
    forget(people["hana"])
    assert seen(amina) == before
    assert phases(amina) == COUNTED


def test_no_note_is_missing_for_all_of_them_are_gone(engine: Engine) -> None:
    amina, people = closed(engine)
    assert len(spread(amina).remarks) == 7
    forget(people["hana"])
    assert spread(amina).remarks == ()
    assert "wrote this" not in str(report(amina))


def test_after_two_it_is_still_the_same_and_after_three_it_is_new(engine: Engine) -> None:
    amina, people = closed(engine)
    before = seen(amina)
    forget(people["hana"])
    forget(people["gita"])
    assert seen(amina) == before
    forget(people["femi"])
    assert phases(amina) == {"rooting": 2, "growing": 2}
    assert len(spread(amina).remarks) == 4, "what the others wrote is there again"


def test_where_too_few_are_left_nothing_is_shown(engine: Engine) -> None:
    amina, people = closed(engine)
    for name in NAMES[2:]:
        forget(people[name])
    assert spread(amina).withheld
    assert spread(amina).asked == 2


def test_everybody_may_leave(engine: Engine) -> None:
    amina, people = closed(engine)
    for speaker in people.values():
        forget(speaker)
    shown = came(amina).spreads or {}
    assert all(each.withheld for each in shown.values())
    assert not rows(engine, "release_part")
    assert not rows(engine, "answer")


def test_opened_and_closed_again_without_her_it_stays_as_it_was_shown(engine: Engine) -> None:
    amina, people = closed(engine)
    before = seen(amina)
    do(amina, Deed.REOPEN)
    forget(people["hana"])
    do(amina, Deed.CLOSE)
    assert seen(amina) == before
    do(amina, Deed.REOPEN)
    answer(people["beni"], "compost", "bearing")
    do(amina, Deed.CLOSE)
    assert seen(amina) == before, "she and one who changed: that would be two"
    do(amina, Deed.REOPEN)
    answer(people["carla"], "compost", "bearing")
    do(amina, Deed.CLOSE)
    assert phases(amina) == {"growing": 2, "bearing": 4}


def test_an_older_view_counts_as_well(engine: Engine) -> None:
    """Three changed their answers since the first view; without her, nothing differs from that by one or two."""
    amina, people = closed(engine)
    views = [seen(amina)]
    do(amina, Deed.REOPEN)
    for name in NAMES[:3]:
        answer(people[name], "compost", "sprouting")
    do(amina, Deed.CLOSE)
    views.append(seen(amina))
    forget(people["hana"])
    views.append(seen(amina))
    do(amina, Deed.REOPEN)
    for name, said in zip(NAMES[:3], SAID, strict=False):
        answer(people[name], "compost", said)
    do(amina, Deed.CLOSE)
    views.append(seen(amina))
    for one, other in combinations(views, 2):
        assert abs(one["answered"] - other["answered"]) not in {1, 2}
        moved = sum(
            abs(one[f"phase {p}"] - other[f"phase {p}"]) for p in ("sprouting", "rooting", "growing", "bearing")
        )
        assert moved == 0 or moved >= 3


def test_a_sector_of_which_one_is_deleted_stays_as_it_was(engine: Engine) -> None:
    sectors = dict.fromkeys(NAMES[:3], "police") | dict.fromkeys(NAMES[3:], "justice")
    amina, people = closed(engine, sectors=sectors)
    before = seen(amina)
    assert {group.sector for group in spread(amina).groups} == {"police", "justice"}
    forget(people["hana"])
    assert seen(amina) == before


def test_whoever_comes_back_makes_no_difference_either(engine: Engine) -> None:
    amina, people = closed(engine)
    before = seen(amina)
    do(amina, Deed.REOPEN)
    forget(people["hana"])
    answer(came_in(amina, "hana-again"), "compost", "sprouting")
    answer(people["beni"], "compost", "bearing")
    answer(people["carla"], "compost", "bearing")
    do(amina, Deed.CLOSE)
    assert seen(amina) == before, "the two would be found by who knows that she came back"


def test_of_whom_is_deleted_a_view_keeps_a_number_and_no_words(engine: Engine) -> None:
    amina, people = closed(engine)
    part = people["hana"].desk.participation
    forget(people["hana"])
    kept = every_row(engine)
    assert [row["gone"] for row in kept["release"] if row["gone"]] == [{"": 1}]
    assert part not in {row["participation_id"] for row in kept["release_part"]}
    assert "wrote" not in str(kept["release"])
    assert amina.round


def test_later_answers_are_not_taken_for_earlier_ones(engine: Engine) -> None:
    """SQLite gives the numbers of deleted revisions again; a view knows by them what was said before it."""
    amina, people = garden(engine, *NAMES, anonymous=True)
    all_answer(people, "compost", *SAID)
    do(amina, Deed.CLOSE)
    do(amina, Deed.REOPEN)
    forget(people["hana"])  # hers were the newest revisions
    answer(people["beni"], "compost", "bearing")
    newest = max(row.newest for row in rows(engine, "release"))
    assert newest < max(row.id for row in rows(engine, "answer_revision"))
    do(amina, Deed.CLOSE)
    assert phases(amina) == COUNTED


def test_a_named_round_has_one_answer_less(engine: Engine) -> None:
    amina, people = garden(engine, *NAMES)
    all_answer(people, "compost", *SAID)
    do(amina, Deed.CLOSE)
    forget(people["hana"])
    assert phases(amina) == {"rooting": 2, "growing": 2, "bearing": 2}
    assert [voice.name for voice in report(amina).voices] == [name.capitalize() for name in NAMES[:-1]]


def test_reasons_for_a_change_stay_counted(engine: Engine) -> None:
    amina, people = closed(engine)
    do(amina, Deed.NEXT_ROUND)
    do(amina, Deed.REOPEN)
    for speaker in people.values():
        answer(
            speaker, "compost", "sprouting" if speaker.address != "hana" else "bearing", change=Change.THINGS_CHANGED
        )
    do(amina, Deed.CLOSE)
    before = report(amina).before["compost"]
    forget(people["hana"])
    assert report(amina).before["compost"] == before


def test_counts_are_read_as_they_were_written() -> None:
    spread_ = Spread(
        "compost",
        {"rooting": 3, "growing": 1},
        {Reason.DONT_KNOW: 1},
        asked=7,
        unanswered=2,
        criteria=(Seen("compost.growing.1", 2, 3),),
        basis={Basis.LAW: 4},
        opinion_only=1,
        groups=(Group("police", {"rooting": 3, "growing": 0}, {Reason.DONT_KNOW: 0}),),
    )
    counted = read("compost", written(spread_, (Change.THINGS_CHANGED,)))
    assert counted.beside(2) == spread_
    assert counted.changes == (Change.THINGS_CHANGED,)
