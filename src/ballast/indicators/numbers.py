"""数怎样进出窗口：进为万分之一的整数，出为一次除法的双精度数。

How numbers enter and leave a window: in as integers of 1/10000, out as doubles after exact integer
arithmetic. Every engine takes the same steps, so answers agree to the last bit.
"""

from __future__ import annotations

from math import sqrt

SCALE = 10_000
"""每一单位有多少份。 Integer steps of one unit."""

LIMIT = 1e12
"""绝对值到此的数不计入。 Numbers of this magnitude and beyond do not contribute."""


def scaled(value: float) -> int | None:
    """双精度数 → 万分之一的整数（逢半取偶）；过大为 None。

    A double to integers of 1/10000, round half to even; None if too large (or infinite, or NaN).
    """
    return round(value * SCALE) if -LIMIT < value < LIMIT else None


def unscaled(total: int) -> float:
    """整数之和 → 双精度数。 An exact integer total to a double: one conversion, one division."""
    return float(total) / SCALE


def mean(total: int, count: int) -> float | None:
    """平均数；没有数为 None。 Mean; None of nothing."""
    return float(total) / float(SCALE * count) if count else None


def stddev(total: int, squares: int, count: int) -> float | None:
    """样本标准差；不足两个数为 None。 Sample standard deviation; None of fewer than two numbers.

    With q the integer nearest to the mean, sum((x-q)²) is exact and hardly larger than the
    variance needs, so that no digits cancel however large the mean is.
    """
    if count < 2:
        return None
    nearest = (2 * total + count) // (2 * count)
    rest = total - nearest * count
    spread = squares - nearest * nearest * count - 2 * nearest * rest
    variance = (float(spread) - float(rest * rest) / float(count)) / float(count - 1)
    return sqrt(variance) / SCALE
