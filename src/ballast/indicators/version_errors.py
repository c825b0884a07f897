"""自建指标的错误。 What can go wrong with indicators made at run time."""

from __future__ import annotations

from collections.abc import Sequence

from ballast.indicators.usage import Use
from ballast.indicators.version import Status, VersionRef
from ballast.kit.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from ballast.kit.text import Text


class UnknownVersionError(NotFoundError):
    """没有这个版本。 There is no such version."""

    code = "indicator_version_unknown"
    title = Text("没有这个版本", "No such version")

    def __init__(self, ref: VersionRef) -> None:
        super().__init__(
            Text(
                f"自建指标 {ref.code} 没有第 {ref.number} 版；请刷新后再看",
                f"Indicator {ref.code} has no version {ref.number} of your own; reload and look",
            ),
            {"indicator": ref.code, "number": ref.number},
        )


class VersionStateError(ConflictError):
    """版本的状态不允许这样做。 The version's state does not allow this."""

    code = "indicator_version_state"
    title = Text("版本的状态不允许", "The version's state does not allow it")

    def __init__(self, ref: VersionRef, status: Status) -> None:
        super().__init__(
            Text(
                f"指标 {ref.code} 第 {ref.number} 版现为 {status.value}，不能这样做；请刷新后再看",
                f"Version {ref.number} of {ref.code} is {status.value}; reload and look",
            ),
            {"indicator": ref.code, "number": ref.number, "state": status.value},
        )


class NumberTakenError(ConflictError):
    """别人刚存了一版。 Somebody just saved a version."""

    code = "indicator_number_taken"
    title = Text("别人刚存了一版", "Somebody just saved a version")

    def __init__(self, code: str) -> None:
        super().__init__(
            Text(f"别人刚为指标 {code} 存了一版，请再存一次", f"Save {code} again: numbers met"),
            {"indicator": code},
        )


class PackIndicatorError(ConflictError):
    """内容包里的指标不在这里改。 An indicator of a pack is not changed here."""

    code = "indicator_of_pack"
    title = Text("内容包里的指标", "An indicator of a pack")

    def __init__(self, code: str) -> None:
        super().__init__(
            Text(
                f"指标 {code} 属于内容包，请改内容包，或换一个代码自建",
                f"Indicator {code} belongs to a pack; change the pack or choose another code",
            ),
            {"indicator": code},
        )


class SamePersonError(ForbiddenError):
    """四眼原则。 Four eyes: nobody approves their own indicator."""

    code = "indicator_same_person"
    title = Text("须由另一人审批", "Another person must decide")

    def __init__(self, ref: VersionRef) -> None:
        super().__init__(
            Text(
                "作者和提交者不能批准或退回自己的指标，请由另一人审批",
                "Neither the author nor the submitter may decide on it; another person must",
            ),
            {"indicator": ref.code, "number": ref.number},
        )


class NotAuthorError(ForbiddenError):
    """别人的草稿不能改写。 Only its author may overwrite a draft."""

    code = "indicator_not_author"
    title = Text("别人的草稿", "Somebody else's draft")

    def __init__(self, ref: VersionRef) -> None:
        super().__init__(
            Text(
                "只有作者能改写这份草稿；请另存为新版本",
                "Only its author may overwrite this draft; save a new version instead",
            ),
            {"indicator": ref.code, "number": ref.number},
        )


class InUseError(ConflictError):
    """现行策略在读它。 A live policy reads it."""

    code = "indicator_in_use"
    title = Text("现行策略在读它", "A live policy reads it")

    def __init__(self, code: str, uses: Sequence[Use]) -> None:
        zh = "、".join(f"{use.policy} v{use.number}" for use in uses)
        en = zh.replace("、", ", ")
        super().__init__(
            Text(
                f"现行策略 {zh} 在读指标 {code}，不能退役或改变含义；"
                "先换掉策略，或用新代码另建一个指标",
                f"Live {en} read {code}, so it can neither retire nor change its meaning; "
                "change the policies first, or make an indicator with another code",
            ),
            {"indicator": code, "policies": [use.policy for use in uses]},
        )


class NothingLiveError(ConflictError):
    """没有现行的自建版本。 No version of your own is live."""

    code = "indicator_nothing_live"
    title = Text("没有现行版本", "Nothing is live")

    def __init__(self, code: str) -> None:
        super().__init__(
            Text(
                f"指标 {code} 没有现行的自建版本，无可退役",
                f"No version of {code} of your own is live; there is nothing to retire",
            ),
            {"indicator": code},
        )


class CommentError(InvalidError):
    """意见没有填、太长或含控制字符。 The comment is missing, too long or has control characters."""

    code = "indicator_comment"
    title = Text("意见", "Comment")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "请在 comment 里写明理由，至多 2000 字，不含控制字符",
                "Say why in `comment`: 2000 characters at most, no control characters",
            ),
            {"field": "comment"},
        )
