from __future__ import annotations

import base64
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballast.infra.crypto import (
    KeyFileError,
    Keyring,
    RotationError,
    SealBrokenError,
    UnknownKeyIdError,
)
from ballast.infra.crypto.key_store import KeyMaterial, from_environment
from ballast.infra.settings import Settings

VALUES = {"phone": "13812345678", "name": "张三"}
FIXED = Keyring(KeyMaterial("00000001", {"00000001": b"k" * 32}, b"t" * 32))
MASTER = base64.b64encode(b"m" * 32).decode()
OTHER = base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "keys.json"


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=6), st.binary())
def test_what_is_sealed_opens_for_the_same_record(values: dict[str, str], aad: bytes) -> None:
    sealed = FIXED.seal(values, aad)
    assert FIXED.open_(sealed, aad) == values
    assert FIXED.key_id(sealed) == "00000001"
    with pytest.raises(SealBrokenError):
        FIXED.open_(sealed, aad + b"x")


def test_any_changed_bit_is_found() -> None:
    sealed = FIXED.seal(VALUES, b"e1")
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises((SealBrokenError, UnknownKeyIdError)):
            FIXED.open_(bytes(changed), b"e1")


@given(st.binary(max_size=80))
def test_no_bytes_open_by_chance(junk: bytes) -> None:
    with pytest.raises((SealBrokenError, UnknownKeyIdError)):
        FIXED.open_(junk, b"")


def test_sealing_twice_differs_and_hides_the_values() -> None:
    sealed = FIXED.seal(VALUES, b"e1")
    assert sealed != FIXED.seal(VALUES, b"e1")
    assert b"13812345678" not in sealed
    assert "张三".encode() not in sealed


def test_the_file_is_private_and_kept(path: Path) -> None:
    first = Keyring.open_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
    again = Keyring.open_file(path)
    assert again.open_(first.seal(VALUES, b"e"), b"e") == VALUES
    assert again.token("phone", "1") == first.token("phone", "1")
    assert not list(path.parent.glob("*.part"))


def test_processes_that_start_at_once_share_one_file(path: Path) -> None:
    barrier = threading.Barrier(8)

    def start(_: int) -> str:
        barrier.wait()
        return Keyring.open_file(path).token("phone", "1")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(start, range(8)))) == 1


def test_rotations_at_once_lose_no_key(path: Path) -> None:
    first = Keyring.open_file(path)
    sealed = first.seal(VALUES, b"e")
    with ThreadPoolExecutor(8) as pool:
        active = set(pool.map(lambda _: Keyring.open_file(path).rotate(), range(8)))
    ring = Keyring.open_file(path)
    assert len(ring.ids) == 9
    assert active <= set(ring.ids)
    assert ring.open_(sealed, b"e") == VALUES


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777, 0o601])
def test_a_file_that_others_can_use_is_refused(path: Path, mode: int) -> None:
    Keyring.open_file(path)
    path.chmod(mode)
    with pytest.raises(KeyFileError, match="chmod 600"):
        Keyring.open_file(path)


@pytest.mark.parametrize(
    "change",
    [
        {"active": "ffffffff"},
        {"token_key": "AAAA"},
        {"token_key": None},
        {"keys": {}},
        {"keys": {"zz": "AAAA"}},
        {"keys": {"0000000g": base64.b64encode(b"k" * 32).decode()}},
        {"keys": ["x"]},
    ],
)
def test_a_broken_file_is_named_but_not_shown(path: Path, change: dict[str, object]) -> None:
    Keyring.open_file(path)
    document = json.loads(path.read_text())
    path.write_text(json.dumps(document | change))
    with pytest.raises(KeyFileError) as caught:
        Keyring.open_file(path)
    assert str(path) in caught.value.detail.en
    assert document["token_key"] not in str(caught.value)


def test_junk_is_not_a_key_file(path: Path) -> None:
    path.parent.mkdir()
    path.touch(0o600)
    path.write_bytes(b"\xff{")
    with pytest.raises(KeyFileError):
        Keyring.open_file(path)


