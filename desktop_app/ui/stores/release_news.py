"""Whether there is a newer version: asked in the background, once a day at most, long after the first frame."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core import clock, updates
from desktop_app.core.clock import Clock
from desktop_app.core.updates import Memory, Source, Standing
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.notices import Notices
from desktop_app.ui.preferences import Preferences

_SETTLED_MILLISECONDS = 4000
"""After the first frame the server starts; this may wait."""
_LOOK_MILLISECONDS = 60 * 60 * 1000
"""A window may be open for days: whether it is time to ask is looked at so often."""
_WATCHED = ("update_check", "release_feed", "release_keys")


class ReleaseNews(QObject):
    """How it stands with new versions. Never fetches anything but the feed, never installs."""

    changed = Signal()

    def __init__(
        self,
        *,
        bridge: Bridge,
        preferences: Preferences,
        notices: Notices,
        now: Clock = clock.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.is_asking = False
        self._bridge = bridge
        self._preferences = preferences
        self._notices = notices
        self._now = now
        self._memory = Memory()
        self._looking = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._looking.timeout.connect(self.look)
        preferences.changed.connect(self._on_preference_changed)

    def begin(self) -> None:
        """Look now and then from here on."""
        QTimer.singleShot(_SETTLED_MILLISECONDS, self, self.look)
        self._looking.start()

    @property
    def standing(self) -> Standing:
        """How it stands now."""
        return updates.standing(self._preferences.value, self._memory, own=_own_version(), now=self._now())

    def look(self) -> None:
        """Ask if it is time to."""
        self._ask(anyway=False)

    def ask(self) -> None:
        """Ask now, because the merchant wants to know."""
        self._ask(anyway=True)

    def skip(self) -> None:
        """Do not speak of this version again."""
        if (newer := self.standing.newer) is not None:
            self._keep(skipped=newer.version)

    def later(self) -> None:
        """Do not speak of it for some days."""
        until: datetime = self._now() + updates.LATER
        self._keep(quiet_until=until)

    def _ask(self, *, anyway: bool) -> None:
        source = updates.source(self._preferences.value)
        if self.is_asking or not source.feed or not self._preferences.value.update_check:
            self.changed.emit()
            return
        self.is_asking = True
        self.changed.emit()
        self._bridge.run(self, lambda: self._answer(source, anyway), done=self._take, failed=self._on_failed)

    async def _answer(self, source: Source, anyway: bool) -> Memory:
        """In the background."""
        from desktop_app.client import release_feed

        return await release_feed.ask(
            source, ca_file=self._preferences.value.cloud_ca_file, anyway=anyway, now=self._now
        )

    def _take(self, memory: Memory) -> None:
        self.is_asking = False
        self._memory = memory
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self.is_asking = False
        self.changed.emit()
        self._notices.tell_error(error)

    def _keep(self, **told: Any) -> None:
        self._memory = self._memory.model_copy(update=told)
        try:
            updates.save(self._memory)
        except OSError as exc:
            self._notices.tell_error(exc)
        self.changed.emit()

    def _on_preference_changed(self, name: str) -> None:
        if name in _WATCHED:
            self.look()


def _own_version() -> str:
    from importlib import metadata

    return metadata.version("cleanrack")
