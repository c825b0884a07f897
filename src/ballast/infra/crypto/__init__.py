"""加密：封存受保护的值，给出令牌，屏蔽显示。 Crypto: seal protected values, tokens, masks."""

from ballast.infra.crypto.errors import (
    KeyFileError,
    RotationError,
    SealBrokenError,
    UnknownKeyIdError,
)
from ballast.infra.crypto.keyring import Keyring
from ballast.infra.crypto.masks import HIDDEN, Mask, Masks

__all__ = [
    "HIDDEN",
    "KeyFileError",
    "Keyring",
    "Mask",
    "Masks",
    "RotationError",
    "SealBrokenError",
    "UnknownKeyIdError",
]
