"""Blobs of a computer: what is here is handed out, what another computer made is brought when it is asked for."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop_app.core.errors import CloudUnreachableError, MissingOriginalError
from desktop_app.server.storage.files import FileStorage

PICTURE = b"a finished picture"
SHA256 = hashlib.sha256(PICTURE).hexdigest()


class Cloud:
    """Another computer's pictures, as the device side would bring them."""

    def __init__(self, sends: bytes | None = PICTURE) -> None:
        self.sends = sends
        self.asked: list[tuple[str, str]] = []

    def __call__(self, owner: str, sha256: str, part: Path) -> bool:
        self.asked.append((owner, sha256))
        if self.sends is None:
            return False
        part.write_bytes(self.sends)
        return True


def test_a_picture_of_another_computer_is_brought_once(tmp_path: Path) -> None:
    cloud = Cloud()
    storage = FileStorage(folder=tmp_path, fetch=cloud)

    read = [storage.path("merchant", SHA256).read_bytes() for _ in range(2)]

    assert read == [PICTURE] * 2
    assert cloud.asked == [("merchant", SHA256)]
    assert storage.parts() == []
    assert list(storage.kept()) == [SHA256]


def test_several_who_ask_at_once_all_get_it(tmp_path: Path) -> None:
    storage = FileStorage(folder=tmp_path, fetch=Cloud())

    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda _: storage.path("merchant", SHA256).read_bytes(), range(8)))

    assert read == [PICTURE] * 8
    assert storage.parts() == []


@pytest.mark.parametrize("sends", [None, b"another picture", PICTURE[:-1]], ids=["nothing", "another", "half"])
def test_what_is_not_the_picture_is_not_kept(tmp_path: Path, sends: bytes | None) -> None:
    storage = FileStorage(folder=tmp_path, fetch=Cloud(sends))

    with pytest.raises(MissingOriginalError):
        storage.path("merchant", SHA256)

    assert storage.parts() == list(storage.kept()) == []


def test_a_cloud_out_of_reach_is_told_and_not_taken_for_a_missing_picture(tmp_path: Path) -> None:
    def fetch(owner: str, sha256: str, part: Path) -> bool:
        part.write_bytes(PICTURE[:5])
        raise CloudUnreachableError(reason="no network")

    storage = FileStorage(folder=tmp_path, fetch=fetch)

    with pytest.raises(CloudUnreachableError):
        storage.path("merchant", SHA256)

    assert storage.parts() == []


def test_a_computer_that_belongs_to_no_account_asks_nobody(tmp_path: Path) -> None:
    with pytest.raises(MissingOriginalError):
        FileStorage(folder=tmp_path).path("merchant", SHA256)
