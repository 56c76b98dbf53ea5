"""The computers of the account: which there are, when they were last heard of, and what quota lies on them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.api.devices import DeviceState, DeviceView
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.cloud_account import CloudAccount, Deed
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.cards import Card, button, column, label, line, row
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.one_line_label import OneLineLabel

_GAP = 12


class DeviceRow(Translated, QWidget):
    """One computer."""

    forgetting_asked = Signal(str)

    def __init__(self, device: DeviceView, *, speech: Speech, theme: Theme) -> None:
        super().__init__()
        self._device = device
        self._speech = speech
        self.name, self.detail = OneLineLabel(), label("muted", wraps=True)
        self._badge = label("badge", tone="accent" if device.is_this else "danger")
        self.forget = button("quiet")
        self.forget.clicked.connect(lambda: self.forgetting_asked.emit(device.id))
        self.forget.setVisible(not device.is_this and device.state is not DeviceState.CLOSED)
        self._badge.setVisible(device.is_this or device.state is not DeviceState.OK)
        set_role(self.name, "heading")
        icon = "monitor" if device.state is not DeviceState.CLOSED else "monitor-x"
        mark = IconLabel(theme, icon, role="accent" if device.is_this else "muted")
        below = row(self.detail)
        below.setContentsMargins(mark.width() + _GAP, 0, 0, 0)
        head = row(mark, row(self.name, self._badge, None, self.forget), spacing=_GAP)
        head.setStretch(1, 1)
        whole = column(head, below, spacing=2)
        whole.setContentsMargins(0, 8, 0, 8)
        self.setLayout(whole)
        self.retranslate()

    def retranslate(self) -> None:
        device = self._device
        self.name.setText(device.name)
        badges = {
            DeviceState.OK: self.tr("This computer"),
            DeviceState.QUARANTINED: self.tr("Spending stopped"),
            DeviceState.CLOSED: self.tr("Removed"),
        }
        self._badge.setText(badges[device.state])
        self.detail.setText(self._spoken(device))
        self.forget.setText(self.tr("Remove …"))
        self.forget.setAccessibleName(self.tr("Remove {computer} from the account").format(computer=device.name))
        self.setAccessibleName(f"{device.name}, {self.detail.text()}")

    def _spoken(self, device: DeviceView) -> str:
        seen = self.tr("seen {time}").format(time=self._speech.moment(device.last_seen_at))
        told = [device.platform, seen]
        if device.state is not DeviceState.CLOSED:
            told.append(self.tr("%n quota there", "", device.available + device.held))
        if device.late_events:
            told.append(self.tr("%n late change(s) refused", "", device.late_events))
        return " · ".join(part for part in told if part)


class DevicesCard(Translated, Card):
    """Follows the account's list."""

    forgetting_asked = Signal(str)
    """The id of a computer."""

    def __init__(self, *, account: CloudAccount, speech: Speech, theme: Theme) -> None:
        super().__init__(spacing=4)
        self._account = account
        self._speech = speech
        self._theme = theme
        self._heading = label("heading")
        self._empty = label("muted", wraps=True)
        self._listed = QVBoxLayout()
        self._listed.setSpacing(0)
        self.rows: list[DeviceRow] = []
        self._lines: list[QWidget] = []
        self.column.addLayout(row(IconLabel(theme, "laptop", size=18, role="accent"), self._heading, None))
        self.column.addLayout(self._listed)
        self.column.addWidget(self._empty)
        self.column.addStretch(1)
        account.devices_changed.connect(self._list)
        account.changed.connect(self._enable)
        self._list()
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Computers"))
        self._empty.setText(self.tr("The list of computers is shown once the cloud is in reach."))

    def _list(self) -> None:
        for before in (*self.rows, *self._lines):
            self._listed.removeWidget(before)
            before.hide()
            before.deleteLater()
        self.rows, self._lines = [], []
        for device in sorted(self._account.devices, key=_rank):
            self._add(device)
        self._empty.setVisible(not self.rows)

    def _add(self, device: DeviceView) -> None:
        if self.rows:
            self._lines.append(line())
            self._listed.addWidget(self._lines[-1])
        made = DeviceRow(device, speech=self._speech, theme=self._theme)
        made.forgetting_asked.connect(self.forgetting_asked)
        self.rows.append(made)
        self._listed.addWidget(made)

    def _enable(self) -> None:
        for each in self.rows:
            each.forget.setEnabled(not self._account.is_under_way(Deed.FORGET))


def _rank(device: DeviceView) -> tuple[bool, bool, float]:
    """This one, then those that are in use, the latest first."""
    return not device.is_this, device.state is DeviceState.CLOSED, -device.last_seen_at.timestamp()
