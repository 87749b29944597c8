"""What a merchant does at the desk."""

from __future__ import annotations

from isotherm.web.desk.services.answers import (
    answer_question,
    ask_about_brief,
    pass_brief,
    take_brief,
)
from isotherm.web.desk.services.goods_files import take_goods_file
from isotherm.web.desk.services.listing import answer_fitting_wishes, list_lot
from isotherm.web.desk.services.lots import (
    Foreseen,
    LotTerms,
    foresee_lot,
    mark_arrived,
    plan_first_lot,
    plan_reorder,
    start_cutting,
)
from isotherm.web.desk.services.trials import OptionIdea, plan_test

__all__ = [
    "Foreseen",
    "LotTerms",
    "OptionIdea",
    "answer_fitting_wishes",
    "answer_question",
    "ask_about_brief",
    "foresee_lot",
    "list_lot",
    "mark_arrived",
    "pass_brief",
    "plan_first_lot",
    "plan_reorder",
    "plan_test",
    "start_cutting",
    "take_brief",
    "take_goods_file",
]
