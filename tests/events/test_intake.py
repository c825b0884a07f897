from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.events.scenery import (
    DATA,
    NOW_US,
    PAY,
    PLAN,
    PROTECTOR,
    SECRETS,
    ZONE,
    raw,
    refused,
    scene_of,
    taken,
    text,
    whole,
)

from ballast.events.engine_schema import column_types
from ballast.events.field_value import MAX_LENGTH
from ballast.events.incoming import Incoming, clear_values, record_aad
from ballast.events.intake import EARLIEST_US, MAX_UNKNOWN, accept
from ballast.events.model import FieldType
from ballast.events.normal_form import normalise
from ballast.events.plan import plan_of
from ballast.events.problem import Refusal
from ballast.infra.crypto import SealBrokenError

PYTHON_TYPES = {
    FieldType.STRING: str,
    FieldType.NUMBER: float,
    FieldType.BOOLEAN: bool,
    FieldType.TIME: int,
}


def opened(incoming: Incoming) -> dict[str, object]:
    values = PROTECTOR.open_(incoming.sealed, record_aad(incoming.scene, incoming.id))
    return clear_values(values, incoming.unknown)


def test_a_whole_event() -> None:
    incoming = taken(whole())
    data = incoming.data
    assert (incoming.scene, incoming.scene_version, incoming.id) == ("pay", 1, "e-1")
    assert incoming.at_us == 1_769_911_200_000_000
    assert incoming.received_us == NOW_US
    assert data["amount"] == 100.0
    assert type(data["amount"]) is float
    assert data["due_at"] == 1_772_294_400_000_000
    assert data["ip"] == "8.8.8.8"
    assert data["ip_network"] == "8.8.8.0/24"
    assert data["phone"] == PROTECTOR.token("phone", SECRETS["phone"])
    assert data["phone_segment"] == "138"
    assert data["id_card_age"] == 76.0
    assert data["bank_card_luhn"] is True
    assert opened(incoming) == SECRETS
    assert incoming.unknown == ()


def test_every_value_has_the_type_declared_to_engines() -> None:
    types = column_types(PAY)
    for name, value in taken(whole()).data.items():
        assert type(value) is PYTHON_TYPES[types[name]], name


def test_protected_values_occur_nowhere_in_clear() -> None:
    incoming = taken(whole(surname_of_mother="赵钱孙李"))
    shown = json.dumps(msgspec.to_builtins(incoming), ensure_ascii=False).encode()
    for secret in [*SECRETS.values(), "赵钱孙李"]:
        assert secret.encode() not in shown
        assert secret.encode() not in incoming.sealed
        assert json.dumps(secret).encode() not in shown


def test_the_sealed_blob_is_bound_to_its_event() -> None:
    incoming = taken(whole())
    with pytest.raises(SealBrokenError):
        PROTECTOR.open_(incoming.sealed, record_aad(incoming.scene, "another"))


def test_equal_things_have_equal_tokens_in_every_scene() -> None:
    there = plan_of(scene_of([text("mobile", "phone", "C3")], code="login"), ZONE)
    here = taken(whole(phone="+86 138 1234 5678")).data["phone"]
    assert here == taken(raw(mobile="13812345678"), there).data["mobile"]


