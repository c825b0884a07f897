"""旁观者：谁来计数由组装时决定。 Watchers: who counts is decided at composition."""

from __future__ import annotations


class Watcher:
    """什么都不记的旁观者。 A watcher that keeps nothing; subclasses count."""

    def decided(self, scene: str, outcome: str, policy: str, failures: int) -> None:
        """作了决策；`policy` 为空是缺省结论。 Decided; without a policy the fallback did."""

    def answered(self, scene: str, seconds: float) -> None:
        """决策已落盘并答复。 A decision is on disk and answered."""

    def stored(self, scene: str, result: str) -> None:
        """一件事：accepted、duplicate 或 refused。 An event was accepted, duplicate or refused."""
