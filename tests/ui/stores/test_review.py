"""The worst pictures are looked at first."""

from desktop_app.api.pictures import Measures
from desktop_app.api.tasks import ItemStatus, ItemView, OutputView
from desktop_app.ui.stores.review import worst_first


def item(
    index: int,
    status: ItemStatus = ItemStatus.SUCCESS,
    *,
    refunded: bool = False,
    notes: tuple[str, ...] = (),
    **measured: float,
) -> ItemView:
    output = OutputView(
        sha256="",
        size=1,
        media_type="image/jpeg",
        file_name="a.jpg",
        width=1,
        height=1,
        notes=list(notes),
        measures=Measures(**measured),
    )
    return ItemView(
        index=index, upload_id="", file_name="", status=status, attempt=1, progress=1, output=output, refunded=refunded
    )


def test_failed_then_noted_then_refunded_then_fine_ones_then_what_still_runs():
    items = [
        item(0, ItemStatus.PENDING),
        item(1),
        item(2, refunded=True),
        item(3, notes=("check-holes",)),
        item(4),
        item(5, ItemStatus.FAILED),
    ]

    assert [each.index for each in worst_first(items)] == [5, 3, 2, 1, 4, 0]


def test_an_unsure_cut_out_comes_before_a_colour_that_moved_and_what_was_asked_for_is_no_doubt():
    items = [
        item(0, delta_e=0.4, notes=("second-hand",)),
        item(1, delta_e=2.8),
        item(2, confidence=0.2),
        item(3, delta_e=0.42),
    ]

    assert [each.index for each in worst_first(items)] == [2, 1, 0, 3]
