"""How it stands with new versions, and a button to ask now."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.release_news import ReleaseNews
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import button, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel


class UpdateRow(Translated, QWidget):
    """Follows the news, also those that the merchant skips."""

    def __init__(self, *, news: ReleaseNews, speech: Speech, theme: Theme) -> None:
        super().__init__()
        self._news = news
        self._speech = speech
        self._icon = IconLabel(theme, "info", size=16)
        self.told = label("muted", wraps=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ask = button()
        self.ask.clicked.connect(news.ask)
        words = row(column(self._icon, None), self.told, spacing=8)
        words.setStretch(1, 1)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 12, 0, 12)
        beside.setSpacing(24)
        beside.addLayout(column(None, words, None), 1)
        beside.addWidget(self.ask)
        news.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        standing = self._news.standing
        self.ask.setText(self.tr("Asking …") if self._news.is_asking else self.tr("Ask now"))
        self.ask.setVisible(standing.has_feed)
        self.ask.setEnabled(standing.is_on and not self._news.is_asking)
        icon, role, sentence = self._found()
        self._icon.show_icon(icon, role)
        self.told.setText(sentence)

    def _found(self) -> tuple[str, str, str]:
        """Icon, its colour, and what is said."""
        standing = self._news.standing
        if not standing.has_feed:
            return "info", "muted", self.tr("This build has no release feed: look where you got it from.")
        if not standing.is_on:
            return "info", "muted", self.tr("Nobody is asked.")
        if standing.newer is not None:
            said = self.tr("CleanRack {version} is available: {link}")
            return "gift", "accent", said.format(version=standing.newer.version, link=standing.newer.link)
        if standing.trouble is not None:
            return "triangle-alert", "warning", self._speech.explain(standing.trouble)
        if standing.memory.newest is None or standing.memory.asked_at is None:
            return "info", "muted", self.tr("Not asked yet.")
        said = self.tr("This is the newest version; asked {moment}.")
        return "circle-check", "success", said.format(moment=self._speech.moment(standing.memory.asked_at))
