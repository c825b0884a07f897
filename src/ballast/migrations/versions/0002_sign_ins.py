"""会话记下来处与最近使用；个人偏好。 Sign-ins know where they came from; preferences.

Sign-ins are made anew: everybody signs in once after this upgrade.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SESSION_INDEXES = ("expires_us", "user_id")


def upgrade() -> None:
    """换表，建表。 Replace the table of sign-ins, create that of preferences."""
    op.drop_table("user_session")
    _create_sessions(
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("carrier", sa.String(length=8), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("agent", sa.String(length=64), nullable=False),
        sa.Column("seen_us", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("id", name="uq_user_session_id"),
    )
    op.create_table(
        "user_preference",
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("theme", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_user_preference_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint("user_id", name="pk_user_preference"),
    )


def downgrade() -> None:
    """换回。 Put the former table back."""
    op.drop_table("user_preference")
    op.drop_table("user_session")
    _create_sessions()


def _create_sessions(*more: sa.Column[object] | sa.UniqueConstraint) -> None:
    op.create_table(
        "user_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.Column("expires_us", sa.BigInteger(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_user_session_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_user_session"),
    )
    for column in _SESSION_INDEXES:
        op.create_index(f"ix_user_session_{column}", "user_session", [column], unique=False)
