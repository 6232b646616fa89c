"""Results: what is agreed, the plan, what was shown of anonymous rounds, and rounds that follow one another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

MANY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ADDED = "ALTER TABLE {0} ADD COLUMN previous_id INTEGER CONSTRAINT fk_{0}_previous_id_{0} REFERENCES {0} (id)"
"""Alembic cannot add a column that refers to a table in SQLite; both databases can."""


def upgrade() -> None:
    op.create_table(
        "agreement",
        *_words("agreement"),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("capability", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_agreement_assessment_id_assessment"),
        sa.PrimaryKeyConstraint("assessment_id", "capability", name="pk_agreement"),
    )
    op.create_table(
        "agreement_revision",
        *_words("agreement_revision"),
        sa.Column("id", MANY, nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("capability", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_agreement_revision_assessment_id_assessment"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_revision"),
    )
    op.create_index("ix_agreement_revision_assessment_id", "agreement_revision", ["assessment_id", "id"], unique=False)
    op.create_table(
        "priority",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("capability", sa.String(length=24), nullable=False),
        sa.Column("lead", sa.String(length=200), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_priority_assessment_id_assessment"),
        sa.PrimaryKeyConstraint("assessment_id", "capability", name="pk_priority"),
    )
    op.create_table(
        "release",
        sa.Column("id", MANY, nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("capability", sa.String(length=24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("newest", MANY, nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("behind", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_release_assessment_id_assessment"),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
    )
    op.create_index("ix_release_assessment_id", "release", ["assessment_id", "id"], unique=False)
    op.create_table(
        "release_part",
        sa.Column("release_id", MANY, nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name="fk_release_part_release_id_release"),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name="fk_release_part_participation_id_participation"
        ),
        sa.PrimaryKeyConstraint("release_id", "participation_id", name="pk_release_part"),
    )
    op.create_index("ix_release_part_participation_id", "release_part", ["participation_id"], unique=False)
    op.add_column("assessment", sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(ADDED.format("assessment"))
    op.create_index("ix_assessment_previous_id", "assessment", ["previous_id"], unique=False)
    op.execute(ADDED.format("participation"))
    op.add_column("answer", sa.Column("change", sa.String(length=24), nullable=True))
    op.add_column("answer_revision", sa.Column("change", sa.String(length=24), nullable=True))


def _words(table: str) -> list[sa.Column[object] | sa.Constraint]:
    """What an agreement says, in both tables alike."""
    return [
        sa.Column("phase", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=f"fk_{table}_person_id_person"),
    ]
