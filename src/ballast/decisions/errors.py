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


class UnknownKindError(InvalidError):
    """没有这种可找的信息。 Nothing of this kind can be searched by."""

    code = "kind_unknown"
    title = Text("不能按这种信息找", "Not a kind to search by")

    def __init__(self, known: list[str]) -> None:
        super().__init__(
            Text(f"kind 可用：{'、'.join(known)}", f"kind is one of: {', '.join(known)}"),
            {"field": "kind", "kinds": known},
        )


class UnknownSubjectError(InvalidError):
    """事件没有这个对象。 The event names no such subject."""

    code = "subject_unknown"
    title = Text("事件没有这个对象", "The event names no such subject")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "field 应取自决策的 subjects；这件事没有这个字段的值",
                "Take `field` from the decision's `subjects`; this event has no such value",
            ),
            {"field": "field"},
        )


class NotReadError(NotFoundError):
    """此决策没有读这个指标。 The decision did not read this indicator."""

    code = "indicator_not_read"
    title = Text("没有读过这个指标", "The indicator was not read")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "此决策没有读这个指标，或指标现已没有定义；看决策的 indicators",
                "The decision did not read this indicator, or it is no longer defined;"
                " see the decision's `indicators`",
            )
        )


class NothingToSimulateError(InvalidError):
    """没有写明试算哪件事。 It does not say what to simulate."""

    code = "nothing_to_simulate"
    title = Text("没有要试算的事", "Nothing to simulate")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "请给 decision_id，或 scene 与 event_id，或 scene 与 data 之一",
                "Give `decision_id`, or `scene` and `event_id`, or `scene` and `data`",
            ),
            {"fields": ["decision_id", "event_id", "data"]},
        )
