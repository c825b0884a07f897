"""全部健康检查。 Every health check."""

from __future__ import annotations

from collections.abc import Iterator

from ballast.app import running_checks as running
from ballast.app import stored_checks as stored
from ballast.app.check import Check
from ballast.app.runtime import Runtime


def checks(runtime: Runtime) -> Iterator[Check]:
    """全部检查。 Every check."""
    yield stored.database(runtime)
    yield stored.schema(runtime)
    yield running.restored(runtime)
    yield running.lane(runtime)
    yield running.policies(runtime)
    yield running.jobs(runtime)
    yield stored.journal(runtime)
    yield stored.lake(runtime)
    yield stored.disk(runtime)
    yield running.memory(runtime)
    yield running.settings(runtime)
    yield running.version()
