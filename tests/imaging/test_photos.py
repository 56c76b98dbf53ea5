"""Which files a command line means."""

import os
import sys

import pytest

from desktop_app.imaging.photos import collect, natural_key
from tests.client.photos import gif, jpeg, put


def test_photos_come_in_the_order_of_people():
    names = ["SKU10/1.jpg", "SKU2/10.jpg", "SKU2/2.jpg", "sku2/1.jpg"]
    assert sorted(names, key=natural_key) == ["sku2/1.jpg", "SKU2/2.jpg", "SKU2/10.jpg", "SKU10/1.jpg"]


def test_folders_are_searched_through_and_name_their_photos(shoot):
    put(shoot, "SKU1/正面/1.jpg", jpeg())
    put(shoot, "2.jpg", jpeg())
    assert [photo.name for photo in collect([shoot]).photos] == ["拍摄/2.jpg", "拍摄/SKU1/正面/1.jpg"]


def test_hidden_and_system_files_are_passed_over_silently(shoot):
    for name in (".DS_Store", "._1.jpg", "Thumbs.db", "desktop.ini", "__MACOSX/1.jpg", ".git/1.jpg"):
        put(shoot, name, jpeg())
    found = collect([shoot])
    assert (found.photos, found.refused, found.passed_over) == ((), (), 0)


def test_a_file_given_twice_is_taken_once(shoot):
    photo = put(shoot, "1.jpg", jpeg())
    assert len(collect([photo, shoot, photo]).photos) == 1


def test_files_are_told_by_their_content(shoot):
    put(shoot, "1.jpg", gif())
    put(shoot, "2.txt", jpeg())
    found = collect([shoot])
    assert [photo.name for photo in found.photos] == ["拍摄/2.txt"]
    assert [refusal.slug for refusal in found.refused] == ["unsupported-format"]


def test_files_that_are_no_pictures_are_counted_in_folders_and_refused_by_name(shoot):
    notes = put(shoot, "notes.txt", b"hello")
    assert collect([shoot]).passed_over == 1
    assert [refusal.slug for refusal in collect([notes]).refused] == ["unsupported-format"]


def test_a_photo_over_ten_megabytes_is_refused(shoot):
    put(shoot, "1.jpg", jpeg() + bytes(10_000_000))
    (refusal,) = collect([shoot]).refused
    assert (refusal.slug, refusal.values) == ("upload-too-large", {"limit_megabytes": 10})


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root opens everything")
def test_a_file_that_cannot_be_opened_is_refused(shoot):
    put(shoot, "1.jpg", jpeg()).chmod(0)
    assert [refusal.slug for refusal in collect([shoot]).refused] == ["cannot-open"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_folder_that_links_to_itself_ends(shoot):
    put(shoot, "1.jpg", jpeg())
    (shoot / "again").symlink_to(shoot, target_is_directory=True)
    assert len(collect([shoot]).photos) == 1
