"""What members decide about themselves."""

from __future__ import annotations

from isotherm.web.accounts.services.choices import choose_stratum, forget_choice
from isotherm.web.accounts.services.profile import save_profile

__all__ = ["choose_stratum", "forget_choice", "save_profile"]
