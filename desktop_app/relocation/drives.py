"""Whether a folder lies on another computer: SQLite's locks and its write-ahead log do not hold there."""

import ctypes
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

_NETWORK = frozenset(
    {
        "9p",
        "afpfs",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
        "webdav",
    }
)
"""Kinds of file systems that are somewhere else."""
_REMOTE_FUSE = ("fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.gvfsd", "fuse.s3fs", "fuse.glusterfs", "fuse.smb")
_DRIVE_REMOTE = 4
"""What GetDriveTypeW answers for a network drive."""


def is_remote(folder: Path) -> bool:
    """Whether the folder, or where it would be made, lies on a network drive; False where nobody can tell."""
    resolved = folder.resolve()
    if sys.platform == "win32":
        return _is_remote_on_windows(resolved)
    return is_network_kind(kind_at(resolved, _mounts()))


def is_network_kind(kind: str) -> bool:
    """Whether a file system of this kind is on another computer."""
    return kind in _NETWORK or kind.startswith(_REMOTE_FUSE)


def kind_at(folder: Path, mounts: Iterable[tuple[Path, str]]) -> str:
    """The kind of file system a folder lies on; "" where none of the mounts holds it."""
    holding = [(len(place.parts), number, kind) for number, (place, kind) in enumerate(mounts) if holds(place, folder)]
    return max(holding)[2] if holding else ""  # of several at one place, the last is on top


def holds(outer: Path, inner: Path) -> bool:
    """Whether one path is the other, or leads to it."""
    return inner == outer or outer in inner.parents


def mounts_of_linux(table: str) -> list[tuple[Path, str]]:
    """Places and kinds from /proc/self/mountinfo (proc(5)): the kind follows a lone hyphen."""
    found = []
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        place = re.sub(r"\\(\d{3})", lambda escape: chr(int(escape[1], 8)), before.split()[4])
        found.append((Path(place), after.split()[0]))
    return found


def mounts_of_macos(told: str) -> list[tuple[Path, str]]:
    """Places and kinds from `mount`: `//me@nas/share on /Volumes/share (smbfs, nodev)`."""
    found = []
    for line in told.splitlines():
        _, _, rest = line.partition(" on ")
        place, _, options = rest.rpartition(" (")
        found.append((Path(place), options.partition(",")[0].rstrip(")")))
    return found


def _mounts() -> list[tuple[Path, str]]:
    try:
        if sys.platform == "darwin":
            told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=10, check=False)
            return mounts_of_macos(told.stdout)
        return mounts_of_linux(Path("/proc/self/mountinfo").read_text("utf-8", "replace"))
    except (OSError, ValueError, IndexError, subprocess.TimeoutExpired):
        return []


def _is_remote_on_windows(folder: Path) -> bool:
    if folder.drive.startswith("\\\\"):
        return not folder.drive.startswith("\\\\?\\") or folder.drive.upper().startswith("\\\\?\\UNC")
    windll = ctypes.windll  # type: ignore[attr-defined,unused-ignore] # there on Windows
    return bool(windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == _DRIVE_REMOTE)
