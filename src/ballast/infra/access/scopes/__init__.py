"""范围：部门、业务、产品的树，授权可限于其中。 Scopes: a tree of units, businesses, products."""

from ballast.infra.access.scopes.model import NewScope, Scope, ScopeKind, Tree

__all__ = ["NewScope", "Scope", "ScopeKind", "Tree"]
