"""给编辑器画的轨迹：受保护而策略没有用到的值、受保护的文本，都换成屏蔽后的样子。

Traces for the flow editor. Protected values that the policy did not read, and protected text,
appear masked; numbers it compared are part of the explanation.
"""

from __future__ import annotations

from collections.abc import Mapping

from ballast.decisions.simulation_schemas import Painting
from ballast.policies.compile import Compiled
from ballast.policies.evaluation import Evaluation
from ballast.policies.nested import nest
from ballast.policies.painting import paint
from ballast.policies.plan import Plan


def painting(
    compiled: Compiled,
    evaluation: Evaluation,
    masked: Mapping[str, object],
    elapsed_us: float | None = None,
) -> Painting:
    """画出一次求值。 Paint an evaluation.

    Args:
        compiled: 以 `watched` 编译的策略。 The policy, compiled with `watched`.
        evaluation: 求值。 The evaluation.
        masked: 事件里受保护的值屏蔽后的样子。 Protected values of the event, masked.
        elapsed_us: 用时，微秒。 How long it took, in microseconds.
    """
    read = _read(compiled.plan)
    # What the policy compares is part of its explanation; of text it sees but tokens.
    shown = {
        name: value
        for name, value in masked.items()
        if name not in read or isinstance(evaluation.context.get(name), str)
    }
    written = {name: value for name, value in evaluation.outputs.items() if value is not None}
    time = "" if elapsed_us is None else f"{elapsed_us:.1f}µs"
    return Painting(time, nest(written), paint(compiled, evaluation, shown))


def _read(plan: Plan) -> set[str]:
    return set(plan.inputs).union(*(_read(sub) for sub in plan.subs.values()))
