"""A working process for the crash test: `worker.py URL DIRECTORY`."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path

from ballast.infra.jobs import Job, Jobs, Runner
from ballast.infra.settings import Settings
from ballast.kit.text import Text

STEPS = 5


def append(path: Path, line: str) -> str:
    with path.open("a") as file:
        file.write(f"{line}\n")
    return line


def count(run: Runner, arguments: Mapping[str, object]) -> object:
    """Write one line a step, and dwell in the third until told to go on."""
    directory = Path(str(arguments["directory"]))
    done = []
    for number in range(1, STEPS + 1):
        run.progress(number - 1, STEPS, Text("计数", "Counting"))
        done.append(run.step(f"step {number}", lambda n=number: dwell(directory, n)))
    run.progress(STEPS, STEPS, Text("完成", "Done"))
    return done


def dwell(directory: Path, number: int) -> str:
    line = append(directory / "steps.txt", f"step {number}")
    while number == 3 and not (directory / "go").exists():
        time.sleep(0.02)
    return line


def jobs(url: str, directory: Path) -> Jobs:
    settings = Settings(data_dir=directory, database_url=url)
    return Jobs(settings, [Job("count", Text("计数", "Count"), count)], poll_seconds=0.05)


if __name__ == "__main__":
    working = jobs(sys.argv[1], Path(sys.argv[2]))
    working.start()
    print("started", flush=True)  # noqa: T201  the parent waits for it
    sys.stdin.read()
    working.stop()
