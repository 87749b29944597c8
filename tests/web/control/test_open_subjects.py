from __future__ import annotations

import pytest

from isotherm.web.control.models import Decision
from isotherm.web.control.queries import open_subjects
from isotherm.web.control.services import review_need
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_harmless_need_is_open_a_sensitive_one_and_a_stranger_closed(reading):
    assert open_subjects({"n-1", "n-2", "t-1", "n-nobody-knows"}) == {"n-1"}


def test_a_town_never_read_briefs_nothing(db):
    assert open_subjects({"n-1"}) == set()


def test_a_review_opens_a_sensitive_need_and_closes_it_again(reading, operator):
    review_need("n-2", passed=True, words="只谈面料", by=operator)
    assert open_subjects({"n-2"}) == {"n-2"}
    review_need("n-2", passed=False, words="还是不妥", by=operator)
    assert open_subjects({"n-2"}) == set()
    kinds = Decision.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["review_passed", "review_closed"]


def test_only_a_sensitive_need_is_reviewed_and_only_with_a_reason(reading, operator):
    for need_id, words, code in (
        ("n-1", "为什么", "no_review"),
        ("n-9", "为什么", "no_need"),
        ("n-2", "  ", "empty"),
    ):
        with pytest.raises(Refusal) as refused:
            review_need(need_id, passed=True, words=words, by=operator)
        assert refused.value.code == code
    assert open_subjects({"n-2"}) == set()


def test_many_subjects_cost_as_many_queries_as_one(reading, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert open_subjects({"n-1", "n-2", "t-1", "t-2"}) == {"n-1"}
