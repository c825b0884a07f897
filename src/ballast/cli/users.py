"""用户：添加、列出、停用、授权。 Users: create, list, disable, grant."""

from __future__ import annotations

import sys
from datetime import datetime

import click
from rich.console import Console
from rich.table import Table

from ballast.cli.local import Local, now_us, opened
from ballast.cli.open_work import print_open_work
from ballast.infra.access import Grant, NewUser, User

_console = Console()
_SCOPE = click.option("--scope", help="限于范围；不给即处处有效 / only in this scope")
_FROM_STDIN = click.option(
    "--password-stdin", is_flag=True, help="从标准输入读密码 / read the password from stdin"
)


@click.group(help="用户与角色。 Users and roles.")
def users() -> None:
    """用户。 Users."""


@users.command(help="添加用户；密码另行询问。 Create a user; asks for the password.")
@click.argument("name")
@click.option("--role", "roles", multiple=True, help="角色，可多次给出 / a role; may be repeated")
@_FROM_STDIN
def create(name: str, roles: tuple[str, ...], password_stdin: bool) -> None:
    """添加用户。 Create a user."""
    with opened() as local:
        new = NewUser(name=name, password=_password(password_stdin), roles=roles)
        with local.database.transaction() as session:
            user = local.access.users.create(session, local.principal, new, now_us())
    _console.print(f"已添加 Created {user.name} ({user.id}): {_roles(user)}", highlight=False)


@users.command("list", help="列出用户。 List users.")
def list_() -> None:
    """列出用户。 List users."""
    table = Table("名称 Name", "角色 Roles", "添加于 Created", "停用于 Disabled", "id")
    with opened() as local:
        with local.database.reading() as session:
            found = local.access.users.list(session, local.principal)
        for user in found:
            times = (local.shown(user.created_us), local.shown(user.disabled_us))
            table.add_row(user.name, _grants(local, user), *times, user.id)
    _console.print(table)


@users.command("open-work", help="一个人未尽的事，停用之前要看。 What a person leaves open.")
@click.argument("name")
def open_work(name: str) -> None:
    """未尽的事。 Open work."""
    with opened() as local:
        print_open_work(local, name)


@users.command(help="列出范围与其中的场景。 List scopes and the scenes in them.")
def scopes() -> None:
    """列出范围。 List scopes."""
    table = Table("范围 Scope", "名称 Title", "种类 Kind", "上级 Parent")
    with opened() as local, local.database.reading() as session:
        for scope, _ in local.access.scopes.list(session, local.principal):
            table.add_row(scope.code, str(scope.title), scope.kind.value, scope.parent or "-")
    _console.print(table)


@users.command(help="列出角色及其权限。 List roles and their permissions.")
def roles() -> None:
    """列出角色。 List roles."""
    table = Table("角色 Role", "名称 Title", "权限 Permissions")
    with opened() as local:
        for role in local.access.roles.roles.values():
            table.add_row(role.code, str(role.title), ", ".join(sorted(role.permissions)))
    _console.print(table)


@users.command(help="停用用户，立即结束其登录。 Disable a user; sign-ins end at once.")
@click.argument("name")
@click.option("--yes", is_flag=True, help="有未尽的事也不问 / do not ask, whatever is open")
def disable(name: str, yes: bool) -> None:
    """停用用户；有未尽的事先列出、问过。 Disable a user; what is open is listed first."""
    with opened() as local:
        if print_open_work(local, name) and not yes:
            click.confirm("仍要停用？ Disable all the same?", abort=True)
        with local.database.transaction() as session:
            user = local.access.users.find(session, local.principal, name)
            local.access.users.disable(session, local.principal, user.id, now_us())
    _console.print(f"已停用 Disabled {name}.", highlight=False)


@users.command(help="恢复已停用的用户。 Enable a disabled user.")
@click.argument("name")
def enable(name: str) -> None:
    """恢复用户。 Enable a user."""
    with opened() as local, local.database.transaction() as session:
        user = local.access.users.find(session, local.principal, name)
        local.access.users.enable(session, local.principal, user.id, now_us())
    _console.print(f"已恢复 Enabled {name}.", highlight=False)


@users.command(help="授予角色。 Grant a role.")
@click.argument("name")
@click.argument("role")
@_SCOPE
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="最后一天 / the last day it holds")
def grant(name: str, role: str, scope: str | None, until: datetime | None) -> None:
    """授予角色。 Grant a role."""
    with opened() as local, local.database.transaction() as session:
        user = local.access.users.find(session, local.principal, name)
        wanted = Grant(role, scope, None if until is None else local.end_of_us(until.date()))
        local.access.users.grant(session, local.principal, user.id, wanted, now_us())
    _console.print(f"已授予 Granted {role} → {name}.", highlight=False)


@users.command(help="收回角色。 Revoke a role.")
@click.argument("name")
@click.argument("role")
@_SCOPE
def revoke(name: str, role: str, scope: str | None) -> None:
    """收回角色。 Revoke a role."""
    with opened() as local, local.database.transaction() as session:
        user = local.access.users.find(session, local.principal, name)
        held = Grant(role, scope)
        local.access.users.revoke(session, local.principal, user.id, held, now_us())
    _console.print(f"已收回 Revoked {role} ← {name}.", highlight=False)


@users.command("password", help="重设密码并解除锁定。 Set a new password; also unlocks.")
@click.argument("name")
@_FROM_STDIN
def password_(name: str, password_stdin: bool) -> None:
    """重设密码。 Set a password."""
    with opened() as local:
        _reset(local, name, _password(password_stdin))
    _console.print(f"密码已重设 Password set: {name}.", highlight=False)


def _reset(local: Local, name: str, password: str) -> None:
    with local.database.transaction() as session:
        user = local.access.users.find(session, local.principal, name)
        local.access.users.reset_password(session, local.principal, user.id, password, now_us())


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    answer: str = click.prompt("密码 Password", hide_input=True, confirmation_prompt=True)
    return answer


def _grants(local: Local, user: User) -> str:
    def shown(grant: Grant) -> str:
        where = "" if grant.scope is None else f"@{grant.scope}"
        ends = "" if grant.expires_us is None else f" → {local.shown(grant.expires_us)}"
        return f"{grant.role}{where}{ends}"

    return ", ".join(map(shown, user.grants)) or "-"


def _roles(user: User) -> str:
    return ", ".join(user.roles) or "-"
