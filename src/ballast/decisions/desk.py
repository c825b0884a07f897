"""受理台：接口的请求在这里核权限、校验、保护，再交给写入道。

The desk: requests of the API are authorised, checked and protected here, then handed to the lane.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from ballast.decisions.errors import FactsOnlyError
from ballast.decisions.path import Receipt, Request
from ballast.decisions.watching import Watcher
from ballast.events.incoming import Incoming, Protector
from ballast.events.intake import accept
from ballast.events.problem import Refusal
from ballast.events.registry import SceneRegistry
from ballast.infra.access import Principal
from ballast.infra.lane import Lane
from ballast.kit.errors import BallastError

_AT_ONCE = 250


class Desk:
    """事实与决策请求的唯一入口。 The one entrance for facts and for requests for decisions."""

    def __init__(
        self,
        scenes: SceneRegistry,
        protector: Protector,
        lane: Lane[Request, Receipt],
        now_us: Callable[[], int],
        watcher: Watcher,
    ) -> None:
        self._scenes = scenes
        self._protector = protector
        self._lane = lane
        self._now_us = now_us
        self._watcher = watcher

    async def decide(self, principal: Principal, raw: Mapping[str, object]) -> Receipt:
        """要一个决策；落盘之后才返回。 Ask for a decision; returns once it is on disk.

        Raises:
            BallastError: 没有权限、不合场景、同名不同内容…… Not permitted, not acceptable, …
        """
        started_ns = time.perf_counter_ns()
        incoming = self._accept(principal, "decision.create", raw)
        if self._scenes.scene(incoming.scene).policy is None:
            raise FactsOnlyError(incoming.scene)
        receipt = await self._one(Request(incoming, principal.id, True, started_ns))
        self._watcher.answered(incoming.scene, (time.perf_counter_ns() - started_ns) / 1e9)
        return receipt

    async def report(self, principal: Principal, raw: Mapping[str, object]) -> Receipt:
        """报送一件事实。 Report one fact."""
        incoming = self._accept(principal, "event.write", raw)
        return await self._one(Request(incoming, principal.id, False))

    async def report_many(
        self, principal: Principal, raws: Sequence[Mapping[str, object] | BallastError]
    ) -> Sequence[Receipt | BallastError]:
        """报送一批；一件的错误不碰其余。 Report many; an error of one does not touch the others."""
        answers: list[Receipt | BallastError] = []
        for start in range(0, len(raws), _AT_ONCE):
            # In pieces, so that decisions asked meanwhile do not wait for the whole batch.
            answers += await self._some(principal, raws[start : start + _AT_ONCE])
        return answers

    async def _some(
        self, principal: Principal, raws: Sequence[Mapping[str, object] | BallastError]
    ) -> list[Receipt | BallastError]:
        taken = [
            raw if isinstance(raw, BallastError) else self._try(principal, raw) for raw in raws
        ]
        requests = [
            Request(each, principal.id, False) for each in taken if isinstance(each, Incoming)
        ]
        stored = iter(await self._lane.write(requests) if requests else ())
        answers: list[Receipt | BallastError] = []
        for each in taken:
            if isinstance(each, BallastError):
                answers.append(each)
            else:
                answers.append(next(stored))
                self._note(each.scene, answers[-1])
        return answers

    async def _one(self, request: Request) -> Receipt:
        (answer,) = await self._lane.write((request,))
        self._note(request.incoming.scene, answer)
        if isinstance(answer, BallastError):
            raise answer
        return answer

    def _note(self, scene: str, answer: Receipt | BallastError) -> None:
        if isinstance(answer, BallastError):
            self._watcher.stored(scene, "refused")
        else:
            self._watcher.stored(scene, "duplicate" if answer.duplicate else "accepted")

    def _try(self, principal: Principal, raw: Mapping[str, object]) -> Incoming | BallastError:
        try:
            return self._accept(principal, "event.write", raw)
        except BallastError as error:
            return error

    def _accept(self, principal: Principal, permission: str, raw: Mapping[str, object]) -> Incoming:
        plan = self._scenes.plan(raw.get("scene"))
        principal.require(permission, plan.scene.code)
        found = accept(plan, raw, self._now_us(), self._protector)
        if isinstance(found, Refusal):
            self._watcher.stored(plan.scene.code, "refused")
            raise found.error()
        return found
