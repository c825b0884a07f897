"""任务的错误。 What can go wrong with jobs."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.exc import OperationalError

from ballast.kit.errors import BallastError, ConflictError, InvalidError, NotFoundError
from ballast.kit.text import Text


class JobFailedError(BallastError):
    """任务失败；只带可以给人看的话。 A job failed; carries only what may be shown and stored."""

    code = "job_failed"
    title = Text("任务失败", "Job failed")

    def __init__(self, detail: Text) -> None:
        super().__init__(detail)
        self.data = detail.as_dict()  # what the engine stores of an error

    @classmethod
    def of(cls, error: Exception) -> JobFailedError:
        """预期内的错误留原话，其余只留类名。 Expected errors keep their words, others the class."""
        if isinstance(error, BallastError):
            return cls(error.detail)
        kind = type(error).__name__
        if isinstance(error, OSError):
            return cls(_unwritten(error.strerror or kind))
        if isinstance(error, OperationalError):
            return cls(_UNANSWERED)
        return cls(Text(f"任务意外中断（{kind}），见日志", f"The job broke ({kind}); see the log"))


def _unwritten(why: str) -> Text:
    # What the system says, without the path that `str(error)` would add.
    return Text(
        f"读写文件失败（{why}）：看磁盘是否写满、数据目录是否可写，然后重试",
        f"A file could not be read or written ({why}): see whether the disk is full and the data"
        " directory writable, then retry",
    )


_UNANSWERED = Text(
    "数据库没有应答或被占用：等它恢复，然后重试",
    "The database did not answer or is locked: wait until it does, then retry",
)


class UnknownJobError(NotFoundError):
    """没有这种任务。 There is no such job."""

    code = "unknown_job"

    def __init__(self, code: str, known: Iterable[str]) -> None:
        listed = sorted(known)
        super().__init__(
            Text(
                f"没有任务“{code}”，可用：{'、'.join(listed)}",
                f"There is no job '{code}'. Known: {', '.join(listed)}",
            ),
            {"job": code},
        )


class UnknownRunError(NotFoundError):
    """没有这次执行。 There is no such run."""

    code = "unknown_job_run"

    def __init__(self, run_id: str) -> None:
        super().__init__(
            Text(f"没有编号为 {run_id} 的任务", f"There is no job run {run_id}"), {"id": run_id}
        )


class RunStateError(ConflictError):
    """这次执行的状态不允许。 The state of the run does not allow this."""

    code = "job_run_state"


class JobArgumentsError(InvalidError):
    """任务的参数不能存成 JSON。 The arguments of a job are not JSON."""

    code = "job_arguments"

    def __init__(self, code: str) -> None:
        super().__init__(
            Text(
                f"任务“{code}”的参数应为 JSON 能表示的键值",
                f"The arguments of job '{code}' must be a mapping that JSON can hold",
            ),
            {"job": code},
        )


class JobDefinitionError(InvalidError):
    """任务的定义有误。 A job is defined wrongly."""

    code = "job_definition"


class JobsRunningError(ConflictError):
    """本进程已有一个任务引擎。 This process already runs a job engine."""

    code = "jobs_running"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "本进程已在执行任务，请先停止再启动",
                "This process already runs jobs; stop it before starting again",
            )
        )
