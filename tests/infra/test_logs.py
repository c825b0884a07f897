from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from ballast.infra.logs import HIDDEN, Scrubber, configure_logs, scrub
from ballast.infra.settings import Settings

PERSONAL = [
    "13812345678",
    "+86 138 1234 5678",
    "8613812345678",
    "138-1234-5678",
    "11010519491231002X",
    "110105 19491231 002x",
    "110105491231002",
    "6222021234567890123",
    "6222 0212 3456 7890",
    "4111111111111111",
    "4111-1111-1111-1111",
]


@pytest.mark.parametrize("value", PERSONAL)
@pytest.mark.parametrize(
    "frame", ["{}", "手机{}的", "x={},y", "user_{}", '"{}"', "({}) failed", "a.{}"]
)
def test_what_looks_personal_is_hidden_anywhere(value: str, frame: str) -> None:
    shown = scrub(frame.format(value))
    assert value not in shown
    assert HIDDEN in shown


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22 05:47:28.123456",
        "dec_01K9XFT7G0CBE0YEA0DMTM6X90",
        "elapsed 1234567890 us",
        "port 5432, 10.0.0.1, 1.2345678901",
        "1234567890123",
        "sha256 0123abcd",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert scrub(text) == text


def test_tokens_and_passwords_in_urls_are_hidden() -> None:
    token = "blk_01K9XFT7G0WQ48F653RCZG23SH_pCs5dIagHX-fHsgaRuOloVWsl28emvk327sbfZnrfy0"
    assert scrub(f"Bearer {token}!") == f"Bearer {HIDDEN}!"
    assert scrub("postgresql://u:p%40ss@h/d") == f"postgresql://u:{HIDDEN}@h/d"


def entry(**values: object) -> dict[str, object]:
    return Scrubber(["insured"])(None, "info", dict(values))


def test_protected_names_are_hidden_at_any_depth() -> None:
    shown = entry(
        event="x", Phone="1", a={"ID_CARD": "2", "b": [{"password": "3"}]}, insured="4", token=None
    )
    assert shown == {
        "event": "x",
        "Phone": HIDDEN,
        "a": {"ID_CARD": HIDDEN, "b": [{"password": HIDDEN}]},
        "insured": HIDDEN,
        "token": None,
    }


def test_numbers_and_objects_are_looked_at_too() -> None:
    class Person:
        def __repr__(self) -> str:
            return "Person(13812345678)"

    shown = entry(n=13812345678, o=Person(), t=("13812345678",), at_us=1_763_000_000_000_000, f=1.5)
    assert shown == {
        "n": HIDDEN,
        "o": f"Person({HIDDEN})",
        "t": [HIDDEN],
        "at_us": 1_763_000_000_000_000,
        "f": 1.5,
    }


def test_depth_and_length_are_bounded() -> None:
    deep: object = "13812345678"
    for _ in range(50):
        deep = [deep]
    assert "138" not in str(entry(d=deep))
    assert len(str(entry(s="a" * 100_000)["s"])) < 21_000


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(max_size=5), st.text(max_size=5))
def test_no_phone_survives_between_other_characters(phone: str, before: str, after: str) -> None:
    if before[-1:].isdigit() or after[:1].isdigit() or after[:1] in {"-", " "}:
        return
    if before[-1:] in {"-", " ", "."}:
        return
    assert phone not in scrub(before + phone + after)


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield io.StringIO()
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_json_lines_with_time_level_and_fields(stream: io.StringIO) -> None:
    configure_logs(Settings(log_json=True), stream=stream)
    structlog.get_logger("ballast.x").info("决策", scene="payment", count=3)
    (line,) = stream.getvalue().splitlines()
    document = json.loads(line)
    assert document["event"] == "决策"
    assert (document["level"], document["logger"], document["count"]) == ("info", "ballast.x", 3)
    assert document["at"].endswith("Z")


@pytest.mark.parametrize("as_json", [True, False])
def test_the_standard_library_and_tracebacks_are_scrubbed(
    stream: io.StringIO, as_json: bool
) -> None:
    configure_logs(Settings(log_json=as_json), ["insured"], stream)
    log = logging.getLogger("third.party")
    log.warning("called with %s", "13812345678", extra={"insured": "张三"})
    try:
        raise ValueError("bad card 6222021234567890123")
    except ValueError:
        log.exception("failed")
        structlog.get_logger().exception("failed too", id_card="x1")
    written = stream.getvalue()
    assert "ValueError" in written
    assert "Traceback" in written
    for secret in ("13812345678", "张三", "6222021234567890123", "x1"):
        assert secret not in written
    assert written.count(HIDDEN) >= 5


def test_levels_are_obeyed(stream: io.StringIO) -> None:
    configure_logs(Settings(log_level="warning"), stream=stream)
    structlog.get_logger("a").info("quiet")
    structlog.get_logger("a").warning("loud")
    assert "quiet" not in stream.getvalue()
    assert "loud" in stream.getvalue()
