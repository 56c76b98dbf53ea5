"""What the frozen application leaves out: modules nobody on a computer of one's own asks for, and files nobody opens.

Each row has its reason beside it. What is left out by mistake is found by tests/installer, which has the frozen
application do everything.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

MODULES: Mapping[str, str] = {
    # the cloud home, which operators install with pip
    "desktop_app.server.worker_home": "carries out batches of the cloud",
    "desktop_app.commands.worker": "the command for it",
    "desktop_app.server.database.postgres": "PostgreSQL",
    "desktop_app.server.storage.s3": "object storage",
    "psycopg": "PostgreSQL",
    "asyncpg": "PostgreSQL",
    "pgqueuer": "the cloud's queue",
    "obstore": "object storage",
    "botocore": "signs its requests",
    "prometheus_client": "figures for operators",
    "argon2": "passwords are hashed in the cloud",
    # ways of libraries that we do not go
    "uvloop": "the server runs on asyncio's loop",
    "watchfiles": "reloads a server under development",
    "websockets": "there are none",
    "wsproto": "there are none",
    "python_multipart": "photos come as raw bodies",
    "httpx._main": "the command line of httpx",
    "pygments": "colours source code for it, and for rich",
    "jinja2": "pages of starlette",
    "requests": "another HTTP client, for libraries that offer to use it",
    "urllib3": "the same",
    "charset_normalizer": "guesses encodings for it",
    "psutil": "figures of processes, for tests",
    "dotenv": "settings files of uvicorn",
    "sqlite3": "pysqlite3 is used, whose SQLite is new enough",
    "_sqlite3": "the same",
    "yaml": "logging files of uvicorn, forms of fastapi",
    "greenlet": "the asynchronous side of SQLAlchemy",
    "MySQLdb": "a database",
    "psycopg2": "a database",
    "pandas": "tables for openpyxl and others",
    "scipy": "onnxruntime's tools for training",
    "sympy": "the same",
    "torch": "the same",
    "google.protobuf": "the same",
    "onnxruntime.tools": "the same",
    "onnxruntime.transformers": "the same",
    "onnxruntime.quantization": "the same",
    "lxml": "openpyxl reads with the standard library",
    "numpy.f2py": "compiles Fortran",
    "numpy.testing": "tests",
    "numpy._core.tests": "tests",
    "cv2.gapi": "graphs of filters",
    # the standard library, and what belongs to development
    "tkinter": "another toolkit",
    "readline": "GPL; line editing of an interactive Python",
    "lib2to3": "converts Python 2",
    "ensurepip": "brings pip, which a frozen application has no use for",
    "idlelib": "an editor",
    "turtledemo": "a toy",
    "pydoc": "help of an interactive Python",
    "doctest": "tests",
    "pytest": "tests",
    "_pytest": "tests",
    "hypothesis": "tests",
    "setuptools": "installs packages",
    "pkg_resources": "the same",
    "pip": "the same",
    "mypy": "development",
    "IPython": "development",
    "PIL.ImageTk": "another toolkit",
    "PIL._avif": "AVIF is not taken",
    "PIL.AvifImagePlugin": "the same",
    "PIL._imagingft": "no text is drawn into pictures",
    "PySide6.QtQml": "the window is made of widgets",
    "PySide6.QtQuick": "the same",
    "PySide6.QtOpenGL": "the same",
}

FILES: Mapping[str, str] = {
    r"PySide6/(Qt/)?plugins/platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vnc|vkkhrdisplay|direct2d)": "no screen",
    r"PySide6/(Qt/)?plugins/(egldeviceintegrations|vectorimage|generic|qmltooling|sqldrivers)/": "not used",
    r"PySide6/(Qt/)?plugins/(xcbglintegrations|wayland-graphics-integration-client)/": "OpenGL; widgets paint without",
    r"PySide6/(Qt/)?plugins/wayland-shell-integration/lib(ivi|fullscreen|qt-shell|wl-shell)": "no desktops",
    r"PySide6/(Qt/)?plugins/platformthemes/libqgtk3": "would load all of GTK for its file dialog; the portal's is used",
    r"PySide6/(Qt/)?plugins/platforminputcontexts/(lib)?qtvirtualkeyboard": "needs QML",
    r"PySide6/(Qt/)?plugins/imageformats/(lib)?q(pdf|tga|wbmp|icns|gif)": "no photos, and no results",
    r"PySide6/(Qt/)?plugins/(networkinformation|tls)/": "Qt speaks to the network nowhere",
    r"PySide6/(Qt/)?(lib/)?(lib)?Qt6?(Quick|Qml|QmlModels|Pdf|VirtualKeyboard|OpenGL|EglFS|EglFs|Sql)\w*\.": "not used",
    r"PySide6/opengl32sw\.dll": "draws with OpenGL where there is no driver; widgets ask for none",
    r"PySide6/(Qt/)?translations/(?!qtbase_(zh_CN|en)\.qm)": "other languages",
    r"cv2/opencv_videoio_ffmpeg\w*\.dll": "FFmpeg: no video is read",
    r"cv2/data/": "cascades for faces",
    r"onnxruntime/capi/(lib)?onnxruntime_providers_(shared|cuda|tensorrt)\b": "graphics cards",
    r"onnxruntime/capi/onnxruntime\.dll$": "for programs in C; the module for Python holds all of it",
    r"onnxruntime/(datasets|backend|tools)/": "examples",
    r"\.dist-info/(?!METADATA$|entry_points\.txt$)": "of a package, only name, version and entry points are asked for",
    r"desktop_app/resources/translations/.*\.ts$": "compiled beside it",
    r"numpy/_core/_(simd|\w+_tests)\.": "tests",
}
"""Patterns of the paths inside the folder."""

Entry = tuple[str, str, str]
"""As PyInstaller lists a file: its path inside the folder, where it comes from, its kind."""


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without those left out."""
    return [entry for entry in entries if not is_left_out(entry[0])]


def leading_somewhere(entries: Iterable[Entry], whole: Iterable[Entry]) -> list[Entry]:
    """The entries without links to files that the whole has no more."""
    there = {PurePosixPath(name) for name, _, _ in whole}
    return [entry for entry in entries if entry[2] != "SYMLINK" or _target(entry) in there]


def _target(link: Entry) -> PurePosixPath:
    name, source, _ = link
    return PurePosixPath(posixpath.normpath(posixpath.join(posixpath.dirname(name), source)))


def is_left_out(name: str) -> bool:
    """Whether the file of that path inside the folder is left out."""
    path = name.replace("\\", "/")
    return any(re.search(pattern, path) for pattern in FILES)
