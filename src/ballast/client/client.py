"""客户端：事实、决策、登录。 The client: facts, decisions, signing in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import msgspec
from msgspec import Struct

from ballast.client.answers import Decision, DecisionDetail, Receipt, Report, Session
from ballast.client.indicators import Indicators
from ballast.client.jobs import Jobs
from ballast.client.lists import Lists
from ballast.client.policies import Policies
from ballast.client.transport import Transport

BATCH = 1_000
_NDJSON = {"content-type": "application/x-ndjson"}

Event = Mapping[str, Any]
"""`{"scene", "id", "occurred_at", "data"}`；时刻为 RFC 3339，带时区。 An event to send."""


class Client:
    """压舱石的客户端；可由多个线程共用，用完要关。

    A client of Ballast; threads may share it. Close it, or use it in a `with` block. When the
    service is away for a moment, calls that may safely be repeated are tried again with growing
    pauses; `ApiError` says what was refused.

    Args:
        url: 服务地址，如 http://127.0.0.1:8000。 Address of the service.
        api_key: API 密钥；不给则先 `sign_in`。 API key; without one, `sign_in` first.
        language: 错误句子的语言，zh 或 en。 Language of the sentences of errors.
        timeout: 每次请求的秒数上限。 Limit of each request, in seconds.
        sleep: 重试之间怎样等待。 How to wait between tries.
        proxies: 是否遵从环境里的代理设置。 Whether to use proxies of the environment.
    """

    def __init__(
        self,
        url: str,
        api_key: str | None = None,
        *,
        language: str = "zh",
        timeout: float = 30.0,
        sleep: Callable[[float], None] = time.sleep,
        proxies: bool = True,
    ) -> None:
        self._transport = Transport(
            url, api_key, language=language, timeout=timeout, sleep=sleep, proxies=proxies
        )
        self.policies = Policies(self._transport)
        self.lists = Lists(self._transport)
        self.indicators = Indicators(self._transport)
        self.jobs = Jobs(self._transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """关闭连接。 Close the connections."""
        self._transport.close()

    def sign_in(self, name: str, password: str, code: str | None = None) -> Session:
        """登录，此后以此人的身份调用；启用了第二因素的要给码。

        Sign in; later calls are made as this person. Who has a second factor gives a code as well.
        """
        body = {"name": name, "password": password} | ({"code": code} if code else {})
        session = self._transport.post("/api/v1/sessions", body, Session)
        self._transport.use(session.token)
        return session

    def decide(
        self,
        scene: str,
        id: str,  # noqa: A002 - as in the API
        occurred_at: str | datetime,
        data: Mapping[str, Any],
    ) -> Decision:
        """动作之前询问；同一标识永远得到同一答复。 Ask before an action; same id, same answer.

        Raises:
            ApiInvalidError: 不合场景。 The data does not fit the scene.
            ApiConflictError: 同一标识来过别的内容。 The id came before with other data.
        """
        body = {"scene": scene, "id": id, "occurred_at": occurred_at, "data": data}
        return self._transport.post("/api/v1/decisions", body, Decision, repeatable=True)

    def report(self, event: Event) -> Receipt:
        """报送一件事实；返回时已落盘。 Report one fact; it is on disk on return."""
        return self._transport.post("/api/v1/events", event, Receipt, repeatable=True)

    def report_many(self, events: Iterable[Event], batch: int = BATCH) -> Report:
        """分批报送许多事实；不合要求的列在结果里。 Report many facts; refused ones are listed.

        Args:
            events: 事实，按要受理的次序。 The facts, in the order to be accepted.
            batch: 每次请求多少件。 How many per request.
        """
        total, sent = Report(), 0
        rest = iter(events)
        while part := list(islice(rest, batch)):
            lines = b"\n".join(map(msgspec.json.encode, part))
            found = self._transport.send("/api/v1/events", lines, _NDJSON, Report, repeatable=True)
            total, sent = total.plus(found, sent), sent + len(part)
        return total

    def decision(self, decision_id: str) -> DecisionDetail:
        """一次决策的全貌：答复、输入、过程。 One decision: answer, input, trace."""
        path = f"/api/v1/decisions/{quote(decision_id, safe='')}"
        return self._transport.get(path, DecisionDetail)

    def decisions(self, **filters: object) -> Iterator[Decision]:
        """查询决策，新的在前，自动翻页。 Find decisions, newest first, page after page.

        Args:
            filters: scene、outcome、policy、version、event_id、subject、since、until，
                及每页条数 limit。 These filters, and `limit` per page.
        """
        cursor: str | None = None
        while True:
            query = {**filters, "cursor": cursor}
            page = self._transport.get("/api/v1/decisions", _DecisionPage, query)
            yield from page.items
            if page.next is None:
                return
            cursor = page.next


class _DecisionPage(Struct, frozen=True):
    items: tuple[Decision, ...]
    next: str | None = None
