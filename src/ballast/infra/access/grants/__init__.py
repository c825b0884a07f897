"""授权：谁、什么角色、在哪个范围、到何时。 Grants: who holds which role, where, until when."""

from ballast.infra.access.grants.model import Grant

__all__ = ["Grant"]
