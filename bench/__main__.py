"""`python -m bench [policy] [hot-key] [end-to-end] [decision-list] [--write-docs]`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from bench import decision_list, end_to_end, hot_key, policy
from bench.measure import Table
from bench.page import shown, write_page, write_results

BENCHES: dict[str, Callable[[], Table]] = {
    "policy": policy.run,
    "hot-key": hot_key.run,
    "end-to-end": end_to_end.run,
    "decision-list": decision_list.run,
}


def main() -> None:
    """Run the chosen benchmarks, print them and write the results."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--write-docs", action="store_true", help="rewrite docs/performance.md")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.names if name not in BENCHES]
    if unknown:
        parser.error(f"no benchmark {unknown[0]}; there are {', '.join(BENCHES)}")
    tables = []
    for name in chosen.names or BENCHES:
        tables.append(BENCHES[name]())
        print(shown(tables[-1]), flush=True)
    print(write_results(tables))
    if chosen.write_docs:
        print(write_page(tables))


if __name__ == "__main__":
    main()
