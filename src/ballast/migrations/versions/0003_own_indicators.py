"""自建指标的版本。 Versions of indicators made at run time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """建表。 Create the table."""
    op.create_table(
        "indicator_version",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.Column("submitter", sa.String(length=64), nullable=True),
        sa.Column("submitted_us", sa.BigInteger(), nullable=True),
        sa.Column("approver", sa.String(length=64), nullable=True),
        sa.Column("decided_us", sa.BigInteger(), nullable=True),
        sa.Column("live_us", sa.BigInteger(), nullable=True),
        sa.Column("retired_us", sa.BigInteger(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_indicator_version"),
        sa.UniqueConstraint("code", "number", name="uq_indicator_version_code_number"),
    )


def downgrade() -> None:
    """删表。 Drop the table."""
    op.drop_table("indicator_version")
