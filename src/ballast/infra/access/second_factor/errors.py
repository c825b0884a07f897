"""第二因素的错误。 What can go wrong with the second factor."""

from __future__ import annotations

from ballast.kit.errors import ConflictError, InvalidError, UnauthenticatedError
from ballast.kit.text import Text


class SecondFactorRequiredError(UnauthenticatedError):
    """密码对了，还要一个码。 The password is right; a code is needed as well."""

    code = "second_factor_required"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "请再输入验证器上的六位码，或一个恢复码（字段 code）。",
                "Enter the six digits of your authenticator as well, or a recovery code "
                "(field code).",
            )
        )


class WrongCodeError(InvalidError):
    """码不对，或已用过。 The code is wrong, or was used before."""

    code = "wrong_code"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "验证码不对或已用过。请等下一个码；若总是不对，请核对手机的时间。",
                "The code is wrong or was used before. Wait for the next one; if none is right, "
                "check the clock of your phone.",
            )
        )


class AlreadyEnrolledError(ConflictError):
    """已启用第二因素。 There is a second factor already."""

    code = "second_factor_enrolled"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "已启用第二因素；要换，请先停用。",
                "You have a second factor already; disable it first to replace it.",
            )
        )


class NotEnrolledError(ConflictError):
    """没有启用第二因素。 There is no second factor."""

    code = "second_factor_missing"

    def __init__(self) -> None:
        super().__init__(
            Text("没有启用第二因素，请先登记。", "There is no second factor; enrol one first.")
        )
