from __future__ import annotations

from pathlib import Path

import pytest
from tests.infra.packs.test_loading import make

from ballast.infra.access.scopes import ScopeKind
from ballast.infra.access.scopes.definitions import scopes_of
from ballast.infra.packs import PackError, chosen_packs, load_packs

CIRCLE = """\
s: {kind: unit, title: {zh: 甲, en: A}, parent: t}
t: {kind: unit, title: {zh: 乙, en: B}, parent: s}"""


def test_the_core_pack_has_the_businesses() -> None:
    found = scopes_of(chosen_packs([]))
    assert {"lending", "payments", "insurance", "crowdfunding", "digital_assets"} <= set(found)
    assert all(scope.built_in for scope in found.values())
    assert found["lending"].kind is ScopeKind.BUSINESS


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("s: {title: {zh: 甲, en: A}}", "kind"),
        ("s: {kind: planet, title: {zh: 甲, en: A}}", "kind"),
        ("s: {kind: unit, title: {zh: 甲}}", "title"),
        ("s: {kind: unit, title: {zh: 甲, en: A}, parent: t}", "no parent t"),
        (CIRCLE, "circle"),
    ],
)
def test_a_wrong_document_is_refused_with_its_place(
    tmp_path: Path, content: str, fault: str
) -> None:
    pack = make(tmp_path, files={"scopes.yaml": content + "\n"})
    with pytest.raises(PackError, match=fault) as caught:
        scopes_of(load_packs([pack]))
    assert "one/scopes.yaml" in str(caught.value)
