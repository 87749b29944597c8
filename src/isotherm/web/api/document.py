"""The OpenAPI document, where ninja's own says too little: scopes, and the type of problems."""

from __future__ import annotations

import functools
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema, get_schema

from isotherm.web.api.access import Scope
from isotherm.web.api.problems import PROBLEM_TYPE, PROBLEMS, Problem
from isotherm.web.api.scopes import SCOPES

__all__ = ["TownApi"]

_PROBLEM = {"schema": {"$ref": "#/components/schemas/Problem"}}


class TownApi(NinjaAPI):
    """An API whose document says which scope an operation asks for, and how it refuses."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The document of all operations."""
        return _written(self, path_prefix or self.get_root_path(path_params or {}))

    def scopes(self) -> dict[str, str]:
        """The scope each operation asks for, by the operation's id."""
        return {
            operation.operation_id or self.get_openapi_operation_id(operation): auth.scope
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
            for auth in operation.auth_callbacks
            if isinstance(auth, Scope)
        }


@functools.cache
def _written(api: TownApi, path_prefix: str) -> OpenAPISchema:
    """The document, once a process: to write it takes seconds, and anybody may ask for it."""
    document = get_schema(api=api, path_prefix=path_prefix)
    scopes = api.scopes()
    for methods in document["paths"].values():
        for said in methods.values():
            said["security"] = [{"Token": [scopes[said["operationId"]]]}]
            _name_problems(said["responses"])
    told = "; ".join(f"`{scope}`: {words}" for scope, words in SCOPES.items())
    words = f"A token made under /api/tokens/. Its scopes: {told}."
    bearer = {"type": "http", "scheme": "bearer", "description": words}
    document["components"]["securitySchemes"] = {"Token": bearer}
    document["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    return document


def _name_problems(responses: dict[int, Any]) -> None:
    for codes in PROBLEMS:
        for code in codes & responses.keys():
            responses[code]["content"] = {PROBLEM_TYPE: _PROBLEM}
