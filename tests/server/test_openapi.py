"""Every call of the OpenAPI document, with input nobody thought of: no defect, and answers that the document knows."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.journeys import photos
from tests.journeys.house import House
from tests.server.document import document

pytestmark = pytest.mark.xdist_group("openapi")

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

bounded = settings(
    max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
schema = schemathesis.openapi.from_dict(document()).exclude(path="/api/events")  # that one never ends


@pytest.fixture(scope="module")
def real(shop: House) -> dict[str, Any]:
    """Ids that are really there, so that calls get further than 404."""
    merchant = shop.merchant()
    task_id = merchant.wait(merchant.batch(merchant.uploads([photos.garment(1), photos.cut_short(2)])))["id"]
    upload_id = merchant.task(task_id)["batch_items"][0]["upload_id"]
    asset_id = merchant.get("/api/library")["assets"][0]["id"]
    return {
        "task_id": task_id,
        "upload_id": upload_id,
        "asset_id": asset_id,
        "index": 0,
        "input_images": [upload_id],
        "ids": [asset_id],
        "feature_id": "basic_clean",
    }


@schema.parametrize()
@bounded
def test_odd_input_gets_an_answer_that_the_document_knows(case: Any, shop: House):
    ask(case, shop)


@schema.parametrize()
@bounded
def test_odd_input_about_real_things_gets_an_answer_that_the_document_knows(
    case: Any, shop: House, real: dict[str, Any]
):
    case.path_parameters = {name: real[name] for name in case.path_parameters}
    if isinstance(case.body, dict):
        case.body = {name: real.get(name, value) for name, value in case.body.items()}

    ask(case, shop)


def ask(case: Any, shop: House) -> None:
    """Send the case with the right token and compare the answer with the document."""
    headers = {"authorization": f"Bearer {shop.handshake.token}", "cookie": None, "origin": None}
    case.call_and_validate(base_url=f"http://127.0.0.1:{shop.handshake.port}", headers=headers, checks=CHECKS)
