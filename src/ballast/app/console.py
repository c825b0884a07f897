"""控制台的地址：页面、带摘要的文件；没有构建时说怎么构建。

The console's addresses: its page and its files; where it was not built, how to build it.

Every address that is neither the API's nor a file answers the same page, which then shows what the
address names; so a link to any page works. Anybody may have these files: they hold no data.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path, PurePath

from litestar import Request, Response, Router, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

import ballast
from ballast.app.console_files import INDEX, BuiltFile, load_console
from ballast.infra.access.marks import PUBLIC

DIRECTORY = Path(ballast.__file__).parent / "console"
"""构建写到这里，随包发布。 Where the build goes; it ships with the package."""
_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_NOT_BUILT = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>压舱石 Ballast</title></head><body>
<h1>控制台还没有构建 · The console has not been built</h1>
<p>服务正常，接口可用；只是这次安装没有带上网页。在源码目录里运行
<code>make console</code>，再重启服务；或改装带控制台的 wheel。</p>
<p lang="en">The service and its API work; this installation merely lacks the pages. Run
<code>make console</code> in the source directory and restart, or install a wheel that carries the
console.</p></body></html>
"""

_ROOT = PurePath("/")
_Anyone = Request[object, object, State]


def console_router(directory: Path = DIRECTORY) -> Router:
    """一个目录里的控制台。 The console of a directory."""
    files = _loaded(directory)

    @get(["/", "/{page:path}"], sync_to_thread=False, opt={PUBLIC: True}, include_in_schema=False)
    def page(request: _Anyone, page: FromPath[PurePath] = _ROOT) -> Response[bytes]:
        """网页，或根下的文件。 The page, or a file at the root."""
        return _page(request, files, str(page).lstrip("/"))

    @get("/assets/{name:path}", sync_to_thread=False, opt={PUBLIC: True}, include_in_schema=False)
    def asset(request: _Anyone, name: FromPath[PurePath]) -> Response[bytes]:
        """一个带摘要的文件。 A file that carries its digest in its name."""
        found = files.get(f"assets/{str(name).lstrip('/')}")
        if found is None:
            raise NotFoundException
        return _answer(request, found)

    return Router("/", route_handlers=[page, asset])


@cache
def _loaded(directory: Path) -> Mapping[str, BuiltFile]:
    return load_console(directory)


def _page(request: _Anyone, files: Mapping[str, BuiltFile], name: str) -> Response[bytes]:
    found = files.get(name) or files.get(INDEX)
    if found is None:
        return Response(
            _NOT_BUILT.encode(),
            status_code=HTTPStatus.NOT_FOUND,
            media_type="text/html",
            headers={"cache-control": "no-store"},
        )
    return _answer(request, found)


def _answer(request: _Anyone, file: BuiltFile) -> Response[bytes]:
    variant = file.accepted(request.headers.get("accept-encoding", ""))
    headers = {
        "cache-control": _FOREVER if file.permanent else _ASK_AGAIN,
        "etag": variant.etag,
        "vary": "accept-encoding",
    }
    if _is_known(request.headers.get("if-none-match", ""), variant.etag):
        return Response(b"", status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if variant.encoding:
        headers["content-encoding"] = variant.encoding
    return Response(variant.content, media_type=file.media_type, headers=headers)


def _is_known(header: str, etag: str) -> bool:
    known = {part.strip().removeprefix("W/") for part in header.split(",")}
    return etag in known or "*" in known
