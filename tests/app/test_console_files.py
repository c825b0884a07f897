"""Only what was built is known, each file in the best encoding that is accepted."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from ballast.app.console_files import load_console


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A build: a page, a script with its compressed copies, a picture, the builder's own file."""
    (tmp_path / "assets").mkdir()
    (tmp_path / ".vite").mkdir()
    (tmp_path / "index.html").write_text("<title>x</title>")
    (tmp_path / "favicon.svg").write_text("<svg/>")
    (tmp_path / "assets" / "main-1.js").write_bytes(b"run()")
    (tmp_path / "assets" / "main-1.js.br").write_bytes(b"packed by brotli")
    (tmp_path / "assets" / "main-1.js.gz").write_bytes(gzip.compress(b"run()"))
    (tmp_path / "assets" / "editor-2.wasm").write_bytes(b"\0asm")
    (tmp_path / ".vite" / "manifest.json").write_text("{}")
    return tmp_path


def test_what_is_not_for_browsers_is_not_known(built: Path) -> None:
    known = load_console(built)
    assert set(known) == {"index.html", "favicon.svg", "assets/main-1.js", "assets/editor-2.wasm"}


def test_only_files_that_name_their_content_are_permanent(built: Path) -> None:
    known = load_console(built)
    permanent = {name for name, file in known.items() if file.permanent}
    assert permanent == {"assets/main-1.js", "assets/editor-2.wasm"}


def test_types_do_not_depend_on_the_machine(built: Path) -> None:
    known = load_console(built)
    assert known["assets/main-1.js"].media_type.startswith("text/javascript")
    assert known["assets/editor-2.wasm"].media_type == "application/wasm"


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("BR", "br"),
        ("br; q=0.5, gzip;q=1", "br"),
        ("identity", ""),
        ("", ""),
        ("br;q=0.0,gzip; q=0", ""),
    ],
)
def test_the_best_accepted_encoding_is_chosen(built: Path, header: str, encoding: str) -> None:
    assert load_console(built)["assets/main-1.js"].accepted(header).encoding == encoding


def test_a_file_without_copies_is_sent_as_it_is(built: Path) -> None:
    variant = load_console(built)["assets/editor-2.wasm"].accepted("br, gzip")
    assert (variant.encoding, variant.content) == ("", b"\0asm")


def test_each_encoding_has_a_tag_of_its_own_that_follows_the_content(built: Path) -> None:
    before = load_console(built)
    tags = {v.etag for file in before.values() for v in file.variants}
    assert len(tags) == sum(len(file.variants) for file in before.values())
    (built / "index.html").write_text("<title>y</title>")
    after = load_console(built)
    assert after["index.html"].variants != before["index.html"].variants
    assert after["favicon.svg"].variants == before["favicon.svg"].variants


def test_without_a_page_nothing_is_built(built: Path, tmp_path: Path) -> None:
    (built / "index.html").unlink()
    assert load_console(built) == {}
    assert load_console(tmp_path / "nowhere") == {}