def test_after_rotation_old_records_open_and_new_ones_use_the_new_key(path: Path) -> None:
    ring = Keyring.open_file(path)
    old, token = ring.seal(VALUES, b"e"), ring.token("phone", "13812345678")
    before = ring.active
    assert ring.rotate() == ring.active != before
    assert ring.key_id(ring.seal(VALUES, b"e")) == ring.active
    assert ring.open_(old, b"e") == VALUES
    assert ring.token("phone", "13812345678") == token
    moved = ring.reseal(old, b"e")
    assert ring.key_id(moved) == ring.active
    assert ring.open_(moved, b"e") == VALUES
    assert ring.reseal(moved, b"e") is moved


def test_a_running_process_opens_what_another_sealed_after_rotating(path: Path) -> None:
    running, command = Keyring.open_file(path), Keyring.open_file(path)
    command.rotate()
    assert running.open_(command.seal(VALUES, b"e"), b"e") == VALUES
    assert running.active == command.active


def test_an_unknown_key_is_named(path: Path) -> None:
    sealed = FIXED.seal(VALUES, b"e")
    with pytest.raises(UnknownKeyIdError) as caught:
        Keyring.open_file(path).open_(sealed, b"e")
    assert caught.value.extra == {"key_id": "00000001"}


def test_threads_seal_while_keys_rotate(path: Path) -> None:
    ring = Keyring.open_file(path)
    stop = threading.Event()

    def work() -> int:
        done = 0
        while not stop.is_set():
            assert ring.open_(ring.seal(VALUES, b"e"), b"e") == VALUES
            done += 1
        return done

    with ThreadPoolExecutor(3) as pool:
        running = [pool.submit(work) for _ in range(3)]
        for _ in range(10):
            ring.rotate()
        stop.set()
        assert all(future.result() > 0 for future in running)


def test_a_master_key_needs_no_file(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, master_key=MASTER)
    ring = Keyring.of(settings)
    assert Keyring.of(settings).open_(ring.seal(VALUES, b"e"), b"e") == VALUES
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(RotationError, match="BALLAST_MASTER_KEY"):
        ring.rotate()


def test_a_new_master_key_in_front_keeps_records_and_tokens() -> None:
    old, both = Keyring(from_environment(MASTER)), Keyring(from_environment(f"{OTHER}, {MASTER}"))
    assert both.open_(old.seal(VALUES, b"e"), b"e") == VALUES
    assert both.token("phone", "1") == old.token("phone", "1")
    assert both.active != old.active
    with pytest.raises(UnknownKeyIdError):
        old.open_(both.seal(VALUES, b"e"), b"e")


@pytest.mark.parametrize("value", ["", ",", "x", base64.b64encode(b"short").decode(), "汉字"])
def test_a_wrong_master_key_says_how_to_make_one(value: str) -> None:
    with pytest.raises(KeyFileError, match="openssl rand -base64 32"):
        from_environment(value)


def test_nothing_prints_a_key(path: Path) -> None:
    ring = Keyring.open_file(path)
    document = json.loads(path.read_text())
    shown = f"{ring!r} {ring} {ring._material!r} {from_environment(MASTER)!r}"
    for secret in (document["token_key"], *document["keys"].values()):
        assert secret not in shown
        assert repr(base64.b64decode(secret)) not in shown
    assert "kkkk" not in repr(FIXED._material)


def test_tokens_are_hmac_sha256() -> None:
    # RFC 2104 by OpenSSL: printf 'phone\0001' | openssl dgst -sha256 -mac HMAC -macopt key:t×32
    assert FIXED.token("phone", "1") == "tk_4002d521f48f5795bd2cb6ad49328934"


@given(st.text(max_size=30), st.sampled_from(["phone", "name", "ip", "email", "other"]))
def test_a_token_is_stable_short_and_separate_by_kind(value: str, kind: str) -> None:
    token = FIXED.token(kind, value)
    assert token == FIXED.token(kind, value)
    assert len(token) == 35
    assert token != FIXED.token("device", value)
    other = Keyring(KeyMaterial("00000001", {"00000001": b"k" * 32}, b"u" * 32))
    assert token != other.token(kind, value)


def test_the_kinds_remembered_are_bounded() -> None:
    for number in range(200):
        FIXED.token(f"kind{number}", "x")
    assert len(FIXED._hashes) <= 64
    assert FIXED.token("kind199", "x") == FIXED.token("kind199", "x")


def test_a_file_that_cannot_be_created_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KeyFileError):
        Keyring.open_file(tmp_path / "file" / "keys.json")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
