"""What the free pre-flight found, by kind, each with one click to leave those photos out; and uploads to send again."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.api.findings import FindingKind
from desktop_app.ui.models.finding_words import FindingWords
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.draft import Draft, Group
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.flow_layout import FlowLayout
from desktop_app.ui.widgets.icon_button import set_icon


class FindingsBar(Translated, QWidget):
    """Chips, as many lines as they need; hidden while there is nothing to tell."""

    untick_asked = Signal(object)
    """A Group: leave its photos out."""
    tick_asked = Signal(object)
    """A Group: take its photos in again."""
    remove_asked = Signal(object)
    """A Group of photos nothing can be made of."""
    retry_asked = Signal()

    def __init__(self, *, speech: Speech, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = FindingWords(speech, self)
        self._groups: list[Group] = []
        self._broken = 0
        self._flow = FlowLayout(self, spacing=8)
        self.retranslate()

    def show_draft(self, draft: Draft) -> None:
        """Show what is known of a draft's photos."""
        groups, broken = draft.groups(), len(draft.broken)
        if (groups, broken) != (self._groups, self._broken):
            self._groups, self._broken = groups, broken
            self.retranslate()

    @property
    def chips(self) -> list[QPushButton]:
        """Its buttons."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return [chip for item in items if item is not None and isinstance(chip := item.widget(), QPushButton)]

    def retranslate(self) -> None:
        focused = self._clear()
        if self._broken:
            self._flow.addWidget(self._retry_chip())
        for group in self._groups:
            self._flow.addWidget(self._chip(group))
        for before, after in pairwise([self, *self.chips]):
            QWidget.setTabOrder(before, after)
        self.setVisible(bool(self._groups or self._broken))
        if focused is not None and self.chips:
            self.chips[min(focused, len(self.chips) - 1)].setFocus()

    def _clear(self) -> int | None:
        """The place of the chip that had the focus, so that its successor has it next."""
        old = self.chips
        focused = next((place for place, chip in enumerate(old) if chip.hasFocus()), None)
        for chip in old:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        return focused

    def _chip(self, group: Group) -> QPushButton:
        counted = self._words.counted(group.kind, len(group.photo_ids))
        if not group.workable:
            verb, asked, icon, tone = self.tr("Remove"), self.remove_asked, "circle-alert", "danger"
        elif group.ticked:
            verb, asked, icon, tone = self.tr("Deselect"), self.untick_asked, "triangle-alert", "warning"
        else:
            verb, asked, icon, tone = self.tr("Select again"), self.tick_asked, "check", "muted"
        chip = self._button(f"{counted} · {verb}", icon, tone)
        chip.setToolTip(self._advice(group.kind))
        chip.clicked.connect(lambda: asked.emit(group))
        return chip

    def _retry_chip(self) -> QPushButton:
        chip = self._button(self.tr("%n upload(s) failed · Retry all", "", self._broken), "rotate-ccw", "danger")
        chip.clicked.connect(lambda: self.retry_asked.emit())
        return chip

    def _button(self, text: str, icon: str, tone: str) -> QPushButton:
        chip = QPushButton(text)
        set_icon(chip, self._theme.icon(icon, tone))
        chip.setAutoDefault(False)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(chip, "chip", tone=tone)
        return chip

    def _advice(self, kind: FindingKind) -> str:
        if kind in (FindingKind.UNREADABLE, FindingKind.TOO_LARGE):
            return self.tr("Nothing can be made of these photos; they are not submitted and cost nothing.")
        return self.tr("These photos can be worked on, but the result may disappoint.")
