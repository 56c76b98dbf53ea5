"""Doing photos of a task again with other parameters: the server has them still, so nothing is sent again."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_app.api.tasks import TaskView
from desktop_app.api.uploads import UploadView
from desktop_app.ui.connection import Connection
from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.notices import Notice, Notices
from desktop_app.ui.stores.drafts import Drafts
from desktop_app.ui.stores.feature_shelf import FeatureShelf

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

_PLAIN = "basic_clean"
"""The feature that knows every parameter a shop asks for."""


class Redo(QObject):
    """Puts photos and parameters on the form; it costs nothing until that is submitted."""

    def __init__(
        self,
        *,
        connection: Connection,
        drafts: Drafts,
        features: FeatureShelf,
        navigator: Navigator,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._connection = connection
        self._drafts = drafts
        self._features = features
        self._navigator = navigator
        self._notices = notices

    def begin(self, task: TaskView, indexes: Sequence[int], parameters: Mapping[str, Any]) -> None:
        """Show the form with the originals of these items; `parameters` go before those of the task."""
        wanted = [item.upload_id for item in task.batch_items if item.index in set(indexes)]
        values = {**task.input_data, **parameters}
        feature_id = self._fitting(task.feature_id, parameters)
        if wanted:
            self._connection.ask(
                self,
                lambda server: _fetched(server, wanted),
                done=lambda uploads: self._show(feature_id, uploads, values),
            )

    def _fitting(self, feature_id: str, parameters: Mapping[str, Any]) -> str:
        """The task's own feature, unless that leaves to shops what `parameters` say."""
        feature = self._features.find(feature_id)
        known = feature.parameters.get("properties", {}) if feature is not None else {}
        return feature_id if set(parameters) <= set(known) else _PLAIN

    def _show(self, feature_id: str, uploads: Sequence[UploadView], values: Mapping[str, Any]) -> None:
        self._drafts.work_again(uploads)
        self._drafts.suggest(feature_id, values)
        self._navigator.go(Place.FEATURE, feature_id)
        told = self.tr("%n photo(s) are on the form with new parameters", "", len(uploads))
        self._notices.tell(Notice(told, lines=(self.tr("Nothing is charged until you confirm."),)))


async def _fetched(server: "ServerClient", upload_ids: Sequence[str]) -> list[UploadView]:
    return list(await asyncio.gather(*(server.get_upload(each) for each in upload_ids)))
