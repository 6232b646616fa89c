"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

MANY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "framework_model",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("model_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_framework_model"),
    )
    op.create_table(
        "handled_update",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", "update_id", name="pk_handled_update"),
    )
    op.create_index("ix_handled_update_handled_at", "handled_update", ["handled_at"], unique=False)
    op.create_table(
        "outgoing",
        sa.Column("id", MANY, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("once", sa.Boolean(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outgoing"),
    )
    op.create_index("ix_outgoing_chat", "outgoing", ["channel", "address", "id"], unique=False)
    op.create_table(
        "set_aside",
        sa.Column("id", MANY, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("error", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=400), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_set_aside"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consent_version", sa.String(length=16), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("model_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_hash"], ["framework_model.hash"], name="fk_assessment_model_hash_framework_model"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
    )
    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("depth", sa.String(length=8), nullable=False),
        sa.Column("capabilities", sa.JSON(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_participation_assessment_id_assessment"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_participation_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_participation"),
        sa.UniqueConstraint("person_id", "assessment_id", name="uq_participation_person_id_assessment_id"),
    )
    op.create_index("ix_participation_assessment_id", "participation", ["assessment_id"], unique=False)
    op.create_table(
        "answer",
        sa.Column("phase", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("in_place", sa.JSON(), nullable=False),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("capability", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name="fk_answer_participation_id_participation"
        ),
        sa.PrimaryKeyConstraint("participation_id", "capability", name="pk_answer"),
    )
    op.create_table(
        "answer_revision",
        sa.Column("phase", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("in_place", sa.JSON(), nullable=False),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", MANY, nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("capability", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name="fk_answer_revision_participation_id_participation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answer_revision"),
    )
    op.create_index("ix_answer_revision_answer", "answer_revision", ["participation_id", "capability"], unique=False)
    op.create_table(
        "conversation",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("participation_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("card", sa.String(length=32), nullable=True),
        sa.Column("unreachable_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name="fk_conversation_participation_id_participation"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_conversation_person_id_person"),
        sa.PrimaryKeyConstraint("channel", "address", name="pk_conversation"),
    )
    op.create_index("ix_conversation_participation_id", "conversation", ["participation_id"], unique=False)
    op.create_index("ix_conversation_person_id", "conversation", ["person_id"], unique=False)
