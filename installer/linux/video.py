"""OpenCV without FFmpeg: CleanRack reads no video, and FFmpeg would bring 32 MB and an OpenSSL that is out of support.

On Windows the wheel loads FFmpeg when a video is opened, and it is simply left out. On Linux the wheel is linked to it
and cannot be loaded without, so libraries of the same names stand in, which have each function that OpenCV names and
do nothing but end a process that would call one. On macOS it is linked likewise, and stays.
"""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from installer.trim import Entry

OPENCV = "cv2/cv2.abi3.so"
LIBRARIES = "opencv_python_headless.libs"
"""Where it looks for what it is linked to."""

_VIDEO = re.compile(r"(^|/)lib(avcodec|avformat|avutil|swscale|swresample|vpx|drm|ssl|crypto)-[0-9a-f]+\.so")
"""FFmpeg, and what it alone is linked to."""
_NEEDED = re.compile(r"\(NEEDED\).*\[(?P<library>[^]]+)\]")
_WANTED = re.compile(r"UND (?P<name>\w+)@(?P<version>LIB(?:AVCODEC|AVFORMAT|AVUTIL|SWSCALE)_\d+)")


def replaced(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The entries with stand-ins, made in the folder, for FFmpeg."""
    found = list(entries)
    opencv = next(Path(source) for name, source, _ in found if name == OPENCV)
    stand_ins = _made(opencv, folder)
    kept = [entry for entry in found if not _VIDEO.search(entry[0])]
    return [*kept, *((f"{LIBRARIES}/{file.name}", str(file), "BINARY") for file in stand_ins)]


def _made(opencv: Path, folder: Path) -> list[Path]:
    """One library for each that OpenCV is linked to."""
    needed = [match["library"] for match in _NEEDED.finditer(_told("-d", opencv))]
    return [
        _compiled(next(library for library in needed if library.startswith(f"{stem}-")), version, functions, folder)
        for stem, (version, functions) in _wanted(opencv).items()
    ]


def _wanted(opencv: Path) -> Mapping[str, tuple[str, list[str]]]:
    """The functions that OpenCV names, and their version, by library: LIBAVCODEC_62 is a version of libavcodec."""
    functions: dict[str, list[str]] = defaultdict(list)
    for match in _WANTED.finditer(_told("--dyn-syms", opencv)):
        functions[match["version"]].append(match["name"])
    return {version.rpartition("_")[0].lower(): (version, names) for version, names in functions.items()}


def _compiled(library: str, version: str, functions: list[str], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    source, script, made = folder / f"{library}.c", folder / f"{library}.map", folder / library
    bodies = "\n".join(f"void {name}(void) {{ abort(); }}" for name in functions)
    source.write_text(f"#include <stdlib.h>\n{bodies}\n", encoding="ascii")
    script.write_text(f"{version} {{ global: {'; '.join(functions)}; local: *; }};\n", encoding="ascii")
    linked = [f"-Wl,-soname,{library}", f"-Wl,--version-script,{script}", "-s"]
    subprocess.run(["cc", "-shared", "-fPIC", "-w", "-O1", *linked, str(source), "-o", str(made)], check=True)
    return made


def _told(option: str, file: Path) -> str:
    return subprocess.run(["readelf", "-W", option, str(file)], capture_output=True, text=True, check=True).stdout
