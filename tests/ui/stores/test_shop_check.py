"""Pictures of a task held against what a shop asks for."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from desktop_app.api.pictures import Measures
from desktop_app.api.tasks import ItemStatus, ItemView, OutputView, Receipt, TaskView
from desktop_app.ui.stores import shop_check

GOOD = Measures(border_white=1.0, fill=0.86)


def picture(size: tuple[int, int] = (800, 800), measures: Measures = GOOD, shop: str = "") -> OutputView:
    width, height = size
    told = {"sha256": "", "size": 200_000, "media_type": "image/jpeg", "file_name": "a.jpg"}
    return OutputView(**told, width=width, height=height, measures=measures, shop=shop)


def task(*pictures: OutputView, input_data: Mapping[str, Any] | None = None) -> TaskView:
    items = [
        ItemView(
            index=index,
            upload_id="",
            file_name=f"{index}.jpg",
            status=ItemStatus.SUCCESS,
            attempt=1,
            progress=1,
            output=output,
        )
        for index, output in enumerate(pictures)
    ]
    now, counts = datetime.now(UTC), {"batch_total": len(items), "batch_success": len(items), "batch_failed": 0}
    told = {"id": "t", "feature_id": "basic_clean", "type": "batch", "status": "completed", "is_batch": True}
    receipt = Receipt(charged=0, used=0, returned=0, held=0)
    return TaskView(
        **told,
        **counts,
        created_at=now,
        updated_at=now,
        input_data=dict(input_data or {}),
        batch_items=items,
        receipt=receipt,
    )


def test_a_grey_border_or_a_wrong_shape_fails_and_what_was_not_measured_does_not():
    grey = Measures(border_white=0.9, fill=0.86)
    shown = task(picture(), picture(measures=grey), picture((800, 1000)), picture(measures=Measures()))

    stand = shop_check.standing(shown, "taobao")

    assert stand.passing == (0, 3)
    assert [item.index for item in stand.failing] == [1, 2]


def test_of_a_listing_set_each_shop_judges_the_picture_that_was_made_for_it():
    for_taobao, for_zalando = picture(shop="taobao"), picture((1801, 2600), shop="zalando")
    shown = task(for_taobao.model_copy(update={"others": [for_zalando]}))

    assert shop_check.standing(shown, "zalando").passing == (0,)
    assert shop_check.standing(shown, "taobao").passing == (0,)


def test_a_task_is_checked_against_its_own_shop_then_the_last_one_then_the_first():
    assert shop_check.shop_of(task(picture(shop="jd")), "amazon") == "jd"
    assert shop_check.shop_of(task(picture()), "amazon") == "amazon"
    assert shop_check.shop_of(task(picture()), "a shop that is gone") == "taobao"
