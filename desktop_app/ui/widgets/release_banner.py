"""The strip above the page that tells of a newer version; it leads to the page to fetch it from, and no further."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.core.releases import Release
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.release_news import ReleaseNews
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.cards import button, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel

_NOTES = 3
"""Lines shown; the page has all of them."""


class ReleaseBanner(Translated, QFrame):
    """Hidden while there is no news."""

    def __init__(self, *, news: ReleaseNews, speech: Speech, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._news = news
        self._speech = speech
        self.heading = label("heading", wraps=True)
        self.notes = label(wraps=True)
        self.open, self.later, self.skip = button(), button("quiet"), button("quiet")
        self._lay_out(IconLabel(theme, "gift", role="accent"))
        self.open.clicked.connect(self._on_open_clicked)
        self.later.clicked.connect(news.later)
        self.skip.clicked.connect(news.skip)
        news.changed.connect(self.retranslate)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.open.setText(self.tr("See what is new"))
        self.later.setText(self.tr("Later"))
        self.later.setToolTip(self.tr("Say it again in three days"))
        self.skip.setText(self.tr("Skip this version"))
        standing = self._news.standing
        if standing.is_news and standing.newer is not None:
            self._say(standing.newer)
        self.setVisible(standing.is_news)

    def _say(self, release: Release) -> None:
        told = self.tr("CleanRack {version} is available")
        self.heading.setText(told.format(version=release.version))
        lines = release.notes_in(self._speech.language.value)[:_NOTES]
        self.notes.setText("\n".join(f"•  {line}" for line in lines))
        self.notes.setVisible(bool(lines))
        self.setAccessibleName(" ".join((self.heading.text(), *lines)))
        self.open.setAccessibleDescription(release.link)

    def _on_open_clicked(self) -> None:
        if (newer := self._news.standing.newer) is not None:
            QDesktopServices.openUrl(QUrl(newer.link))
            self._news.later()

    def _lay_out(self, mark: IconLabel) -> None:
        set_role(self, "banner", tone="info")
        buttons = row(self.skip, self.later, self.open, spacing=8)
        whole = row(column(mark, None), column(self.heading, self.notes, spacing=2), buttons, spacing=12)
        whole.setStretch(1, 1)
        whole.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter)
        whole.setContentsMargins(16, 12, 12, 12)
        self.setLayout(whole)
