"""Privacy: notes kept against advice, how long a round is kept, protected results, and who used up what lately."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

MANY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("answer", "answer_revision"):
        op.add_column(table, sa.Column("marked", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("assessment", sa.Column("retention", sa.Integer(), server_default="24", nullable=False))
    op.add_column("assessment", sa.Column("protected", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("assessment", sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("conversation", sa.Column("protected", sa.Boolean(), server_default=sa.false(), nullable=False))
    for name in ("gone", "counted"):
        op.add_column("release", sa.Column(name, sa.JSON(), nullable=True))
    op.create_table(
        "spent",
        sa.Column("id", MANY, nullable=False),
        sa.Column("chat_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_spent"),
    )
    op.create_index("ix_spent_chat_hash", "spent", ["chat_hash"], unique=False)
    op.create_index("ix_spent_at", "spent", ["at"], unique=False)
    op.create_table(
        "sealing_key",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_sealing_key"),
    )
