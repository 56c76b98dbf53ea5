"""What a task's bar tells."""

from desktop_app.api.tasks import ItemStatus, TaskStatus
from desktop_app.ui.stores.task_facts import outcome
from tests.ui.stores.test_progress import task


def test_the_bar_of_a_finished_task_owns_up_to_what_failed():
    over = task((ItemStatus.SUCCESS, 1, 1), (ItemStatus.FAILED, 1, 1), status=TaskStatus.COMPLETED)

    assert outcome(over, 1.0) == (("success", 0.5), ("danger", 0.5), ("accent", 0.0))


def test_the_bar_of_a_running_task_ends_where_the_task_is():
    running = task((ItemStatus.SUCCESS, 1, 1), (ItemStatus.PROCESSING, 0.5, 1))

    assert outcome(running, 0.75) == (("success", 0.5), ("danger", 0.0), ("accent", 0.25))


def test_a_stopped_task_leaves_the_rest_of_its_bar_empty():
    stopped = task((ItemStatus.SUCCESS, 1, 1), (ItemStatus.CANCELLED, 0, 1), status=TaskStatus.CANCELLED)

    assert outcome(stopped, 1.0) == (("success", 0.5), ("danger", 0.0), ("accent", 0.0))
