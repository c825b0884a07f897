"""策略：看、存、提交、审批、退回、试算。 Policies: look, save, submit, approve, return, try out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from ballast.client.answers import Policy, PolicyVersion, Review
from ballast.client.transport import Transport

_ROOT = "/api/v1/policies"


class Policies:
    """策略的接口。 The API of policies; reached as `client.policies`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self) -> tuple[Policy, ...]:
        """全部策略。 Every policy."""
        return self._transport.get(_ROOT, tuple[Policy, ...])

    def show(self, code: str) -> PolicyDetail:
        """一个策略与全部版本，新的在前。 One policy with all its versions, newest first."""
        return self._transport.get(_policy(code), PolicyDetail)

    def version(self, code: str, number: int) -> VersionDetail:
        """一个版本与文档。 One version with its document."""
        return self._transport.get(_version(code, number), VersionDetail)

    def import_(
        self,
        code: str,
        document: Mapping[str, Any],
        *,
        title: Mapping[str, str] | None = None,
        scene: str | None = None,
    ) -> PolicyVersion:
        """把 JDM 文档存为新的草稿。 Save a JDM document as a new draft.

        Args:
            code: 策略编码。 Code of the policy.
            document: JDM 文档（nodes、edges）。 The JDM document.
            title: 新策略的 {zh, en} 名称，缺省取文档里的。 Title of a new policy; from the
                document by default.
            scene: 新策略所用的场景，缺省取文档里的。 Its scene; from the document by default.

        Raises:
            ApiInvalidError: 文档有问题，`problem` 逐处列出。 The document has problems.
        """
        body = {
            "document": document,
            "title": title or document.get("title"),
            "scene": scene or document.get("scene"),
        }
        return self._transport.post(f"{_policy(code)}/versions", body, _Saved).version

    def submit(self, code: str, number: int) -> PolicyVersion:
        """提交审批；此后内容不再改变。 Submit for approval; the content is frozen."""
        return self._act(f"{_version(code, number)}/submit", {})

    def review(self, code: str, number: int) -> Review:
        """审批前要看的差异与影响。 Difference and effect, to be seen before approving."""
        return self._transport.get(f"{_version(code, number)}/review", Review)

    def approve(self, code: str, number: int, review: Review, comment: str = "") -> PolicyVersion:
        """批准看过的那一版，立即上线；作者与提交者不能批准。

        Approve what was reviewed; it goes live at once. Never by its author or submitter.
        """
        body = {"review": review.token, "comment": comment}
        return self._act(f"{_version(code, number)}/approve", body)

    def return_(self, code: str, number: int, comment: str) -> PolicyVersion:
        """退回，附意见。 Return with a comment."""
        return self._act(f"{_version(code, number)}/return", {"comment": comment})

    def rollback(self, code: str, comment: str = "") -> PolicyVersion:
        """一步退回上一个线上版本。 Go back to the previous live version."""
        return self._act(f"{_policy(code)}/rollback", {"comment": comment})

    def difference(self, code: str, number: int, against: int) -> tuple[dict[str, Any], ...]:
        """从 `against` 到 `number` 的改动。 The changes from `against` to `number`."""
        path = f"{_version(code, number)}/difference"
        return self._transport.get(path, tuple[dict[str, Any], ...], {"against": against})

    def simulate(self, code: str, number: int, event: Mapping[str, Any]) -> dict[str, Any]:
        """试算：这一版对这件事会怎么判；什么都不存。

        How this version would judge an event; nothing is stored.

        Args:
            code: 策略编码。 Code of the policy.
            number: 版本号。 Number of the version.
            event: `{"scene", "occurred_at", "data"}`。 The imagined event.
        """
        path = f"{_version(code, number)}/simulate"
        return self._transport.post(path, event, dict[str, Any], repeatable=True)

    def effect(self, code: str, number: int, last: int = 1_000) -> dict[str, Any]:
        """若用这一版，最近的决策会怎样改变。 How recent decisions would change under it."""
        path = f"{_version(code, number)}/effect"
        return self._transport.get(path, dict[str, Any], {"last": last})

    def _act(self, path: str, body: Mapping[str, Any]) -> PolicyVersion:
        return self._transport.post(path, body, PolicyVersion)


class PolicyDetail(Struct, frozen=True):
    """一个策略与它的版本。 A policy and its versions."""

    policy: Policy
    versions: tuple[PolicyVersion, ...]


class VersionDetail(Struct, frozen=True):
    """一个版本与它的文档。 A version and its document."""

    version: PolicyVersion
    document: dict[str, Any]


class _Saved(Struct, frozen=True):
    version: PolicyVersion


def _policy(code: str) -> str:
    return f"{_ROOT}/{quote(code, safe='')}"


def _version(code: str, number: int) -> str:
    return f"{_policy(code)}/versions/{number}"
