"""Which passwords are refused, and that hashes keep up with their parameters."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text
from tests.infra.access.conftest import KEYRING, NOW, PASSWORD, quick_passwords

from ballast.infra.access import Access, User, open_access
from ballast.infra.access.errors import PasswordError
from ballast.infra.access.passwords import Passwords
from ballast.infra.db import Database
from ballast.infra.packs import chosen_packs
from ballast.infra.settings import Settings


@pytest.mark.parametrize(
    "password",
    [
        "elevenchars",
        "x" * 257,
        "aaaabbbbcccc",
        "bob and his long phrase",
        "BOB and his long phrase",
        "ballast is a long word",
        "压舱石是个很长很长的密码呀呀",
        "password12345",  # among those known from leaks
        "PASSWORD12345",
        "qwertyuiop123",
        "iloveyouforever",
        "1q2w3e4r5t6y",
    ],
)
def test_a_password_that_breaks_a_rule_is_refused(password: str) -> None:
    with pytest.raises(PasswordError):
        quick_passwords().hash(password, "bob")


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "十二个汉字也可以当密码用吧", "kT9#vQ2!mZ7$", "all lower case words"],
)
def test_no_class_of_characters_is_asked_for(password: str) -> None:
    assert quick_passwords().hash(password, "bob").startswith("$argon2id$")


def test_hashes_follow_their_parameters_at_the_next_sign_in(
    access: Access, database: Database, ann: User
) -> None:
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    later = open_access(
        database, chosen_packs([]), Settings(second_factor="optional"), stronger, keyring=KEYRING
    )

    def stored() -> str:
        with database.reading() as session:
            return str(session.execute(text("SELECT password_hash FROM user_account")).scalar())

    assert "m=8,t=1" in stored()
    later.sign_in.sign_in("ann", PASSWORD, NOW)
    assert "m=16,t=2" in stored()
    before = stored()
    later.sign_in.sign_in("ann", PASSWORD, NOW)
    assert stored() == before
    access.sign_in.sign_in("ann", PASSWORD, NOW)
