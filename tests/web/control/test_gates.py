from __future__ import annotations

import pytest
from tests.web.control.conftest import brief

from isotherm.web.control.models import Decision, Gate, Push, TrendFile
from isotherm.web.control.queries import open_subjects, published_trends
from isotherm.web.control.queries.trends import deeds_for
from isotherm.web.control.services import (
    name_trend,
    open_file,
    pass_gate,
    publish,
    say_origin,
    withdraw,
)
from isotherm.web.site.refusals import Refusal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shop")]


def _pass_all(file: TrendFile, by: object) -> None:
    for kind in ("need", "goods", "outside"):
        pass_gate(file, kind, passed=True, words="看过了", by=by)


def test_only_what_a_reading_found_has_a_file(reading):
    assert open_file("t-1").state == "draft"
    assert open_file("t-1").pk == "t-1"
    with pytest.raises(Refusal) as refused:
        open_file("t-unknown")
    assert (refused.value.code, refused.value.status) == ("no_trend", 404)


@pytest.mark.parametrize("left_out", ["need", "goods", "outside"])
def test_a_trend_is_published_only_with_all_three_gates(reading, operator, left_out):
    file = open_file("t-1")
    for kind in {"need", "goods", "outside"} - {left_out}:
        pass_gate(file, kind, passed=True, words="看过了", by=operator)
    with pytest.raises(Refusal) as refused:
        publish(file, by=operator)
    assert refused.value.code == "gates"
    assert not Push.objects.exists()
    assert open_subjects({"t-1"}) == set()
    # Control: with the third gate it is published.
    pass_gate(file, left_out, passed=True, words="看过了", by=operator)
    assert publish(file, by=operator).state == "published"
    assert open_subjects({"t-1"}) == {"t-1"}


def test_a_gate_closed_again_stands_before_publishing(reading, operator):
    file = open_file("t-1")
    _pass_all(file, operator)
    pass_gate(file, "goods", passed=False, words="没有人做得出来", by=operator)
    with pytest.raises(Refusal):
        publish(file, by=operator)
    assert Gate.objects.filter(file=file).count() == 3


def test_publishing_writes_what_was_done_once(reading, operator):
    file = open_file("t-1")
    _pass_all(file, operator)
    publish(file, by=operator)
    publish(file, by=operator)
    assert sorted(Push.objects.values_list("subject_id", "kind")) == [
        ("t-1", "briefed"),
        ("t-1", "named"),
    ]
    assert Decision.objects.filter(kind="published").count() == 1


@pytest.mark.parametrize(("to", "told"), [("shop-1", 1), (None, 1), ("shop-2", 0)])
def test_the_shops_that_get_its_brief_are_told_once(read, operator, merchant, to, told):
    from isotherm.web.community.models import Notice
    from isotherm.web.shop.models import Merchant

    Merchant.objects.create(id="shop-2", name="别的店")  # nobody keeps it
    read(briefs=[brief("b-2", subject_kind="trend", subject_id="t-1", merchant_id=to)])
    file = open_file("t-1")
    name_trend(file, "春日亮色", by=operator)
    _pass_all(file, operator)
    assert not Notice.objects.exists()
    for _ in range(2):
        publish(file, by=operator)
    heard = Notice.objects.filter(member=merchant, kind="trend_briefed", url="/desk/shop-1/")
    assert [notice.about["name"] for notice in heard] == ["春日亮色"] * told


def test_a_trend_without_briefs_is_named_and_not_briefed(read, operator):
    read(briefs=[])
    file = open_file("t-1")
    _pass_all(file, operator)
    publish(file, by=operator, knowing_nobody_hears=True)
    assert list(Push.objects.values_list("kind", flat=True)) == ["named"]


@pytest.mark.parametrize("merchant_id", ["shop-1", None])
def test_a_trend_that_no_shop_hears_of_is_published_knowingly(read, operator, shop, merchant_id):
    from isotherm.web.shop.models import Merchant

    read(briefs=[brief("b-2", subject_kind="trend", subject_id="t-1", merchant_id=merchant_id)])
    Merchant.objects.all().delete()  # who it was for has left, or there is no shop at all
    file = open_file("t-1")
    _pass_all(file, operator)
    with pytest.raises(Refusal) as refused:
        publish(file, by=operator)
    assert refused.value.code == "nobody_hears"
    assert open_subjects({"t-1"}) == set()
    assert publish(file, by=operator, knowing_nobody_hears=True).state == "published"
    # Control: where one shop gets it, nothing has to be said.
    withdraw(file, words="重来", by=operator)
    Merchant.objects.create(id="shop-1", name="小店")
    assert publish(file, by=operator).state == "published"


