"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from isotherm.web.control.views import (
    atlas,
    briefs,
    exposure,
    forecasts,
    integrity,
    jobs,
    needs,
    privacy,
    strata,
    today,
    trends,
)

app_name = "control"
urlpatterns = [
    path("", today.today, name="today"),
    path("map/", atlas.map_page, name="map"),
    path("map/<str:run_id>/", atlas.map_sheet, name="sheet"),
    path("strata/<str:stratum_id>/", strata.stratum_page, name="stratum"),
    path("trends/", trends.trend_list, name="trends"),
    path("trends/<str:trend_id>/", trends.trend_desk, name="trend"),
    path("trends/<str:trend_id>/gate/", trends.pass_gate_view, name="gate"),
    path("trends/<str:trend_id>/name/", trends.name_view, name="name"),
    path("trends/<str:trend_id>/origin/", trends.origin_view, name="origin"),
    path("trends/<str:trend_id>/publish/", trends.publish_view, name="publish"),
    path("trends/<str:trend_id>/withdraw/", trends.withdraw_view, name="withdraw"),
    path("needs/", needs.need_list, name="needs"),
    path("needs/<str:need_id>/", needs.need_page, name="need"),
    path("needs/<str:need_id>/review/", needs.review_view, name="review"),
    path("briefs/", briefs.brief_board, name="briefs"),
    path("briefs/<int:answer_id>/answer/", briefs.answer_view, name="answer"),
    path("integrity/", integrity.group_list, name="integrity"),
    path("integrity/<str:group_id>/", integrity.group_page, name="group"),
    path("exposure/", exposure.exposure_page, name="exposure"),
    path("privacy/", privacy.privacy_ledger, name="privacy"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/<uuid:task_id>/retry/", jobs.retry_view, name="retry"),
    path("forecasts/", forecasts.forecast_list, name="forecasts"),
]
