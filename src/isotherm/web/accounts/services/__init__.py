"""What members decide about themselves, one after another."""

from __future__ import annotations

from isotherm.web.accounts.services.choices import choose_stratum, forget_choice
from isotherm.web.accounts.services.profile import save_profile
from isotherm.web.accounts.services.turns import lock_member

__all__ = ["choose_stratum", "forget_choice", "lock_member", "save_profile"]
