"""定时的后台任务。 The jobs that run on schedule."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ballast.app.lake import open_lake
from ballast.infra.db import Database
from ballast.infra.jobs import Job, Runner
from ballast.infra.journal import JournalBrokenError, verify
from ballast.infra.settings import Settings
from ballast.kit.text import Text

Function = Callable[[Runner, Mapping[str, object]], object]


def scheduled_jobs(settings: Settings, keep_state: Callable[[], None]) -> tuple[Job, ...]:
    """全部任务；时刻按设置的时区。 Every job; times are of the settings' zone."""
    return (
        Job(
            "lake.seal",
            Text("封存数据湖", "Seal the lake"),
            _seal(settings),
            schedule="10 3 * * *",
            attempts=3,
        ),
        Job(
            "journal.verify",
            Text("查验日志", "Verify the journal"),
            _verify(settings),
            schedule="40 3 * * *",
        ),
        Job(
            "state.keep",
            Text("清扫在线状态并留快照", "Sweep the online state and keep a snapshot"),
            _keep(keep_state),
            schedule="*/30 * * * *",
        ),
    )


def _seal(settings: Settings) -> Function:
    def seal(run: Runner, _arguments: Mapping[str, object]) -> object:
        def step() -> int:
            done = 0
            with open_lake(settings) as keeper:
                total = keeper.unsealed()
                for sealed in keeper.sealer.seal():
                    done += sealed.rows
                    run.progress(done, max(done, total), Text("已封存", "sealed"))
            return done

        return {"rows": run.step("seal", step)}

    return seal


def _verify(settings: Settings) -> Function:
    def check(run: Runner, _arguments: Mapping[str, object]) -> object:
        def step() -> dict[str, object]:
            database = Database(settings.database_url)
            try:
                result = verify(database)
            finally:
                database.close()
            if not result.intact:
                raise JournalBrokenError(result)
            return {"count": result.count, "hash": result.hash}

        return run.step("verify", step)

    return check


def _keep(keep_state: Callable[[], None]) -> Function:
    def keep(run: Runner, _arguments: Mapping[str, object]) -> object:
        return run.step("keep", keep_state)

    return keep