def test_nothing_protected_means_nothing_sealed() -> None:
    assert taken(raw(customer_id="c", amount=1)).sealed == b""


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"id": ""}, "id", "printable ASCII"),
        ({"id": "x" * 129}, "id", "printable ASCII"),
        ({"id": "流水"}, "id", "printable ASCII"),
        ({"id": "a\nb"}, "id", "printable ASCII"),
        ({"id": " a"}, "id", "printable ASCII"),
        ({"id": 7}, "id", "printable ASCII"),
        ({"id": None}, "id", "printable ASCII"),
        ({"occurred_at": "2026-02-01T10:00:00"}, "occurred_at", "RFC 3339"),
        ({"occurred_at": 1769911200}, "occurred_at", "RFC 3339"),
        ({"occurred_at": None}, "occurred_at", "RFC 3339"),
        ({"occurred_at": "2030-02-01T10:00:00Z"}, "occurred_at", "future"),
        ({"occurred_at": "1989-12-31T23:59:59Z"}, "occurred_at", "before 1990"),
        ({"scene": "login"}, "scene", "not the scene"),
        ({"scene": None}, "scene", "not the scene"),
        ({"amount": 1}, "", "beside `data`"),
        ({"data": None}, "data", "object"),
        ({"data": [1]}, "data", "object"),
    ],
)
def test_each_fault_of_the_envelope(change: dict[str, Any], field: str, problem: str) -> None:
    found = refused({**whole(), **change})
    assert list(found) == [field]
    assert problem in found[field]


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("customer_id", None, "required"),
        ("customer_id", "", "required"),
        ("customer_id", " \u3000", "required"),
        ("customer_id", 12, "must be a string"),
        ("customer_id", ["c"], "must be a string"),
        ("customer_id", {"a": "b"}, "must be a string"),
        ("customer_id", "x" * (MAX_LENGTH + 1), "longer than"),
        ("customer_id", "\ud800", "surrogate"),
        ("amount", None, "required"),
        ("amount", "100", "must be a number"),
        ("amount", True, "must be a number"),
        ("amount", math.nan, "finite"),
        ("amount", math.inf, "finite"),
        ("amount", 10**400, "finite"),
        ("currency", "XXX", "allowed values"),
        ("currency", 1, "must be a string"),
        ("phone", 13812345678, "must be a string"),
        ("trusted", "true", "must be a boolean"),
        ("trusted", 1, "must be a boolean"),
        ("due_at", "2026-03-01", "RFC 3339"),
        ("due_at", 1, "RFC 3339"),
    ],
)
def test_each_fault_of_a_field(field: str, value: object, problem: str) -> None:
    found = refused(whole(**{field: value}))
    assert list(found) == [field]
    assert problem in found[field]


@pytest.mark.parametrize("field", ["phone", "currency", "trusted", "due_at", "ip"])
def test_null_and_blank_are_missing(field: str) -> None:
    for value in (None, "", "  "):
        if value is None or field != "trusted":
            data = taken(whole(**{field: value})).data
            assert not [name for name in data if name.startswith(field)]


@pytest.mark.parametrize("dash", ["-", "--", " \u2013 "])
def test_a_dash_is_no_phone(dash: str) -> None:
    assert not [name for name in taken(whole(phone=dash)).data if name.startswith("phone")]


def test_all_faults_are_listed_at_once() -> None:
    found = refused({"id": "", "occurred_at": "x", "data": {"amount": "1", "currency": "XXX"}})
    assert list(found) == ["id", "occurred_at", "customer_id", "amount", "currency"]


@given(st.sampled_from(sorted(DATA)), st.text("秘密值🙂", min_size=6) | st.just("a" * 5000))
def test_errors_never_quote_a_value(field: str, secret: str) -> None:
    event = whole(**{field: {"nested": secret}})
    result = accept(PLAN, {**event, "occurred_at": secret, "id": secret}, NOW_US, PROTECTOR)
    assert isinstance(result, Refusal)
    error = result.error()
    shown = f"{error} {error.detail} {json.dumps(error.extra, ensure_ascii=False)}"
    assert secret not in shown
    assert len(error.extra["problems"]) == 3  # type: ignore[arg-type]  # a list
    assert error.status == 422


def test_the_clock_may_run_ahead_by_the_tolerance() -> None:
    plan = plan_of(PAY, ZONE, tolerance_us=1_000_000)
    event = raw(at="2026-02-01T10:00:00Z", customer_id="c", amount=1)
    at_us = taken(event, plan).at_us
    assert isinstance(accept(plan, event, at_us - 1_000_000, PROTECTOR), Incoming)
    assert isinstance(accept(plan, event, at_us - 1_000_001, PROTECTOR), Refusal)


def test_the_first_accepted_instant() -> None:
    event = raw(at="1990-01-01T00:00:00Z", customer_id="c", amount=1)
    assert taken(event).at_us == EARLIEST_US


