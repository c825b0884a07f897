"""远端命令的开场：服务在哪里、以谁的身份。 What commands that talk to a service start with."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ballast.client import ApiError, Client
from ballast.kit.errors import InvalidError, UnauthenticatedError
from ballast.kit.text import Text

_URL = "http://127.0.0.1:8000"


class NoIdentityError(UnauthenticatedError):
    """不知道以谁的身份。 Nobody to act as."""

    code = "no_identity"
    title = Text("不知道以谁的身份", "Nobody to act as")

    def __init__(self) -> None:
        super().__init__(
            Text(
                "设 BALLAST_API_KEY，或用 --as 用户名（密码另行询问）",
                "Set BALLAST_API_KEY, or use --as NAME (the password is asked for)",
            )
        )


class FileError(InvalidError):
    """文件读不懂。 The file cannot be read."""

    code = "file"
    title = Text("文件读不懂", "Unreadable file")


def talking(command: Any) -> Any:
    """给命令加上 --url 与 --as。 Add --url and --as to a command."""
    command = click.option(
        "--url",
        envvar="BALLAST_URL",
        default=_URL,
        show_default=True,
        help="服务的地址 / address of the service",
    )(command)
    return click.option(
        "--as", "name", help="以此用户登录，否则用 BALLAST_API_KEY / sign in as this user"
    )(command)


@contextmanager
def connected(url: str, name: str | None) -> Iterator[Client]:
    """连上服务，用毕断开。 Connect; disconnect afterwards.

    Raises:
        NoIdentityError: 没有密钥也没有用户名。 Neither a key nor a name.
    """
    key = os.environ.get("BALLAST_API_KEY", "")
    if not key and not name:
        raise NoIdentityError
    language = os.environ.get("BALLAST_LANGUAGE", "zh")
    with Client(url, None if name else key, language=language) as client:
        if name:
            password = os.environ.get("BALLAST_PASSWORD") or click.prompt(
                f"{name} 的密码 Password", hide_input=True
            )
            _sign_in(client, name, password)
        yield client


def _sign_in(client: Client, name: str, password: str) -> None:
    code = os.environ.get("BALLAST_CODE")
    try:
        client.sign_in(name, password, code)
    except ApiError as refused:
        if code or refused.code != "second_factor_required":
            raise
        asked = click.prompt(f"{name} 的验证码 Code (authenticator or recovery)")
        client.sign_in(name, password, asked)


def json_file(path: Path) -> dict[str, Any]:
    """一个 JSON 文件。 A JSON file.

    Raises:
        FileError: 不是 JSON 对象。 It is not a JSON object.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FileError(
            Text(f"{path} 不是 UTF-8 的 JSON 文件", f"{path} is not a JSON file in UTF-8")
        ) from error
    if not isinstance(found, dict):
        raise FileError(Text(f"{path} 应是一个对象", f"{path} must hold an object"))
    return found
