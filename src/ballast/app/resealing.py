"""轮换密钥之后重封全部旧密文，并记日志。 After a rotation: sealing everything anew, journalled."""

from __future__ import annotations

from collections.abc import Callable

from ballast.events.resealing import reseal_events
from ballast.infra.crypto import Keyring
from ballast.infra.db import Database
from ballast.infra.journal import Actor, Entry, Journal
from ballast.policies.lists.resealing import reseal_entries


def _unwatched(_done: int, _total: int) -> None:
    """没有人看进度。 Nobody watches."""


def reseal(
    database: Database,
    keyring: Keyring,
    actor: Actor,
    now_us: Callable[[], int],
    watch: Callable[[int, int], None] = _unwatched,
) -> tuple[int, int]:
    """重封了多少件事件、多少条名单；可中断，可重来。

    How many events and list entries were sealed anew; may be interrupted and run again.
    """
    events = reseal_events(database, keyring, watch)
    entries = reseal_entries(database, keyring)
    entry = Entry(
        actor=actor,
        action="crypto.reseal",
        subject_kind="keyring",
        subject_id="data",
        after={"key": keyring.active, "events": events, "list_entries": entries},
        at_us=now_us(),
    )
    with database.transaction() as session:
        Journal().append(session, entry)
    return events, entries
