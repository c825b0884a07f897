"""轮换密钥之后，把名单的密文换成现用密钥。 After a rotation: sealing list entries anew."""

from __future__ import annotations

from ballast.infra.crypto import Keyring
from ballast.infra.db import Database
from ballast.policies.lists import repository
from ballast.policies.lists.entry_value import aad_of

_PAGE = 500


def reseal_entries(database: Database, keyring: Keyring) -> int:
    """换了多少条。 How many entries were sealed anew."""
    after, done = "", 0
    while True:
        with database.transaction() as session:
            page = repository.sealed_page(session, after, _PAGE)
            for entry in page:
                fresh = keyring.reseal(entry.sealed, aad_of(entry.list, entry.id))
                if fresh != entry.sealed:
                    repository.replace_sealed(session, entry.id, fresh)
                    done += 1
        if len(page) < _PAGE:
            return done
        after = page[-1].id
