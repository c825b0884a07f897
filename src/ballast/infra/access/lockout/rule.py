"""锁定的规则。 The rule of locking."""

from __future__ import annotations

from dataclasses import dataclass

_SECOND = 1_000_000
_MOST_DOUBLINGS = 20


@dataclass(frozen=True, slots=True)
class LockoutRule:
    """几次失败起锁、先锁多久、最长多久；一个地址在多久里可失败几次。

    From how many failures a name is locked, how long at first and at most; how many failures an
    address may have in how long.
    """

    attempts: int = 5
    first_us: int = 60 * _SECOND
    longest_us: int = 900 * _SECOND
    address_attempts: int = 30
    address_us: int = 900 * _SECOND

    def lock_us(self, failures: int) -> int:
        """这么多次失败之后锁多久。 How long so many failures lock."""
        if failures < self.attempts:
            return 0
        doublings = min(failures - self.attempts, _MOST_DOUBLINGS)
        return min(self.first_us << doublings, self.longest_us)
