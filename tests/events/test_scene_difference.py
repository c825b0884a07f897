from __future__ import annotations

from tests.events.scenery import other, scene_of, text

from ballast.events.scene_difference import Change, SceneChange, changes
from ballast.events.scenes import as_document

BEFORE = as_document(scene_of([text("a"), text("b"), other("n", "number")]))


def test_the_same_scene_has_no_changes() -> None:
    assert list(changes(BEFORE, BEFORE)) == []


def test_fields_come_go_and_change_property_by_property() -> None:
    after = as_document(
        scene_of([text("a", sensitivity="C2", required=True), other("n", "number"), text("c")])
    )
    found = list(changes(BEFORE, after))
    assert [(each.field, each.what, each.change) for each in found] == [
        ("a", "sensitivity", Change.CHANGED),
        ("a", "required", Change.CHANGED),
        ("b", "", Change.REMOVED),
        ("c", "", Change.ADDED),
    ]
    assert (found[0].before, found[0].after) == ("C1", "C2")
    assert found[3].after == after["fields"]["c"]


def test_what_the_scene_itself_says_is_compared() -> None:
    after = {**BEFORE, "policy": "strict", "fallback": "reject"}
    assert list(changes(BEFORE, after)) == [
        SceneChange("", "fallback", Change.CHANGED, BEFORE["fallback"], "reject"),
        SceneChange("", "policy", Change.CHANGED, None, "strict"),
    ]
