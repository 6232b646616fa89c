"""Rounds of many people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

MANY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


ADDED = "ALTER TABLE {0} ADD COLUMN {1} INTEGER CONSTRAINT fk_{0}_{1}_{2} REFERENCES {2} (id)"
"""Alembic cannot add a column that refers to another table in SQLite; both databases can."""


def upgrade() -> None:
    op.create_table(
        "failed_code",
        sa.Column("id", MANY, nullable=False),
        sa.Column("chat_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_failed_code"),
    )
    op.create_index("ix_failed_code_at", "failed_code", ["at"], unique=False)
    op.create_index("ix_failed_code_chat_hash", "failed_code", ["chat_hash"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("capabilities", sa.JSON(), nullable=True),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_invitation_assessment_id_assessment"),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name="fk_invitation_created_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("code_hash", name="uq_invitation_code_hash"),
    )
    op.create_index("ix_invitation_assessment_id", "invitation", ["assessment_id"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("id", MANY, nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_audit_entry_assessment_id_assessment"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_audit_entry_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
    )
    op.create_index("ix_audit_entry_assessment_id", "audit_entry", ["assessment_id", "id"], unique=False)
    op.create_table(
        "coordinator",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("muted", sa.JSON(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_coordinator_assessment_id_assessment"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_coordinator_person_id_person"),
        sa.PrimaryKeyConstraint("assessment_id", "person_id", name="pk_coordinator"),
    )
    op.create_index("ix_coordinator_person_id", "coordinator", ["person_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", MANY, nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_notice_assessment_id_assessment"),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name="fk_notice_participation_id_participation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
    )
    op.create_index("ix_notice_assessment_id", "notice", ["assessment_id", "id"], unique=False)
    op.add_column("assessment", sa.Column("territory", sa.String(length=2), server_default="", nullable=False))
    op.add_column("assessment", sa.Column("depth", sa.String(length=8), server_default="full", nullable=False))
    op.add_column("assessment", sa.Column("deadline", sa.Date(), nullable=True))
    op.add_column("assessment", sa.Column("zone", sa.String(length=64), server_default="UTC", nullable=False))
    op.add_column("assessment", sa.Column("days_off", sa.JSON(), nullable=True))
    op.add_column("assessment", sa.Column("quiet_from", sa.Integer(), server_default="20", nullable=False))
    op.add_column("assessment", sa.Column("quiet_until", sa.Integer(), server_default="8", nullable=False))
    op.add_column("assessment", sa.Column("languages", sa.JSON(), nullable=True))
    op.add_column("assessment", sa.Column("anonymous", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "assessment", sa.Column("audience", sa.String(length=16), server_default="coordinators", nullable=False)
    )
    op.add_column("assessment", sa.Column("status", sa.String(length=16), server_default="open", nullable=False))
    op.add_column("assessment", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(ADDED.format("conversation", "assessment_id", "assessment"))
    op.execute(ADDED.format("participation", "invitation_id", "invitation"))
    op.add_column("participation", sa.Column("name", sa.String(length=200), server_default="", nullable=False))
    op.add_column("participation", sa.Column("sector", sa.String(length=16), nullable=True))
    op.add_column("participation", sa.Column("nudged_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("participation", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
