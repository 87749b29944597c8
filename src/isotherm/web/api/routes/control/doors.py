"""The two scopes of the operator's desk."""

from __future__ import annotations

from isotherm.web.api.access import Scope

__all__ = ["READ", "WRITE"]

READ, WRITE = Scope("control:read"), Scope("control:write")
