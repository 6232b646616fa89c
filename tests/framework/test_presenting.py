"""A model is printed so that people can review it."""

from __future__ import annotations

import re
from pathlib import Path

from framework.presenting import present_model
from framework.reading import read_model

TEXT = (Path(__file__).parents[1] / "models" / "garden.yaml").read_text(encoding="utf-8")
GARDEN = read_model(TEXT)

HEADING = f"""\
Community Gardens Maturity Model
================================
community-gardens, version 2025, by The Garden Network
content {GARDEN.hash}

Gardens differ. A phase describes a garden and is no grade.

Source
  title: Community gardens, a maturity model
  published: May 2025
  url: https://example.org/gardens


Phases
------

1. Sprouting (sprouting)
   A few neighbours begin. Most things depend on one person.
"""

COMPOST = """
Soil and water (soil)
---------------------

Compost (compost)
  How does the garden make its compost?
  What becomes of leaves and peelings, and what feeds the beds.
  Terms: Green waste, Hot heap

  Sprouting: A heap in a corner, turned now and then.
    1. Green waste is put on one heap.
    2. limit: There is no dry place to keep it.

  Rooting: Heaps are built and turned to a plan.
    1. A rota says who turns the heap.
    2. Green waste is collected once a month.

  Growing: The garden's own compost feeds its beds.
    1. All beds get compost in spring.
    2. limit: Some compost is still bought.
    3. A hot heap is checked with a thermometer.
"""

LINKS = """
What makes what easier
----------------------

Seed bank: made easier by Compost
  Plants that are well fed give sound seeds.
  Said in: Seed bank, Growing (seed-bank.growing)
"""

FIGURES = """
Figures for context
-------------------

Garden census 2024 (garden-census)
  Counted in one city by its own rules. It is context, and no mark to reach.
  - A compost heap was found in 12 of 15 gardens. (among: all; about: Compost)
  - Of 8 gardens, 3 shared seeds with neighbours. (among: high-income; about: Seed bank; Open days)
"""

GLOSSARY = """
Landrace
  A kind of plant that has adapted to one place.
"""


def test_a_model_is_printed_in_its_order() -> None:
    shown = present_model(GARDEN)
    assert shown.startswith(HEADING)
    assert shown.endswith(GLOSSARY)
    places = [shown.index(part) for part in (HEADING, COMPOST, LINKS, FIGURES, GLOSSARY)]
    assert places == sorted(places)


def test_everything_a_model_says_is_printed() -> None:
    shown = present_model(GARDEN)
    for capability in GARDEN.capabilities.values():
        assert f"\n{capability.name.source} ({capability.id})\n  {capability.question.source}\n" in shown
        assert all(f": {stage.gist.source}\n" in shown for stage in capability.stages)
    assert all(criterion.text.source in shown for criterion in GARDEN.criteria.values())
    assert all(phase.character.source in shown for phase in GARDEN.phases)
    assert all(link.why.source in shown for link in GARDEN.links)
    assert all(term.meaning.source in shown for term in GARDEN.terms)


def test_parts_that_a_model_does_not_have_leave_no_heading() -> None:
    shown = present_model(read_model(re.sub(r" +terms: .*\n", "", TEXT.partition("\nlinks:")[0])))
    assert not any(heading in shown for heading in ("Terms", "What makes", "Figures", "Glossary", "\n\n\n\n"))
    assert shown.endswith("through an open day.\n")
