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
        answers: list[Receipt | BallastError | None] = [None] * len(raws)
        requests: list[Request] = []
        places: list[int] = []
        for place, raw in enumerate(raws):
            incoming = raw if isinstance(raw, BallastError) else self._try(principal, raw)
            if isinstance(incoming, BallastError):
                answers[place] = incoming
            else:
                requests.append(Request(incoming, principal.id, False))
                places.append(place)
        stored = await self._lane.write(requests) if requests else ()
        for place, request, receipt in zip(places, requests, stored, strict=True):
            answers[place] = receipt
            self._note(request.incoming.scene, receipt)
        return [answer for answer in answers if answer is not None]

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
