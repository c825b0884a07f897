"""第二因素、恢复码、用过的密码、登录过的设备。

Second factors, recovery codes, former passwords, known devices.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """建表。 Create the tables."""
    _owned(
        "second_factor",
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed_us", sa.BigInteger(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
    )
    _owned("recovery_code", sa.Column("token", sa.String(length=64), nullable=False), key="token")
    _owned(
        "former_password",
        sa.Column("until_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("password_hash", sa.String(length=256), nullable=False),
        key="until_us",
    )
    _owned("given_password", sa.Column("since_us", sa.BigInteger(), nullable=False))
    op.create_table(
        "known_device",
        sa.Column("device_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("seen_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_known_device_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint("device_hash", name="pk_known_device"),
    )
    op.create_index("ix_known_device_user_id", "known_device", ["user_id"], unique=False)


def downgrade() -> None:
    """删表。 Drop the tables."""
    op.drop_index("ix_known_device_user_id", table_name="known_device")
    for table in (
        "known_device",
        "given_password",
        "former_password",
        "recovery_code",
        "second_factor",
    ):
        op.drop_table(table)


def _owned(table: str, *columns: sa.Column[object], key: str | None = None) -> None:
    keys = ["user_id"] if key is None else ["user_id", key]
    op.create_table(
        table,
        sa.Column("user_id", sa.String(length=64), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=f"fk_{table}_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint(*keys, name=f"pk_{table}"),
    )
