"""Every call of the OpenAPI document, with input nobody thought of: no defect, and answers that the document knows."""

from typing import Any

import pytest
import schemathesis

from tests.journeys import photos
from tests.journeys.house import House
from tests.server.document import document
from tests.server.odd_input import about, ask, bounded

pytestmark = pytest.mark.xdist_group("openapi")

schema = schemathesis.openapi.from_dict(document()).exclude(path="/api/events")  # that one never ends


@pytest.fixture(scope="module")
def real(shop: House) -> dict[str, Any]:
    """Ids that are really there."""
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
@bounded(8, systematic=False)
def test_odd_input_gets_an_answer_that_the_document_knows(case: Any, shop: House):
    ask(case, port=shop.handshake.port, token=shop.handshake.token)


@schema.parametrize()
@bounded(8, systematic=True)
def test_odd_input_about_real_things_gets_an_answer_that_the_document_knows(
    case: Any, shop: House, real: dict[str, Any]
):
    ask(about(case, real, real), port=shop.handshake.port, token=shop.handshake.token)
