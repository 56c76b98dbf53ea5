"""Tasks and their photos in words, in the language of the moment."""

from PySide6.QtCore import QObject, Signal

from desktop_app.api.tasks import LIVE, ItemStatus, ItemView, OutputView, PauseReason, Receipt, TaskStatus, TaskSummary
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores import doubts
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.stores.feature_shelf import FeatureShelf
from desktop_app.ui.stores.task_facts import CLOUD, Tally, is_of_old, share

_TONES = {
    TaskStatus.PENDING: "neutral",
    TaskStatus.PROCESSING: "accent",
    TaskStatus.PAUSED: "warning",
    TaskStatus.COMPLETED: "success",
    TaskStatus.FAILED: "danger",
    TaskStatus.CANCELLED: "neutral",
}


class TaskWords(QObject):
    """What rows, headers and screen readers say of tasks."""

    changed = Signal()
    """Computers of the account have other names."""

    def __init__(
        self,
        *,
        speech: Speech,
        features: FeatureShelf,
        account: CloudAccount,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.speech = speech
        self._account = account
        self._features = features
        self._preferences = preferences
        account.devices_changed.connect(self.changed)

    # tasks

    def title(self, task: TaskSummary) -> str:
        """What was done with the photos."""
        feature = self._features.find(task.feature_id)
        return self.speech.text(feature.title) if feature is not None else task.feature_id

    def kind(self, task: TaskSummary) -> str:
        """Batch or single."""
        return self.tr("Batch") if task.is_batch else self.tr("Single")

    def state(self, task: TaskSummary) -> str:
        """Where it stands; words of the single-image era that we do not know are said as they are."""
        if task.sending is not None and task.status in LIVE:
            return self.tr("Sending {sent}/{total}").format(sent=task.sending.sent, total=task.sending.total)
        words = {
            TaskStatus.PENDING: self.tr("Waiting"),
            TaskStatus.PROCESSING: self.tr("Processing"),
            TaskStatus.PAUSED: self.tr("Paused"),
            TaskStatus.COMPLETED: self.tr("Completed"),
            TaskStatus.FAILED: self.tr("Failed"),
            TaskStatus.CANCELLED: self.tr("Stopped"),
        }
        return next((word for status, word in words.items() if status == task.status), task.status)

    def tone(self, task: TaskSummary) -> str:
        """The tone of its state's badge."""
        if task.status == TaskStatus.COMPLETED and Tally.of(task).again:
            return "warning"
        return next((tone for status, tone in _TONES.items() if status == task.status), "neutral")

    def done(self, task: TaskSummary) -> str:
        """`45/50 (90%)`; nothing for a task of the single-image era."""
        if is_of_old(task):
            return ""
        tally = Tally.of(task)
        return f"{tally.success}/{tally.total} ({share(task):.0%})"

    def progress(self, task: TaskSummary) -> str:
        """How far it is, with the time that is left once it is known."""
        done = self.tr("Done: {count}").format(count=self.done(task))
        if task.status != TaskStatus.PROCESSING or task.seconds_left is None:
            return done
        return self.tr("{done}, about {time} left").format(done=done, time=self._duration(task.seconds_left))

    def created(self, task: TaskSummary) -> str:
        """When it was submitted."""
        return self.speech.moment(task.created_at)

    def place(self, task: TaskSummary) -> str:
        """Which computer carries it out; "" for this one."""
        if task.device is None:
            return ""
        if task.device == CLOUD:
            return self.tr("Cloud")
        return self._account.device_name(task.device) or self.tr("Another computer")

    def spoken(self, task: TaskSummary) -> str:
        """The whole row, for a screen reader."""
        told = [self.title(task), self.kind(task), self.state(task), self.done(task), self.created(task)]
        told.append(self.place(task))
        return self.tr(", ").join(word for word in told if word)

    def receipt(self, receipt: Receipt) -> str:
        """Where a task's quota is."""
        told = self.tr("Charged {charged} = used {used} + returned {returned} + on hold {held}")
        return told.format(**receipt.model_dump())

    def paused(self, reason: PauseReason) -> str:
        """Why the server itself paused it, and what to do."""
        return self.speech.explain_slug(reason.slug, reason.details)

    # photos

    def item_state(self, item: ItemView) -> str:
        """Where a photo stands."""
        if item.refunded:
            return self.tr("Refunded")
        if self.asks_for_a_look(item):
            return self.tr("Look at this one")
        words = {
            ItemStatus.PENDING: self.tr("Waiting"),
            ItemStatus.PROCESSING: self.tr("Processing"),
            ItemStatus.SUCCESS: self.tr("Succeeded"),
            ItemStatus.FAILED: self.tr("Failed"),
            ItemStatus.CANCELLED: self.tr("Stopped"),
        }
        return words[item.status]

    def item_detail(self, item: ItemView) -> str:
        """Why it failed; what came out; or what became of its quota."""
        if item.error is not None and item.status is ItemStatus.FAILED:
            return self.speech.explain_slug(item.error.slug, item.error.details)
        if item.status is ItemStatus.CANCELLED:
            return self.tr("Not processed; its quota came back")
        if item.output is None or item.status is not ItemStatus.SUCCESS:
            return ""
        return self.picture_detail(item.output)

    def picture_detail(self, output: OutputView) -> str:
        """What came out: how far the colour moved, what to look at, pixels and bytes."""
        colour = self._moved(output) or self.colour(output)
        notes = [self.note(note) for note in doubts.notes(output)]
        shops = self.tr("%n shop(s)", "", len(output.pictures)) if output.others else ""
        made = self.speech.measures(output.width, output.height, output.size)
        return " · ".join(told for told in (colour, *notes, shops, made) if told)

    def asks_for_a_look(self, item: ItemView) -> bool:
        """Whether its finished picture should be looked at before it goes to a shop."""
        if item.status is not ItemStatus.SUCCESS or item.output is None:
            return False
        return doubts.asks_for_a_look(item.output, self._limit)

    def colour(self, output: OutputView) -> str:
        """How far the garment's colour moved; "" where there was nothing to measure."""
        moved = doubts.delta_e(output)
        return "" if moved is None else f"ΔE {self.speech.locale.toString(moved, 'f', 1)}"

    def note(self, note: str) -> str:
        """What was done beyond or short of what was asked; a word of a newer server is said as it is."""
        try:
            return self.speech.say(f"notes.{note}")
        except KeyError:
            return note

    def item_spoken(self, item: ItemView) -> str:
        """The whole row, for a screen reader."""
        state = self.item_state(item)
        if item.status is ItemStatus.PROCESSING:
            state = f"{state} {item.progress:.0%}"
        told = [item.file_name, state, self.item_detail(item)]
        return self.tr(", ").join(word for word in told if word)

    @property
    def _limit(self) -> float:
        return self._preferences.value.delta_e_limit

    def _moved(self, output: OutputView) -> str:
        """The colour moved too far: what to do."""
        if not doubts.has_moved(output, self._limit):
            return ""
        limit = self.speech.locale.toString(self._limit, "f", 1)
        told = self.tr("{colour} is above {limit}: compare the colour with the photo")
        return told.format(colour=self.colour(output), limit=limit)

    def _duration(self, seconds: float) -> str:
        if seconds >= 60:
            return self.tr("%n minute(s)", "", round(seconds / 60))
        return self.tr("%n second(s)", "", max(5, 5 * round(seconds / 5)))
