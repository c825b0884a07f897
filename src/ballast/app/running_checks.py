"""运行着的部件好不好：状态、队列、策略、任务。 What is running: state, queue, policies, jobs."""

from __future__ import annotations

import platform

import ballast
from ballast.app.check import Check, Health, check
from ballast.app.runtime import Runtime
from ballast.infra.jobs import JobState
from ballast.kit.text import Text

_CROWDED, _FULL = 1_000, 15_000


def restored(runtime: Runtime) -> Check:
    """在线状态恢复到哪里。 How far the state is restored."""
    done, total = runtime.progress.done, runtime.progress.total
    title = Text("在线状态", "Online state")
    if runtime.ready:
        said = Text(f"已恢复，重放了 {done} 件", f"Restored; {done} events were replayed")
        return check("state", title, said)
    wait = Text("等它完成；完成前不受理", "Wait; nothing is accepted before it is done")
    said = Text(f"恢复中：{done}/{total} 件", f"Restoring: {done} of {total} events")
    return check("state", title, said, (Health.WARN, wait))


def lane(runtime: Runtime) -> Check:
    """多少请求在等写入。 How many requests wait."""
    waiting = runtime.lane.waiting
    remedy = Text("查看数据库写入是否变慢", "See whether writes to the database became slow")
    ill = Health.BAD if waiting > _FULL else Health.WARN
    return check(
        "lane",
        Text("受理队列", "Intake queue"),
        Text(f"{waiting} 个请求在等写入", f"{waiting} requests wait to be written"),
        (ill, remedy) if waiting > _CROWDED else None,
    )


def policies(runtime: Runtime) -> Check:
    """线上策略能否运行。 Whether the live policies run."""
    broken = sorted(runtime.policies.problems)
    count = len(runtime.policies.policies)
    title = Text("线上策略", "Live policies")
    if not broken:
        return check("policies", title, Text(f"{count} 个，都能运行", f"{count}, all of them run"))
    named = ", ".join(broken)
    return check(
        "policies",
        title,
        Text(f"不能运行：{named}", f"Cannot run: {named}"),
        (Health.BAD, Text("打开策略看问题，改好或回退", "Open the policy; mend or roll it back")),
    )


def jobs(runtime: Runtime) -> Check:
    """后台任务是否在做、有无失败。 Whether jobs run, and none failed."""
    title = Text("后台任务", "Background jobs")
    latest = [runtime.jobs.latest(job.code) for job in runtime.jobs.registered]
    failed = [run for run in latest if run is not None and run.state is JobState.FAILED]
    if failed:
        zh = "、".join(run.title.zh for run in failed)
        en = ", ".join(run.title.en for run in failed)
        said = Text(f"最近一次失败：{zh}", f"The latest run failed: {en}")
        remedy = Text("在“任务”看原因，然后重试", "See why under Jobs, then retry")
        return check("jobs", title, said, (Health.BAD, remedy))
    if not runtime.jobs.working:
        said = Text("本进程不执行任务", "This process runs no jobs")
        remedy = Text("确认另有进程在执行", "Make sure that another process runs them")
        return check("jobs", title, said, (Health.WARN, remedy))
    return check("jobs", title, Text("运行中，没有失败", "At work; none failed"))


def memory(runtime: Runtime) -> Check:
    """指标占多少内存。 The memory of indicators."""
    sample = runtime.metrics.registry.get_sample_value
    keys, size = (sample(f"ballast_state_{what}") or 0 for what in ("keys", "bytes"))
    megabytes = size / 1_000_000
    return check(
        "memory",
        Text("指标占用内存", "Memory of indicators"),
        Text(
            f"约 {megabytes:.0f} MB，{keys:.0f} 个键（上次清扫时）",
            f"About {megabytes:.0f} MB in {keys:.0f} keys, when last swept",
        ),
    )


def settings(runtime: Runtime) -> Check:
    """有没有认不得的设置。 Whether a setting is unknown."""
    notices = runtime.settings.notices
    title = Text("参数", "Settings")
    if not notices:
        return check("settings", title, Text("没有认不得的设置", "No unknown setting"))
    said = Text("".join(n.zh for n in notices), " ".join(n.en for n in notices))
    remedy = Text("改正环境变量的名称后重启", "Correct the names of the variables and restart")
    return check("settings", title, said, (Health.WARN, remedy))


def version() -> Check:
    """程序的版本。 The versions."""
    said = f"Ballast {ballast.__version__}, Python {platform.python_version()}"
    return check("version", Text("版本", "Version"), Text(said, said))
