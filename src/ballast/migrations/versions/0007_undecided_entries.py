"""等待第二个人确认的名单条目有了索引。 List entries that wait for a second person get an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NAME = "ix_list_entry_undecided"
_WHERE = sa.text("status IN ('pending', 'removing')")


def upgrade() -> None:
    """建索引。 Create the index."""
    op.create_index(_NAME, "list_entry", ["id"], sqlite_where=_WHERE, postgresql_where=_WHERE)


def downgrade() -> None:
    """去掉索引。 Drop the index."""
    op.drop_index(_NAME, "list_entry")
