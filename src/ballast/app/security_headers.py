"""每个答复都带的安全头：写在最外层，连“没有这个地址”也有。

The security headers of every answer, put on at the very outside: even "no such address" has them.

A header that a route set itself stays as it is. Two fixed sets, made once: the hot path of the API
only adds them to a list.
"""

from __future__ import annotations

from litestar.types import Message, Scope

Headers = tuple[tuple[bytes, bytes], ...]

# The flow editor infers types in WebAssembly. The component library writes its styles into the page
# as it goes; scripts come from files only.
CONSOLE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
"""控制台页面的 CSP。 The content security policy of the console's pages."""
DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""数据的 CSP：什么也不许执行。 The policy of data: nothing may run."""
_FEATURES = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
_STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000")
_DATA_ROOTS = ("/api/", "/health/", "/metrics")


def _encoded(named: dict[str, str]) -> Headers:
    return tuple((name.encode(), value.encode()) for name, value in named.items())


_EVERYWHERE = {
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_CONSOLE = _encoded(
    {
        **_EVERYWHERE,
        "content-security-policy": CONSOLE_POLICY,
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": _FEATURES,
        "referrer-policy": "same-origin",
    }
)
_DATA = _encoded(
    {**_EVERYWHERE, "content-security-policy": DATA_POLICY, "cache-control": "no-store"}
)


async def secure(message: Message, scope: Scope) -> None:
    """给答复的开头加上安全头。 Add the headers to the start of an answer."""
    if message["type"] != "http.response.start":
        return
    headers = message["headers"] = [*message["headers"]]
    told = {name for name, _ in headers}
    wanted = _DATA if scope["path"].startswith(_DATA_ROOTS) else _CONSOLE
    headers += [each for each in wanted if each[0] not in told]
    if _is_encrypted(scope):
        headers.append(_STRICT_TRANSPORT)


def _is_encrypted(scope: Scope) -> bool:
    """TLS 到本机，或到前面的代理为止。 TLS to here, or to the proxy in front."""
    # Whoever makes this header up deceives only himself: plain HTTP makes browsers ignore the rule.
    if scope["scheme"] == "https":
        return True
    forwarded = (value for name, value in scope["headers"] if name == b"x-forwarded-proto")
    return next(forwarded, b"") == b"https"
