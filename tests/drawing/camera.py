"""The phone that takes the picture: uneven light, a colour cast, exposure, lens, sensor noise, sharpening."""

from dataclasses import dataclass

import cv2
import numpy as np

from tests.drawing.raster import Window, generator

_CURVE_STEPS = 4096


@dataclass(frozen=True)
class Camera:
    """How the picture was taken."""

    exposure: float = 1.0
    """1 is right, 0.7 half a stop under"""
    cast: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """gains of red, green and blue that white balance missed"""
    falloff: float = 0.35
    """light lost at the side away from the window"""
    side: float = 215.0
    """where the window is: degrees, 0 right, 90 below, 180 left"""
    vignette: float = 0.22
    """light lost in the corners"""
    blur: float = 0.22
    """radius of the lens blur at 1000 units, units"""
    noise: float = 0.018
    """sensor noise, as a share of white at mid grey"""
    sharpen: float = 0.45
    shadow: float = 0.0
    """how much the photographer's own soft shadow takes from the lower edge"""

    def take(self, scene: np.ndarray, window: Window, seed: str) -> np.ndarray:
        """The photo, sRGB uint8, of a scene in linear light (consumed)."""
        scene *= window.enlarge(self._light(window.coarse(0.25), seed))[..., None]
        scene *= np.array(self.cast, np.float32) * np.float32(self.exposure)
        sigma = self.blur * window.scale
        if sigma > 0.3:
            scene = cv2.GaussianBlur(scene, (0, 0), sigma)
        self._grain(scene, window, seed)
        photo = develop(scene)
        return _sharpened(photo, self.sharpen, max(0.7, 0.35 * window.scale))

    def _light(self, window: Window, seed: str) -> np.ndarray:
        """How much light each place gets."""
        x, y = window.coordinates()
        width, height = window.width / window.scale, window.height / window.scale
        u, v = (x - width / 2) / 500, (y - height / 2) / 500
        angle = np.radians(self.side)
        towards = u * np.cos(angle) + v * np.sin(angle)
        light = 1.08 - 1.35 * self.falloff * (0.5 - 0.5 * np.tanh(1.0 * towards))
        light = light * (1 - self.vignette * np.clip((u**2 + v**2) / 1.55, 0, 1) ** 1.4)
        if self.shadow:
            blob = np.exp(-(((u - 0.25) / 0.6) ** 2) - ((v - 1.15) / 0.5) ** 2)
            light = light * (1 - self.shadow * blob)
        return (light * (1 + 0.02 * window.noise((seed, "light"), 300, 2))).astype(np.float32)

    def _grain(self, scene: np.ndarray, window: Window, seed: str) -> None:
        """Adds shot noise per pixel and blotches of colour, as a phone's own denoising leaves them."""
        random = generator(seed, "sensor")
        bright = np.maximum(scene[..., 1], 0)
        spread = self.noise * np.sqrt(0.012 + 0.45 * bright)
        grey = random.standard_normal(window.shape, np.float32)
        grey = 0.6 * grey + 0.75 * cv2.GaussianBlur(grey, (0, 0), 0.9)
        rows, columns = (window.height + 2) // 3, (window.width + 2) // 3
        blotch = random.standard_normal((rows, columns, 3), np.float32)
        blotch = cv2.resize(cv2.GaussianBlur(blotch, (0, 0), 1.0), (window.width, window.height))
        for channel, share in enumerate((1.0, 0.45, 1.25)):
            scene[..., channel] += spread * (0.8 * grey + 1.5 * share * blotch[..., channel])


def develop(scene: np.ndarray) -> np.ndarray:
    """Linear light as sRGB uint8 through a phone's tone curve: brighter middle, soft shoulder, firm blacks."""
    light = np.linspace(0, 1.5, _CURVE_STEPS)
    shoulder = np.where(light < 0.72, light, 0.72 + 0.28 * np.tanh((light - 0.72) / 0.36))
    srgb = np.where(shoulder <= 0.0031308, shoulder * 12.92, 1.055 * shoulder ** (1 / 2.4) - 0.055)
    curve = srgb + 0.055 * np.sin(2 * np.pi * (srgb - 0.5)) * srgb * (1.2 - srgb) * 2
    table = np.clip(curve * 255 + 0.5, 0, 255).astype(np.uint8)
    index = np.clip(scene, 0, 1.5)
    index *= (_CURVE_STEPS - 1) / 1.5
    return table[index.astype(np.uint16)]


def _sharpened(photo: np.ndarray, amount: float, sigma: float) -> np.ndarray:
    """Unsharp masking, halos and all."""
    if not amount:
        return photo
    soft = cv2.GaussianBlur(photo, (0, 0), sigma)
    return cv2.addWeighted(photo, 1 + amount, soft, -amount, 0)