def test_what_merchants_were_told_ends_when_it_is_withdrawn(reading, operator, shop):
    file = open_file("t-1")
    _pass_all(file, operator)
    publish(file, by=operator)
    assert [(one.kind, one.until) for one in deeds_for("t-1")] == [
        ("named", None),
        ("briefed", None),
    ]
    withdraw(file, words="面料断货了", by=operator)
    publish(file, by=operator)
    told = [one for one in deeds_for("t-1") if one.kind == "briefed"]
    assert [one.until for one in told] == [Decision.objects.get(kind="withdrawn").at, None]


def test_withdrawing_closes_the_briefs_and_tells_who_took_one(
    reading, operator, merchant, shop, notices
):
    from isotherm.web.desk.models import BriefAnswer
    from isotherm.web.shop.models import Merchant

    other = Merchant.objects.create(id="shop-2", name="另一家")
    told = {"brief": {"subject_id": "t-1"}, "at": reading.asked_at}
    BriefAnswer.objects.create(brief_id="b-2", merchant=shop, answer="taken", **told)
    BriefAnswer.objects.create(brief_id="b-2", merchant=other, answer="passed", **told)
    file = open_file("t-1")
    _pass_all(file, operator)
    publish(file, by=operator)
    withdraw(file, words="面料断货了", by=operator)
    assert open_subjects({"t-1"}) == set()
    assert published_trends() == []
    assert [(who, kind) for who, kind, _ in notices] == [
        ("merchant-1", "trend_briefed"),
        ("merchant-1", "trend_withdrawn"),
    ]
    assert "面料断货了" in notices[-1][2]["why"]


def test_withdrawing_wants_a_reason_and_a_published_trend(reading, operator):
    file = open_file("t-1")
    for words, code in (("  ", "empty"), ("为什么", "not_published")):
        with pytest.raises(Refusal) as refused:
            withdraw(file, words=words, by=operator)
        assert refused.value.code == code


def test_a_published_trend_keeps_its_name_and_gates(reading, operator):
    file = open_file("t-1")
    name_trend(file, "春日亮色", by=operator)
    _pass_all(file, operator)
    publish(file, by=operator)
    with pytest.raises(Refusal):
        name_trend(file, "别的", by=operator)
    with pytest.raises(Refusal):
        pass_gate(file, "need", passed=False, words="不要了", by=operator)
    assert [row["name"] for row in published_trends()] == ["春日亮色"]


def test_closing_and_the_outside_check_want_words(reading, operator):
    file = open_file("t-1")
    for kind, passed in (("outside", True), ("need", False), ("goods", False)):
        with pytest.raises(Refusal) as refused:
            pass_gate(file, kind, passed=passed, words=" ", by=operator)
        assert refused.value.code == "empty"
    assert pass_gate(file, "need", passed=True, words="", by=operator).passed


def test_reasons_are_kept_whole_or_refused(reading, operator):
    file = open_file("t-1")
    with pytest.raises(Refusal) as refused:
        pass_gate(file, "need", passed=True, words="长" * 301, by=operator)
    assert refused.value.status == 422
    assert (
        pass_gate(file, "need", passed=True, words=" 好\0\u202e\n看", by=operator).words == "好 看"
    )


def test_every_decision_stays_in_the_log_with_its_person(reading, operator):
    file = open_file("t-1")
    name_trend(file, "春日亮色", by=operator)
    name_trend(file, "春日亮色", by=operator)
    say_origin(file, "made", by=operator, words="我们先发的")
    _pass_all(file, operator)
    pass_gate(file, "need", passed=False, words="再看看", by=operator)
    told = Decision.objects.order_by("id").values_list("kind", "what", "by_id")
    assert list(told) == [
        ("named", "春日亮色", "operator-1"),
        ("origin", "made", "operator-1"),
        ("gate_passed", "need", "operator-1"),
        ("gate_passed", "goods", "operator-1"),
        ("gate_passed", "outside", "operator-1"),
        ("gate_closed", "need", "operator-1"),
    ]


def test_an_origin_is_found_or_made(reading, operator):
    with pytest.raises(Refusal):
        say_origin(open_file("t-1"), "bought", by=operator)
