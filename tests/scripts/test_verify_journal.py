from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.infra.journal.test_service import TAMPERING, entry, fill, unprotected

from ballast.infra.db import Database
from ballast.infra.journal import Journal, export, verify
from ballast.infra.schema import create_all

SCRIPT = Path(__file__).parents[2] / "scripts" / "verify_journal.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """As an auditor would: isolated, so that nothing but the standard library can be imported."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def exported(database: Database, path: Path) -> Path:
    with database.reading() as session:
        path.write_text("".join(line + "\n" for line in export(session)), encoding="utf-8")
    return path


def test_it_imports_the_standard_library_only() -> None:
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(SCRIPT.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [str(node.module)] if isinstance(node, ast.ImportFrom) else []
        )
    }  # fmt: skip
    assert imported <= sys.stdlib_module_names


def test_an_intact_journal_passes(database: Database, tmp_path: Path) -> None:
    fill(database, 4)
    result = run(str(exported(database, tmp_path / "j.ndjson")))
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[1] == f"--head 4:{verify(database).hash}"


@pytest.mark.parametrize("case", TAMPERING)
def test_it_finds_in_an_export_what_the_program_finds(
    database: Database, tmp_path: Path, case: str
) -> None:
    _, fault, seq = TAMPERING[case]
    fill(database, 5)
    unprotected(database, *TAMPERING[case][0])
    result = run(str(exported(database, tmp_path / "j.ndjson")))
    assert result.returncode == 1
    # An export without a head cannot say at which row the missing head would end.
    expected = f"{fault}: 第 {6 if case == 'head removed' else seq} 行"
    assert result.stdout.startswith(expected)


@pytest.mark.parametrize("case", TAMPERING)
def test_it_finds_in_a_sqlite_file_what_the_program_finds(
    sqlite_url: str, tmp_path: Path, case: str
) -> None:
    statements, fault, seq = TAMPERING[case]
    database = Database(sqlite_url)
    create_all(database)
    fill(database, 5)
    path = tmp_path / "ballast.sqlite"
    assert run(str(path)).returncode == 0
    unprotected(database, *statements)
    result = run(str(path))
    database.close()
    assert result.returncode == 1
    expected = f"{fault}: 第 {6 if case == 'head removed' else seq} 行"
    assert result.stdout.startswith(expected)


def test_lines_moved_in_an_export_are_found(database: Database, tmp_path: Path) -> None:
    fill(database, 5)
    path = exported(database, tmp_path / "j.ndjson")
    lines = path.read_text().splitlines()
    lines[1], lines[2] = lines[2], lines[1]
    path.write_text("\n".join(lines))
    assert run(str(path)).stdout.startswith("reordered: 第 3 行")


def test_a_noted_head_finds_a_rebuilt_journal(database: Database, tmp_path: Path) -> None:
    fill(database, 3)
    path = exported(database, tmp_path / "j.ndjson")
    noted = run(str(path)).stdout.splitlines()[1].split()[1]
    assert run(str(path), "--head", noted).returncode == 0
    other = run(str(path), "--head", f"3:{'f' * 64}")
    assert other.stdout.startswith("rebuilt: 第 3 行")
    assert run(str(path), "--head", f"9:{'f' * 64}").returncode == 1


def test_values_of_every_script_hash_alike(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        for number, after in enumerate(["汉字 \U0001f30a \u2028", {"a": 0.1}, [None, 1e300, -0.0]]):
            Journal().append(session, entry(number, after=after))
    path = exported(database, tmp_path / "j.ndjson")
    assert run(str(path)).returncode == 0
    assert json.loads(path.read_text(encoding="utf-8").split("\n")[0])["seq"] == 1


@pytest.mark.parametrize("content", ["not json", "[1]", '{"seq": 1}', ""])
def test_what_cannot_be_read_is_not_intact(tmp_path: Path, content: str) -> None:
    path = tmp_path / "j.ndjson"
    path.write_text(content)
    assert run(str(path)).returncode in {1, 2}
    assert run(str(tmp_path / "none")).returncode == 2