def test_unknown_fields_are_kept_sealed_and_reported() -> None:
    incoming = taken(whole(zebra={"a": [1, None]}, _note="hello", gone=None, phone_valid=False))
    assert incoming.unknown == ("_note", "phone_valid", "zebra")
    kept = opened(incoming)
    assert kept["zebra"] == {"a": [1, None]}
    assert kept["_note"] == "hello"
    assert incoming.data["phone_valid"] is True
    assert "zebra" not in incoming.data


@pytest.mark.parametrize(
    ("unknown", "problem"),
    [
        ({"13812345678": 1}, "name"),
        ({"a b": 1}, "name"),
        ({"": 1}, "name"),
        ({"x" * 65: 1}, "name"),
        ({"姓名": 1}, "name"),
        ({f"f{i}": 1 for i in range(MAX_UNKNOWN + 1)}, "too many"),
        ({"x": "a" * 65_600}, "too large"),
        ({"x": ["\ud800"]}, "too large"),
    ],
)
def test_unknown_fields_have_limits(unknown: dict[str, object], problem: str) -> None:
    found = refused(whole(**unknown))
    assert list(found) == ["data"]
    assert problem in found["data"]


def test_the_digest_follows_the_content_only() -> None:
    one = taken(whole())
    backwards = {**whole(), "data": dict(reversed(DATA.items()))}
    assert taken(backwards).digest == one.digest
    there, back = {"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"d": 3, "c": 2}, "a": 1}
    assert taken(whole(zebra=there)).digest == taken(whole(zebra=back)).digest
    assert taken(whole(amount=100.0)).digest == one.digest
    assert taken(whole(phone="+86-13812345678")).digest == one.digest
    assert taken(whole(id_="other")).digest == one.digest
    newer = plan_of(replace(PAY, version=2), ZONE)
    assert taken(whole(), newer).digest == one.digest


@pytest.mark.parametrize(
    "change",
    [{"amount": 101}, {"phone": "13812345679"}, {"trusted": None}, {"zebra": 1}, {"ip": "8.8.4.4"}],
)
def test_the_digest_shows_any_change(change: dict[str, object]) -> None:
    assert taken(whole(**change)).digest != taken(whole()).digest


def test_the_digest_shows_another_time_and_another_unknown_value() -> None:
    later = {**whole(), "occurred_at": "2026-02-01T10:00:01+08:00"}
    assert taken(later).digest != taken(whole()).digest
    assert taken(whole(zebra=1)).digest != taken(whole(zebra=2)).digest


def test_a_field_that_became_known_does_not_change_the_digest() -> None:
    fields = [*PAY.fields.values(), text("note")]
    wider = plan_of(scene_of(fields, version=2), ZONE)
    assert taken(whole(note="x"), wider).digest == taken(whole(note="x")).digest


# Text as sources send it; a NUL is refused.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(
    st.fixed_dictionaries(
        {"customer_id": TEXT.filter(str.strip), "amount": st.floats()},
        optional={
            "phone": TEXT,
            "name": TEXT,
            "bank_card": TEXT,
            "id_card": TEXT,
            "ip": st.ip_addresses().map(str) | TEXT,
            "trusted": st.booleans(),
        },
    )
)  # fmt: skip
def test_what_goes_in_can_be_got_back(data: dict[str, Any]) -> None:
    result = accept(PLAN, raw(**data), NOW_US, PROTECTOR)
    if not math.isfinite(data["amount"]):
        assert isinstance(result, Refusal)
        return
    assert isinstance(result, Incoming)
    back = {**result.data, **(opened(result) if result.sealed else {})}
    for name, value in data.items():
        normal = normalise(PAY.fields[name].kind, value) if isinstance(value, str) else value
        blank = isinstance(value, str) and (not value or value.isspace())
        field = PAY.fields[name]
        dash = field.protected and len(normal) < 4 and not any(map(str.isalnum, normal))
        missing = blank or dash
        assert back.get(name) == (None if missing else normal if name == "ip" else value)
