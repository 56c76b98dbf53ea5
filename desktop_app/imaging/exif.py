"""EXIF orientation: finding the one number in a block of metadata, and turning pixels by it."""

import struct
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

ORIENTATION_TAG = 0x0112
_BYTE_ORDERS = {b"II": "<", b"MM": ">"}

_TURNS: dict[int, tuple[int | None, int | None]] = {
    1: (None, None),
    2: (None, 1),
    3: (cv2.ROTATE_180, None),
    4: (None, 0),
    5: (cv2.ROTATE_90_CLOCKWISE, 1),
    6: (cv2.ROTATE_90_CLOCKWISE, None),
    7: (cv2.ROTATE_90_COUNTERCLOCKWISE, 1),
    8: (cv2.ROTATE_90_COUNTERCLOCKWISE, None),
}
"""Orientation to (rotation, then flip code of cv2.flip). EXIF 2.32 §4.6.4."""
_BACK = {6: 8, 8: 6}
"""What undoes an orientation; the others undo themselves."""
_MIRRORED_ACROSS, _MIRRORED_DOWN = (2, 3, 6, 7), (3, 4, 7, 8)
"""Orientations whose upright columns, and rows, run against the stored ones."""


def orientation(exif: bytes) -> int:
    """The orientation 1 to 8 in a TIFF-structured EXIF block; 1 where there is none or the block is damaged."""
    block = exif.removeprefix(b"Exif\0\0")
    try:
        order = _BYTE_ORDERS[block[:2]]
        (first,) = struct.unpack_from(order + "I", block, 4)
        (count,) = struct.unpack_from(order + "H", block, first)
        entries = (struct.unpack_from(order + "HHIH", block, first + 2 + 12 * index) for index in range(count))
        return valid(next((value for tag, _, _, value in entries if tag == ORIENTATION_TAG), 1))
    except (KeyError, struct.error):
        return 1


def valid(value: object) -> int:
    """`value` if it is an orientation, else 1."""
    return value if isinstance(value, int) and value in _TURNS else 1


def turned(pixels: NDArray[Any], orientation: int) -> NDArray[Any]:
    """`pixels` upright; the array itself where nothing is to be done."""
    rotation, flip = _TURNS[orientation]
    if rotation is not None:
        pixels = cv2.rotate(pixels, rotation)
    return pixels if flip is None else cv2.flip(pixels, flip)


def unturned(pixels: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Upright `pixels` as a photo of that orientation stores them."""
    return turned(pixels, _BACK.get(orientation, orientation))


def stored_box(box: tuple[int, int, int, int], size: tuple[int, int], orientation: int) -> tuple[int, int, int, int]:
    """An upright (left, top, right, bottom) of a photo of upright `size` (width, height), as it is stored."""
    (left, top, right, bottom), (width, height) = box, size
    columns = (width - right, width - left) if orientation in _MIRRORED_ACROSS else (left, right)
    rows = (height - bottom, height - top) if orientation in _MIRRORED_DOWN else (top, bottom)
    across, down = (rows, columns) if orientation >= 5 else (columns, rows)
    return across[0], down[0], across[1], down[1]


def seen_upright(pixels: NDArray[Any], orientation: int) -> NDArray[Any]:
    """As `turned`, as a view: nothing is copied, so that a few pixels can be taken out of many."""
    view = np.swapaxes(pixels, 0, 1) if orientation >= 5 else pixels
    view = view[:, ::-1] if orientation in _MIRRORED_ACROSS else view
    return view[::-1] if orientation in _MIRRORED_DOWN else view


def place(target: NDArray[Any], pixels: NDArray[Any], orientation: int) -> None:
    """Writes `pixels` upright into `target`, a view of the right shape; a plain rotation needs no copy in between."""
    rotation, flip = _TURNS[orientation]
    if rotation is not None and flip is None:
        cv2.rotate(pixels, rotation, target)
    else:
        target[...] = turned(pixels, orientation)
