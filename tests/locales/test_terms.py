"""The term list says what the catalogues say."""

from __future__ import annotations

from pathlib import Path

from bot.catalogues import tongues
from bot.library import DEFAULT, bundled, model_from

LIST = Path(__file__).parents[2] / "docs" / "terms.md"


def test_every_phase_domain_capability_and_term_is_listed_as_it_is_used() -> None:
    model, spoken = model_from(bundled()), tongues(DEFAULT)
    names = [
        *(phase.name for phase in model.phases),
        *(domain.name for domain in model.domains),
        *(capability.name for capability in model.capabilities.values()),
        *(term.term for term in model.terms),
    ]
    listed = LIST.read_text("utf-8")
    wrong = [
        name.id for name in names if f"| {' | '.join(tongue.of(name) for tongue in spoken.values())} |" not in listed
    ]
    assert wrong == []
