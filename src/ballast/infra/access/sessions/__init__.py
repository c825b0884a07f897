"""登录会话：存、取、结束。 Sign-in sessions: kept, found, ended."""

from ballast.infra.access.sessions.model import Carrier, UserSession, Visit

__all__ = ["Carrier", "UserSession", "Visit"]
