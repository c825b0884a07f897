"""按动作查日志的索引。 An index to look the journal up by action."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NAME = "ix_journal_action"


def upgrade() -> None:
    """建索引；动作以开头查。 Create the index; actions are asked for by how they begin."""
    operators = {"action": "text_pattern_ops"}
    op.create_index(_NAME, "journal", ["action"], postgresql_ops=operators)


def downgrade() -> None:
    """删索引。 Drop the index."""
    op.drop_index(_NAME, "journal")
