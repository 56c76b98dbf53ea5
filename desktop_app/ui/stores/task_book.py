"""The tasks, newest first, kept fresh by the server's events; and the verbs that steer them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.api.events import Event, ItemEvent, ResyncEvent, TaskEvent
from desktop_app.api.tasks import LIVE, OPEN, ItemStatus, TaskPage, TaskSummary, TaskView
from desktop_app.core import ids
from desktop_app.ui.bridge import Failed
from desktop_app.ui.connection import Connection
from desktop_app.ui.stores.progress import Progress
from desktop_app.ui.stores.task_facts import is_elsewhere

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

_PAGE = 50
_GATHER_MILLISECONDS = 60
"""Photos end several a second: one asking serves them all."""


class TaskBook(QObject):
    """What is known of the account's tasks: all of them as summaries, those somebody looked at with their photos."""

    listed = Signal()
    """Which tasks there are, or their order, has changed."""
    changed = Signal(str)
    """Something about this task has changed."""
    ended = Signal(str)
    """This task was running and is over now."""

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._tasks: dict[str, TaskSummary] = {}
        self._order: list[str] = []
        self._progress: dict[str, Progress] = {}
        self._cursor: str | None = None
        self._stale: set[str] = set()
        self._live: set[str] = set()
        """Heard to be running, also where nothing else is known of them yet."""
        self._asked_again = QTimer(self, singleShot=True, interval=_GATHER_MILLISECONDS)
        self._asked_again.timeout.connect(self._ask_stale)
        self.loaded = False
        """Whether the server has told of the newest tasks."""
        connection.event_received.connect(self._on_event)

    # what is known

    @property
    def tasks(self) -> list[TaskSummary]:
        """All that are known, newest first."""
        return [self._tasks[task_id] for task_id in self._order]

    @property
    def running(self) -> list[TaskSummary]:
        """Those that this computer carries on just now: it must stay awake for them."""
        return [task for task in self.tasks if task.status in LIVE and task.device is None]

    @property
    def has_more(self) -> bool:
        """Whether the server has older ones."""
        return self._cursor is not None

    def summary(self, task_id: str) -> TaskSummary | None:
        """A task as the list shows it."""
        return self._tasks.get(task_id)

    def view(self, task_id: str) -> TaskView | None:
        """A task with its photos; None until `look` has brought them."""
        task = self._tasks.get(task_id)
        return task if isinstance(task, TaskView) else None

    def progress(self, task_id: str) -> float:
        """How far a task is, 0 to 1; never runs back but for a retry."""
        return self._progress.get(task_id, Progress()).fraction

    # asking

    def forget(self) -> None:
        """Know of no task any more: another account works here now. A ResyncEvent brings its tasks."""
        self._tasks, self._order, self._progress, self._cursor = {}, [], {}, None
        self._stale.clear()
        self._live.clear()
        self.loaded = False
        self.listed.emit()

    def look(self, task_id: str, *, failed: Failed | None = None) -> None:
        """Have a task's photos brought and kept fresh."""
        self._connection.ask(self, lambda server: server.task(task_id), done=self._take, failed=failed)

    def load_more(self) -> None:
        """Have the next older tasks brought."""
        cursor = self._cursor
        if cursor is not None:
            self._cursor = None
            self._connection.ask(self, lambda server: server.tasks(cursor=cursor, limit=_PAGE), done=self._append)

    def load_all(self) -> None:
        """Have every older task brought: searching needs them."""

        async def older(server: "ServerClient") -> TaskPage:
            return TaskPage(tasks=[task async for task in server.all_tasks()])

        if self.has_more:
            self._cursor = None
            self._connection.ask(self, older, done=self._append)

    # steering

    def pause(self, task_id: str) -> None:
        """Start no further photo."""
        self._steer(lambda server: server.pause(task_id))

    def resume(self, task_id: str) -> None:
        """Go on."""
        self._steer(lambda server: server.resume(task_id))

    def stop(self, task_id: str) -> None:
        """Keep what is finished, have the quota of the rest returned."""
        key = ids.new()
        self._steer(lambda server: server.cancel(task_id, key=key))

    def retry(self, task_id: str, items: Sequence[int] | None = None, *, failed: Failed | None = None) -> None:
        """Charge failed and stopped photos again and process them; without `items` all of them."""
        key = ids.new()
        self._steer(lambda server: server.retry_failed(task_id, items, key=key), failed)

    def refund(self, task_id: str, items: Sequence[int], reason: str, *, failed: Failed | None = None) -> None:
        """Report finished pictures as bad, and have their quota returned."""
        key = ids.new()
        self._steer(lambda server: server.refund(task_id, items, reason, key=key), failed)

    def _steer(self, call: "Callable[[ServerClient], Awaitable[TaskView]]", failed: Failed | None = None) -> None:
        self._connection.ask(self, call, done=self._take, failed=failed)

    # news

    def _on_event(self, event: Event) -> None:
        match event:
            case ResyncEvent():
                self._connection.ask(self, lambda server: server.tasks(limit=_PAGE), done=self._renew)
                self._mark_stale(*(key for key, task in self._tasks.items() if isinstance(task, TaskView)))
            case ItemEvent():
                self._on_item(event)
            case TaskEvent():
                self._on_task(event)

    def _on_item(self, event: ItemEvent) -> None:
        from desktop_app.client.following import with_progress

        task = self._tasks.get(event.task_id)
        if isinstance(task, TaskView):
            self._replace(with_progress(task, event))
            if event.status not in (ItemStatus.PENDING, ItemStatus.PROCESSING):
                self._mark_stale(event.task_id)  # its reason or its picture stands in the task alone

    def _on_task(self, event: TaskEvent) -> None:
        if event.status in LIVE:
            self._live.add(event.task_id)
        task = self._tasks.get(event.task_id)
        if task is None or task.status != event.status:
            self._mark_stale(event.task_id)
            return
        counted = event.model_dump(include={"batch_total", "batch_success", "batch_failed", "seconds_left"})
        self._replace(task.model_copy(update=counted))

    def _mark_stale(self, *task_ids: str) -> None:
        self._stale.update(task_ids)
        if self._stale and not self._asked_again.isActive():
            self._asked_again.start()

    def _ask_stale(self) -> None:
        stale, self._stale = self._stale, set()
        for task_id in stale:
            self.look(task_id)

    def _renew(self, page: TaskPage) -> None:
        """The newest tasks after a start: what was known of older ones stays."""
        for task in page.tasks:
            self._take_summary(task)
        newest = [task.id for task in page.tasks]
        older = [task_id for task_id in self._order if task_id not in set(newest)]
        if not older:
            self._cursor = page.next_cursor
        self._order = newest + older
        self.loaded = True
        self.listed.emit()

    def _append(self, page: TaskPage) -> None:
        known = set(self._order)
        for task in page.tasks:
            self._take_summary(task)
        self._order += [task.id for task in page.tasks if task.id not in known]
        self._cursor = page.next_cursor
        self.listed.emit()

    def _take_summary(self, task: TaskSummary) -> None:
        """A summary does not take away the photos that are known; where it tells something new, they are asked for."""
        known = self._tasks.get(task.id)
        if not isinstance(known, TaskView):
            self._replace(task)
        elif known.updated_at != task.updated_at:
            self._mark_stale(task.id)

    def _take(self, task: TaskView) -> None:
        is_new = task.id not in self._tasks
        self._replace(task)
        if is_new:
            self._order = sorted(self._tasks, key=lambda key: (self._tasks[key].created_at, key), reverse=True)
            self.listed.emit()

    def _replace(self, task: TaskSummary) -> None:
        if task == self._tasks.get(task.id):
            return
        self._tasks[task.id] = task
        self._progress[task.id] = self._progress.get(task.id, Progress()).moved(task)
        self.changed.emit(task.id)
        if is_elsewhere(task):
            self._live.discard(task.id)  # its end is told where it is carried out
        elif task.status in LIVE:
            self._live.add(task.id)
        elif task.status not in OPEN and task.id in self._live:
            self._live.discard(task.id)
            self.ended.emit(task.id)
