"""决策分成两张表：要找的一张，要看的一张。

Decisions in two tables: what people search by, and what they read. Rows from before get their
points, reasons and short codes; which rules they hit is in their trace but not searchable.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from zlib import crc32

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ROWS = 1_000
_READ = sa.text(
    "SELECT d.seq, d.answer, d.scene, e.data FROM decision d LEFT JOIN event e ON e.seq = d.seq"
    " WHERE d.seq > :seq ORDER BY d.seq LIMIT :rows"
)
_WRITE = sa.text(
    "UPDATE decision SET score = :score, reasons = :reasons, keys = :keys WHERE seq = :seq"
)


def upgrade() -> None:
    """建窄表所缺的列，搬走宽的。 Add what the narrow table lacks and move the wide columns away."""
    op.create_table(
        "decision_record",
        sa.Column("seq", SEQUENCE, autoincrement=False, nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("trace", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_decision_record"),
    )
    op.add_column("decision", sa.Column("score", sa.Float(), nullable=True))
    for name in ("reasons", "rules", "keys"):
        op.add_column("decision", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    _fill(op.get_bind())
    op.execute("INSERT INTO decision_record SELECT seq, answer, trace FROM decision ORDER BY seq")
    with op.batch_alter_table("decision") as table:
        for name in ("reasons", "rules", "keys"):
            table.alter_column(name, server_default=None)
        table.drop_column("answer")
        table.drop_column("trace")


def downgrade() -> None:
    """搬回一张表。 Back into one table."""
    for name in ("answer", "trace"):
        op.add_column("decision", sa.Column(name, sa.LargeBinary(), nullable=True))
        op.execute(
            f"UPDATE decision SET {name} = (SELECT r.{name} FROM decision_record r"  # noqa: S608
            " WHERE r.seq = decision.seq)"
        )
    with op.batch_alter_table("decision") as table:
        for name in ("answer", "trace"):
            table.alter_column(name, existing_type=sa.LargeBinary(), nullable=False)
        for name in ("score", "reasons", "rules", "keys"):
            table.drop_column(name)
    op.drop_table("decision_record")


def _fill(connection: sa.Connection) -> None:
    fields = dict(_searchable(connection))
    last = 0
    while rows := connection.execute(_READ, {"seq": last, "rows": _ROWS}).all():
        connection.execute(_WRITE, [_row(row, fields.get(row.scene, ())) for row in rows])
        last = rows[-1].seq


def _row(row: Any, names: tuple[str, ...]) -> dict[str, object]:
    answer = json.loads(bytes(row.answer))
    data = {} if row.data is None else json.loads(bytes(row.data))
    values = [data.get(name) for name in names]
    keys = [f"{crc32(v.encode()):08x}" for v in values if isinstance(v, str)]
    return {
        "seq": row.seq,
        "score": answer.get("score"),
        "reasons": _marked([reason["code"] for reason in answer.get("reasons", [])]),
        "keys": _marked(keys),
    }


def _searchable(connection: sa.Connection) -> Iterator[tuple[str, tuple[str, ...]]]:
    kinds = {"phone", "id_card", "bank_card", "email", "device", "ip", "name"}
    query = sa.text("SELECT code, document FROM scene_version ORDER BY version")
    for code, document in connection.execute(query):
        fields = json.loads(document)["fields"].items()
        yield (
            code,
            tuple(
                name
                for name, field in fields
                if field["type"] == "string" and (field.get("subject") or field["kind"] in kinds)
            ),
        )


def _marked(codes: list[str]) -> str:
    joined = "\n".join(dict.fromkeys(code.replace("\n", " ") for code in codes))
    return f"\n{joined}\n" if joined else ""
