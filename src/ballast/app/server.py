"""运行服务：一个进程，一个事件循环，信号一来收尾再退。

Running the service: one process, one event loop; a signal finishes what is waiting, then exits.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Callable

import uvloop
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server
from litestar import Litestar

from ballast.app.http import create_app
from ballast.app.runtime import Runtime
from ballast.infra.logs import configure_logs
from ballast.infra.settings import Settings

_SWITCH_SECONDS = 0.0005
# The online state is millions of small long-lived objects without cycles: walking them all again
# and again would cost more than the decisions do.
_COLLECT_AFTER = (50_000, 50, 1_000)


def serve(settings: Settings, greet: Callable[[Runtime], None] = lambda _: None) -> None:
    """启动并一直服务，直到被中断；`greet` 在受理之前做一次。

    Start and serve until interrupted; `greet` runs once before anything is accepted.
    """
    # The lane's thread and the event loop share the interpreter: hand over often, or a request
    # waits 5 ms for its turn.
    sys.setswitchinterval(_SWITCH_SECONDS)
    configure_logs(settings)
    for talkative in ("alembic", "dbos"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    gc.set_threshold(*_COLLECT_AFTER)
    runtime = Runtime(settings)
    try:
        greet(runtime)
        uvloop.run(_serve(settings, runtime, create_app(runtime)))
    finally:
        runtime.stop()


async def _serve(settings: Settings, runtime: Runtime, app: Litestar) -> None:
    server = Server(
        app,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        http1_settings=HTTP1Settings(keep_alive=True, pipeline_flush=True),
        websockets=False,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    starting = loop.run_in_executor(None, runtime.start)
    await server.serve()
    await starting
