"""轮换密钥之后，把事件的密文换成现用密钥；分批，可中断，可重来。

After a rotation: sealing events anew with the active key, in batches; may be interrupted and run
again.
"""

from __future__ import annotations

from collections.abc import Callable

from ballast.events import repository
from ballast.events.incoming import record_aad
from ballast.infra.crypto import Keyring
from ballast.infra.db import Database

_PAGE = 500


def _unwatched(_done: int, _total: int) -> None:
    """没有人看进度。 Nobody watches."""


def reseal_events(
    database: Database, keyring: Keyring, watch: Callable[[int, int], None] = _unwatched
) -> int:
    """换了多少件；`watch` 得知到了哪个次序。 How many were sealed anew; `watch` is told how far."""
    seq, done = 0, 0
    with database.reading() as session:
        last = repository.last_seq(session)
    while True:
        # Short transactions: a running service writes in between.
        with database.transaction() as session:
            page = repository.sealed_page(session, seq, _PAGE)
            for number, scene, id_, old in page:
                fresh = keyring.reseal(old, record_aad(scene, id_))
                if fresh != old:
                    repository.replace_sealed(session, number, fresh)
                    done += 1
        if len(page) < _PAGE:
            watch(last, last)
            return done
        seq = page[-1][0]
        watch(seq, last)
