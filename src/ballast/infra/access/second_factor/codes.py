"""一次性码（RFC 6238）与恢复码。 One-time codes of RFC 6238, and recovery codes."""

from __future__ import annotations

import secrets

import pyotp
import segno

from ballast.infra.access import bearer

RECOVERY_CODES = 10
_STEP_US = 30_000_000
_ISSUER = "Ballast"
# Crockford's letters: none is taken for a digit.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_GROUPS, _SIZE = 4, 4


def new_secret() -> str:
    """新验证器的密钥，160 比特。 The secret of a new authenticator, 160 bits."""
    return pyotp.random_base32(32)


def uri_of(secret: str, name: str) -> str:
    """验证器认得的地址。 The address that authenticators read."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_ISSUER)


def picture_of(uri: str) -> str:
    """地址的二维码，SVG 的 data: 地址。 The address as a QR code: an SVG in a data: URI."""
    picture: str = segno.make(uri, error="m", micro=False).svg_data_uri(scale=4, border=2)
    return picture


def step_of(secret: str, code: str, now_us: int) -> int | None:
    """这个码是哪个时间步的；前后各容一步。 The time step of a code; one either side passes."""
    digits = code.replace(" ", "")
    if len(digits) != 6 or not digits.isascii() or not digits.isdigit():
        return None
    now, totp = now_us // _STEP_US, pyotp.TOTP(secret)
    steps = [s for s in (now - 1, now, now + 1) if bearer.same(totp.generate_otp(s), digits)]
    return steps[-1] if steps else None


def new_recovery_codes() -> list[str]:
    """一组新的恢复码，每个 80 比特。 A new set of recovery codes, 80 bits each."""
    return [_recovery_code() for _ in range(RECOVERY_CODES)]


def recovery_form(code: str) -> str:
    """恢复码的规范写法。 The canonical form of a typed recovery code."""
    return "".join(c for c in code.lower() if c.isalnum())


def _recovery_code() -> str:
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_SIZE)) for _ in range(_GROUPS))
    return "-".join(groups)
