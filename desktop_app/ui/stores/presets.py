"""Parameters a merchant keeps: under names, and as they were used last; in the settings, for each feature."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.ui.preferences import Preferences

SAVED_AFTER = 600
"""Milliseconds after the last change."""


@dataclass(frozen=True)
class Preset:
    """Parameters under a name."""

    name: str
    values: Mapping[str, Any]


class Presets(QObject):
    """The presets of one feature at a time, and the parameters it was used with last."""

    changed = Signal()

    def __init__(self, *, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._feature_id = ""
        self._unsaved: dict[str, Any] | None = None
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVED_AFTER)
        self._saving.timeout.connect(self.flush)
        preferences.changed.connect(self._on_preferences_changed)

    def open(self, feature_id: str) -> None:
        """Turn to a feature."""
        self.flush()
        self._feature_id = feature_id
        self.changed.emit()

    @property
    def names(self) -> list[str]:
        """In the order of the alphabet."""
        return sorted(self._kept, key=str.casefold)

    def find(self, name: str) -> Preset | None:
        """The preset of that name."""
        return Preset(name, self._kept[name]) if name in self._kept else None

    def save(self, preset: Preset) -> None:
        """Keep a preset; one of the same name is replaced."""
        self._keep({**self._kept, preset.name: dict(preset.values)})

    def rename(self, name: str, new: str) -> None:
        """Give a preset another name; one that had it is replaced."""
        others = {key: values for key, values in self._kept.items() if key not in (name, new)}
        self._keep({**others, new: self._kept[name]})

    def delete(self, name: str) -> Preset:
        """Forget a preset; `save` brings what this answers back."""
        gone = Preset(name, self._kept[name])
        self._keep({key: values for key, values in self._kept.items() if key != name})
        return gone

    @property
    def last_used(self) -> Mapping[str, Any]:
        """The feature's parameters as they were last."""
        return self._preferences.value.parameters.get(self._feature_id, {})

    def remember(self, values: Mapping[str, Any]) -> None:
        """These are used now; written to disk a moment after the last change, or at `flush`."""
        self._unsaved = dict(values)
        self._saving.start()

    def flush(self) -> None:
        """Write what `remember` was told."""
        self._saving.stop()
        if self._unsaved is None:
            return
        values, self._unsaved = self._unsaved, None
        if values != self.last_used:
            kept = self._preferences.value.parameters
            self._preferences.change(parameters={**kept, self._feature_id: values})

    @property
    def _kept(self) -> dict[str, dict[str, Any]]:
        return self._preferences.value.presets.get(self._feature_id, {})

    def _keep(self, presets: dict[str, dict[str, Any]]) -> None:
        kept = self._preferences.value.presets
        self._preferences.change(presets={**kept, self._feature_id: presets})

    def _on_preferences_changed(self, name: str) -> None:
        if name == "presets":
            self.changed.emit()
