from __future__ import annotations

from pathlib import Path

from ballast.infra.access.setup.token_file import TokenFile


def test_two_starts_at_once_agree_on_one_token(tmp_path: Path) -> None:
    one, two = TokenFile(tmp_path / "t"), TokenFile(tmp_path / "t")
    assert one.read() == ""
    assert one.read_or_create() == two.read_or_create() == two.read()
    one.remove()
    two.remove()
    assert two.read() == ""
