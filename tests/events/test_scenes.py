from __future__ import annotations

from typing import Any

import pytest

from ballast.events.derived import attributes
from ballast.events.engine_schema import column_types, engine_schema, engine_titles
from ballast.events.model import FieldType, Scene, Sensitivity, SubjectKind
from ballast.events.scene_field import RESERVED
from ballast.events.scenes import InvalidSceneError, as_document, digest, load_scenes, scenes_of
from ballast.expressions.types import BOOLEAN, NUMBER, STRING, TIME, TOKEN
from ballast.infra.packs import Document, chosen_packs

SHIPPED = scenes_of(chosen_packs([]))
CODES = {
    "registration", "login", "bind_card", "loan_application", "payment", "transfer",
    "withdrawal", "repayment", "claim", "credential_change", "customer_service",
}  # fmt: skip
TITLE = {"zh": "某", "en": "Some"}


def field(**content: Any) -> dict[str, Any]:
    return {"title": TITLE, "type": "string", "sensitivity": "C1", "kind": "plain", **content}


def document(content: dict[str, Any], code: str = "pay", source: str = "a/pay.yaml") -> Document:
    return Document(code, content, "urn:test", source)


def scene(**fields: Any) -> Document:
    return document({"title": TITLE, "fields": fields})


def problems(*documents: Document) -> list[tuple[str, str, str, str]]:
    with pytest.raises(InvalidSceneError) as raised:
        load_scenes(documents)
    for problem in raised.value.problems:
        assert problem.remedy.zh
        assert problem.remedy.en
    return [(p.source, p.scene, p.field, p.problem.en) for p in raised.value.problems]


def test_the_shipped_scenes_are_complete() -> None:
    assert set(SHIPPED) == CODES
    for found in SHIPPED.values():
        assert found.subject_field(SubjectKind.CUSTOMER), found.code
        assert found.subject_field(SubjectKind.DEVICE), found.code
        assert found.subject_field(SubjectKind.IP), found.code
        for each in (found.title, *(f.title for f in found.fields.values())):
            assert any("\u4e00" <= c <= "\u9fff" for c in each.zh), each
            assert each.en.isascii(), each


def test_what_a_suspicious_transaction_report_needs_is_collected() -> None:
    # OCEC of the report interface (2017): IP@MAC, phone@IMEI, POS or ATM number.
    needed = {"ip", "device_mac", "phone", "device_imei", "terminal_id"}
    assert needed <= set(SHIPPED["transfer"].fields)
    assert needed <= set(SHIPPED["payment"].fields)


def test_authentication_secrets_are_not_collected() -> None:
    names = {name for found in SHIPPED.values() for name in found.fields}
    assert not [n for n in names if n in {"password", "pin", "cvv", "cvn2", "card_expiry"}]
    assert all(
        f.sensitivity is not Sensitivity.C3 for s in SHIPPED.values() for f in s.fields.values()
    )


@pytest.mark.parametrize("found", SHIPPED.values(), ids=lambda s: s.code)
def test_a_scene_written_out_loads_to_itself(found: Scene) -> None:
    written = as_document(found)
    assert load_scenes([document(written, found.code)]) == {found.code: found}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"sensitivity": None}, "sensitivity is missing"),
        ({"kind": None}, "kind is missing"),
        ({"type": None}, "type is missing"),
        ({"type": "text"}, "type has an unknown value"),
        ({"sensitivity": "C4"}, "sensitivity has an unknown value"),
        ({"kind": "iris"}, "kind has an unknown value"),
        ({"subject": "planet"}, "subject has an unknown value"),
        ({"title": {"zh": "某"}}, "The title is missing in one language"),
        ({"title": "Some"}, "The title is missing in one language"),
        ({"required": "yes"}, "required is not a boolean"),
        ({"values": [1, 2]}, "values is not a list of strings"),
        ({"colour": "red"}, "Unknown key colour"),
        ({"sensitivity": "C2"}, "Text of class C2 or C3 cannot be plain"),
        ({"sensitivity": "C3"}, "Text of class C2 or C3 cannot be plain"),
        ({"kind": "phone"}, "phone is at least C2"),
        ({"type": "number", "sensitivity": "C3"}, "Only text can be C3"),
        ({"type": "number", "kind": "ip"}, "Only text has a kind"),
        ({"type": "number", "values": ["1"]}, "values is only for text of class C1"),
        (
            {"sensitivity": "C2", "kind": "free_text", "values": ["a"]},
            "values is only for text of class C1",
        ),
    ],
)
def test_each_fault_of_a_field_names_file_scene_and_field(
    change: dict[str, Any], problem: str
) -> None:
    assert problems(scene(x=field(**change))) == [("a/pay.yaml", "pay", "x", problem)]


