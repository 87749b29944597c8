"""Live tests: people vote before anything is made; verdicts hold whenever one looks."""

from __future__ import annotations

from isotherm.livetest.ballots import Ballots, Vote, count_ballots, read_votes
from isotherm.livetest.lead import lead_margin, lead_ripe, pair_evidence
from isotherm.livetest.live import Test
from isotherm.livetest.lot import LotPlan, newsvendor_share, plan_lot, size_shares, split_lot
from isotherm.livetest.planning import OptionPlan, TestPlan, plan
from isotherm.livetest.pooling import pool_strata
from isotherm.livetest.sampling import choose_next
from isotherm.livetest.settings import LiveTestSettings, LotSettings
from isotherm.livetest.tables import decide
from isotherm.livetest.verdicts import Decision, OptionVerdict, StratumRate

__all__ = [
    "Ballots",
    "Decision",
    "LiveTestSettings",
    "LotPlan",
    "LotSettings",
    "OptionPlan",
    "OptionVerdict",
    "StratumRate",
    "Test",
    "TestPlan",
    "Vote",
    "choose_next",
    "count_ballots",
    "decide",
    "lead_margin",
    "lead_ripe",
    "newsvendor_share",
    "pair_evidence",
    "plan",
    "plan_lot",
    "pool_strata",
    "read_votes",
    "size_shares",
    "split_lot",
]
