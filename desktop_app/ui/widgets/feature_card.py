"""One thing that can be done with photos, as a card to click; and the calm ground while none is known yet."""

from desktop_app.api.features import FeatureView
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, CardButton, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel

_ICONS = {"basic_clean": "shirt", "listing_set": "layers", "cutout_only": "crop"}
_OTHER_ICON = "sparkles"


class FeatureCard(Translated, CardButton):
    """Name, what it does, what a photo costs and how many it takes at once."""

    def __init__(self, feature: FeatureView, *, speech: Speech, theme: Theme) -> None:
        super().__init__()
        self.feature = feature
        self._speech = speech
        self._title = label("heading", wraps=True)
        self._about = label("body-muted", wraps=True)
        self._price = label("muted")
        self._badge = label("badge")
        icon = IconLabel(theme, _ICONS.get(feature.id, _OTHER_ICON), role="accent", ground="accent-soft")
        go = row(self._price, None, IconLabel(theme, "arrow-right", size=16, role="accent"))
        heading = row(self._title, column(self._badge, None))
        told = column(heading, self._about, None, go, spacing=4)
        self.column.addLayout(row(column(icon, None), told, spacing=12))
        self.let_clicks_through()
        self.retranslate()

    def retranslate(self) -> None:
        told = self.feature
        limit = told.rate_limit_policy.max_images_per_batch
        self._title.setText(self._speech.text(told.title))
        self._about.setText(self._speech.text(told.description))
        self._price.setText(self.tr("{price} quota / photo").format(price=told.quota_cost))
        self._badge.setText(self.tr("Batch · up to {limit}").format(limit=limit))
        words = (self._title, self._badge, self._price, self._about)
        self.setAccessibleName(self.tr(", ").join(each.text() for each in words))


class FeaturePlaceholder(Translated, Card):
    """Where a feature card will be, once the server has told of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(130)
        self._words = label("body-muted", wraps=True)
        icon, title, about = (Card("inset", margin=0) for _ in range(3))
        icon.setFixedSize(40, 40)
        title.setFixedSize(150, 18)
        about.setFixedSize(200, 18)
        told = column(title, about, self._words, None)
        self.column.addLayout(row(column(icon, None), told, spacing=12))
        self.retranslate()

    def retranslate(self) -> None:
        self._words.setText(self.tr("Starting …"))