def test_all_faults_are_listed_at_once() -> None:
    found = problems(scene(x=field(kind=None), y=field(type=None, sensitivity=None)))
    assert [(name, problem) for _, _, name, problem in found] == [
        ("x", "kind is missing"),
        ("y", "type is missing"),
        ("y", "sensitivity is missing"),
    ]


@pytest.mark.parametrize("name", ["Amount", "1st", "a-b", "", "金额", "a" * 64, *sorted(RESERVED)])
def test_unusable_field_names_are_refused(name: str) -> None:
    assert problems(scene(**{name: field()}))[0][2:] == (name, "The field name cannot be used")


@pytest.mark.parametrize(
    ("content", "where", "problem"),
    [
        ({"fields": {}}, "title", "The title is missing in one language"),
        ({"title": TITLE, "fallback": "shrug"}, "fallback", "Unknown fallback outcome"),
        ({"title": TITLE, "fields": ["x"]}, "fields", "It has the wrong type"),
        ({"title": TITLE, "colour": 1}, "", "Unknown key colour"),
        ({"title": TITLE, "policy": 3}, "policy", "It has the wrong type"),
        ({"title": TITLE, "fields": {"x": 1}}, "x", "The field is not a mapping"),
    ],
)
def test_each_fault_of_a_scene(content: dict[str, Any], where: str, problem: str) -> None:
    assert ("a/pay.yaml", "pay", where, problem) in problems(document(content))


def test_a_scene_code_is_a_name() -> None:
    found = problems(document({"title": TITLE}, code="Pay.Now"))
    assert found == [("a/pay.yaml", "Pay.Now", "code", "The scene code cannot be used")]


def test_a_field_may_not_hide_a_derived_attribute() -> None:
    phone = field(sensitivity="C2", kind="phone")
    found = problems(scene(phone=phone, phone_valid=field(type="boolean")))
    assert found[0][2:] == ("phone_valid", "It has the name of an attribute derived from phone")


def test_a_second_definition_is_refused() -> None:
    second = document({"title": TITLE}, source="b/pay.yaml")
    assert problems(scene(), second) == [
        ("b/pay.yaml", "pay", "", "The scene is already defined in a/pay.yaml")
    ]


def test_an_extension_merges_by_field_name() -> None:
    base = scene(x=field(), y=field())
    more = document(
        {
            "extends": "pay",
            "policy": "pay.standard",
            "fields": {"x": {"required": True}, "z": field(type="number")},
        },
        code="mine",
        source="b/mine.yaml",
    )
    merged = load_scenes([base, more])["pay"]
    assert list(merged.fields) == ["x", "y", "z"]
    assert merged.fields["x"].required
    assert not merged.fields["y"].required
    assert merged.fields["z"].type is FieldType.NUMBER
    assert merged.policy == "pay.standard"


def test_an_extension_may_raise_but_not_lower_sensitivity() -> None:
    base = scene(x=field(sensitivity="C2", kind="device"))

    def to(level: str) -> Document:
        return document({"extends": "pay", "fields": {"x": {"sensitivity": level}}}, source="b")

    assert load_scenes([base, to("C3")])["pay"].fields["x"].sensitivity is Sensitivity.C3
    assert problems(base, to("C1")) == [("b", "pay", "x", "It lowers the sensitivity")]


def test_an_extension_of_nothing_is_refused() -> None:
    found = problems(document({"extends": "pay"}, source="b"))
    assert found == [("b", "pay", "", "The scene to extend does not exist")]


def test_the_digest_changes_with_the_content_and_not_with_the_version() -> None:
    one = load_scenes([scene(x=field())])["pay"]
    other = load_scenes([scene(x=field(required=True))])["pay"]
    assert digest(one) != digest(other)
    assert digest(one) == digest(Scene(one.code, 7, one.title, one.fields))


def test_engines_see_tokens_and_derived_attributes() -> None:
    schema = engine_schema(SHIPPED["loan_application"])
    assert schema["phone"] == TOKEN
    assert schema["phone_segment"] == STRING
    assert schema["id_card_age"] == NUMBER
    assert schema["id_card_valid"] == BOOLEAN
    assert schema["amount"] == NUMBER
    assert schema["ip"] == STRING
    assert engine_schema(SHIPPED["claim"])["incident_at"] == TIME


@pytest.mark.parametrize("found", SHIPPED.values(), ids=lambda s: s.code)
def test_every_name_has_a_type_and_a_title(found: Scene) -> None:
    assert list(engine_schema(found)) == list(engine_titles(found)) == list(column_types(found))
    for each in found.fields.values():
        assert set(attributes(each.name, each.kind)) <= set(engine_schema(found))
