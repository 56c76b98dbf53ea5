"""Pictures in, pictures out; no Qt, no network, no database. Importing it imports no image library."""

import importlib


def prepare() -> None:
    """Makes a worker process ready: image libraries imported, one thread each, so workers do not fight for cores."""
    import cv2

    cv2.setNumThreads(1)
    importlib.import_module("desktop_app.imaging.darkroom")
