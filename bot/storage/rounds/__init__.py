"""Rounds of many people in the database. Whoever reads or changes one shows a `Coordination` first."""
