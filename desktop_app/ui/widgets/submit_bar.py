"""The bar at the foot of the form: what it costs, what is in the way, and the one button that submits."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop_app.api.tasks import Place
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.bill import Bill
from desktop_app.ui.stores.readiness import Obstacle
from desktop_app.ui.theme import set_role
from desktop_app.ui.widgets.cards import button, label
from desktop_app.ui.widgets.quota_line import QuotaLine
from desktop_app.ui.widgets.segments import Segments

_KEYS = QKeySequence("Ctrl+Return")


class SubmitBar(Translated, QFrame):
    """Shows a bill and whether it can be submitted."""

    submit_asked = Signal()
    renew_asked = Signal()
    place_chosen = Signal(Place)
    """Where it is to be carried out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._obstacle: Obstacle | None = Obstacle.EMPTY
        self._arrived, self._total = 0, 0
        self._bill = Bill(0, 1, None)
        set_role(self, "bar")
        self.quota = QuotaLine()
        self.quota.renew_asked.connect(self.renew_asked)
        self._reason = label("muted")
        self._where = label("muted")
        self.places = Segments([Place.LOCAL, Place.CLOUD])
        self.places.changed.connect(self.place_chosen)
        self.primary = button("primary")
        self.primary.clicked.connect(lambda: self.submit_asked.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(16)
        row.addWidget(self.quota, 1)
        row.addWidget(self._reason)
        row.addWidget(self._where)
        row.addWidget(self.places)
        row.addWidget(self.primary)
        self.offer_places(None)
        self.retranslate()

    def offer_places(self, place: Place | None) -> None:
        """Let somebody choose where, with this taken; None offers nothing."""
        self._where.setVisible(place is not None)
        self.places.setVisible(place is not None)
        if place is not None:
            self.places.take(place)

    def show_bill(self, bill: Bill) -> None:
        """What it costs."""
        self._bill = bill
        self.quota.show_bill(bill)
        self.retranslate()

    def show_obstacle(self, obstacle: Obstacle | None, *, arrived: int, total: int) -> None:
        """What is in the way, and how many of all photos have arrived."""
        self._obstacle, self._arrived, self._total = obstacle, arrived, total
        self.retranslate()

    @property
    def buttons(self) -> list[QPushButton]:
        """In the order of the focus."""
        return [self.quota.renew, *(self.places.segment(place) for place in Place), self.primary]

    @property
    def reason(self) -> str:
        """Why the button cannot be pressed; "" where it can."""
        return self._reason.text()

    def retranslate(self) -> None:
        told = self.tr("Generate (uses %n quota)", "", self._bill.total)
        self.primary.setText(told if self._bill.pictures else self.tr("Generate"))
        self._where.setText(self.tr("Process"))
        self.places.say([self.tr("Here"), self.tr("Cloud")], self.tr("Where to process"))
        self.places.segment(Place.LOCAL).setToolTip(self.tr("On this computer, also without network"))
        in_cloud = self.tr("In the cloud; this computer may be shut down once the photos are there")
        self.places.segment(Place.CLOUD).setToolTip(in_cloud)
        reason = self._spoken() if self._obstacle is not None else ""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.primary.setEnabled(self._obstacle is None)
        self.primary.setToolTip(reason or _KEYS.toString(QKeySequence.SequenceFormat.NativeText))
        self.primary.setAccessibleDescription(reason)

    def _spoken(self) -> str:
        assert self._obstacle is not None
        counted = self.tr("Uploading {arrived}/{total}…").format(arrived=self._arrived, total=self._total)
        return {
            Obstacle.CONNECTING: self.tr("Connecting…"),
            Obstacle.SUBMITTING: self.tr("Submitting…"),
            Obstacle.EMPTY: self.tr("Add photos first"),
            Obstacle.UPLOADING: counted,
            Obstacle.NOTHING_CHOSEN: self.tr("No photo is selected"),
        }[self._obstacle]
