"""What can be asked of live tests and rooms."""

from __future__ import annotations

from isotherm.web.rooms.queries.found import open_rooms, open_tests, tests_under
from isotherm.web.rooms.queries.groups import coordinated_groups
from isotherm.web.rooms.queries.tallies import Tally, tally
from isotherm.web.rooms.queries.verdicts import decision, votes_set_aside
from isotherm.web.rooms.queries.voters import StratumShare, strata_of_voters

__all__ = [
    "StratumShare",
    "Tally",
    "coordinated_groups",
    "decision",
    "open_rooms",
    "open_tests",
    "strata_of_voters",
    "tally",
    "tests_under",
    "votes_set_aside",
]
