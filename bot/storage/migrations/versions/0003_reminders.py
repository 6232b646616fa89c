"""Reminders and digests."""

from __future__ import annotations

from datetime import UTC, datetime

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
COORDINATORS = """
INSERT INTO timer (kind, assessment_id, person_id, due_at, sent)
SELECT '{0}', assessment_id, person_id, :now, '[]' FROM coordinator
"""


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
    for watched in (RESPONDENTS, COORDINATORS.format("digest"), COORDINATORS.format("deadline")):
        # Everybody is looked at soon. As the program writes a moment, so that it can be compared.
        now = sa.bindparam("now", datetime.now(UTC), sa.DateTime(timezone=True))
        op.execute(sa.text(watched).bindparams(now))
