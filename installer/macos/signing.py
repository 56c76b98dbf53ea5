"""Signs for macOS and has Apple look at it, where the environment names who signs; otherwise nothing is, and said so.

    CLEANRACK_APPLE_IDENTITY    "Developer ID Application: …", of a certificate in the keychain
    CLEANRACK_NOTARY_PROFILE    what `xcrun notarytool store-credentials PROFILE` has kept

Programs and libraries are signed by PyInstaller as it puts them together (the spec hands it the identity), from the
innermost outwards, with the hardened runtime and installer/macos/entitlements.plist. That one entitlement is for
cffi's callbacks on Intel, which are made at run time. The file itself holds no comment: codesign takes none.
"""

import os
import subprocess
from pathlib import Path

IDENTITY_VARIABLE = "CLEANRACK_APPLE_IDENTITY"
PROFILE_VARIABLE = "CLEANRACK_NOTARY_PROFILE"
ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")


def identity() -> str | None:
    """Who signs here, if anybody does."""
    return os.environ.get(IDENTITY_VARIABLE) or None


def check(app: Path) -> None:
    """Raises CalledProcessError where the application's signature, of whatever kind, does not hold."""
    _run("codesign", "--verify", "--deep", "--strict", "--verbose=2", str(app))


def sign(file: Path) -> bool:
    """Whether the file, a disk image, was signed."""
    named = identity()
    if named is None:
        print(f"not signed, {IDENTITY_VARIABLE} names nobody: {file.name}")
        return False
    _run("codesign", "--force", "--timestamp", "--sign", named, str(file))
    return True


def notarise(app_or_image: Path, scratch: Path) -> bool:
    """Whether Apple has looked at it and its ticket is fastened to it; without, macOS asks Apple at the first start.

    Raises CalledProcessError where Apple refuses; `xcrun notarytool log` tells why.
    """
    profile = os.environ.get(PROFILE_VARIABLE)
    if not profile or identity() is None:
        print(f"not notarised, {PROFILE_VARIABLE} names no profile: {app_or_image.name}")
        return False
    sent = app_or_image if app_or_image.is_file() else _zipped(app_or_image, scratch)
    _run("xcrun", "notarytool", "submit", str(sent), "--keychain-profile", profile, "--wait")
    _run("xcrun", "stapler", "staple", str(app_or_image))
    return True


def _zipped(app: Path, scratch: Path) -> Path:
    """Apple takes files, not folders; only ditto keeps what the signature covers."""
    packed = scratch / f"{app.stem}.zip"
    _run("ditto", "-c", "-k", "--keepParent", str(app), str(packed))
    return packed


def _run(*command: str) -> None:
    subprocess.run(command, check=True)
