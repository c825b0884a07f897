from __future__ import annotations

import pytest

from ballast.infra.access.oidc.config import OidcConfig
from ballast.infra.settings import Settings, SettingsError

WHOLE = {
    "public_url": "https://risk.example/",
    "oidc_issuer": "https://id.example/",
    "oidc_client_id": "ballast",
    "oidc_client_secret": "secret",
    "oidc_roles": "risk approvers = strategy_approver, staff=viewer",
}


def test_it_is_read_from_the_settings() -> None:
    found = OidcConfig.of(Settings(**WHOLE))  # type: ignore[arg-type]
    assert found is not None
    assert found.issuer == "https://id.example"
    assert found.redirect_uri == "https://risk.example/api/v1/oidc/callback"
    assert found.roles == {"risk approvers": "strategy_approver", "staff": "viewer"}
    assert "secret" not in repr(found).replace("client_secret", "")


def test_without_a_provider_there_is_none() -> None:
    assert OidcConfig.of(Settings()) is None


@pytest.mark.parametrize("name", ["public_url", "oidc_client_id", "oidc_client_secret"])
def test_what_is_missing_is_named(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        OidcConfig.of(Settings(**{**WHOLE, name: None}))  # type: ignore[arg-type]


@pytest.mark.parametrize("roles", ["staff", "staff=", "=viewer", "a=b,c"])
def test_a_wrong_mapping_is_said_so(roles: str) -> None:
    with pytest.raises(SettingsError, match="oidc_roles"):
        OidcConfig.of(Settings(**{**WHOLE, "oidc_roles": roles}))  # type: ignore[arg-type]


def test_the_secret_is_not_shown_among_the_settings() -> None:
    assert "secret-value" not in repr(Settings(**{**WHOLE, "oidc_client_secret": "secret-value"}))  # type: ignore[arg-type]
