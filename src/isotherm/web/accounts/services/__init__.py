"""What members decide about themselves, one after another."""

from __future__ import annotations

from isotherm.web.accounts.services.archives import ask_archive, remove_archive, sweep_archives
from isotherm.web.accounts.services.choices import choose_stratum, forget_choice
from isotherm.web.accounts.services.profile import save_profile
from isotherm.web.accounts.services.turns import lock_member

__all__ = [
    "ask_archive",
    "choose_stratum",
    "forget_choice",
    "lock_member",
    "remove_archive",
    "save_profile",
    "sweep_archives",
]
