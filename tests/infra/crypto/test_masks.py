from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.infra.packs.test_loading import make

from ballast.infra.crypto import HIDDEN, Masks
from ballast.infra.packs import PackError, chosen_packs, load_packs

MASKS = Masks.of(chosen_packs([]))
mask = MASKS.mask
KEPT = {"id_card": 2, "phone": 7, "bank_card": 10, "device": 4}


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("phone", "13812345678", "138****5678"),
        ("phone", "1381234567", HIDDEN),
        ("id_card", "11010519491231002X", "1****************X"),
        ("id_card", "110105491231002", "1*************2"),
        ("bank_card", "6222021234567890123", "622202*********0123"),
        ("bank_card", "62220212345678", HIDDEN),
        ("name", "张三", "张*"),
        ("name", "张三丰", "张**"),
        ("name", "欧阳修", "欧阳*"),
        ("name", "司马", "司*"),
        ("name", "王", HIDDEN),
        ("name", "John Smith", "J***"),
        ("email", "zhangsan@example.com", "z***@example.com"),
        ("email", "ab@example.com", "***@example.com"),
        ("email", "not an address", HIDDEN),
        ("email", "a@b@c", HIDDEN),
        ("address", "北京市海淀区中关村大街1号", "北京市海淀区****"),
        ("address", "上海市浦东新区张江路88号", "上海市浦东新区****"),
        ("address", "四川省阿坝藏族羌族自治州汶川县威州镇", "四川省阿坝藏族羌族自治州汶川县****"),
        ("address", "深圳市阳光小区3栋", "深圳市****"),
        ("address", "幸福小区3栋201", HIDDEN),
        ("address", "海淀区", HIDDEN),
        ("address", "Room 5, 12 High Street", HIDDEN),
        ("device", "861234567890123", "***********0123"),
        ("device", "12345678901", HIDDEN),
        ("ip", "203.0.113.9", "203.0.*.*"),
        ("ip", "2001:db8::1", "2001:0db8:*"),
        ("ip", "host", HIDDEN),
        ("free_text", "电话13812345678", HIDDEN),
        ("plain", "x", HIDDEN),
        ("unheard_of", "x", HIDDEN),
        ("phone", "", HIDDEN),
        ("name", "张*", HIDDEN),
        ("phone", "138****5678", HIDDEN),
    ],
)
def test_the_core_masks(kind: str, value: str, shown: str) -> None:
    assert mask(kind, value) == shown


@given(st.sampled_from(sorted(MASKS.masks)), st.text(max_size=40).filter(lambda v: "*" not in v))
def test_a_mask_never_shows_a_whole_value(kind: str, value: str) -> None:
    shown = mask(kind, value)
    assert value.strip() == "" or value.strip() not in shown


@given(st.sampled_from(sorted(KEPT)), st.text("0123456789Xabc", max_size=30))
def test_edges_show_no_more_than_they_keep(kind: str, value: str) -> None:
    assert len(mask(kind, value).replace("*", "")) <= KEPT[kind]


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True))
def test_the_middle_six_of_an_identity_number_are_hidden(number: str) -> None:
    assert mask("id_card", number)[6:12] == "******"


@given(st.text("张李欧阳司马诸葛三丰abc ", min_size=1, max_size=8))
def test_a_name_shows_its_family_name_at_most(name: str) -> None:
    shown = mask("name", name).replace("*", "")
    assert len(shown) <= 2
    assert len(shown) < len(name.strip()) or not name.strip()


@given(st.emails())
def test_an_address_of_mail_hides_who(email: str) -> None:
    local = email.rpartition("@")[0]
    assert len(mask("email", email).rpartition("@")[0].replace("*", "")) <= min(1, len(local) - 1)


@given(st.ip_addresses().map(str))
def test_an_ip_hides_the_host(ip: str) -> None:
    assert len(re.findall(r"[0-9a-f]+", mask("ip", ip))) == 2


@pytest.mark.parametrize("kind", sorted(MASKS.masks))
def test_class_c3_is_hidden_whole(kind: str) -> None:
    assert mask(kind, "13812345678@example.com", "C3") == HIDDEN


def test_a_later_pack_overrides_a_mask(tmp_path: Path) -> None:
    pack = make(tmp_path, files={"masks.yaml": "phone: {method: hidden}\n"})
    assert Masks.of(chosen_packs([str(pack)])).mask("phone", "13812345678") == HIDDEN


@pytest.mark.parametrize(
    "content",
    ["{method: show}", "{}", "{method: edges, keep_first: 11}", "{method: edges, keep_last: -1}",
     "{method: edges, keep_first: '3'}", "{method: name, compound: 欧阳}"],
)  # fmt: skip
def test_a_wrong_mask_is_refused_with_its_place(tmp_path: Path, content: str) -> None:
    pack = make(tmp_path, files={"masks.yaml": f"phone: {content}\n"})
    with pytest.raises(PackError, match=r"one/masks\.yaml:1 \(phone\)"):
        Masks.of(load_packs([pack]))


def test_a_pack_cannot_make_a_mask_show_everything(tmp_path: Path) -> None:
    content = "{method: edges, keep_first: 10, keep_last: 10, hide_at_least: 0}"
    masks = Masks.of(load_packs([make(tmp_path, files={"masks.yaml": f"phone: {content}\n"})]))
    assert masks.mask("phone", "1" * 20) == HIDDEN
    assert "*" in masks.mask("phone", "1" * 21)
