"""What is being put together on the form: the photos of a run that is not submitted yet."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.api.tasks import Place, TaskCreated
from desktop_app.api.uploads import MAX_BATCH_PHOTOS, UploadView
from desktop_app.core.errors import InvalidRequestError, RequestError, UnsupportedFormatError, UploadTooLargeError
from desktop_app.imaging import marketplaces
from desktop_app.imaging.photos import Refusal
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.connection import Connection
from desktop_app.ui.notices import Notices
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.admission import Admission, Found, admit, look, look_at_picture
from desktop_app.ui.stores.draft import Draft, upload_ids
from desktop_app.ui.stores.draft_photo import DraftPhoto
from desktop_app.ui.stores.intake_notices import IntakeNotices
from desktop_app.ui.stores.intention import Intentions
from desktop_app.ui.stores.uploads import Uploads

_REFUSALS = (UnsupportedFormatError, UploadTooLargeError, InvalidRequestError)
"""The server will never take such a photo; anything else may pass."""


class Mode(StrEnum):
    """How many photos a run has."""

    SINGLE = "single"
    BATCH = "batch"


class Drafts(QObject):
    """The drafts of the single and the batch form."""

    mode_changed = Signal(Mode)
    added = Signal()
    """Photos have come in: somebody wants to work on them."""
    looking_changed = Signal(bool)
    """Whether folders are being looked through."""
    submitting_changed = Signal(bool)

    def __init__(
        self,
        *,
        connection: Connection,
        bridge: Bridge,
        preferences: Preferences,
        notices: Notices,
        speech: Speech,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.uploads = Uploads(connection, self)
        self.single = Draft(self.uploads, limit=1, parent=self)
        self.batch = Draft(self.uploads, limit=MAX_BATCH_PHOTOS, parent=self)
        self.mode = Mode.SINGLE
        self.is_submitting = False
        self._connection = connection
        self._bridge = bridge
        self._preferences = preferences
        self._told = IntakeNotices(notices, speech, self)
        self._intentions = Intentions()
        self._looks = 0
        self._is_aimed = False
        self._suggested: dict[str, dict[str, Any]] = {}
        self.uploads.broke.connect(self._on_broke)

    @property
    def active(self) -> Draft:
        """The draft of the form that is shown."""
        return self.batch if self.mode is Mode.BATCH else self.single

    @property
    def is_looking(self) -> bool:
        """Whether folders are being looked through."""
        return self._looks > 0

    def choose_mode(self, mode: Mode) -> None:
        """Show the other form; each keeps its photos."""
        if mode is not self.mode:
            self.mode = mode
            self.mode_changed.emit(mode)

    def aim(self, parameters: Mapping[str, Any]) -> None:
        """Judge the photos for the shops that these parameters name; own shops that cannot be read are told once."""
        if not self._is_aimed and (problem := marketplaces.catalogue().problem):
            self._told.shops_ignored(problem)
        self._is_aimed = True
        for draft in (self.single, self.batch):
            draft.aim_at(marketplaces.chosen(parameters))

    # photos in and out

    def add(self, paths: Sequence[Path], *, remember: bool = True) -> None:
        """Take photos and folders, wherever they were dropped."""
        given = list(paths)
        self._count_looks(1)
        self._bridge.run(
            self,
            lambda: asyncio.to_thread(look, given),
            done=lambda found: self._on_found(found, remember),
            failed=self._on_look_failed,
        )

    def add_picture(self, data: bytes, name: str) -> None:
        """Take a picture from the clipboard (an encoded file's bytes)."""
        looked_at = look_at_picture(data, name)
        if isinstance(looked_at, Refusal):
            self._told.refused([looked_at])
        else:
            self._take([looked_at])

    def remove(self, photo_ids: Collection[str]) -> None:
        """Take photos out of the shown form; a notice offers to undo it."""
        draft = self.active
        removed = draft.remove(photo_ids)
        if removed.places:
            self._told.removed(len(removed.places), lambda: self._told.over_limit(draft.restore(removed), draft.limit))

    def clear(self) -> None:
        """Take all photos out; a notice offers to undo it."""
        self.remove([photo.id for photo in self.active.photos])

    def send_anew(self) -> None:
        """Another account works here now: it has to be sent what stands on the forms."""
        for draft in (self.single, self.batch):
            draft.send_anew()

    # photos from before

    def work_again(self, uploads: Sequence[UploadView]) -> None:
        """Put photos that the server has on the batch form, alone; what was there can be brought back."""
        self.choose_mode(Mode.BATCH)
        self.clear()
        self._take([DraftPhoto.arrived(upload) for upload in uploads])

    def suggest(self, feature_id: str, values: Mapping[str, Any]) -> None:
        """Parameters that the form of a feature is to begin with."""
        self._suggested[feature_id] = dict(values)

    def take_suggestion(self, feature_id: str) -> dict[str, Any] | None:
        """What was suggested for this feature, once."""
        return self._suggested.pop(feature_id, None)

    # submitting

    def submit(
        self,
        feature_id: str,
        parameters: dict[str, Any],
        *,
        where: Place = Place.LOCAL,
        done: Callable[[TaskCreated], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Have the chosen photos worked on and paid for; without `failed` the window tells what went wrong."""
        draft, is_batch = self.active, self.mode is Mode.BATCH
        going = [photo.id for photo in draft.photos if not photo.is_on_its_way]
        intention = self._intentions.mean(
            feature_id, upload_ids(draft.chosen), parameters, is_batch=is_batch, where=where
        )
        self._set_submitting(True)

        def end(created: TaskCreated) -> None:
            self._intentions.hear(None)
            draft.release(going)
            self._set_submitting(False)
            done(created)

        def fail(error: Exception) -> None:
            self._intentions.hear(error)
            self._set_submitting(False)
            (failed or self._bridge.failed.emit)(error)

        request, key = intention.request, intention.key
        self._connection.ask(
            self,
            lambda server: (server.create_batch if is_batch else server.create_task)(request, key=key),
            done=end,
            failed=fail,
        )

    # what was found

    def _on_found(self, found: Found, remember: bool) -> None:
        self._count_looks(-1)
        self._told.refused(found.collection.refused)
        if remember and found.folder is not None and found.photos:
            self._preferences.remember_folder(found.folder)
        admission = self._take(found.photos)
        self._told.quietly(admission.twice, found.collection.passed_over)
        if not found.photos and not found.collection.refused:
            self._told.nothing_found()

    def _on_look_failed(self, error: Exception) -> None:
        self._count_looks(-1)
        self._bridge.failed.emit(error)

    def _take(self, photos: Sequence[DraftPhoto]) -> Admission:
        if self.mode is Mode.SINGLE and len(photos) > 1:
            self._move_to_batch()
        draft = self.active
        room = 1 if draft is self.single else draft.room
        admission = admit(draft.photos, photos, room)
        if admission.taken:
            self._make_room(draft)
            draft.take(admission.taken)
            self.added.emit()
        self._told.over_limit(admission.over, draft.limit)
        return admission

    def _move_to_batch(self) -> None:
        """What was on the single form comes along: it was chosen too."""
        along = self.single.release([photo.id for photo in self.single.photos])
        self.choose_mode(Mode.BATCH)
        self.batch.take(admit(self.batch.photos, along, self.batch.room).taken)
        self._told.moved_to_batch()

    def _make_room(self, draft: Draft) -> None:
        """On the single form the new photo takes the place of the one before."""
        if draft is not self.single or draft.room:
            return
        before = draft.remove([photo.id for photo in draft.photos])

        def undo() -> None:
            draft.remove([photo.id for photo in draft.photos])
            draft.restore(before)

        self._told.replaced(undo)

    def _on_broke(self, photo_id: str, error: Exception) -> None:
        """A photo that the server will never take goes at once, with the reason."""
        if not isinstance(error, _REFUSALS):
            return
        for draft in (self.single, self.batch):
            if draft.holds(photo_id):
                (photo,) = draft.release([photo_id])
                self._told.refused([_refusal(photo, error)])

    def _count_looks(self, step: int) -> None:
        before, self._looks = self.is_looking, self._looks + step
        if before != self.is_looking:
            self.looking_changed.emit(self.is_looking)

    def _set_submitting(self, value: bool) -> None:
        self.is_submitting = value
        self.submitting_changed.emit(value)


def _refusal(photo: DraftPhoto, error: RequestError) -> Refusal:
    return Refusal(photo.path or Path(photo.name), photo.name, error.slug, error.details, error)
