"""最初的表。 The first tables."""

from __future__ import annotations

from alembic import op

from ballast.infra.db import Base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """建全部表。 Create every table."""
    Base.metadata.create_all(op.get_bind())


def downgrade() -> None:
    """删全部表。 Drop every table."""
    Base.metadata.drop_all(op.get_bind())
