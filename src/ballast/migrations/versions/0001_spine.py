"""最初的表：事件、决策、策略、名单、日志、身份、数据湖清单。

The first tables: events, decisions, policies, lists, journal, access, manifest of the lake.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ballast.infra.journal.protection import protection

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """建表，并给日志上锁。 Create the tables and protect the journal."""
    op.create_table(
        "api_key",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("permissions", sa.Text(), nullable=False),
        sa.Column("scenes", sa.Text(), nullable=True),
        sa.Column("networks", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=128), nullable=False),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.Column("expires_us", sa.BigInteger(), nullable=True),
        sa.Column("revoked_us", sa.BigInteger(), nullable=True),
        sa.Column("last_used_us", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_key"),
    )
    op.create_table(
        "decision",
        sa.Column("seq", SEQUENCE, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("scene", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.String(length=128), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("decided_us", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("policy", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=128), nullable=False),
        sa.Column("principal", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("trace", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_decision"),
        sa.UniqueConstraint("id", name="uq_decision_id"),
    )
    op.create_index("ix_decision_outcome_seq", "decision", ["outcome", "seq"], unique=False)
    op.create_index("ix_decision_scene_seq", "decision", ["scene", "seq"], unique=False)
    op.create_index("ix_decision_subject_seq", "decision", ["subject", "seq"], unique=False)
    op.create_table(
        "event",
        sa.Column("seq", SEQUENCE, autoincrement=False, nullable=False),
        sa.Column("scene", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("received_us", sa.BigInteger(), nullable=False),
        sa.Column("scene_version", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("unknown", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=80), nullable=False),
        sa.Column("principal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_event"),
        sa.UniqueConstraint("scene", "id", name="uq_event_scene_id"),
    )
    op.create_index("ix_event_at_us", "event", ["at_us"], unique=False)
    op.create_index("ix_event_scene_seq", "event", ["scene", "seq"], unique=False)
    op.create_table(
        "journal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("actor_kind", sa.String(length=16), nullable=False),
        sa.Column("actor_id", sa.String(length=128), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject_kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=256), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
        sa.UniqueConstraint("hash", name="uq_journal_hash"),
    )
    op.create_index("ix_journal_actor_id", "journal", ["actor_id"], unique=False)
    op.create_index("ix_journal_at_us", "journal", ["at_us"], unique=False)
    op.create_index(
        "ix_journal_subject_kind_subject_id",
        "journal",
        ["subject_kind", "subject_id"],
        unique=False,
    )
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal_head"),
    )
    op.create_table(
        "lake_file",
        sa.Column("path", sa.String(length=255), nullable=False),
        sa.Column("relation", sa.String(length=32), nullable=False),
        sa.Column("partition", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("first_seq", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sealed_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_lake_file"),
    )
    op.create_index(
        "ix_lake_file_relation_last_seq", "lake_file", ["relation", "last_seq"], unique=False
    )
    op.create_table(
        "list_entry",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("list", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.Column("live_key", sa.String(length=256), nullable=True),
        sa.Column("shown", sa.String(length=256), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("starts_us", sa.BigInteger(), nullable=False),
        sa.Column("expires_us", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.Column("requester", sa.String(length=64), nullable=False),
        sa.Column("confirmer", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_list_entry"),
        sa.UniqueConstraint("list", "live_key", name="uq_list_entry_list_live_key"),
    )
    op.create_index(
        "ix_list_entry_list_created_us", "list_entry", ["list", "created_us"], unique=False
    )
    op.create_table(
        "policy",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("title_zh", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("scene", sa.String(length=64), nullable=True),
        sa.Column("live", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("code", name="pk_policy"),
    )
    op.create_table(
        "scene_version",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("since_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code", "version", name="pk_scene_version"),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("name_hash", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_us", sa.BigInteger(), nullable=False),
        sa.Column("locked_until_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name_hash", name="pk_sign_in_attempt"),
    )
    op.create_index("ix_sign_in_attempt_last_us", "sign_in_attempt", ["last_us"], unique=False)
    op.create_table(
        "user_account",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("password_hash", sa.String(length=256), nullable=False),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.Column("disabled_us", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_user_account"),
        sa.UniqueConstraint("name", name="uq_user_account_name"),
    )
    op.create_table(
        "policy_version",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("policy", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
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
        sa.Column("effect", sa.Text(), nullable=True),
        sa.Column("replaced", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["policy"], ["policy.code"], name="fk_policy_version_policy_policy"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_policy_version"),
        sa.UniqueConstraint("policy", "number", name="uq_policy_version_policy_number"),
    )
    op.create_table(
        "role_grant",
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=128), nullable=False),
        sa.Column("granted_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_role_grant_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint("user_id", "role", name="pk_role_grant"),
    )
    op.create_table(
        "user_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.Column("expires_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_user_session_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_user_session"),
    )
    op.create_index("ix_user_session_expires_us", "user_session", ["expires_us"], unique=False)
    op.create_index("ix_user_session_user_id", "user_session", ["user_id"], unique=False)
    for statement in protection(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """删表。 Drop the tables."""
    op.drop_index("ix_user_session_user_id", table_name="user_session")
    op.drop_index("ix_user_session_expires_us", table_name="user_session")
    op.drop_table("user_session")
    op.drop_table("role_grant")
    op.drop_table("policy_version")
    op.drop_table("user_account")
    op.drop_index("ix_sign_in_attempt_last_us", table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_table("scene_version")
    op.drop_table("policy")
    op.drop_index("ix_list_entry_list_created_us", table_name="list_entry")
    op.drop_table("list_entry")
    op.drop_index("ix_lake_file_relation_last_seq", table_name="lake_file")
    op.drop_table("lake_file")
    op.drop_table("journal_head")
    op.drop_index("ix_journal_subject_kind_subject_id", table_name="journal")
    op.drop_index("ix_journal_at_us", table_name="journal")
    op.drop_index("ix_journal_actor_id", table_name="journal")
    op.drop_table("journal")
    op.drop_index("ix_event_scene_seq", table_name="event")
    op.drop_index("ix_event_at_us", table_name="event")
    op.drop_table("event")
    op.drop_index("ix_decision_subject_seq", table_name="decision")
    op.drop_index("ix_decision_scene_seq", table_name="decision")
    op.drop_index("ix_decision_outcome_seq", table_name="decision")
    op.drop_table("decision")
    op.drop_table("api_key")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS journal_refuse()")
