"""Where the balance lies: on this computer, in the cloud, on other computers; as one bar with its legend."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.api.quota import QuotaView
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.account_facts import out_of_reach
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, column, label, row

_COLORS = ("success", "accent", "muted")
_HEIGHT = 8
_GAP = 2


class PlacesBar(QWidget):
    """Shares of a whole beside each other."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def show_parts(self, parts: tuple[int, ...]) -> None:
        """Show these amounts."""
        self._parts = parts
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(whole, _HEIGHT / 2, _HEIGHT / 2)
        painter.setClipPath(outline)
        painter.fillRect(whole, self._theme.color("track"))
        self._paint_parts(painter, whole)
        painter.end()

    def _paint_parts(self, painter: QPainter, whole: QRectF) -> None:
        total, left = sum(self._parts), whole.left()
        for part, color in zip(self._parts, _COLORS, strict=False):
            width = whole.width() * part / total if total else 0.0
            if width > 0:
                painter.fillRect(QRectF(left, whole.top(), max(_GAP, width - _GAP), _HEIGHT), self._theme.color(color))
            left += width


class PlaceDot(QWidget):
    """The colour of a part in its legend."""

    def __init__(self, color: str, *, theme: Theme) -> None:
        super().__init__()
        self._theme, self._color = theme, color
        self.setFixedSize(10, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._color))
        painter.drawEllipse(self.rect())
        painter.end()


class QuotaPlaces(Translated, Card):
    """Shows where a cloud account's quota lies."""

    def __init__(self, *, speech: Speech, theme: Theme) -> None:
        super().__init__("inset", margin=14)
        self._speech = speech
        self._quota: QuotaView | None = None
        self._bar = PlacesBar(theme=theme)
        self._names = [label("body-muted") for _ in _COLORS]
        self.figures = [label("heading") for _ in _COLORS]
        self._told = label("muted", wraps=True)
        self.column.addWidget(self._bar)
        self.column.addSpacing(4)
        for color, name, figure in zip(_COLORS, self._names, self.figures, strict=True):
            dot = column(None, PlaceDot(color, theme=theme), None)
            self.column.addLayout(row(dot, name, None, figure, spacing=10))
        self.column.addSpacing(2)
        self.column.addWidget(self._told)
        self.retranslate()

    @property
    def told(self) -> str:
        """What stands below the figures."""
        return self._told.text()

    def show_quota(self, quota: QuotaView | None) -> None:
        """Show these figures."""
        self._quota = quota
        self._show()

    def retranslate(self) -> None:
        names = (self.tr("On this computer"), self.tr("In the cloud"), self.tr("On other computers"))
        for shown, name in zip(self._names, names, strict=True):
            shown.setText(name)
        self._show()

    def _show(self) -> None:
        quota = self._quota
        if quota is None:
            return
        parts = (quota.on_this_computer, quota.in_cloud, quota.on_others)
        self._bar.show_parts(parts)
        for name, shown, part in zip(self._names, self.figures, parts, strict=True):
            shown.setText(self._speech.locale.toString(part))
            shown.setAccessibleName(f"{name.text()}: {shown.text()}")
        self._told.setText(self._spoken(quota))

    def _spoken(self, quota: QuotaView) -> str:
        told = []
        if out_of_reach(quota):
            told.append(self.tr("You can spend {count} here now.").format(count=quota.spendable))
        if quota.as_of is not None:
            told.append(self.tr("As of {time}.").format(time=self._speech.moment(quota.as_of)))
        return " ".join(told)
