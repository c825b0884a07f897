"""Keys and tokens for tests: the real keyring with a fixed master key."""

from __future__ import annotations

import base64

from ballast.infra.crypto import Keyring
from ballast.infra.crypto.key_store import from_environment

PROTECTOR = Keyring(from_environment(base64.b64encode(bytes(range(32))).decode()))
