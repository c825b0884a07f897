"""健康检查：每项一句话说明情形，不好时说怎么办。

Health checks: each says in a sentence how it is, and what to do when it is not well.
"""

from __future__ import annotations

import platform
import shutil
import sqlite3
import time
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import text

import ballast
from ballast.app.lake import RELATION
from ballast.app.runtime import Runtime
from ballast.events import repository as events
from ballast.events.lake import repository as lake
from ballast.infra import journal
from ballast.infra.jobs import JobState, JobStatus
from ballast.infra.migrate import is_current
from ballast.kit.text import Text

_GIGABYTE = 1_000_000_000
_DAY_US = 86_400_000_000
_SLOW_SECONDS = 0.25
_CROWDED, _FULL = 1_000, 15_000


class Health(StrEnum):
    """一项的情形。 How one thing is."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class Check(Struct, frozen=True):
    """一项检查。 One check: how it is in a sentence, and what to do where it is not well."""

    code: str
    title: Text
    health: Health
    sentence: Text
    remedy: Text | None = None


def checks(runtime: Runtime) -> Iterator[Check]:
    """全部检查。 Every check."""
    yield _database(runtime)
    yield _schema(runtime)
    yield _restored(runtime)
    yield _lane(runtime)
    yield _policies(runtime)
    yield _jobs(runtime)
    yield _journal(runtime)
    yield _lake(runtime)
    yield _disk(runtime)
    yield _memory(runtime)
    yield _settings(runtime)
    yield _version()


def _check(code: str, title: Text, sentence: Text, ill: tuple[Health, Text] | None = None) -> Check:
    health, remedy = ill or (Health.OK, None)
    return Check(code, title, health, sentence, remedy)


def _database(runtime: Runtime) -> Check:
    started = time.perf_counter()
    with runtime.database.reading() as session:
        session.execute(text("SELECT 1"))
        server = "" if runtime.database.is_sqlite else str(session.scalar(_SERVER))
    seconds = time.perf_counter() - started
    kind = f"SQLite {sqlite3.sqlite_version}" if not server else f"PostgreSQL {server}"
    slow = (Health.WARN, Text("查看磁盘与数据库的负载", "Look at the load of disk and database"))
    return _check(
        "database",
        Text("数据库", "Database"),
        Text(
            f"{kind}，应答 {seconds * 1000:.1f} 毫秒", f"{kind} answers in {seconds * 1000:.1f} ms"
        ),
        slow if seconds > _SLOW_SECONDS else None,
    )


_SERVER = text("SHOW server_version")


def _schema(runtime: Runtime) -> Check:
    current = is_current(runtime.database)
    return _check(
        "schema",
        Text("库表版本", "Schema"),
        Text("是本程序的最新版本", "At this program's newest revision")
        if current
        else Text("与本程序不是同一版本", "Of another revision than this program"),
        None
        if current
        else (
            Health.BAD,
            Text("停下服务，执行 ballast migrate", "Stop, and run `ballast migrate`"),
        ),
    )


def _restored(runtime: Runtime) -> Check:
    done, total = runtime.progress.done, runtime.progress.total
    title = Text("在线状态", "Online state")
    if runtime.ready:
        said = Text(f"已恢复，重放了 {done} 件", f"Restored; {done} events were replayed")
        return _check("state", title, said)
    wait = Text("等它完成；完成前不受理", "Wait; nothing is accepted before it is done")
    said = Text(f"恢复中：{done}/{total} 件", f"Restoring: {done} of {total} events")
    return _check("state", title, said, (Health.WARN, wait))


def _lane(runtime: Runtime) -> Check:
    waiting = runtime.lane.waiting
    remedy = Text("查看数据库写入是否变慢", "See whether writes to the database became slow")
    ill = Health.BAD if waiting > _FULL else Health.WARN
    return _check(
        "lane",
        Text("受理队列", "Intake queue"),
        Text(f"{waiting} 个请求在等写入", f"{waiting} requests wait to be written"),
        (ill, remedy) if waiting > _CROWDED else None,
    )


def _policies(runtime: Runtime) -> Check:
    broken = sorted(runtime.policies.problems)
    count = len(runtime.policies.policies)
    title = Text("线上策略", "Live policies")
    if not broken:
        return _check("policies", title, Text(f"{count} 个，都能运行", f"{count}, all of them run"))
    named = ", ".join(broken)
    return _check(
        "policies",
        title,
        Text(f"不能运行：{named}", f"Cannot run: {named}"),
        (Health.BAD, Text("打开策略看问题，改好或回退", "Open the policy; mend or roll it back")),
    )


def _jobs(runtime: Runtime) -> Check:
    title = Text("后台任务", "Background jobs")
    latest = [runtime.jobs.latest(job.code) for job in runtime.jobs.registered]
    failed = [run for run in latest if run is not None and run.state is JobState.FAILED]
    if failed:
        zh = "、".join(run.title.zh for run in failed)
        en = ", ".join(run.title.en for run in failed)
        said = Text(f"最近一次失败：{zh}", f"The latest run failed: {en}")
        remedy = Text("在“任务”看原因，然后重试", "See why under Jobs, then retry")
        return _check("jobs", title, said, (Health.BAD, remedy))
    if not runtime.jobs.working:
        said = Text("本进程不执行任务", "This process runs no jobs")
        remedy = Text("确认另有进程在执行", "Make sure that another process runs them")
        return _check("jobs", title, said, (Health.WARN, remedy))
    return _check("jobs", title, Text("运行中，没有失败", "At work; none failed"))


def _journal(runtime: Runtime) -> Check:
    title = Text("日志", "Journal")
    with runtime.database.reading() as session:
        head = journal.head(session)
    if head is None:
        remedy = Text("查明谁动过数据库", "Find out who changed the database")
        return _check("journal", title, Text("没有链头", "It has no head"), (Health.BAD, remedy))
    checked = runtime.jobs.latest("journal.verify")
    said = Text(
        f"{head.count} 行，链头 {head.hash[:12]}…{_when(checked).zh}",
        f"{head.count} rows, head {head.hash[:12]}…{_when(checked).en}",
    )
    if checked is None:
        return _check("journal", title, said, (Health.WARN, _VERIFY))
    broken = checked.state is JobState.FAILED
    return _check(
        "journal", title, said, (Health.BAD, checked.error or _VERIFY) if broken else None
    )


_VERIFY = Text("在“任务”执行“查验日志”", "Run 'Verify the journal' under Jobs")


def _when(checked: JobStatus | None) -> Text:
    if checked is None:
        return Text("，还没有查验过", "; never verified yet")
    if checked.state is JobState.FAILED:
        return Text("，上次查验没有通过", "; the last check did not pass")
    return Text("，已查验", "; verified")


def _lake(runtime: Runtime) -> Check:
    with runtime.database.reading() as session:
        sealed = lake.sealed_seq(session, RELATION)
        unsealed = events.last_seq(session) - sealed
        oldest = events.first_received_after(session, sealed)
    days = 0 if oldest is None else max(0, runtime.now_us() - oldest) // _DAY_US
    remedy = Text("在“数据湖”封存，并看封存任务", "Seal under Lake, and look at the sealing job")
    return _check(
        "lake",
        Text("数据湖", "Lake"),
        Text(
            f"{unsealed} 件没有封存，最早的等了 {days} 天",
            f"{unsealed} events are not sealed; the oldest waits for {days} days",
        ),
        (Health.WARN, remedy) if days >= 2 else None,
    )


def _disk(runtime: Runtime) -> Check:
    disk = shutil.disk_usage(runtime.settings.data_dir)
    free, share = disk.free / _GIGABYTE, 100 * disk.free / disk.total
    remedy = Text("扩大磁盘，或把旧数据移走", "Enlarge the disk, or move old data away")
    ill = Health.BAD if free < 1 else Health.WARN
    return _check(
        "disk",
        Text("磁盘", "Disk"),
        Text(f"剩 {free:.1f} GB（{share:.0f}%）", f"{free:.1f} GB free ({share:.0f}%)"),
        (ill, remedy) if free < 5 or share < 5 else None,
    )


def _memory(runtime: Runtime) -> Check:
    sample = runtime.metrics.registry.get_sample_value
    keys, size = (sample(f"ballast_state_{what}") or 0 for what in ("keys", "bytes"))
    megabytes = size / 1_000_000
    return _check(
        "memory",
        Text("指标占用内存", "Memory of indicators"),
        Text(
            f"约 {megabytes:.0f} MB，{keys:.0f} 个键（上次清扫时）",
            f"About {megabytes:.0f} MB in {keys:.0f} keys, when last swept",
        ),
    )


def _settings(runtime: Runtime) -> Check:
    notices = runtime.settings.notices
    title = Text("参数", "Settings")
    if not notices:
        return _check("settings", title, Text("没有认不得的设置", "No unknown setting"))
    said = Text("".join(n.zh for n in notices), " ".join(n.en for n in notices))
    remedy = Text("改正环境变量的名称后重启", "Correct the names of the variables and restart")
    return _check("settings", title, said, (Health.WARN, remedy))


def _version() -> Check:
    said = f"Ballast {ballast.__version__}, Python {platform.python_version()}"
    return _check("version", Text("版本", "Version"), Text(said, said))
