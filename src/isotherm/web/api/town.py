"""The API of the town, put together from the routes of its rooms."""

from __future__ import annotations

from isotherm.web.api.document import TownApi
from isotherm.web.api.problems import answer_problems
from isotherm.web.api.routes import ROUTERS

__all__ = ["api"]

api = TownApi(
    title="Isotherm 同温",
    version="1",
    description="Everything a member, a shop or an operator can do in the town, for machines.",
    docs_url=None,  # the reference page is ours: it asks nothing from elsewhere
    urls_namespace="api-v1",
)
answer_problems(api)
for router in ROUTERS:
    api.add_router("", router)
