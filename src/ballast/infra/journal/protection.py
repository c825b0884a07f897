"""让日志只增不改的触发器。 Triggers by which the database keeps it append-only."""

from __future__ import annotations

from ballast.infra.journal.model import GENESIS

REFUSAL = "the journal is append-only"


def protection(dialect: str) -> tuple[str, ...]:
    """建好两张表之后执行的语句，迁移也用它。 Statements to run once both tables exist.

    Args:
        dialect: `sqlite` 或 `postgresql`。 SQLAlchemy's name of the database.
    """
    return (_FIRST_HEAD, *(_SQLITE if dialect == "sqlite" else _POSTGRES))


def _refuse(name: str, occasion: str, when: str = "") -> str:
    body = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return f"CREATE TRIGGER {name} BEFORE {occasion} {when} {body}"


_FIRST_HEAD = f"INSERT INTO journal_head (id, count, hash) VALUES (1, 0, '{GENESIS}')"  # noqa: S608 -- constants only

_SQLITE = (
    _refuse("journal_no_update", "UPDATE ON journal"),
    _refuse("journal_no_delete", "DELETE ON journal"),
    # INSERT OR REPLACE deletes the old row without firing delete triggers.
    _refuse(
        "journal_no_replace",
        "INSERT ON journal",
        "WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq OR hash = NEW.hash)",
    ),
    _refuse("journal_head_no_delete", "DELETE ON journal_head"),
    _refuse(
        "journal_head_one_row",
        "INSERT ON journal_head",
        "WHEN EXISTS (SELECT 1 FROM journal_head)",
    ),
    _refuse(
        "journal_head_forward",
        "UPDATE ON journal_head",
        "WHEN NEW.count IS NOT OLD.count + 1 OR NEW.id IS NOT OLD.id",
    ),
)

_POSTGRES = (
    f"""CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    """CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_head_no_delete BEFORE DELETE OR TRUNCATE ON journal_head
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_head_forward BEFORE UPDATE ON journal_head FOR EACH ROW
        WHEN (NEW.count IS DISTINCT FROM OLD.count + 1 OR NEW.id IS DISTINCT FROM OLD.id)
        EXECUTE FUNCTION journal_refuse()""",
)
