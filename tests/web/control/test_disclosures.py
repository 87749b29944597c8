from __future__ import annotations

import pytest

from isotherm.web.control.kept_for_good import Rewriting
from isotherm.web.control.models import Decision, Disclosure
from isotherm.web.control.services import (
    answer_question,
    name_trend,
    open_file,
    record_briefs,
    record_disclosure,
    review_need,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_open_briefs_are_written_down_once_and_closed_ones_not(reading):
    assert record_briefs() == 1
    assert record_briefs() == 1
    row = Disclosure.objects.get()
    assert (row.kind, row.to, row.subject_id) == ("brief", "shop-1", "b-1")
    assert (row.about["least"], row.about["cells"]) == (120, 4)


def test_anything_else_is_written_down_each_time(db):
    for _ in range(2):
        record_disclosure("export", to="reader-1", about={"rows": 12})
    record_disclosure("erasure", to="", about={"count": 1})
    told = Disclosure.objects.order_by("id").values_list("kind", "to", "about")
    assert list(told) == [
        ("export", "reader-1", {"rows": 12}),
        ("export", "reader-1", {"rows": 12}),
        ("erasure", "", {"count": 1}),
    ]


def test_the_past_cannot_be_rewritten(db, operator):
    record_disclosure("token", to="shop-1", about={"subject_id": "7"})
    row = Disclosure.objects.get()
    for rewrite in (
        row.save,
        row.delete,
        Disclosure.objects.all().delete,
        lambda: Disclosure.objects.update(kind="brief"),
    ):
        with pytest.raises(Rewriting):
            rewrite()
    assert Disclosure.objects.get().kind == "token"


def test_briefs_that_a_review_opens_are_written_down_and_closed_ones_not(reading, operator):
    review_need("n-2", passed=False, words="不妥", by=operator)
    assert not Disclosure.objects.exists()
    review_need("n-2", passed=True, words="只谈面料", by=operator)
    assert [row.subject_id for row in Disclosure.objects.all()] == ["b-3"]


def test_who_decided_can_be_forgotten_what_was_decided_stays(reading, operator):
    name_trend(open_file("t-1"), "春日亮色", by=operator)
    operator.delete()
    row = Decision.objects.get()
    assert (row.what, row.by_id) == ("春日亮色", None)


def test_a_question_is_answered_and_the_shop_is_told_once(reading, operator, merchant, shop):
    from isotherm.web.community.models import Notice
    from isotherm.web.desk.models import BriefAnswer

    asked = BriefAnswer.objects.create(
        brief_id="b-1",
        merchant=shop,
        answer="asked",
        words="能做到 3XL 吗",
        question="能做到 3XL 吗",
        at=reading.asked_at,
    )
    for _ in range(2):
        answer_question(asked.pk, words="可以，先做 2XL", by=operator)
    asked.refresh_from_db()
    assert asked.reply == "可以，先做 2XL"
    assert [notice.member_id for notice in Notice.objects.all()] == ["merchant-1"]
    assert Decision.objects.filter(kind="answered").count() == 1
