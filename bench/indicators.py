"""What indicators cost: 20 windows over 3 keys, and a hot key against a cold one.

Run with `python bench/indicators.py [events]`. Hot and cold runs alternate in one process, so the
ratio does not depend on the machine.
"""

from __future__ import annotations

import gc
import random
import sys
import time
import tracemalloc
from statistics import median

from ballast.events.model import Event, Field, FieldType, Scene, Sensitivity
from ballast.indicators.engine import Engine
from ballast.indicators.model import Aggregate, Indicator, Window, WindowKind
from ballast.kit.text import Text

TITLE = Text("压测", "bench")
START = 1_700_000_000_000_000
HOUR, DAY = 3_600, 86_400


def scene() -> Scene:
    kinds = {"amount": FieldType.NUMBER, "city": FieldType.STRING}
    kinds |= dict.fromkeys(("card", "device", "merchant"), FieldType.STRING)
    fields = {n: Field(n, k, TITLE, Sensitivity.C1) for n, k in kinds.items()}
    return Scene("payment", 1, TITLE, fields)


def sliding(seconds: int) -> Window:
    return Window(WindowKind.SLIDING, seconds)


def definitions() -> list[Indicator]:
    day = Window(WindowKind.DAYS, 1)
    rows = [
        ("card", Aggregate.COUNT, None, sliding(600)),
        ("card", Aggregate.COUNT, None, sliding(HOUR)),
        ("card", Aggregate.COUNT, None, sliding(DAY)),
        ("card", Aggregate.SUM, "amount", sliding(HOUR)),
        ("card", Aggregate.SUM, "amount", sliding(DAY)),
        ("card", Aggregate.SUM, "amount", day),
        ("card", Aggregate.MAX, "amount", sliding(30 * DAY)),
        ("card", Aggregate.MEAN, "amount", sliding(30 * DAY)),
        ("card", Aggregate.STDDEV, "amount", sliding(30 * DAY)),
        ("card", Aggregate.DISTINCT, "merchant", sliding(DAY)),
        ("device", Aggregate.COUNT, None, sliding(600)),
        ("device", Aggregate.COUNT, None, sliding(DAY)),
        ("device", Aggregate.DISTINCT, "card", sliding(DAY)),
        ("device", Aggregate.DISTINCT, "card", sliding(7 * DAY)),
        ("device", Aggregate.SUM, "amount", sliding(DAY)),
        ("merchant", Aggregate.COUNT, None, sliding(HOUR)),
        ("merchant", Aggregate.SUM, "amount", sliding(HOUR)),
        ("merchant", Aggregate.MIN, "amount", sliding(DAY)),
        ("merchant", Aggregate.LAST, "city", Window(WindowKind.EVER)),
        ("merchant", Aggregate.STDDEV, "amount", sliding(DAY)),
    ]
    return [
        Indicator(f"i{n:02}", TITLE, "payment", (key,), aggregate, window, of)
        for n, (key, aggregate, of, window) in enumerate(rows)
    ]


def event(seq: int, at_us: int, who: int, draw: random.Random) -> Event:
    data = {
        "card": f"tk_{who:032x}",
        "device": f"dev_{who}",
        "merchant": f"m_{who}",
        "amount": round(draw.lognormvariate(5, 1), 2),
        "city": "上海",
    }
    return Event(seq, "payment", str(seq), at_us, at_us, data)


def cost(engine: Engine, events: list[Event], wanted: frozenset[str]) -> float:
    """Median microseconds of one event, update and read, over slices."""
    slices = []
    size = max(1, len(events) // 20)
    for first in range(0, len(events), size):
        part = events[first : first + size]
        began = time.perf_counter()
        for item in part:
            engine.observe(item, wanted)
        slices.append((time.perf_counter() - began) / len(part) * 1e6)
    return median(slices)


def main(count: int) -> None:
    draw = random.Random(7)  # noqa: S311 - a repeatable load, no secret
    indicators = definitions()
    wanted = frozenset(i.code for i in indicators)
    step = 3_600_000_000 // count  # everything lies within one hour: 100,000 events in the window
    tracemalloc.start()
    cold = Engine(indicators, {"payment": scene()})
    hot = Engine(indicators, {"payment": scene()})
    gc.collect()
    cold_events = [event(n, START + n * step, n % 10_000, draw) for n in range(1, count + 1)]
    hot_events = [event(n, START + n * step, 0, draw) for n in range(1, count + 1)]
    tracemalloc.stop()
    cost(cold, cold_events, wanted)
    cost(hot, hot_events, wanted)
    later = START + count * step
    pairs = []
    for turn in range(5):
        first = count + turn * 2_000 + 1
        ats = [(first + n, later + (turn * 2_000 + n) * step) for n in range(2_000)]
        cold_next = [event(seq, at, draw.randrange(10_000), draw) for seq, at in ats]
        hot_next = [event(seq, at, 0, draw) for seq, at in ats]
        pairs.append((cost(cold, cold_next, wanted), cost(hot, hot_next, wanted)))
    cold_us, hot_us = (median(p[n] for p in pairs) for n in (0, 1))
    reads = cold_next
    began = time.perf_counter()
    for item in reads:
        cold.read("payment", item.data, item.at_us, wanted)
    read_us = (time.perf_counter() - began) / len(reads) * 1e6
    print(f"20 windows, 3 keys, {count:,} events in the window")
    print(f"{'cold key, update + read':32}{cold_us:8.1f} µs/event")
    print(f"{'hot key, update + read':32}{hot_us:8.1f} µs/event")
    print(f"{'hot : cold':32}{median(h / c for c, h in pairs):8.2f}")
    print(f"{'read only':32}{read_us:8.1f} µs/event")
    for name, engine in (("cold", cold), ("hot", hot)):
        print(name, engine.memory())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
