"""策略版本业务的错误。 What can go wrong with policies and their versions."""

from __future__ import annotations

from ballast.kit.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from ballast.kit.text import Text
from ballast.policies.model import Status


class UnknownPolicyError(NotFoundError):
    """没有这个策略。 There is no such policy."""

    code = "policy_unknown"

    def __init__(self, code: str) -> None:
        super().__init__(
            Text(f"没有策略 `{code}`。", f"There is no policy `{code}`."), {"policy": code}
        )


class UnknownVersionError(NotFoundError):
    """没有这个版本。 There is no such version."""

    code = "policy_version_unknown"

    def __init__(self, policy: str, number: int) -> None:
        super().__init__(
            Text(f"策略 `{policy}` 没有第 {number} 版。", f"`{policy}` has no version {number}."),
            {"policy": policy, "number": number},
        )


class VersionStateError(ConflictError):
    """版本的状态不允许这样做。 The version's state does not allow this."""

    code = "policy_version_state"

    def __init__(self, policy: str, number: int, status: Status) -> None:
        super().__init__(
            Text(
                f"策略 `{policy}` 第 {number} 版现为 {status.value}，不能这样做；请刷新后再看。",
                f"Version {number} of `{policy}` is {status.value}; this is not possible now. "
                "Reload and look.",
            ),
            {"policy": policy, "number": number, "state": status.value},
        )


class NothingLiveError(ConflictError):
    """没有线上版本，或没有可退回的上一版。 Nothing is live, or there is nothing to roll back to."""

    code = "policy_nothing_live"

    def __init__(self, policy: str) -> None:
        super().__init__(
            Text(
                f"策略 `{policy}` 没有线上版本，或没有上一个线上版本可退回。",
                f"`{policy}` has no live version, or no earlier live version to roll back to.",
            ),
            {"policy": policy},
        )


class SamePersonError(ForbiddenError):
    """四眼原则：作者和提交者不能批准自己的版本。 Four eyes: nobody approves their own version."""

    code = "policy_same_person"

    def __init__(self, policy: str, number: int) -> None:
        super().__init__(
            Text(
                "作者和提交者不能批准或退回自己的版本，请由另一人审批。",
                "Neither the author nor the submitter may decide on this version; "
                "another person must.",
            ),
            {"policy": policy, "number": number},
        )


class NotAuthorError(ForbiddenError):
    """别人的草稿不能改写，否则作者可以批准自己的内容。 Only its author may overwrite a draft."""

    code = "policy_not_author"

    def __init__(self, policy: str, number: int) -> None:
        super().__init__(
            Text(
                "只有作者能改写这份草稿；请另存为新版本。",
                "Only its author may overwrite this draft; save a new version instead.",
            ),
            {"policy": policy, "number": number},
        )


class StaleReviewError(ConflictError):
    """审批人看到的不是现在的内容。 What the approver reviewed is not what would go live."""

    code = "policy_stale_review"

    def __init__(self, policy: str, number: int) -> None:
        super().__init__(
            Text(
                f"策略 `{policy}` 的线上版本或第 {number} 版已变，请重看差异后再批准。",
                f"The live version of `{policy}`, or version {number}, is not what you reviewed; "
                "look at the difference again before approving.",
            ),
            {"policy": policy, "number": number},
        )


class SceneFixedError(ConflictError):
    """策略的场景建时已定。 The scene of a policy is fixed when it is created."""

    code = "policy_scene_fixed"

    def __init__(self, policy: str, scene: str | None) -> None:
        super().__init__(
            Text(
                f"策略 `{policy}` 的场景是 {scene or '（任意）'}，不能改；请另建一个策略。",
                f"The scene of `{policy}` is {scene or '(any)'} and cannot change; "
                "make another policy.",
            ),
            {"policy": policy, "scene": scene},
        )


class MissingCommentError(InvalidError):
    """退回要说明原因。 Returning a version needs a comment."""

    code = "policy_comment_missing"

    def __init__(self) -> None:
        super().__init__(
            Text("请填写意见（comment）。", "Give a comment (`comment`)."), {"field": "comment"}
        )
