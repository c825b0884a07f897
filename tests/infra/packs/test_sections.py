from __future__ import annotations

from pathlib import Path

import pytest
from tests.infra.packs.test_loading import make

from ballast.infra.packs import PackError, documents, load_packs, section


def test_a_file_of_codes_and_a_directory_of_files(tmp_path: Path) -> None:
    files = {
        "roles.yaml": "a: {x: 1}\nb:\n  x: 2\n",
        "roles/c.yaml": "x: 3\n",
        "roles/more/list.yaml": "- {code: d, x: 4}\n- {code: e, x: 5}\n",
        "roles/f.json": '{"code": "f2", "x": 6}',
        "roles/note.md": "# not content",
        "roles2.yaml": "z: {}",
    }
    (pack,) = load_packs([make(tmp_path, files=files)])
    found = {document.code: document for document in documents(pack, "roles")}
    assert {code: d.content["x"] for code, d in found.items()} == {
        "a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f2": 6,
    }  # fmt: skip
    assert found["b"].where == "one/roles.yaml:2 (b)"
    assert found["e"].where == "one/roles/more/list.yaml:2 (e)"
    assert documents(pack, "nothing") == ()


def test_a_list_file_needs_codes(tmp_path: Path) -> None:
    (pack,) = load_packs([make(tmp_path, files={"roles.yaml": "- {code: a}\n- {x: 1}\n"})])
    with pytest.raises(PackError) as caught:
        documents(pack, "roles")
    assert caught.value.extra == {"file": "one/roles.yaml", "line": 2}


def test_later_packs_override_and_it_is_reported(tmp_path: Path) -> None:
    packs = load_packs(
        [
            make(tmp_path, "one", {"roles.yaml": "a: {x: 1}\nb: {x: 1}\n"}),
            make(tmp_path, "two", {"roles/b.yaml": "x: 2\n", "roles/c.yaml": "x: 2\n"}),
        ]
    )
    merged = section(packs, "roles")
    assert {c: (d.content["x"], d.pack) for c, d in merged.documents.items()} == {
        "a": (1, "urn:test:one"),
        "b": (2, "urn:test:two"),
        "c": (2, "urn:test:two"),
    }
    (override,) = merged.overrides
    assert (override.code, override.earlier, override.later) == (
        "b",
        "urn:test:one",
        "urn:test:two",
    )


@pytest.mark.parametrize(
    ("file", "content", "line"),
    [
        ("roles.yaml", "a: 1\n", 1),
        ("roles.yaml", "a: {}\n汉字: {}\n", 2),
        ("roles/a.yaml", "- 1\n", 1),
        ("roles/a.yaml", "", 1),
        ("roles/a.json", '{"a": 1,\n "a": 2}', 1),
        ("roles/a.json", '{"a":\n 1,,}', 2),
        ("roles/a.json", '{"a": NaN}', 1),
        ("roles/a.json", "[" * 5000, 1),
        ("roles/a.json", '{"a": ' + "[" * 80 + "]" * 80 + "}", 1),
        ("roles/a.json", '{"a": 1e999}', 1),
        ("roles/a.yaml", "a: 1e999\n", 1),
    ],
)
def test_wrong_content_names_file_and_line(
    tmp_path: Path, file: str, content: str, line: int
) -> None:
    (pack,) = load_packs([make(tmp_path, files={file: content})])
    with pytest.raises(PackError) as caught:
        documents(pack, "roles")
    assert caught.value.extra == {"file": f"one/{file}", "line": line}
    assert str(line) in caught.value.detail.zh


def test_one_pack_may_not_repeat_a_code(tmp_path: Path) -> None:
    files = {"roles.yaml": "a: {}\n", "roles/a.yaml": "x: 1\n"}
    (pack,) = load_packs([make(tmp_path, files=files)])
    with pytest.raises(PackError, match=r"roles\.yaml:1 \(a\).*roles/a\.yaml"):
        documents(pack, "roles")
