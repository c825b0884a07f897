"""加密的错误。 What can go wrong with encryption. None of them holds a key or a value."""

from __future__ import annotations

from ballast.kit.errors import BallastError, ConflictError, UnavailableError
from ballast.kit.text import Text


class KeyFileError(UnavailableError):
    """密钥文件或主密钥不可用。 The key file or master key cannot be used; the sentence says why."""

    code = "key_file"
    title = Text("密钥不可用", "Keys unavailable")


class UnknownKeyIdError(UnavailableError):
    """没有加密时所用的密钥。 The key that sealed this is not in the keyring."""

    code = "unknown_key_id"

    def __init__(self, key_id: str) -> None:
        super().__init__(
            Text(
                f"密钥 {key_id} 不在密钥环里。请恢复含有它的密钥文件备份。",
                f"Key {key_id} is not in the keyring. Restore the key file that holds it.",
            ),
            {"key_id": key_id},
        )


class SealBrokenError(BallastError):
    """密文被改动，或不属于这条记录。 The sealed bytes were changed or belong to another record."""

    code = "seal_broken"
    title = Text("密文无法打开", "Sealed data cannot be opened")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "密文被改动过，或不属于这条记录。请查验日志并从备份恢复。",
                "The sealed data was changed or belongs to another record. "
                "Verify the journal and restore from a backup.",
            )
        )


class RotationError(ConflictError):
    """此种密钥不能由程序轮换。 These keys are not rotated by the program."""

    code = "rotation"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "密钥来自 BALLAST_MASTER_KEY。要轮换，请把新密钥写在旧的之前，用逗号分隔。",
                "The keys come from BALLAST_MASTER_KEY. To rotate, put the new key first and keep "
                "the old ones after it, separated by commas.",
            )
        )
