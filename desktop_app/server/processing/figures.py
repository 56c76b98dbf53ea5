"""What a worker has done, as Prometheus reads it and as its health line tells."""

from collections.abc import Callable, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, start_http_server

from desktop_app.api.events import Event, ItemEvent
from desktop_app.api.tasks import ItemStatus
from desktop_app.server.hub import Announcer

_ENDS = (ItemStatus.SUCCESS, ItemStatus.FAILED)


class Figures:
    """Counts of one worker."""

    def __init__(self, *, alive: Callable[[], int], running: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        self._items = Counter("cleanrack_worker_items", "Items ended here.", ("status",), registry=self._registry)
        self._ended = dict.fromkeys(_ENDS, 0)
        processes = Gauge("cleanrack_worker_processes", "Processes for photos that run.", registry=self._registry)
        processes.set_function(lambda: float(alive()))
        tasks = Gauge("cleanrack_worker_tasks", "Batches in hand.", registry=self._registry)
        tasks.set_function(lambda: float(running()))

    def counting(self, announcer: Announcer) -> Announcer:
        """The same announcer; ends of items that go through it are counted."""
        return _Counting(announcer, self._count)

    def counts(self) -> dict[str, int]:
        """Items ended, by how."""
        return {status.value: count for status, count in self._ended.items()}

    def serve(self, address: str) -> None:
        """Answer Prometheus at `host:port`, from a thread of its own."""
        host, _, port = address.rpartition(":")
        start_http_server(int(port), addr=host or "127.0.0.1", registry=self._registry)

    def _count(self, status: ItemStatus) -> None:
        if status in self._ended:
            self._ended[status] += 1
            self._items.labels(status.value).inc()


class _Counting:
    def __init__(self, announcer: Announcer, count: Callable[[ItemStatus], None]) -> None:
        self._announcer = announcer
        self._count = count

    def publish(self, account: str, event: Event) -> None:
        """Tell an account's listeners."""
        if isinstance(event, ItemEvent):
            self._count(event.status)
        self._announcer.publish(account, event)

    def moved(self, account: str, task_id: str, read: Callable[[], Sequence[Event]]) -> None:
        """A task has moved."""
        self._announcer.moved(account, task_id, read)
