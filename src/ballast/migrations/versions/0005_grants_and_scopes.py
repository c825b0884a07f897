"""授权可限于范围、可到期；自建的范围。 Grants in scopes and with an end; scopes made here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """建表，搬来已有的授权：都处处有效、不到期。 Create them; grants so far hold everywhere."""
    op.create_table(
        "scope",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title_zh", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=True),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_scope"),
    )
    op.create_table(
        "scoped_grant",
        *_grant("scoped_grant", "scope"),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("expires_us", sa.BigInteger(), nullable=True),
        sa.Column("granted_by", sa.String(length=128), nullable=False),
    )
    op.execute(
        "INSERT INTO scoped_grant (user_id, role, scope, granted_us, granted_by)"
        " SELECT user_id, role, '', granted_us, '' FROM role_grant"
    )
    op.drop_table("role_grant")


def downgrade() -> None:
    """只留处处有效、不到期的授权。 Only grants that hold everywhere, without end, are kept."""
    op.create_table("role_grant", *_grant("role_grant"))
    op.execute(
        "INSERT INTO role_grant (user_id, role, granted_us)"
        " SELECT user_id, role, granted_us FROM scoped_grant"
        " WHERE scope = '' AND expires_us IS NULL"
    )
    op.drop_table("scoped_grant")
    op.drop_table("scope")


def _grant(table: str, *more: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=128), nullable=False),
        sa.Column("granted_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=f"fk_{table}_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint("user_id", "role", *more, name=f"pk_{table}"),
    ]
