"""How far colours moved: CIEDE2000 against the published pairs and against an independent second opinion."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage.color import deltaE_ciede2000, rgb2lab

from desktop_app.imaging import colour_truth

SHARMA = np.array(
    [
        (50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425),
        (50.0, 3.1571, -77.2803, 50.0, 0.0, -82.7485, 2.8615),
        (50.0, 2.8361, -74.0200, 50.0, 0.0, -82.7485, 3.4412),
        (50.0, -1.3802, -84.2814, 50.0, 0.0, -82.7485, 1.0000),
        (50.0, -1.1848, -84.8006, 50.0, 0.0, -82.7485, 1.0000),
        (50.0, -0.9009, -85.5211, 50.0, 0.0, -82.7485, 1.0000),
        (50.0, 0.0, 0.0, 50.0, -1.0, 2.0, 2.3669),
        (50.0, -1.0, 2.0, 50.0, 0.0, 0.0, 2.3669),
        (50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0009, 7.1792),
        (50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0010, 7.1792),
        (50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0011, 7.2195),
        (50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0012, 7.2195),
        (50.0, -0.0010, 2.4900, 50.0, 0.0009, -2.4900, 4.8045),
        (50.0, -0.0010, 2.4900, 50.0, 0.0010, -2.4900, 4.8045),
        (50.0, -0.0010, 2.4900, 50.0, 0.0011, -2.4900, 4.7461),
        (50.0, 2.5, 0.0, 50.0, 0.0, -2.5, 4.3065),
        (50.0, 2.5, 0.0, 73.0, 25.0, -18.0, 27.1492),
        (50.0, 2.5, 0.0, 61.0, -5.0, 29.0, 22.8977),
        (50.0, 2.5, 0.0, 56.0, -27.0, -3.0, 31.9030),
        (50.0, 2.5, 0.0, 58.0, 24.0, 15.0, 19.4535),
        (50.0, 2.5, 0.0, 50.0, 3.1736, 0.5854, 1.0000),
        (50.0, 2.5, 0.0, 50.0, 3.2972, 0.0, 1.0000),
        (50.0, 2.5, 0.0, 50.0, 1.8634, 0.5757, 1.0000),
        (50.0, 2.5, 0.0, 50.0, 3.2592, 0.3350, 1.0000),
        (60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644),
        (63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630),
        (61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731),
        (35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645),
        (22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373),
        (36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146),
        (90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441),
        (90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381),
        (6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377),
        (2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082),
    ]
)
"""Table 1 of Sharma, Wu, Dalal 2005: two CIELAB colours, their difference."""


def test_the_published_pairs_come_out_to_the_last_published_digit():
    found = colour_truth.difference(SHARMA[:, :3].T, SHARMA[:, 3:6].T)
    assert found == pytest.approx(SHARMA[:, 6], abs=5.1e-5)


@given(st.integers(0, 2**32 - 1), st.sampled_from([2, 30, 256]))
def test_pixels_differ_as_much_as_scikit_image_says(seed, spread):
    random = np.random.default_rng(seed)
    before = random.integers(0, 256, (64, 3), dtype=np.uint8)
    after = np.clip(before + random.integers(-spread, spread + 1, before.shape), 0, 255).astype(np.uint8)
    told = deltaE_ciede2000(rgb2lab(before), rgb2lab(after))
    assert colour_truth.delta_e(before, after) == pytest.approx(told, abs=2e-3)


def test_the_change_is_that_of_the_garment_alone():
    before = np.full((40, 40, 3), (178, 34, 52), np.uint8)
    after, garment = before.copy(), np.zeros((40, 40), bool)
    after[20:] = 255  # the ground
    garment[:20] = True
    assert colour_truth.change(before, after, garment) == (0.0, 0.0)
    assert colour_truth.change(before, after, ~garment)[0] > 40


def test_a_few_pixels_that_moved_show_in_the_percentile_and_hardly_in_the_mean():
    before = np.full((1000, 3), 120, np.uint8)
    after = before.copy()
    after[:100] = 180
    mean, high = colour_truth.change(before, after)
    assert mean < 3
    assert high > 15


def test_where_there_is_no_garment_there_is_no_figure():
    pixels = np.zeros((4, 4, 3), np.uint8)
    assert colour_truth.change(pixels, pixels, np.zeros((4, 4), bool)) is None


def test_a_hundred_thousand_pairs_take_no_time_that_anybody_notices():
    pixels = np.random.default_rng(7).integers(0, 256, (2, 100_000, 3), dtype=np.uint8)
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        colour_truth.delta_e(*pixels)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.06
