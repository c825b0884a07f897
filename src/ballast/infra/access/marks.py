"""路由 `opt` 里的标记。 Marks in the `opt` of routes."""

from __future__ import annotations

PUBLIC = "public"
"""不需要身份。 No credentials are needed."""

OWN = "own"
"""有未尽事项的人也能用。 Open to whoever has something to do first."""
