"""Who counts: accounts that act as one are found, and count as one."""

from __future__ import annotations

from isotherm.trust.acts import Edges
from isotherm.trust.effective import actor_weights, effective_number, organic_share
from isotherm.trust.find import find_coordinated
from isotherm.trust.peel import densest_part, fraudar_weights
from isotherm.trust.polls import Crowd, Poll, choices_of
from isotherm.trust.pushed import weigh_beside_push
from isotherm.trust.settings import TrustSettings
from isotherm.trust.stuffing import Stuffing, find_stuffing
from isotherm.trust.verdict import Group, Groups, coordinated

__all__ = [
    "Crowd",
    "Edges",
    "Group",
    "Groups",
    "Poll",
    "Stuffing",
    "TrustSettings",
    "actor_weights",
    "choices_of",
    "coordinated",
    "densest_part",
    "effective_number",
    "find_coordinated",
    "find_stuffing",
    "fraudar_weights",
    "organic_share",
    "weigh_beside_push",
]
