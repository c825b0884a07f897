"""外部身份。 Identities from elsewhere."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """建表。 Create the table."""
    op.create_table(
        "external_identity",
        sa.Column("identity_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("since_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_external_identity_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint("identity_hash", name="pk_external_identity"),
        sa.UniqueConstraint("user_id", name="uq_external_identity_user_id"),
    )


def downgrade() -> None:
    """删表。 Drop the table."""
    op.drop_table("external_identity")
