"""Model files are read whole, or refused with every fault and its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framework.model import Text
from framework.reading import Fault, FaultyModel, faults_of, read_model
from framework.shapes import RESERVED
from tests.framework.fault_cases import CASES, Case

GARDEN = (Path(__file__).parents[1] / "models" / "garden.yaml").read_text(encoding="utf-8")
NATIONAL = Path(__file__).parents[2] / "framework" / "models" / "model-national-response.yaml"


def _line_of(text: str, part: str) -> int:
    """The line on which the first `part` begins, from 1."""
    return text.count("\n", 0, text.index(part)) + 1


@pytest.mark.parametrize("case", CASES, ids=[f"{n}: {case.reason[:50]}" for n, case in enumerate(CASES, 1)])
def test_a_fault_is_named_with_its_line(case: Case) -> None:
    assert case.old in GARDEN
    text = GARDEN.replace(case.old, case.new, 1)
    assert faults_of(text) == (Fault(_line_of(text, case.at), case.reason),)


@pytest.mark.parametrize("word", RESERVED)
def test_a_capability_may_not_have_a_name_that_other_texts_use(word: str) -> None:
    text = GARDEN.replace("- id: watering", f"- id: {word}")
    reason = f"'id' may not be '{word}', which is a reserved word; choose another"
    assert faults_of(text) == (Fault(_line_of(text, f"- id: {word}"), reason),)


def test_all_faults_are_found_at_once_in_the_order_of_their_lines() -> None:
    text = GARDEN.replace("count: 12", "count: 16").replace("name: Watering", "name:").replace("format: 1", "format: 0")
    assert [fault.line for fault in faults_of(text)] == [2, _line_of(text, "name:\n"), _line_of(text, "count: 16")]
    with pytest.raises(FaultyModel, match="line 2: 'format' must be 1, not '0'\nline") as refused:
        read_model(text)
    assert refused.value.faults == faults_of(text)


def test_a_card_too_long_for_a_message_is_a_fault() -> None:
    criteria = "".join(f"              {number}: {'w' * 140}\n" for number in range(3, 24))
    text = GARDEN.replace("              2: Its quality is tested each year.\n", criteria)
    (fault,) = faults_of(text)
    assert fault.line == _line_of(text, "- id: compost")
    assert fault.reason == "3,503 characters stand on the card of 'compost', and 3,200 may; shorten its texts by 303"


@pytest.mark.parametrize(
    ("count", "reason"), [(1, "and needs at least 2; add to it"), (9, "and may have 8; shorten it")]
)
def test_a_model_has_two_to_eight_phases(count: int, reason: str) -> None:
    phases = "".join(f"  - {{id: p{number}, name: P, character: C}}\n" for number in range(count))
    begin, end = GARDEN.index("  - id: sprouting"), GARDEN.index("\ndomains:")
    text = GARDEN[:begin] + phases + GARDEN[end:]
    assert f"'phases' has {count} entries {reason}" in [fault.reason for fault in faults_of(text)]


def test_a_broken_part_does_not_raise_faults_wherever_it_is_used() -> None:
    text = GARDEN.replace("phases:", "phasen:")
    assert [fault.reason for fault in faults_of(text)] == ["unknown key 'phasen'; did you mean 'phases'?"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "- a list\n", "just words\n"])
def test_a_file_that_holds_no_model_has_one_fault(text: str) -> None:
    assert len(faults_of(text)) == 1


def test_every_text_has_its_own_id() -> None:
    garden = read_model(GARDEN)
    texts = {text.id: text.source for text in _texts(garden)}
    assert len(texts) == sum(1 for _ in _texts(garden))
    assert texts["phase.sprouting.name"] == "Sprouting"
    assert texts["domain.people.name"] == "People and seeds"
    assert texts["compost.question"] == "How does the garden make its compost?"
    assert texts["compost.growing.gist"] == "The garden's own compost feeds its beds."
    assert texts["compost.growing.3"] == "A hot heap is checked with a thermometer."
    assert texts["link.open-days.seed-bank"] == "Visitors bring seeds of their own."
    assert texts["figure.census-compost"] == "A compost heap was found in {count} of {of} gardens."
    assert texts["review.garden-census.title"] == "Garden census 2024"
    assert texts["term.landrace.meaning"] == "A kind of plant that has adapted to one place."
    assert texts["model.publisher"] == "The Garden Network"


def _texts(node: object) -> list[Text]:
    """Every text anywhere in the model."""
    if isinstance(node, Text):
        return [node]
    if isinstance(node, tuple):
        return [text for item in node for text in _texts(item)]
    fields = getattr(node, "__dataclass_fields__", {})
    return [text for name in fields for text in _texts(getattr(node, name))]


def test_criteria_and_limits_stand_in_the_order_of_their_keys() -> None:
    stage = read_model(GARDEN).capabilities["compost"].stage("growing")
    assert [(criterion.id, criterion.limit) for criterion in stage.criteria] == [
        ("compost.growing.1", False),
        ("compost.growing.2", True),
        ("compost.growing.3", False),
    ]


def test_keys_are_ordered_as_numbers() -> None:
    text = GARDEN.replace("1: Seeds are swapped with", "10: Late.\n              9: Seeds are swapped with")
    ids = [criterion.id for criterion in read_model(text).capabilities["seed-bank"].stage("bearing").criteria]
    assert ids == ["seed-bank.bearing.9", "seed-bank.bearing.10"]


def test_stages_follow_the_order_of_the_phases() -> None:
    begin, end = (GARDEN.index(f"          {phase}:\n") for phase in ("rooting", "growing"))
    moved = GARDEN[:begin] + GARDEN[end:].replace("      - id: watering", GARDEN[begin:end] + "      - id: watering")
    assert read_model(moved) == read_model(GARDEN)


def test_every_value_is_text_as_it_stands() -> None:
    text = GARDEN.replace("name: Sprouting", "name: yes").replace('"2025"', "1.10").replace("May 2025", "2025-05-01")
    garden = read_model(text)
    assert garden.phases[0].name == Text("phase.sprouting.name", "yes")
    assert (garden.version, garden.source["published"]) == ("1.10", "2025-05-01")


FOLDED = "title: >\n  Community Gardens\n  Maturity Model\n"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("format: 1", "format: 1  # of the file", True),
        ("name: Rooting", 'name: "Rooting"', True),
        ("title: Community Gardens Maturity Model\n", FOLDED, True),
        ("\n", "\r\n", True),
        ("        terms: [landrace]\n", "        terms:\n          - landrace\n", True),
        ("name: Open days", "name: Open days\n        terms: []", True),
        ("name: Rooting", "name: Roots", False),
        ("[green-waste, hot-heap]", "[hot-heap, green-waste]", False),
        ('"2025"', '"2026"', False),
        ("2: There is no dry", "3: There is no dry", False),
    ],
)
def test_the_hash_is_that_of_the_content(old: str, new: str, same: bool) -> None:
    assert old in GARDEN
    changed = read_model(GARDEN.replace(old, new)).hash
    assert len(changed) == 64
    assert (changed == read_model(GARDEN).hash) is same


def test_the_model_that_sounding_brings_has_no_fault() -> None:
    text = NATIONAL.read_text(encoding="utf-8")
    assert faults_of(text) == ()
    national = read_model(text)
    assert (len(national.domains), len(national.capabilities), len(national.phases)) == (6, 20, 4)


def _read(text: str) -> None:
    """Read the text in both ways, which agree. Whatever else is raised fails the test."""
    faults = faults_of(text)
    assert list(faults) == sorted(faults)
    assert all(1 <= fault.line <= len(text) + 1 and fault.reason.isprintable() for fault in faults)
    if not faults:
        read_model(text)
        return
    with pytest.raises(FaultyModel) as refused:
        read_model(text)
    assert refused.value.faults == faults


SNIPPETS = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="ab1 :-?[]{}&*!|>%@'\"\\U#,\n\t~<=.", max_size=12),
    st.sampled_from(
        ["\n---\n", "*a", "&a ", "!!int ", "<<: ", "{count}", "[[[[[[", "? ", ": ", "- ", '"\\U', "%YAML 9\n"]
    ),
)


@settings(deadline=None)  # the hostile examples are long
@given(text=st.one_of(st.text(), st.lists(SNIPPETS).map("".join)))
@example("[" * 100_000)
@example("{a: " * 10_000)
@example("- " * 10_000)
@example('"\\uD800": "\\UFFFFFFFF"')
@example("%YAML 1." + "1" * 5_000 + "\n--- a")
@example("a: !<%ff> b")
def test_no_text_raises_anything_else(text: str) -> None:
    _read(text)


@settings(deadline=None)  # a machine under load may be slow to read a whole model
@given(
    begin=st.integers(0, len(GARDEN)),
    length=st.integers(0, 60),
    snippet=st.one_of(SNIPPETS, st.integers(0, len(GARDEN)).map(lambda place: GARDEN[place : place + 80])),
)
def test_no_mutation_of_a_model_raises_anything_else(begin: int, length: int, snippet: str) -> None:
    _read(GARDEN[:begin] + snippet + GARDEN[begin + length :])
