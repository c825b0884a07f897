"""单点登录的设置。 Settings of single sign-on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ballast.infra.settings import Settings, SettingsError
from ballast.kit.text import Text

CALLBACK = "/api/v1/oidc/callback"


@dataclass(frozen=True, slots=True)
class OidcConfig:
    """提供方、客户端、声明与角色的对应。 Provider, client, which claim gives which roles."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    role_claim: str
    roles: Mapping[str, str]

    @classmethod
    def of(cls, settings: Settings) -> OidcConfig | None:
        """按设置；没有提供方则无。 As the settings say; None without a provider.

        Raises:
            SettingsError: 缺了一项，或对应写错。 One is missing, or the mapping is wrong.
        """
        if settings.oidc_issuer is None:
            return None
        for name in ("public_url", "oidc_client_id", "oidc_client_secret"):
            if not getattr(settings, name):
                raise SettingsError(
                    Text(
                        f"设了 oidc_issuer，还须设 {name}。",
                        f"With oidc_issuer, {name} has to be set as well.",
                    ),
                    {"setting": name},
                )
        return cls(
            settings.oidc_issuer.rstrip("/"),
            settings.oidc_client_id or "",
            settings.oidc_client_secret or "",
            (settings.public_url or "").rstrip("/") + CALLBACK,
            settings.oidc_role_claim,
            _mapping(settings.oidc_roles),
        )


def _mapping(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if not all(value.strip() and role.strip() for value, _, role in pairs):
        raise SettingsError(
            Text(
                "oidc_roles 应写成 声明的值=角色，用逗号分隔。",
                "oidc_roles is written as claim value=role, separated by commas.",
            ),
            {"setting": "oidc_roles"},
        )
    return {value.strip(): role.strip() for value, _, role in pairs}
