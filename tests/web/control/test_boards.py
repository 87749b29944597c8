from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation
from tests.web.control.conftest import DAY

from isotherm.web.control.models import Decision
from isotherm.web.control.queries.exposure import exposure_at
from isotherm.web.control.queries.fairness import brief_gini, brief_shares, open_questions
from isotherm.web.control.queries.forecasts import issues_of, record_of
from isotherm.web.control.queries.jobs import failed_readings, job_counts, jobs_shown, tasks
from isotherm.web.control.queries.trends import trend_lines
from isotherm.web.control.services import open_file, pass_gate, retry_task
from isotherm.web.readings.queries import last_finished
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)

AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def _seen(author, name: str, *, times: int, days_ago: int = 10):
    from isotherm.web.community.models import Note, Reaction

    at = AT - dt.timedelta(days=days_ago)
    note = Note.objects.create(id=name, author=author, at=at, title=name)
    if times:
        Reaction.objects.create(kind="impression", note=note, at=at, count=times)
    return note


def test_exposure_tells_who_was_seen_and_whether_new_notes_got_their_looks(make_member):
    small, large = make_member("small", followers=50), make_member("large", followers=90_000)
    _seen(small, "a", times=100)
    _seen(small, "b", times=0)
    _seen(large, "c", times=300)
    _seen(large, "today", times=0, days_ago=0)
    told = exposure_at(AT)
    assert told.impressions == 400
    assert told.small_share == pytest.approx(0.25)
    assert told.author_gini == pytest.approx(0.25)
    assert told.cold_start == pytest.approx(2 / 3)
    assert told.tail == pytest.approx(0.5)


def test_a_town_in_which_nothing_was_shown_claims_no_fairness(make_member):
    _seen(make_member("small", followers=50), "a", times=0)
    told = exposure_at(AT)
    assert (told.impressions, told.author_gini, told.cold_start) == (0, None, None)


def test_briefs_are_counted_where_merchants_may_see_them(reading, shop, operator):
    from isotherm.web.shop.models import Merchant

    Merchant.objects.create(id="shop-2", name="另一家")
    shares = {share.shop.pk: share.briefs for share in brief_shares(last_finished())}
    assert shares == {"shop-1": 1, "shop-2": 0}  # of three, two are closed
    assert brief_gini(brief_shares(last_finished())) == pytest.approx(0.5)
    assert brief_gini(brief_shares(None)) is None


def test_a_question_is_open_until_it_is_answered_or_the_brief_is_passed(reading, shop):
    from isotherm.web.desk.models import BriefAnswer

    asked = BriefAnswer.objects.create(
        brief_id="b-1", merchant=shop, answer="taken", question="能做 3XL 吗", at=AT
    )
    assert open_questions() == [asked]
    BriefAnswer.objects.update(answer="passed")
    assert open_questions() == []
    BriefAnswer.objects.update(answer="taken", reply="可以")
    assert open_questions() == []


def test_the_forecast_ledger_counts_what_came(reading):
    record = record_of(issues_of(last_finished()))
    assert (record.issued, record.scored, record.covered) == (5, 3, 1.0)
    assert record.by_week == [(1, 3, 1.0)]


def test_a_trend_waits_until_it_is_decided_or_past(reading, operator):
    def waiting() -> list[str]:
        return [line.trend_id for line in trend_lines(last_finished()) if line.waits]

    assert waiting() == ["t-1"]
    pass_gate(open_file("t-1"), "goods", passed=False, words="没有面料", by=operator)
    assert waiting() == []


def _failed_task(path: str, *, status: str = "FAILED", said: str | None = None):
    from django_tasks_db.models import DBTaskResult, get_date_max

    return DBTaskResult.objects.create(
        status=status,
        return_value=said,
        args_kwargs={"args": ["run-1"], "kwargs": {}},
        task_path=path,
        backend_name="default",
        run_after=get_date_max(),
        traceback="Traceback\n  ...\nisotherm.errors.DataError: notes.csv, line 7: no date\n",
        exception_class_path="isotherm.errors.DataError",
    )


def test_a_failed_task_says_why_and_is_tried_again_once(operator):
    task = _failed_task("isotherm.web.readings.tasks.take_reading")
    (job,) = jobs_shown(tasks("failed"))
    with translation.override("en"):
        assert job.name == "Take a reading"
    assert (job.message, job.retried) == ("notes.csv, line 7: no date", False)
    retry_task(task.pk, by=operator)
    with pytest.raises(Refusal) as refused:
        retry_task(task.pk, by=operator)
    assert refused.value.code == "retried"
    assert job_counts() == {"ready": 1, "running": 0, "failed": 1, "done": 0}
    assert Decision.objects.filter(kind="retried").count() == 1
    assert jobs_shown(tasks("failed"))[0].retried


def test_a_task_that_says_it_failed_is_not_done_and_not_tried_again(operator, client):
    path = "isotherm.web.desk.tasks.bring_goods_file"
    for said in ("failed", "done", None):
        _failed_task(path, status="SUCCESSFUL", said=said)
    assert job_counts() == {"ready": 0, "running": 0, "failed": 1, "done": 2}
    (failed,) = jobs_shown(tasks("failed"))
    assert failed.state == "failed"
    assert {job.state for job in jobs_shown(tasks("done"))} == {"done"}
    client.force_login(operator)
    shown = client.get("/control/jobs/?state=failed", headers={"accept-language": "en"}).text
    assert "Whoever asked for it was told why." in shown
    assert f"/control/jobs/{failed.task.pk}/" not in shown  # no way to try it again


def test_tasks_are_timed_by_the_towns_clock(operator, client, monkeypatch):
    from isotherm.web.site import clock

    task = _failed_task("isotherm.web.readings.tasks.take_reading")
    (job,) = jobs_shown(tasks())
    assert job.asked_at == task.enqueued_at  # control: a real town's clock is the machine's
    client.force_login(operator)
    assert (
        "Its clock says" not in client.get("/control/jobs/", headers={"accept-language": "en"}).text
    )
    monkeypatch.setattr(clock, "_offset", lambda: -200 * DAY)
    assert job.asked_at == task.enqueued_at - 200 * DAY
    assert job.ended_at is None
    assert "Its clock says" in client.get("/control/jobs/", headers={"accept-language": "en"}).text


def test_a_task_nobody_knows_any_more_is_not_tried_again(operator):
    task = _failed_task("isotherm.web.gone.tasks.forgotten")
    with pytest.raises(Refusal) as refused:
        retry_task(task.pk, by=operator)
    assert refused.value.code == "gone"
    assert not Decision.objects.exists()


def test_readings_that_failed_since_the_last_good_one_call_for_attention(reading):
    from isotherm.web.readings.models import ReadingRun

    assert failed_readings() == []
    late = AT + dt.timedelta(days=1)
    failed = ReadingRun.objects.create(state="failed", asked_at=late, message="磁盘满了")
    assert failed_readings() == [failed]
    ReadingRun.objects.create(state="done", asked_at=late + dt.timedelta(days=1), folder="x")
    assert failed_readings() == []
