"""后台任务：定时的与按需的。 The jobs of the program, on schedule or on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from ballast.app.clock import now_us
from ballast.app.lake import open_lake
from ballast.app.resealing import reseal
from ballast.infra.access.people import names_of
from ballast.infra.crypto import Keyring
from ballast.infra.db import Database
from ballast.infra.jobs import Job, Runner
from ballast.infra.journal import Actor, Entry, Journal, JournalBrokenError, verify
from ballast.infra.settings import Settings
from ballast.kit.text import Text

Function = Callable[[Runner, Mapping[str, object]], object]
_ACTOR = Actor("system", "jobs")
_MOST_FAULTS = 500


def scheduled_jobs(
    settings: Settings, keep_state: Callable[[], None], keyring: Keyring
) -> tuple[Job, ...]:
    """全部任务；时刻按设置的时区。 Every job; times are of the settings' zone."""
    return (
        Job(
            "lake.seal",
            Text("封存数据湖", "Seal the lake"),
            _seal(settings),
            schedule="10 3 * * *",
            attempts=3,
            purpose=Text(
                "把还没封存的事件写成按日与场景分开的 Parquet 文件",
                "Writes the events that are not sealed yet as Parquet files by day and scene",
            ),
            permission="lake.seal",
            told=lambda found: Text(
                f"封存了 {found['rows']} 件", f"{found['rows']} events were sealed"
            ),
        ),
        Job(
            "lake.verify",
            Text("查验数据湖", "Verify the lake"),
            _verify_lake(settings),
            schedule="30 4 * * 0",
            purpose=Text(
                "逐个核对湖里的文件与清单：在不在、行数、内容摘要",
                "Checks every file of the lake against its manifest: there, rows, digest",
            ),
            told=_told_of_lake,
        ),
        Job(
            "journal.verify",
            Text("查验日志", "Verify the journal"),
            _verify_journal(settings),
            schedule="40 3 * * *",
            purpose=Text(
                "从头到尾重算日志的哈希链，看有没有被改动",
                "Computes the hash chain of the journal again from end to end",
            ),
            told=lambda found: Text(
                f"{found['count']} 行，完好", f"{found['count']} rows, all intact"
            ),
        ),
        Job(
            "state.keep",
            Text("清扫在线状态并留快照", "Sweep the online state and keep a snapshot"),
            _keep(keep_state),
            schedule="*/30 * * * *",
            purpose=Text(
                "清掉过期的窗口，留下快照，使重启更快",
                "Drops windows that are over and keeps a snapshot, so that a restart is quick",
            ),
        ),
        Job(
            "crypto.reseal",
            Text("用现用密钥重封旧记录", "Seal old records with the active key"),
            _reseal(settings, keyring),
            purpose=Text(
                "轮换密钥之后执行；做完之前旧密钥不可删",
                "Run it after a rotation; the old key must stay until it is done",
            ),
            permission="crypto.rotate",
            told=lambda found: Text(
                f"重封了 {found['events']} 件事件、{found['entries']} 条名单",
                f"{found['events']} events and {found['entries']} list entries were sealed anew",
            ),
        ),
    )


def noting(database: Database) -> Callable[[Entry], None]:
    """把任务的要求、取消、重试记进日志。 Journals requests, cancellations and retries of jobs."""

    def note(entry: Entry) -> None:
        with database.transaction() as session:
            Journal().append(session, entry)

    return note


def naming(database: Database) -> Callable[[], Mapping[str, str]]:
    """代号背后是谁。 Who is behind an id."""

    def names() -> Mapping[str, str]:
        with database.reading() as session:
            return names_of(session)

    return names


def _seal(settings: Settings) -> Function:
    def seal(run: Runner, _arguments: Mapping[str, object]) -> object:
        def step() -> int:
            with open_lake(settings) as keeper:
                return keeper.seal(_watching(run, Text("件已封存", "events sealed"))).rows

        return {"rows": run.step("seal", step)}

    return seal


def _verify_lake(settings: Settings) -> Function:
    def check(run: Runner, _arguments: Mapping[str, object]) -> object:
        def step() -> dict[str, object]:
            with open_lake(settings) as keeper:
                faults = keeper.faults(_watching(run, Text("个文件已核对", "files checked")))
            shown = [{"path": f.path, "problem": f.problem.as_dict()} for f in faults]
            return {"count": len(faults), "faults": shown[:_MOST_FAULTS], "at_us": now_us()}

        return run.step("verify", step)

    return check


def _told_of_lake(found: Mapping[str, object]) -> Text:
    count = found["count"]
    if not count:
        return Text("文件与清单一致", "Files and manifest agree")
    return Text(f"文件与清单有 {count} 处不符", f"Files and manifest disagree in {count} places")


def _verify_journal(settings: Settings) -> Function:
    def check(run: Runner, _arguments: Mapping[str, object]) -> object:
        def step() -> dict[str, object]:
            with _opened(settings) as database:
                watch = _watching(run, Text("行已查验", "rows checked"))
                result = verify(database, watch=watch)
            if not result.intact:
                raise JournalBrokenError(result)
            return {"count": result.count, "hash": result.hash}

        return run.step("verify", step)

    return check


def _keep(keep_state: Callable[[], None]) -> Function:
    def keep(run: Runner, _arguments: Mapping[str, object]) -> object:
        return run.step("keep", keep_state)

    return keep


def _reseal(settings: Settings, keyring: Keyring) -> Function:
    def work(run: Runner, _arguments: Mapping[str, object]) -> object:
        def step() -> dict[str, int]:
            watch = _watching(run, Text("件事件已看过", "events looked at"))
            with _opened(settings) as database:
                events, entries = reseal(database, keyring, _ACTOR, now_us, watch)
            return {"events": events, "entries": entries}

        return run.step("reseal", step)

    return work


def _watching(run: Runner, message: Text) -> Callable[[int, int], None]:
    """每完成百分之一报告一次：每次报告是一次写。 Reports each hundredth: a report is a write."""
    told = -1

    def watch(done: int, total: int) -> None:
        nonlocal told
        share = 100 * done // total if total else 100
        if share > told:
            told = share
            run.progress(done, total, message)

    return watch


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        database.close()
