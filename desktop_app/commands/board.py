"""What moves on the terminal while photos go up and are worked on. In a file there are only the lines that stay."""

from collections.abc import Iterable, Sequence
from typing import Self

from rich.cells import cell_len
from rich.console import RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from desktop_app.api.tasks import ItemStatus, ItemView, TaskView
from desktop_app.commands.remarks import remarks
from desktop_app.commands.screen import BAD, GOOD, QUIET, WARN, Screen, byte_size
from desktop_app.core.words import say
from desktop_app.imaging.photos import Photo

_BAR_WIDTH = 28
_LABEL_WIDTH = 34
_SHORTEST_LABEL = 12
_FRAMES_PER_SECOND = 8
_DOING_SHOWN = 5
_OVER = (ItemStatus.SUCCESS, ItemStatus.FAILED)


class Board:
    """Rows of bars below the lines that stay; gone without a trace at the end."""

    def __init__(self, screen: Screen, labels: Iterable[str] = ()) -> None:
        self.screen = screen
        self._live: Live | None = None
        width = screen.out.width
        self._bar_width = min(_BAR_WIDTH, width // 4)
        longest = max((cell_len(label) for label in labels), default=_LABEL_WIDTH) + 2
        self._label_width = min(_LABEL_WIDTH, width // 4, max(_SHORTEST_LABEL, longest))

    def __enter__(self) -> Self:
        if self.screen.live:
            self._live = Live(
                console=self.screen.out,
                get_renderable=self._rendered,
                transient=True,
                refresh_per_second=_FRAMES_PER_SECOND,
            )
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def rows(self) -> Iterable[tuple[str, float, str]]:
        """Label, share of 1, and note of each bar."""
        raise NotImplementedError

    def _rendered(self) -> RenderableType:
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True, overflow="ellipsis", width=self._label_width)
        table.add_column(width=self._bar_width)
        table.add_column(no_wrap=True, overflow="ellipsis", style=QUIET)
        for label, share, note in self.rows():
            bar = ProgressBar(
                total=1.0, completed=share, width=self._bar_width, complete_style="blue", finished_style=GOOD
            )
            table.add_row(Text(f"  {label}"), bar, Text(note))
        return table


class UploadBoard(Board):
    """Photos on their way: one bar for all, and one for each that is being sent."""

    def __init__(self, screen: Screen, photos: Sequence[Photo]) -> None:
        super().__init__(screen, (photo.name for photo in photos))
        self._photos = photos
        self._sent = [0] * len(photos)
        self._sending: set[int] = set()
        self._ended = 0

    def moved(self, index: int, sent: int) -> None:
        """So many bytes of that photo have gone."""
        self._sending.add(index)
        self._sent[index] = sent

    def ended(self, index: int) -> None:
        """That photo is through, one way or the other."""
        self._sending.discard(index)
        self._sent[index] = self._photos[index].size
        self._ended += 1

    def rows(self) -> Iterable[tuple[str, float, str]]:
        """All, then each that is being sent."""
        total = sum(photo.size for photo in self._photos)
        note = f"{self._ended}/{len(self._photos)}  {byte_size(sum(self._sent))} / {byte_size(total)}"
        yield self.screen.say("uploading"), sum(self._sent) / max(1, total), note
        for index in sorted(self._sending):
            photo = self._photos[index]
            yield photo.name, self._sent[index] / max(1, photo.size), byte_size(photo.size)


class RunBoard(Board):
    """A task being carried out: a line for each photo that ends, one bar that never runs back, what is in hand."""

    def __init__(self, screen: Screen, *, labels: Iterable[str] = (), told: Iterable[tuple[int, int]] = ()) -> None:
        super().__init__(screen, labels)
        self._told = set(told)
        self._share = 0.0
        self._task: TaskView | None = None

    def show(self, task: TaskView) -> None:
        """The task as it stands now."""
        self._task = task
        for item in task.batch_items:
            if item.status in _OVER and (item.index, item.attempt) not in self._told:
                self._told.add((item.index, item.attempt))
                self._tell(item)
        done = sum(item.progress for item in task.batch_items)
        self._share = max(self._share, done / max(1, len(task.batch_items)))

    def rows(self) -> Iterable[tuple[str, float, str]]:
        """The whole, then what is in hand."""
        if self._task is None:
            return
        if going := self._task.sending:
            note = f"{going.sent}/{going.total}"
            yield self.screen.say("sending-to-cloud"), going.sent / max(1, going.total), note
            return
        yield self.screen.say("working"), self._share, self._counts(self._task)
        doing = [item for item in self._task.batch_items if item.status is ItemStatus.PROCESSING]
        for item in doing[:_DOING_SHOWN]:
            yield item.file_name, item.progress, ""

    def _counts(self, task: TaskView) -> str:
        ended = task.batch_success + task.batch_failed
        share = f"{ended / max(1, task.batch_total):.0%}"
        parts = [self.screen.say("done-of", done=ended, total=task.batch_total, share=share)]
        if task.batch_failed:
            parts.append(self.screen.say("failed-count", count=task.batch_failed))
        if task.seconds_left:
            parts.append(time_left(self.screen, task.seconds_left))
        return " · ".join(parts)

    def _tell(self, item: ItemView) -> None:
        if item.status is ItemStatus.SUCCESS and item.output is not None:
            made = f"{item.output.width} × {item.output.height} · {byte_size(item.output.size)}"
            made += "".join(f" · {say(self.screen.language, f'notes.{note}')}" for note in item.output.notes)
            self.screen.show(("  ✓ ", GOOD), item.file_name, ("  → ", QUIET), (made, QUIET))
            for remark in remarks(self.screen, item.output):
                self.screen.show(("  ! ", WARN), item.file_name, (f"  {remark}", WARN))
        elif item.error is not None:
            self.screen.show(("  ✗ ", BAD), item.file_name, (f"  {item.error.message}", BAD))


def time_left(screen: Screen, seconds: float) -> str:
    """A time as people say it."""
    if seconds < 60:
        return screen.say("seconds-left", count=max(5, round(seconds / 5) * 5))
    return screen.say("minutes-left", count=round(seconds / 60))
