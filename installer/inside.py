"""What the frozen folder holds and whose work it is: told by the spec while it is made, read for notices and sizes."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from installer import owners

_MB = 1_000_000


@dataclass(frozen=True)
class Piece:
    """One file of the folder, or one module of the archive inside the program."""

    name: str
    """Its path inside the folder, or its dotted name."""
    owner: str
    """Whose work it is, as `owners.owner` says."""
    is_module: bool


def pieces(entries: Iterable[tuple[str, str, str]]) -> list[Piece]:
    """The pieces that PyInstaller is about to put together, by its lists: path or name, source, kind."""
    return [
        Piece(name, owners.owner(Path(source)), kind == "PYMODULE")
        for name, source, kind in entries
        if source and kind != "SYMLINK"
    ]


def still_there(found: Iterable[Piece], entries: Iterable[tuple[str, str, str]]) -> list[Piece]:
    """The pieces without files that are on PyInstaller's lists no more."""
    names = {name for name, _, _ in entries}
    return [piece for piece in found if piece.is_module or piece.name in names]


def write(found: Iterable[Piece], file: Path) -> None:
    """Keep the list."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(piece) for piece in found], indent=0), encoding="utf-8")


def read(file: Path) -> list[Piece]:
    """The list that was kept."""
    return [Piece(**each) for each in json.loads(file.read_text(encoding="utf-8"))]


def table(folder: Path, listed: Path) -> str:
    """Megabytes on the disk by owner, the largest first."""
    found = read(listed)
    in_archive = _archived(folder)
    sizes: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for piece in found:
        if piece.is_module:
            sizes[piece.owner][1] += in_archive.get(piece.name, 0)
        else:
            sizes[piece.owner][0] += _size(folder, piece.name)
    rows = sorted(sizes.items(), key=lambda row: -sum(row[1]))
    whole = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    told = [f"{'':34} {'files':>8} {'modules':>8}  MB"]
    told += [f"{owner:34} {files / _MB:8.2f} {modules / _MB:8.2f}" for owner, (files, modules) in rows]
    return "\n".join([*told, f"{'the whole folder':34} {whole / _MB:8.2f}"])


def _archived(folder: Path) -> Mapping[str, int]:
    """Bytes that each module takes in the archive inside the program."""
    from PyInstaller.archive.readers import CArchiveReader

    program = next(file for file in (folder / "cleanrack", folder / "cleanrack.exe") if file.exists())
    archive = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz")
    return {name: length for name, (_, _, length) in archive.toc.items()}


def _size(folder: Path, name: str) -> int:
    file = folder / "_internal" / name
    return 0 if file.is_symlink() or not file.is_file() else file.stat().st_size
