"""What an invented coordinator writes: why a phase was agreed, who sees it otherwise, and what the plan says."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, tuple[str, ...]] = {
    "building": (
        "What exists is the work of single offices. Nothing of it is laid down for the whole country.",
        "We looked for a document that says otherwise and found none.",
        "A draft is on the table, but a draft is not yet in force.",
    ),
    "enhancement": (
        "The first rules are in force, and everybody named the same gaps: staff and money.",
        "It works in the capital. Offices elsewhere told us that they do without.",
        "The offices that do this every day described it, and the others could follow.",
    ),
    "integration": (
        "We went through the criteria one by one. Those of this phase are in place, those of the next are not all.",
        "The written procedures are there, and the budget of this year pays for them.",
        "The yearly report shows it for most provinces.",
    ),
    "maturity": (
        "The reports of the last two years show it for the whole country.",
        "Every office could name its part, and who checks it.",
    ),
}
"""By the phase that was agreed."""

DISSENT = (
    "One sector stays with another phase: in its own offices the work looks different. "
    "It asks to look at this again in a year."
)

STILL_OPEN = (
    "The offices describe two different things, one the law and one the practice. "
    "A small group will put together what is in force, and we come back to it."
)

LEADS: Mapping[str, str] = {
    "policy": "Ministry for children",
    "criminal-justice": "Ministry of justice, with the police",
    "victim-support": "Department of social services",
    "society": "Ministry of education",
    "industry": "Regulator for communications",
    "research": "Statistics office",
}
"""Who leads a priority, by the section that it is in."""

FIRST_STEPS: Mapping[str, str] = {
    "policy": "First step: a draft for the cabinet, written together with the districts.",
    "criminal-justice": "First step: a written procedure between police and prosecution.",
    "victim-support": "First step: count what each province has, and what it costs.",
    "society": "First step: try it in twenty schools and ask the pupils.",
    "industry": "First step: one meeting with providers in every quarter.",
    "research": "First step: agree on what every office counts.",
}
