"""Odd input for the calls of an OpenAPI document, as schemathesis makes it, and what every answer is held against."""

from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests import depth

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def bounded(examples: int, *, systematic: bool) -> settings:
    """So many examples of each call, the same ones every time; with CLEANRACK_DEEP=1 three times as many.

    `systematic`: first each boundary and each kind of value that the document names, one after the other.
    """
    return settings(
        max_examples=depth.times(examples, deep=3 * examples),
        phases=[*((Phase.explicit,) if systematic or depth.DEEP else ()), Phase.generate, Phase.shrink],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def about(case: Any, path: Mapping[str, Any], body: Mapping[str, Any]) -> Any:
    """The case with ids of things that are really there, so that it gets further than 404."""
    case.path_parameters = {name: path[name] for name in case.path_parameters}
    if isinstance(case.body, dict):
        case.body = {name: body.get(name, value) for name, value in case.body.items()}
    return case


def ask(case: Any, *, port: int, token: str) -> None:
    """Send the case to a server on this machine with the right token, and compare the answer with the document."""
    headers = {"authorization": f"Bearer {token}", "cookie": None, "origin": None}
    case.call_and_validate(base_url=f"http://127.0.0.1:{port}", headers=headers, checks=CHECKS, timeout=60)
