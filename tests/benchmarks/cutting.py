"""`python -m tests.benchmarks cutout DIR`: our cut-outs beside the plain networks and no network, by true masks."""

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

from desktop_app.imaging import models
from desktop_app.imaging.cutout import cutout, matte, saliency, underlays
from tests.benchmarks.truth import Score, pairs, score

Method = Callable[[np.ndarray], np.ndarray]
"""(height, width) alpha at full resolution out of sRGB pixels (height, width, 3)."""
_WORST = 5


def ours(model: str) -> Method:
    """What a merchant gets: cut out at working size, alpha carried up along the photo's own edges."""

    def cut(pixels: np.ndarray) -> np.ndarray:
        found = cutout.cut_out(pixels, model=model)
        height, width = found.alpha.shape
        working = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
        window = matte.Window(scale=(width / pixels.shape[1], height / pixels.shape[0]), origin=(0, 0))
        laid = matte.matte(working, found.alpha, window, underlay=underlays.Glass(underlays.RGB), inks=underlays.RGB)
        return laid.opacity(pixels, 0).astype(np.float32) / 255

    return cut


def plain(model: str) -> Method:
    """What the network itself says, enlarged."""

    def look(pixels: np.ndarray) -> np.ndarray:
        seen = saliency.seen(pixels, model)
        assert seen is not None
        return seen[1]

    return look


METHODS: dict[str, tuple[str | None, Method]] = {
    "ours, u2netp": ("u2netp", ours("u2netp")),
    "ours, u2net": ("u2net", ours("u2net")),
    "plain u2netp": ("u2netp", plain("u2netp")),
    "plain u2net": ("u2net", plain("u2net")),
    "no model": (None, ours(cutout.CLASSICAL)),
}


def run(arguments: list[str]) -> int:
    """Prints a table of all methods and each one's worst photos; 2 where the folder is of no use."""
    try:
        found = list(pairs(Path(*arguments[:1])))
    except FileNotFoundError as error:
        print(error)
        return 2
    print(f"{len(found)} photos\n{'method':14} {'IoU':>7} {'worst':>7} {'edge F':>7} {'edge error':>11} {'s/photo':>8}")
    worst = []
    for name, (model, method) in METHODS.items():
        if model and models.find(model) is None:
            print(f"{name:14} {model} is not installed")
            continue
        scores = list(_measured(found, method))
        print(_line(name, scores), flush=True)
        worst.append(_named(name, scores))
    print("\n".join(["", "worst by IoU", *worst]))
    return 0


def _measured(found: list, method: Method) -> Iterator[Score]:
    method(found[0].pixels())  # a network is loaded once
    for pair in found:
        pixels, truth = pair.pixels(), pair.truth()
        started = time.perf_counter()
        alpha = method(pixels)
        took = time.perf_counter() - started
        yield score(pair.name, alpha, truth, took)


def _line(name: str, scores: list[Score]) -> str:
    figures = [[getattr(one, field) for one in scores] for field in ("iou", "boundary", "edge_error", "seconds")]
    iou, boundary, edge_error, seconds = map(statistics.fmean, figures)
    return f"{name:14} {iou:7.4f} {min(figures[0]):7.4f} {boundary:7.4f} {edge_error:11.4f} {seconds:8.2f}"


def _named(name: str, scores: list[Score]) -> str:
    low = sorted(scores, key=lambda one: one.iou)[:_WORST]
    return f"  {name:14} " + ", ".join(f"{one.name} {one.iou:.3f}" for one in low)
