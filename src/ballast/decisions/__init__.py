"""决策：策略用在一个事件上的结果与理由。 Decisions: a policy applied to an event, and why."""
