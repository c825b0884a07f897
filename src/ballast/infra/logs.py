"""结构化日志，写出前再查一遍。 Structured logs, scrubbed once more before they are written.

Nothing personal should reach a log; this is the second line. Keys on the protected list are hidden,
and in every other text whatever looks like an identity number, a card, a phone or a bearer token.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TextIO

import structlog

from ballast.infra.settings import Settings

HIDDEN = "[hidden]"
PROTECTED = frozenset(
    (
        "password",
        "passwd",
        "secret",
        "token",
        "bearer",
        "authorization",
        "cookie",
        "api_key",
        "master_key",
        "database_url",
        "id_card",
        "id_number",
        "phone",
        "mobile",
        "bank_card",
        "card_number",
        "email",
        "real_name",
        "address",
        "passcode",
        "otp",
        "cvv",
        "cvn",
        "sealed",
        "data",
        "body",
    )
)
_DEPTH = 6
_LONGEST = 20_000
_BEARER = re.compile(r"\bbl[ks]_[A-Za-z0-9_-]{8,}")
_PASSWORD_IN_URL = re.compile(r"(://[^:/@\s]+:)[^@\s]+@")
# Digits, perhaps in groups; the X of an identity number; the + of a country code.
_NUMBER = re.compile(r"(?<!\d)(?<!\d\.)\+?\d(?:[ -]?\d){9,21}[Xx]?(?!\d)")
_MOBILE = re.compile(r"(?:\+?(?:00)?86)?1[3-9]\d{9}")
_IDENTITY = re.compile(r"\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]")
_OLD_IDENTITY = re.compile(r"[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}")

Event = dict[str, Any]


class Scrubber:
    """structlog 的一道工序：藏起受保护的。 A structlog processor that hides what is protected."""

    def __init__(self, protected: Iterable[str] = ()) -> None:
        self._protected = PROTECTED | {name.lower() for name in protected}

    def __call__(self, _logger: object, _method: str, event: Event) -> Event:
        """整理一条日志。 One log entry, scrubbed."""
        return {key: self._entry(key, value, 0) for key, value in event.items()}

    def _entry(self, key: str, value: object, depth: int) -> object:
        name = str(key).lower()
        if name in self._protected and value is not None:
            return HIDDEN
        # Times are 16-digit numbers, some of which would pass for a card.
        return value if name.endswith("_us") and type(value) is int else self._value(value, depth)

    def _value(self, value: object, depth: int) -> object:
        if value is None or isinstance(value, bool | float):
            return value
        if isinstance(value, int):
            return HIDDEN if _telling(str(value)) else value
        if depth >= _DEPTH:
            return HIDDEN
        if isinstance(value, Mapping):
            return {str(k): self._entry(str(k), v, depth + 1) for k, v in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._value(item, depth + 1) for item in value]
        return scrub(value if isinstance(value, str) else repr(value))


def scrub(text: str) -> str:
    """藏起像证件号、卡号、手机号、令牌的部分。 Hide what looks like such a number or token."""
    short = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    without_tokens = _BEARER.sub(HIDDEN, _PASSWORD_IN_URL.sub(rf"\1{HIDDEN}@", short))
    return _NUMBER.sub(lambda m: HIDDEN if _telling(m[0]) else m[0], without_tokens)


def configure_logs(
    settings: Settings, protected: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """设好日志；标准库的日志也走同一条路。 Set up logs; the standard library's go the same way.

    Args:
        settings: 级别与写法。 Level and form.
        protected: 另外受保护的名字，如场景里 C2、C3 的字段。 More names to hide.
        stream: 写到哪里，缺省是标准错误。 Where to; standard error by default.
    """
    shared: list[Callable[..., Any]] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.StackInfoRenderer(),
        # Tracebacks become text before the scrubber sees them.
        structlog.processors.format_exc_info,
        Scrubber(protected),
    ]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _renderer(settings),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _renderer(settings: Settings) -> Callable[..., Any]:
    if settings.log_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True)
    return structlog.dev.ConsoleRenderer(colors=False)


def _telling(text: str) -> bool:
    digits = "".join(character for character in text if character.isalnum())
    if _MOBILE.fullmatch(digits) or _IDENTITY.fullmatch(digits) or _OLD_IDENTITY.fullmatch(digits):
        return True
    if not digits.isdigit() or not 13 <= len(digits) <= 19:
        return False
    return (digits.startswith("62") and len(digits) >= 16) or _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = (int(d) * 2 for d in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0
