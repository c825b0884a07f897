"""加密：封存受保护的值，给出令牌，屏蔽显示。 Crypto: seal protected values, tokens, masks."""

from ballast.infra.crypto.errors import (
    KeyFileError,
    RotationError,
    SealBrokenError,
    UnknownKeyIdError,
)
from ballast.infra.crypto.keyring import Keyring

__all__ = ["KeyFileError", "Keyring", "RotationError", "SealBrokenError", "UnknownKeyIdError"]
