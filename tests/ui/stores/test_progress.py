"""One figure that never runs back."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.api.tasks import ItemStatus, ItemView, Receipt, TaskStatus, TaskView
from desktop_app.ui.stores.progress import Progress

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def task(*items: tuple[ItemStatus, float, int], status: TaskStatus = TaskStatus.PROCESSING) -> TaskView:
    photos = [
        ItemView(index=n, upload_id=str(n), file_name="a.jpg", status=state, attempt=attempt, progress=progress)
        for n, (state, progress, attempt) in enumerate(items)
    ]
    told: dict[str, Any] = {"batch_total": len(items), "batch_success": 0, "batch_failed": 0}
    return TaskView(
        id="t", feature_id="f", type="batch", status=status, is_batch=True, created_at=NOW, updated_at=NOW,
        input_data={}, batch_items=photos, receipt=Receipt(charged=0, used=0, returned=0, held=0), **told,
    )  # fmt: skip


def test_half_a_photo_of_two_is_a_quarter():
    moved = Progress().moved(task((ItemStatus.PROCESSING, 0.5, 1), (ItemStatus.PENDING, 0.0, 1)))
    assert moved.fraction == 0.25


def test_a_photo_begun_again_after_a_crash_does_not_take_the_bar_back():
    far = Progress().moved(task((ItemStatus.PROCESSING, 0.8, 1)))
    assert far.moved(task((ItemStatus.PENDING, 0.0, 1))).fraction == 0.8


def test_a_retry_begins_anew():
    over = Progress().moved(task((ItemStatus.SUCCESS, 1, 1), (ItemStatus.FAILED, 1, 1), status=TaskStatus.COMPLETED))
    assert over.fraction == 1.0
    assert over.moved(task((ItemStatus.SUCCESS, 1, 1), (ItemStatus.PENDING, 0, 2))).fraction == 0.5


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_whatever_is_told_within_one_attempt_it_never_runs_back(heights: list[float]):
    progress, seen = Progress(), []
    for height in heights:
        progress = progress.moved(task((ItemStatus.PROCESSING, height, 1)))
        seen.append(progress.fraction)
    assert seen == sorted(seen)
