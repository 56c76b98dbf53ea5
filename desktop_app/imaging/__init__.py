"""Pictures in, pictures out; no Qt, no network, no database. Importing it imports no image library."""

import importlib


def prepare(model: str = "u2netp") -> None:
    """Makes a worker process ready: image libraries imported, one thread each, so workers do not fight for cores.

    The cut-out model of this name is loaded, or whichever is installed; with none, nothing of it is imported.
    """
    import cv2

    cv2.setNumThreads(1)
    importlib.import_module("desktop_app.imaging.darkroom")
    from desktop_app.imaging.cutout import saliency

    saliency.use(model)
