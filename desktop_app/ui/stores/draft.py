"""The photos of one run that is not submitted yet: which, how far their uploads are, what was found, what is ticked."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop_app.api.findings import Finding, FindingKind
from desktop_app.api.uploads import UploadView
from desktop_app.imaging import marketplaces
from desktop_app.imaging.marketplaces import Shop
from desktop_app.ui.stores.draft_photo import DraftPhoto, PhotoState
from desktop_app.ui.stores.uploads import Uploads


@dataclass(frozen=True)
class Group:
    """The photos in which the same thing was found."""

    kind: FindingKind
    photo_ids: tuple[str, ...]
    ticked: int
    """How many of them will be submitted as it stands."""
    workable: int
    """How many of them could be."""


@dataclass(frozen=True)
class Removed:
    """Photos taken out, and where they stood."""

    places: tuple[tuple[int, str], ...]


class Draft(QObject):
    """Photos in their order. What is removed is still known, so that it can come back with its upload."""

    listed = Signal()
    """Which photos there are has changed."""
    changed = Signal(str)
    """Something about this photo has changed: its state, its upload, its tick."""
    progressed = Signal(str)
    """More of this photo has been sent."""

    def __init__(self, uploads: Uploads, *, limit: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.limit = limit
        """How many photos fit."""
        self._uploads = uploads
        self._known: dict[str, DraftPhoto] = {}
        self._order: list[str] = []
        self._findings: dict[str, list[Finding]] | None = None
        self._shops: tuple[Shop, ...] = ()
        uploads.started.connect(self._on_started)
        uploads.progressed.connect(self._on_progressed)
        uploads.arrived.connect(self._on_arrived)
        uploads.broke.connect(self._on_broke)

    # what is known

    @property
    def photos(self) -> list[DraftPhoto]:
        """In their order."""
        return [self._known[photo_id] for photo_id in self._order]

    @property
    def chosen(self) -> list[DraftPhoto]:
        """Those that will be submitted, also while they are on their way."""
        return [photo for photo in self.photos if photo.is_chosen]

    @property
    def broken(self) -> list[DraftPhoto]:
        """Those that did not arrive."""
        return [photo for photo in self.photos if photo.state is PhotoState.BROKEN]

    @property
    def on_their_way(self) -> list[DraftPhoto]:
        """Those the server is still to get."""
        return [photo for photo in self.photos if photo.is_on_its_way]

    @property
    def room(self) -> int:
        """How many more photos fit."""
        return max(0, self.limit - len(self._order))

    def holds(self, photo_id: str) -> bool:
        """Whether it is one of the photos, and not removed."""
        return photo_id in self._order

    def photo(self, photo_id: str) -> DraftPhoto:
        """One of them; raises KeyError."""
        return self._known[photo_id]

    def findings(self, photo_id: str) -> list[Finding]:
        """What the pre-flight found in this photo, among the photos of this run."""
        if self._findings is None:
            self._findings = self._examined()
        return self._findings.get(photo_id, [])

    def name_of(self, upload_id: str | None) -> str:
        """The photo of an upload, by name; "" if it is none of these."""
        found = (photo.name for photo in self.photos if photo.upload is not None and photo.upload.id == upload_id)
        return next(found, "")

    def groups(self) -> list[Group]:
        """Findings by kind, as FindingKind orders them."""
        return [group for kind in FindingKind if (group := self._group(kind)).photo_ids]

    # changing it

    def aim_at(self, shops: tuple[Shop, ...]) -> None:
        """The shops that the pictures are made for; a photo may be too small for them."""
        if shops == self._shops:
            return
        before = {photo_id: self.findings(photo_id) for photo_id in self._order}
        self._shops, self._findings = shops, None
        for photo_id, findings in before.items():
            if findings != self.findings(photo_id):
                self.changed.emit(photo_id)

    def take(self, photos: Iterable[DraftPhoto]) -> None:
        """Add photos behind the others and send them; those that do not fit are left out."""
        taken = list(photos)[: self.room]
        for photo in taken:
            self._known[photo.id] = photo
            self._order.append(photo.id)
        self._list_anew()
        self._send(taken)

    def remove(self, photo_ids: Collection[str]) -> Removed:
        """Take photos out; `restore` brings them back."""
        places = [(place, photo_id) for place, photo_id in enumerate(self._order) if photo_id in photo_ids]
        self._order = [photo_id for photo_id in self._order if photo_id not in photo_ids]
        self._uploads.drop(photo_ids)
        self._list_anew()
        return Removed(tuple(places))

    def restore(self, removed: Removed) -> int:
        """Put photos back where they stood; answers how many found no room any more."""
        missing = [each for each in removed.places if each[1] in self._known and each[1] not in self._order]
        fitting = missing[: self.room]
        for place, photo_id in fitting:
            self._order.insert(place, photo_id)
        self._list_anew()
        self._send(self._known[photo_id] for _, photo_id in fitting)
        return len(missing) - len(fitting)

    def release(self, photo_ids: Collection[str]) -> list[DraftPhoto]:
        """Take photos out for good: they are submitted, or go elsewhere."""
        released = [photo for photo in self.photos if photo.id in photo_ids]
        self._order = [photo_id for photo_id in self._order if photo_id not in photo_ids]
        self._list_anew()
        for photo in released:  # only now: while rows go one by one, the others are still asked for
            del self._known[photo.id]
        return released

    def tick(self, photo_ids: Iterable[str], ticked: bool) -> None:
        """Choose photos, or leave them out."""
        for photo_id in list(photo_ids):
            self._change(photo_id, lambda photo: replace(photo, ticked=ticked))

    def untick(self, kind: FindingKind) -> None:
        """Leave out every photo with this finding."""
        self.tick(self._group(kind).photo_ids, ticked=False)

    def retry(self, photo_ids: Iterable[str] | None = None) -> None:
        """Send broken photos again; without `photo_ids` all of them."""
        again = [photo.id for photo in self.broken] if photo_ids is None else list(photo_ids)
        for photo_id in again:
            if self._known[photo_id].state is PhotoState.BROKEN:
                self._change(photo_id, lambda photo: replace(photo, state=PhotoState.WAITING, progress=0.0, error=None))
                self._uploads.send(self._known[photo_id])

    def send_anew(self) -> None:
        """Another account works here now, and it has none of the photos; those without their file are left out."""
        self._known = {photo_id: anew for photo_id, photo in self._known.items() if (anew := photo.anew()) is not None}
        self._order = [photo_id for photo_id in self._order if photo_id in self._known]
        self._list_anew()
        self._send(self.photos)

    # news of the uploads

    def _on_started(self, photo_id: str) -> None:
        self._change(photo_id, lambda photo: replace(photo, state=PhotoState.UPLOADING, progress=0.0))

    def _on_progressed(self, photo_id: str, share: float) -> None:
        if photo_id in self._known:
            self._known[photo_id] = replace(self._known[photo_id], progress=share)
            self.progressed.emit(photo_id)

    def _on_arrived(self, photo_id: str, view: UploadView) -> None:
        self._change(photo_id, lambda photo: replace(photo, state=PhotoState.READY, progress=1.0, upload=view))

    def _on_broke(self, photo_id: str, error: Exception) -> None:
        self._change(photo_id, lambda photo: replace(photo, state=PhotoState.BROKEN, error=error))

    # within

    def _change(self, photo_id: str, changed: Callable[[DraftPhoto], DraftPhoto]) -> None:
        if photo_id not in self._known:
            return
        self._known[photo_id] = changed(self._known[photo_id])
        self._findings = None
        if photo_id in self._order:
            self.changed.emit(photo_id)

    def _send(self, photos: Iterable[DraftPhoto]) -> None:
        for photo in photos:
            if photo.state is PhotoState.WAITING:
                self._uploads.send(photo)

    def _list_anew(self) -> None:
        self._findings = None
        self.listed.emit()

    def _examined(self) -> dict[str, list[Finding]]:
        from desktop_app.client.preflight import of_this_run

        ready = [(photo.id, photo.upload) for photo in self.photos if photo.upload is not None]
        told = of_this_run([upload for _, upload in ready])
        return {
            photo_id: [*findings, *marketplaces.findings(self._shops, upload.width, upload.height)]
            for (photo_id, upload), findings in zip(ready, told, strict=True)
        }

    def _group(self, kind: FindingKind) -> Group:
        found = [photo for photo in self.photos if any(one.kind is kind for one in self.findings(photo.id))]
        return Group(
            kind=kind,
            photo_ids=tuple(photo.id for photo in found),
            ticked=sum(photo.is_chosen for photo in found),
            workable=sum(photo.is_workable for photo in found),
        )


def upload_ids(photos: Sequence[DraftPhoto]) -> list[str]:
    """What the server calls the photos it has."""
    return [photo.upload.id for photo in photos if photo.upload is not None]
