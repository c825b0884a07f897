"""后台任务：断电不丢，可定时，可看进度。 Jobs: durable background work, on schedule or request."""

from ballast.infra.jobs.model import Job, JobState, JobStatus, Progress, Runner
from ballast.infra.jobs.run import JobRun
from ballast.infra.jobs.service import Jobs

__all__ = ["Job", "JobRun", "JobState", "JobStatus", "Jobs", "Progress", "Runner"]
