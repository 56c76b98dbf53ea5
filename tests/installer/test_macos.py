"""The parts of the macOS bundle that can be looked at on any system."""

import plistlib
from pathlib import Path

import pytest

from installer.macos import info, signing

MACOS = Path(signing.__file__).parent


def test_the_property_list_is_one():
    assert plistlib.loads(plistlib.dumps(info.PLIST)) == info.PLIST


def test_it_opens_photos_and_folders_and_takes_none_away_from_other_programs():
    kinds = info.PLIST["CFBundleDocumentTypes"]

    assert {"public.jpeg", "public.heic", "public.folder"} <= {
        one for kind in kinds for one in kind["LSItemContentTypes"]
    }
    assert {kind["LSHandlerRank"] for kind in kinds} == {"Alternate"}


def test_every_language_it_claims_has_its_name():
    assert {folder.stem for folder in MACOS.glob("*.lproj")} == set(info.PLIST["CFBundleLocalizations"])


def test_the_entitlements_are_few_and_without_comments():
    text = signing.ENTITLEMENTS.read_bytes()

    assert plistlib.loads(text) == {"com.apple.security.cs.allow-unsigned-executable-memory": True}
    assert b"<!--" not in text, "codesign does not take them"


@pytest.mark.parametrize("step", [signing.sign, lambda file: signing.notarise(file, file.parent)])
def test_without_a_name_nothing_is_signed_and_that_is_said(step, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.delenv(signing.IDENTITY_VARIABLE, raising=False)

    assert not step(tmp_path / "CleanRack.dmg")
    assert capsys.readouterr().out.startswith("not ")
