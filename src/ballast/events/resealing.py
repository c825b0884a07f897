"""轮换密钥之后，把事件的密文换成现用密钥；分批，可中断，可重来。

After a rotation: sealing events anew with the active key, in batches; may be interrupted and run
again.
"""

from __future__ import annotations

from ballast.events import repository
from ballast.events.incoming import record_aad
from ballast.infra.crypto import Keyring
from ballast.infra.db import Database

_PAGE = 500


def reseal_events(database: Database, keyring: Keyring) -> int:
    """换了多少件。 How many events were sealed anew."""
    seq, done = 0, 0
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
            return done
        seq = page[-1][0]
