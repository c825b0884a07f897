"""接口密钥：发放、列出、撤销。 API keys: create, list, revoke."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from ballast.cli.local import now_us, opened
from ballast.infra.access import ApiKey, NewKey

_console = Console()
_DAY_US = 86_400_000_000


@click.group(help="接口密钥。 API keys.")
def keys() -> None:
    """密钥。 Keys."""


@keys.command(help="发放密钥；令牌只显示这一次。 Create a key; its token is shown this once.")
@click.argument("name")
@click.option("--permission", "permissions", multiple=True, help="权限，可多次 / may be repeated")
@click.option("--role", default="integration", show_default=True, help="没给权限时取其权限 / else")
@click.option("--scene", "scenes", multiple=True, help="限于场景 / only these scenes")
@click.option("--network", "networks", multiple=True, help="限于网段 CIDR / only these networks")
@click.option("--days", type=click.IntRange(1, 3650), help="有效天数 / days until it expires")
def create(
    name: str,
    permissions: tuple[str, ...],
    role: str,
    scenes: tuple[str, ...],
    networks: tuple[str, ...],
    days: int | None,
) -> None:
    """发放密钥。 Create a key."""
    now = now_us()
    with opened() as local:
        held = frozenset(permissions) or local.access.roles.role(role).permissions
        new = NewKey(
            name=name,
            permissions=held,
            scenes=frozenset(scenes) or None,
            networks=networks,
            expires_us=None if days is None else now + days * _DAY_US,
        )
        with local.database.transaction() as session:
            issued = local.access.keys.create(session, local.principal, new, now)
    _console.print(f"{issued.key.id}：令牌只此一次可见。 The token is shown this once:")
    click.echo(issued.token)


@keys.command("list", help="列出密钥，不含令牌。 List keys, without tokens.")
@click.option("--left", is_flag=True, help="只列发放人已停用的 / whose issuer was disabled")
def list_(left: bool) -> None:
    """列出密钥。 List keys."""
    titles = ("id", "名称 Name", "权限 Permissions", "场景 Scenes", "网段 Networks")
    table = Table(*titles, "到期 Expires", "最近使用 Last used", "状态 State")
    now = now_us()
    with opened() as local:
        with local.database.reading() as session:
            found = local.access.keys.list(session, local.principal)
            users = local.access.users.list(session, local.principal)
        gone = {user.id for user in users if user.disabled_us is not None}
        for key in [key for key in found if not left or key.created_by in gone]:
            scope = (sorted(key.permissions), sorted(key.scenes or ()), key.networks)
            cells = [", ".join(names) or "*" for names in scope]
            times = (local.shown(key.expires_us), local.shown(key.last_used_us))
            orphan = " · 发放人已停用 issuer left" if key.created_by in gone else ""
            table.add_row(key.id, key.name, *cells, *times, _state(key, now) + orphan)
    _console.print(table)


@keys.command(help="撤销密钥。 Revoke a key.")
@click.argument("key_id")
def revoke(key_id: str) -> None:
    """撤销密钥。 Revoke a key."""
    with opened() as local, local.database.transaction() as session:
        local.access.keys.revoke(session, local.principal, key_id, now_us())
    _console.print(f"已撤销 Revoked {key_id}.", highlight=False)


def _state(key: ApiKey, now: int) -> str:
    if key.revoked_us is not None:
        return "已撤销 revoked"
    expired = key.expires_us is not None and key.expires_us <= now
    soon = key.expires_us is not None and key.expires_us <= now + 14 * _DAY_US
    return "已过期 expired" if expired else "即将到期 ends soon" if soon else "可用 live"
