"""New: photos in, one set of parameters for all, what it costs, and go."""

from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.api.features import FeatureView
from desktop_app.api.tasks import Place as Where
from desktop_app.api.tasks import TaskCreated
from desktop_app.core import paths
from desktop_app.ui.connection import Connection
from desktop_app.ui.dialogs.confirm_dialog import ConfirmDialog
from desktop_app.ui.dialogs.shortage_dialog import ShortageDialog
from desktop_app.ui.intake import Intake
from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.notices import Notices
from desktop_app.ui.pages.page import Page
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.account_facts import Rest, rest, spendable
from desktop_app.ui.stores.bill import Bill
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.stores.drafts import Drafts, Mode
from desktop_app.ui.stores.feature_shelf import FeatureShelf
from desktop_app.ui.stores.model_shelf import ModelShelf
from desktop_app.ui.stores.readiness import obstacle
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.cards import label
from desktop_app.ui.widgets.feature_side import FeatureSide
from desktop_app.ui.widgets.model_banner import ModelBanner
from desktop_app.ui.widgets.photo_board import PhotoBoard
from desktop_app.ui.widgets.segments import Segments
from desktop_app.ui.widgets.submit_bar import SubmitBar


class FeaturePage(Page):
    """Photos in, one set of parameters for all, what it costs, and go."""

    def __init__(
        self,
        *,
        drafts: Drafts,
        account: CloudAccount,
        features: FeatureShelf,
        wallet: Wallet,
        connection: Connection,
        models: ModelShelf,
        thumbnails: Thumbnails,
        preferences: Preferences,
        navigator: Navigator,
        notices: Notices,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._drafts, self._features, self._wallet = drafts, features, wallet
        self._account = account
        self._preferences, self._navigator = preferences, navigator
        self._speech, self._theme = speech, theme
        self._feature_id = ""
        self._feature: FeatureView | None = None
        self._intake = Intake(
            drafts=drafts,
            features=features,
            navigator=navigator,
            notices=notices,
            preferences=preferences,
            parent=self,
        )
        self.modes = Segments([Mode.SINGLE, Mode.BATCH])
        self._about = label("body-muted", wraps=True)
        self.board = PhotoBoard(drafts=drafts, thumbnails=thumbnails, speech=speech, theme=theme)
        self.side = FeatureSide(
            connection=connection, preferences=preferences, notices=notices, speech=speech, theme=theme
        )
        self.banner = ModelBanner(shelf=models, preferences=preferences, speech=speech, theme=theme)
        models.arrived.connect(self.side.preview.previewer.again)
        self.bar = SubmitBar()
        self._refreshed = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._on_mode_changed(drafts.mode)

    @property
    def title(self) -> str:
        return self._speech.text(self._feature.title) if self._feature is not None else self.tr("New")

    def arrive(self, subject: str) -> None:
        self._feature_id = subject or self._feature_id
        self._on_features_changed()
        if (suggested := self._drafts.take_suggestion(self._feature_id)) is not None:
            self.side.panel.set_values(suggested)
        self.board.zone.show_folders(self._preferences.value.recent_folders)
        self.board.take_focus()

    def retranslate(self) -> None:
        self.modes.say([self.tr("Single"), self.tr("Batch")], self.tr("Mode"))
        self.modes.segment(Mode.SINGLE).setToolTip(self.tr("One photo, one task"))
        self.modes.segment(Mode.BATCH).setToolTip(self.tr("Up to 50 photos with the same parameters"))
        self._about.setText(self._speech.text(self._feature.description) if self._feature is not None else "")

    # building

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.modes)
        head.addWidget(self._about, 1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(head)
        left.addWidget(self.banner)
        left.addWidget(self.board, 1)
        body = QHBoxLayout()
        body.setContentsMargins(24, 8, 24, 16)
        body.setSpacing(16)
        body.addLayout(left, 1)
        body.addWidget(self.side)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(body, 1)
        self.column.addWidget(self.bar)

    def _connect(self) -> None:
        self.modes.changed.connect(self._drafts.choose_mode)
        self.board.photos_asked.connect(self._intake.choose_photos)
        self.board.folder_asked.connect(self._intake.choose_folder)
        self.board.paste_asked.connect(lambda: self._intake.paste(QGuiApplication.clipboard().mimeData()))
        self.board.current_changed.connect(self._refreshed.start)
        self.board.opened.connect(self._on_opened)
        self.board.zone.samples_asked.connect(self._on_samples_asked)
        self.board.zone.recent_asked.connect(self._on_recent_asked)
        self.side.changed.connect(self._show_preview)
        self.bar.submit_asked.connect(self._on_submit_asked)
        self.bar.renew_asked.connect(lambda: self._navigator.go(Place.ACCOUNT, "renew"))
        self.bar.place_chosen.connect(lambda place: self._preferences.change(where=place.value))
        self._account.changed.connect(self._refreshed.start)
        self._features.changed.connect(self._on_features_changed)
        self._wallet.changed.connect(self._refreshed.start)
        self._drafts.mode_changed.connect(self._on_mode_changed)
        self._drafts.submitting_changed.connect(self._refresh)
        self._preferences.changed.connect(self._on_preference_changed)
        self._refreshed.timeout.connect(self._refresh)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.bar.primary.click)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(_side_width(event.size().width()))

    # what is shown

    @property
    def bill(self) -> Bill:
        """What it would cost as it stands."""
        price = self._feature.quota_cost if self._feature is not None else 1
        quota = self._wallet.quota
        balance = spendable(quota, self.where) if quota is not None else None
        return Bill(len(self._drafts.active.chosen), price, balance, elsewhere=self._rest.total)

    @property
    def where(self) -> Where:
        """Where it would be carried out: the trial account has no cloud."""
        return Where(self._preferences.value.where) if self._account.is_signed_in else Where.LOCAL

    @property
    def _rest(self) -> Rest:
        quota = self._wallet.quota
        return rest(quota, self.where) if quota is not None else Rest()

    def _refresh(self) -> None:
        draft = self._drafts.active
        found = obstacle(draft, is_connected=self._feature is not None, is_submitting=self._drafts.is_submitting)
        self.bar.offer_places(self.where if self._account.is_signed_in else None)
        self.bar.show_bill(self.bill)
        self.bar.show_obstacle(found, arrived=len(draft.photos) - len(draft.on_their_way), total=len(draft.photos))
        is_staged = draft is self._drafts.single and bool(draft.photos)
        self.side.place_preview(self.board.stage if is_staged else None)
        self._show_preview()

    def _show_preview(self) -> None:
        self.banner.consider(self.side.values())
        self._drafts.aim(self.side.values())
        current = self.board.current()
        upload = current.upload if current is not None else None
        self.side.show_preview(self._feature, upload.id if upload is not None else None)

    def _on_opened(self) -> None:
        if self.board.current() is not None:
            self._show_preview()
            self.side.preview.enlarge()

    def _on_features_changed(self) -> None:
        found = self._features.find(self._feature_id) or next(iter(self._features.features), None)
        if found is None:
            return
        self._feature_id = found.id
        self._drafts.batch.limit = found.rate_limit_policy.max_images_per_batch
        if found != self._feature:
            self._feature = found
            self.side.show_feature(found)
            for before, after in pairwise([self.side.last, *self.bar.buttons]):
                QWidget.setTabOrder(before, after)
            self.retranslate()
        self._refreshed.start()

    def _on_mode_changed(self, mode: Mode) -> None:
        self.modes.take(mode)
        self._refreshed.start()

    def _on_preference_changed(self, name: str) -> None:
        if name == "recent_folders":
            self.board.zone.show_folders(self._preferences.value.recent_folders)
        elif name == "where":
            self._refresh()

    # photos in

    def _on_samples_asked(self) -> None:
        self._drafts.add([paths.resources() / "samples"], remember=False)

    def _on_recent_asked(self, folder: str) -> None:
        """The file dialog opens where photos were taken from last."""
        self._preferences.change(recent_folders=(folder, *_without(self._preferences.value.recent_folders, folder)))
        self._intake.choose_photos()

    # going

    def _on_submit_asked(self) -> None:
        bill = self.bill
        if bill.shortfall and bill.balance is not None:
            ShortageDialog(
                required=bill.total,
                available=bill.balance,
                shortfall=bill.shortfall,
                rest=self._rest,
                speech=self._speech,
                theme=self._theme,
                navigator=self._navigator,
                parent=self,
            ).open()
            return
        assert self._feature is not None  # without one the button cannot be pressed
        dialog = ConfirmDialog(
            bill,
            feature=self._feature.title,
            where=self.where,
            speech=self._speech,
            theme=self._theme,
            parent=self,
        )
        dialog.accepted.connect(self._submit)
        dialog.open()

    def _submit(self) -> None:
        self._drafts.submit(self._feature_id, self.side.values(), where=self.where, done=self._on_submitted)

    def _on_submitted(self, created: TaskCreated) -> None:
        self._navigator.go(Place.TASK, created.task_id)


def _side_width(page: int) -> int:
    """A little more than a third, as narrow and as wide as sliders and a preview are good to use."""
    return min(560, max(344, page * 35 // 100))


def _without(folders: tuple[str, ...], folder: str) -> tuple[str, ...]:
    return tuple(each for each in folders if each != folder)
