"""决策的错误情形。 What can go wrong with a request for a decision."""

from __future__ import annotations

from ballast.kit.errors import ConflictError, InvalidError, NotFoundError
from ballast.kit.text import Text


class NoDecisionError(ConflictError):
    """此标识先前只作为事实报送过。 The id was reported as a fact before, without a decision."""

    code = "reported_as_fact"
    title = Text("此标识已作为事实报送", "The id was reported as a fact")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "这件事已经作为事实受理，没有决策；要决策请用新的标识",
                "This event was accepted as a fact and has no decision; ask under a new id",
            )
        )


class UnknownDecisionError(NotFoundError):
    """没有这个决策。 There is no such decision."""

    code = "decision_unknown"
    title = Text("没有这个决策", "There is no such decision")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "没有这个标识的决策，或它不在可见的场景里",
                "No decision has this id, or its scene is out of scope",
            )
        )


class FactsOnlyError(InvalidError):
    """此场景只收事实，不作决策。 The scene takes facts only."""

    code = "facts_only"
    title = Text("此场景不作决策", "The scene takes facts only")

    def __init__(self, scene: str) -> None:
        super().__init__(
            Text(
                f"场景 {scene} 没有配置策略：用 POST /api/v1/events 报送，或在场景里写明 policy",
                f"Scene {scene} names no policy: report it to POST /api/v1/events, or name a policy"
                " in the scene",
            ),
            {"scene": scene},
        )
