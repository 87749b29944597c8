from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def calling():
    """A client of the API that acts for a member, with every scope it may have."""
    from isotherm.web.api.scopes import SCOPES
    from isotherm.web.api.tokens import make_token

    def calling_for(member, *scopes: str) -> Client:
        may = scopes or [s for s in SCOPES if member.is_staff or not s.startswith("control:")]
        _, key = make_token(member, name="test", scopes=may)
        return Client(headers={"authorization": f"Bearer {key}"})

    return calling_for
