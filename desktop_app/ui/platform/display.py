"""Whether Qt can speak to an X11 display: asked before Qt is, which would end the process instead of answering."""

import ctypes
import os
import sys
from pathlib import Path


def require_plugin() -> None:
    """Raise ImportError that names the missing library where X11 is the display and Qt's part for it cannot be loaded.

    Qt tells the wrong library in this case, and aborts.
    """
    if not _is_x11():
        return
    from PySide6 import QtGui

    plugin = Path(QtGui.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as exc:
        if plugin.exists():
            raise ImportError(str(exc)) from exc


def answers() -> bool:
    """Whether the display that the environment names takes connections; True wherever it is not X11's."""
    if not _is_x11():
        return True
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def _is_x11() -> bool:
    chosen = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    return sys.platform == "linux" and not chosen
