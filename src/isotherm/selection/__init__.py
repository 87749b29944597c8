"""Selection: a few of many candidates, with a reason for each that stays and each that goes."""

from __future__ import annotations

from isotherm.selection.candidates import Candidate, candidates_of
from isotherm.selection.choose import Worth, choose_set, stand_for, worth_of
from isotherm.selection.reasons import Language, Reason
from isotherm.selection.settings import SelectionSettings
from isotherm.selection.shortlist import Shortlist, shortlist
from isotherm.selection.trust import Trust
from isotherm.selection.verdicts import Judged

__all__ = [
    "Candidate",
    "Judged",
    "Language",
    "Reason",
    "SelectionSettings",
    "Shortlist",
    "Trust",
    "Worth",
    "candidates_of",
    "choose_set",
    "shortlist",
    "stand_for",
    "worth_of",
]
