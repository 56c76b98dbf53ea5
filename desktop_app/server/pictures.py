"""Pictures to look at: thumbnails of uploads and outputs, previews of a feature, before and after."""

import hashlib
from pathlib import Path

from desktop_app.api.previews import CreatePreview
from desktop_app.core.errors import InvalidRequestError, NotFoundError
from desktop_app.imaging.features import FEATURES, PREVIEW_SIDE
from desktop_app.imaging.thumbnails import THUMBNAIL_SIDE
from desktop_app.server.accounts.service import Account
from desktop_app.server.database import Database
from desktop_app.server.storage import Storage
from desktop_app.server.tasks import repository as tasks
from desktop_app.server.tasks import sent
from desktop_app.server.tasks.items import Item, Output
from desktop_app.server.tasks.repository import TaskRecord
from desktop_app.server.uploads.service import UploadService
from desktop_app.server.validation import parameters_of
from desktop_app.server.workers.jobs import Job, Preview, Thumbnail
from desktop_app.server.workers.pool import WorkerPool


class PictureService:
    """Makes small pictures in the worker processes, and keeps thumbnails so that each is made once."""

    def __init__(
        self, *, database: Database, storage: Storage, pool: WorkerPool, uploads: UploadService, cache: Path
    ) -> None:
        self._database = database
        self._storage = storage
        self._pool = pool
        self._uploads = uploads
        self._cache = cache

    def thumbnail(self, source: Path, side: int = THUMBNAIL_SIDE) -> bytes:
        """At most `side` pixels: a JPEG, or a WebP where the picture is see-through. Raises PictureError."""
        kept = self._cache / f"{source.name}-{side}"
        if kept.is_file():
            return kept.read_bytes()
        made = self._run(Thumbnail(source=source, side=side))
        self._cache.mkdir(exist_ok=True)
        part = kept.with_name(f"{kept.name}.{hashlib.sha256(made).hexdigest()[:8]}.part")
        part.write_bytes(made)
        part.replace(kept)
        return made

    def upload_thumbnail(self, account: Account, upload_id: str, side: int = THUMBNAIL_SIDE) -> bytes:
        """The photo of an upload as it came, in the smallest size with `side`."""
        return self.thumbnail(self._uploads.source(account, upload_id), _kept_side(side))

    def preview(self, account: Account, request: CreatePreview) -> bytes:
        """A feature at screen size on one upload; free. Raises InvalidRequestError, NotFoundError, PictureError."""
        feature = FEATURES.get(request.feature_id)
        if feature is None:
            raise NotFoundError(what="feature", id=request.feature_id)
        parameters = parameters_of(feature, request.input_data)
        source = self._uploads.source(account, request.upload_id)
        return self._run(
            Preview(source=source, feature_id=feature.id, parameters=parameters, side=request.side or PREVIEW_SIDE)
        )

    def output(self, account: Account, task_id: str, index: int, shop: str = "") -> tuple[Path, Output]:
        """A finished picture and its file; without `shop` the first. Raises NotFoundError where the item has none."""
        item = self._item(account, task_id, index)
        output = item.output.of_shop(shop) if item.output else None
        if output is None:
            raise NotFoundError(what="output")
        return self._storage.path(account.id, output.sha256), output

    def item_preview(
        self, account: Account, task_id: str, index: int, which: str, *, shop: str = "", side: int = PREVIEW_SIDE
    ) -> bytes:
        """The original ("before") or the finished picture ("after") of an item, in the smallest size with `side`."""
        kept_side = _kept_side(side)
        if which == "after":
            return self.thumbnail(self.output(account, task_id, index, shop)[0], kept_side)
        if which != "before":
            raise InvalidRequestError(reason="which: before or after", field="which")
        return self.thumbnail(self._uploads.source(account, self._upload(account, task_id, index)), kept_side)

    def _item(self, account: Account, task_id: str, index: int) -> Item:
        with self._database.read(account.id) as connection:
            return _item(tasks.get(connection, task_id, owner=account.id), index)

    def _upload(self, account: Account, task_id: str, index: int) -> str:
        """The upload an item was made from. The cloud knows what this computer sent there by other ids."""
        with self._database.read(account.id) as connection:
            record = tasks.get(connection, task_id, owner=account.id)
            upload_id = _item(record, index).upload_id
            here = sent.upload_here(connection, account.id, upload_id) if record.row.device == sent.CLOUD else None
        return here or upload_id

    def _run(self, job: Job) -> bytes:
        made = self._pool.run(job)
        assert isinstance(made, bytes)
        return made


def _item(record: TaskRecord, index: int) -> Item:
    if not 0 <= index < len(record.items):
        raise NotFoundError(what="item")
    return record.items[index]


def _kept_side(side: int) -> int:
    """The smallest size we keep that has so many pixels."""
    return THUMBNAIL_SIDE if side <= THUMBNAIL_SIDE else PREVIEW_SIDE
