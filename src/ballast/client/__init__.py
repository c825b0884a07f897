"""接入客户端：从 Python 调用压舱石。 The client: calling Ballast from Python.

    with Client("http://127.0.0.1:8000", api_key) as ballast:
        decision = ballast.decide("payment", "P1", "2026-11-22T10:15:30+08:00", {"amount": 12.5})

Ids make every call repeatable: the same id always gets the same answer, so the client tries again
by itself when the service is away for a moment.
"""

from ballast.client.answers import (
    Decision,
    DecisionDetail,
    Fallback,
    ListEntry,
    ListImport,
    Policy,
    PolicyStamp,
    PolicyVersion,
    Reason,
    Receipt,
    Refused,
    Report,
    Review,
    Session,
)
from ballast.client.client import Client
from ballast.client.errors import (
    ApiConflictError,
    ApiError,
    ApiForbiddenError,
    ApiInvalidError,
    ApiNotFoundError,
    ApiUnauthenticatedError,
    ApiUnavailableError,
    Problem,
    UnreachableError,
    UnreadableAnswerError,
)

__all__ = [
    "ApiConflictError",
    "ApiError",
    "ApiForbiddenError",
    "ApiInvalidError",
    "ApiNotFoundError",
    "ApiUnauthenticatedError",
    "ApiUnavailableError",
    "Client",
    "Decision",
    "DecisionDetail",
    "Fallback",
    "ListEntry",
    "ListImport",
    "Policy",
    "PolicyStamp",
    "PolicyVersion",
    "Problem",
    "Reason",
    "Receipt",
    "Refused",
    "Report",
    "Review",
    "Session",
    "UnreachableError",
    "UnreadableAnswerError",
]
