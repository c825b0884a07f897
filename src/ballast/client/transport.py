"""发请求、重试、读答复。 Sending a request, trying again, reading the answer."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

import httpx
import msgspec

from ballast.client.errors import UnreachableError, UnreadableAnswerError, refusal

T = TypeVar("T")

TRIES = 6
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 3.0
_UNAVAILABLE = 503
_JSON = {"content-type": "application/json"}


class Transport:
    """到一个服务的连接池。 A pool of connections to one service; safe to share among threads.

    Args:
        url: 服务地址。 Address of the service.
        token: API 密钥或登录令牌。 API key or sign-in token.
        language: 错误用哪种语言，zh 或 en。 Language of errors, zh or en.
        timeout: 每次请求的秒数上限。 Limit of each request, in seconds.
        sleep: 怎样等待。 How to wait.
        proxies: 是否遵从环境里的代理设置。 Whether to use proxies of the environment.
    """

    def __init__(
        self,
        url: str,
        token: str | None,
        *,
        language: str = "zh",
        timeout: float = 30.0,
        sleep: Callable[[float], None] = time.sleep,
        proxies: bool = True,
    ) -> None:
        self.url = url.rstrip("/")
        self._sleep = sleep
        self._http = httpx.Client(
            base_url=self.url,
            headers={"accept-language": language},
            timeout=timeout,
            trust_env=proxies,
            # Loading certificates takes a while, and plain HTTP has none to check.
            verify=not self.url.startswith("http://"),
        )
        if token:
            self.use(token)

    def use(self, token: str) -> None:
        """此后用这个密钥或令牌。 Use this key or token from now on."""
        self._http.headers["authorization"] = f"Bearer {token}"

    def close(self) -> None:
        """关闭全部连接。 Close every connection."""
        self._http.close()

    def get(self, path: str, kind: type[T], query: Mapping[str, object] | None = None) -> T:
        """读取。 Read."""
        wanted = {k: str(v) for k, v in (query or {}).items() if v is not None}
        request = self._http.build_request("GET", path, params=wanted)
        return self._read(path, self._send(request, repeatable=True), kind)

    def post(self, path: str, body: object, kind: type[T], *, repeatable: bool = False) -> T:
        """发出 JSON。 Send JSON; `repeatable` if sending it twice does no harm."""
        return self.send(path, msgspec.json.encode(body), _JSON, kind, repeatable=repeatable)

    def send(
        self,
        path: str,
        content: bytes,
        headers: Mapping[str, str],
        kind: type[T],
        *,
        repeatable: bool = False,
    ) -> T:
        """发出字节。 Send bytes of any type."""
        request = self._http.build_request("POST", path, content=content, headers=dict(headers))
        return self._read(path, self._send(request, repeatable=repeatable), kind)

    def _send(self, request: httpx.Request, *, repeatable: bool) -> httpx.Response:
        pause = FIRST_PAUSE
        for last in (*([False] * (TRIES - 1)), True):
            try:
                response = self._http.send(request)
            except httpx.TransportError as error:
                # A request that may have arrived is only sent again if that does no harm.
                if last or not (repeatable or isinstance(error, httpx.ConnectError)):
                    raise UnreachableError(self.url, type(error).__name__) from error
            else:
                if last or response.status_code != _UNAVAILABLE:
                    return response
                pause = max(pause, _asked_pause(response))
            # Waiting clients must not return all at once.
            self._sleep(pause * random.uniform(0.75, 1.25))  # noqa: S311 - not a secret
            pause = min(pause * 2, LONGEST_PAUSE)
        raise AssertionError("the last try returns or raises")

    def _read(self, path: str, response: httpx.Response, kind: type[T]) -> T:
        if not response.is_success:
            raise refusal(response.status_code, response.content)
        try:
            return msgspec.json.decode(response.content, type=kind)
        except msgspec.DecodeError as error:
            raise UnreadableAnswerError(path, str(error)) from error


def _asked_pause(response: httpx.Response) -> float:
    asked = response.headers.get("retry-after", "")
    return min(float(asked), LONGEST_PAUSE) if asked.isdigit() else 0.0
