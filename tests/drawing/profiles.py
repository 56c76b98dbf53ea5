"""A Display P3 profile built from its definition, and the conversion of pixels into it."""

import struct

import numpy as np

from tests.drawing.raster import to_linear

# Primaries in the profile connection space (D50), columns R G B; SMPTE EG 432-1 / IEC 61966-2-1, Bradford-adapted.
P3_TO_D50 = np.array([[0.51512, 0.29198, 0.15710], [0.24120, 0.69225, 0.06657], [-0.00105, 0.04189, 0.78407]])
SRGB_TO_D50 = np.array([[0.43607, 0.38515, 0.14307], [0.22249, 0.71687, 0.06061], [0.01392, 0.09708, 0.71410]])
D50 = (0.9642, 1.0, 0.8249)
D65_TO_D50 = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00923, 0.01508, 0.75168)


def to_display_p3(photo: np.ndarray) -> np.ndarray:
    """An sRGB uint8 photo as Display P3 uint8: the same colours, other numbers."""
    matrix = (np.linalg.inv(P3_TO_D50) @ SRGB_TO_D50).astype(np.float32)
    table = to_linear(np.arange(256, dtype=np.float32) / 255)
    light = np.clip(table[photo] @ matrix.T, 0, 1)
    srgb = np.where(light <= 0.0031308, light * 12.92, 1.055 * np.power(light, 1 / 2.4) - 0.055)
    return np.clip(srgb * 255 + 0.5, 0, 255).astype(np.uint8)


def display_p3() -> bytes:
    """The profile: ICC version 4, three primaries and the sRGB curve."""
    curve = b"para" + struct.pack(">IHH5i", 0, 3, 0, *map(_fixed, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)))
    tags = {
        b"desc": _text("Display P3"),
        b"cprt": _text("MIT, The CleanRack founders"),
        b"wtpt": _xyz(D50),
        b"chad": b"sf32" + struct.pack(">I9i", 0, *map(_fixed, D65_TO_D50)),
        **{name: _xyz(column) for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), P3_TO_D50.T, strict=True)},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = [], b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table.append(name + struct.pack(">II", start + len(body), len(data)))
        body += data + b"\0" * (-len(data) % 4)
    content = struct.pack(">I", len(tags)) + b"".join(table) + body
    return _header(128 + len(content)) + content


def _header(size: int) -> bytes:
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    start = struct.pack(">I4sI4s4s4s", size, b"\0" * 4, 0x04300000, b"mntr", b"RGB ", b"XYZ ") + date + b"acsp"
    return (start + b"\0" * 28 + struct.pack(">3i", *map(_fixed, D50))).ljust(128, b"\0")


def _fixed(value: float) -> int:
    return round(value * 65536)


def _xyz(values: tuple[float, ...] | np.ndarray) -> bytes:
    return b"XYZ " + struct.pack(">I3i", 0, *map(_fixed, values))


def _text(words: str) -> bytes:
    encoded = words.encode("utf-16-be")
    return b"mluc" + struct.pack(">III2s2sII", 0, 1, 12, b"en", b"US", len(encoded), 28) + encoded
