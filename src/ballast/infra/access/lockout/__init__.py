"""登录失败的后果：越来越久的等待。 What failed sign-ins lead to: waiting, longer each time."""

from ballast.infra.access.lockout.errors import TooManySignInsError
from ballast.infra.access.lockout.rule import LockoutRule

__all__ = ["LockoutRule", "TooManySignInsError"]
