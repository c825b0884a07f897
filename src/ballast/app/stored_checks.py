"""存着的东西好不好：数据库、日志、数据湖、磁盘。 What is stored: database, journal, lake, disk."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Mapping

from sqlalchemy import text

from ballast.app.check import Check, Health, check
from ballast.app.lake import RELATION
from ballast.app.runtime import Runtime
from ballast.events import repository as events
from ballast.events.lake import repository as files
from ballast.infra import journal as journals
from ballast.infra.jobs import JobState, JobStatus
from ballast.infra.migrate import is_current
from ballast.kit.text import Text

_GIGABYTE = 1_000_000_000
_DAY_US = 86_400_000_000
_SLOW_SECONDS = 0.25


def database(runtime: Runtime) -> Check:
    """数据库应答多快。 How fast the database answers."""
    started = time.perf_counter()
    with runtime.database.reading() as session:
        session.execute(text("SELECT 1"))
        server = "" if runtime.database.is_sqlite else str(session.scalar(_SERVER))
    seconds = time.perf_counter() - started
    kind = f"SQLite {sqlite3.sqlite_version}" if not server else f"PostgreSQL {server}"
    slow = (Health.WARN, Text("查看磁盘与数据库的负载", "Look at the load of disk and database"))
    return check(
        "database",
        Text("数据库", "Database"),
        Text(
            f"{kind}，应答 {seconds * 1000:.1f} 毫秒", f"{kind} answers in {seconds * 1000:.1f} ms"
        ),
        slow if seconds > _SLOW_SECONDS else None,
    )


_SERVER = text("SHOW server_version")


def schema(runtime: Runtime) -> Check:
    """库表是否最新。 Whether the tables are current."""
    current = is_current(runtime.database)
    return check(
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


def journal(runtime: Runtime) -> Check:
    """日志的链头与上次查验。 The journal's head and its last check."""
    title = Text("日志", "Journal")
    with runtime.database.reading() as session:
        head = journals.head(session)
    if head is None:
        remedy = Text("查明谁动过数据库", "Find out who changed the database")
        return check("journal", title, Text("没有链头", "It has no head"), (Health.BAD, remedy))
    checked = runtime.jobs.latest("journal.verify")
    said = Text(
        f"{head.count} 行，链头 {head.hash[:12]}…{_when(checked).zh}",
        f"{head.count} rows, head {head.hash[:12]}…{_when(checked).en}",
    )
    if checked is None:
        return check("journal", title, said, (Health.WARN, _VERIFY))
    broken = checked.state is JobState.FAILED
    return check("journal", title, said, (Health.BAD, checked.error or _VERIFY) if broken else None)


_VERIFY = Text("在“任务”执行“查验日志”", "Run 'Verify the journal' under Jobs")


def _when(checked: JobStatus | None) -> Text:
    if checked is None:
        return Text("，还没有查验过", "; never verified yet")
    if checked.state is JobState.FAILED:
        return Text("，上次查验没有通过", "; the last check did not pass")
    return Text("，已查验", "; verified")


def lake(runtime: Runtime) -> Check:
    """还有多少没封存、文件是否完好。 What is not sealed, and whether the files are sound."""
    with runtime.database.reading() as session:
        sealed = files.sealed_seq(session, RELATION)
        unsealed = events.last_seq(session) - sealed
        oldest = events.first_received_after(session, sealed)
    days = 0 if oldest is None else max(0, runtime.now_us() - oldest) // _DAY_US
    if faults := _lake_faults(runtime):
        said = Text(
            f"上次查验有 {faults} 处文件与清单不符",
            f"The last check found {faults} places where files and manifest disagree",
        )
        return check("lake", Text("数据湖", "Lake"), said, (Health.BAD, _RESTORE))
    remedy = Text("在“数据湖”封存，并看封存任务", "Seal under Lake, and look at the sealing job")
    return check(
        "lake",
        Text("数据湖", "Lake"),
        Text(
            f"{unsealed} 件没有封存，最早的等了 {days} 天",
            f"{unsealed} events are not sealed; the oldest waits for {days} days",
        ),
        (Health.WARN, remedy) if days >= 2 else None,
    )


def _lake_faults(runtime: Runtime) -> int:
    checked = runtime.jobs.latest("lake.verify", JobState.SUCCEEDED)
    found = None if checked is None else checked.result
    return int(found["count"]) if isinstance(found, Mapping) else 0


_RESTORE = Text(
    "在“数据湖”看明细，从备份恢复这些文件后再查验",
    "See them under Lake, restore these files from a backup and check again",
)


def disk(runtime: Runtime) -> Check:
    """磁盘剩多少。 How much room the disk has."""
    disk = shutil.disk_usage(runtime.settings.data_dir)
    free, share = disk.free / _GIGABYTE, 100 * disk.free / disk.total
    remedy = Text("扩大磁盘，或把旧数据移走", "Enlarge the disk, or move old data away")
    ill = Health.BAD if free < 1 else Health.WARN
    return check(
        "disk",
        Text("磁盘", "Disk"),
        Text(f"剩 {free:.1f} GB（{share:.0f}%）", f"{free:.1f} GB free ({share:.0f}%)"),
        (ill, remedy) if free < 5 or share < 5 else None,
    )
