"""What briefs say in their own words can be told in both languages, there and back."""

from __future__ import annotations

import pytest

from isotherm.briefs.retelling import retell
from isotherm.briefs.words import BY_FAULT, PHRASES

VALUES = {"people": "120", "offer": "4", "word": "通勤西装", "name": "大码女装",
          "category": "西装"}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(PHRASES["zh"]) - {"joint", "variant"}))
def test_every_phrase_is_told_there_and_back(name: str) -> None:
    values = VALUES | {"faults": "几乎没人在卖", "occasion": "通勤", "feeling": "还在找，还没遇到"}
    chinese = PHRASES["zh"][name].format(**values)
    english = retell(chinese, "en")
    assert english != chinese
    assert retell(english, "zh") == chinese


def test_several_faults_are_told_each() -> None:
    first, second = BY_FAULT["zh"]["fit"].missing, BY_FAULT["zh"]["price"].missing
    told = retell(f"大码女装——{first}；{second}", "en")
    assert (
        told
        == "大码女装: what they buy does not fit; what pleases costs more than they meant to pay"
    )


@pytest.mark.parametrize(
    "said", ["大码女装·职业套装", "", "work blazer", "a·b", "；", "我的包；你的"]
)
def test_what_people_say_stays_as_it_is(said: str) -> None:
    assert retell(said, "en") == said
    assert retell(said, "zh") == said


def test_what_people_join_is_not_taken_apart() -> None:
    assert retell("work bag; lilac", "zh") == "work bag; lilac"
