"""Reminders and digests.

An upgrade writes to no respondent within its hour. Everybody counts as reminded now, so that the first reminder comes
at the policy's hour of a working day, twenty hours from now or later. That holds for whoever was silent for long, too:
they begin with the first reminder, and get no more than a new round would send; where the deadline is over already,
one. Coordinators are not told of deadlines that passed before yesterday; of one that may just have passed, in whatever
zone, they are told tomorrow at the earliest.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RESPONDENTS = """
INSERT INTO timer (kind, assessment_id, person_id, due_at, sent)
SELECT 'reminder', assessment_id, person_id, :now, '[]' FROM participation WHERE removed_at IS NULL
"""
REMINDED = """
UPDATE person SET reminded_at = :now WHERE id IN (SELECT person_id FROM participation WHERE removed_at IS NULL)
"""
DIGESTS = """
INSERT INTO timer (kind, assessment_id, person_id, due_at, sent)
SELECT 'digest', assessment_id, person_id, :now, '[]' FROM coordinator
"""
DEADLINES = """
INSERT INTO timer (kind, assessment_id, person_id, due_at, sent, told_of)
SELECT 'deadline', assessment_id, person_id,
    CASE WHEN deadline BETWEEN :yesterday AND :today THEN :tomorrow ELSE :now END, '[]',
    CASE WHEN deadline < :yesterday THEN deadline END
FROM coordinator JOIN assessment ON assessment.id = assessment_id
"""
DAY = timedelta(days=1)


def upgrade() -> None:
    op.create_table(
        "timer",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.Column("asked_for", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_of", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_timer_assessment_id_assessment"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_timer_person_id_person"),
        sa.PrimaryKeyConstraint("kind", "assessment_id", "person_id", name="pk_timer"),
    )
    op.create_index("ix_timer_due_at", "timer", ["due_at"], unique=False)
    op.create_index("ix_timer_person_id", "timer", ["person_id"], unique=False)
    op.add_column("assessment", sa.Column("policy", sa.JSON(), nullable=True))
    op.add_column("person", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("coordinator", sa.Column("digest", sa.String(length=8), server_default="weekly", nullable=False))
    op.add_column("coordinator", sa.Column("digest_hour", sa.Integer(), server_default="9", nullable=False))
    now = datetime.now(UTC)
    # As the program writes a moment or a day, so that they can be compared.
    moments = {"now": now, "tomorrow": now + DAY}
    days = {"today": now.date(), "yesterday": now.date() - DAY}
    given: list[sa.BindParameter[Any]] = [
        *(sa.bindparam(name, at, sa.DateTime(timezone=True)) for name, at in moments.items()),
        *(sa.bindparam(name, day, sa.Date()) for name, day in days.items()),
    ]
    for statement in (RESPONDENTS, REMINDED, DIGESTS, DEADLINES):
        used = [each for each in given if f":{each.key}" in statement]
        op.execute(sa.text(statement).bindparams(*used))
