"""What shops measure: the white of the border and how much of the frame the garment fills."""

import numpy as np
import pytest

from desktop_app.imaging import measuring


def test_only_pure_white_counts_and_only_in_the_border():
    picture = np.full((200, 100, 3), 255, np.uint8)
    picture[1:-1, 1:-1] = 0
    assert measuring.border_white(picture) == 1.0
    picture[0] = 254
    assert measuring.border_white(picture) == pytest.approx(1 - 100 / (2 * 100 + 2 * 198))


def test_the_border_is_one_per_cent_of_the_shorter_side():
    picture = np.full((1000, 300, 3), 255, np.uint8)
    picture[3:-3, 3:-3] = 0
    assert measuring.border_white(picture) == 1.0
    picture[:, 2] = 0
    assert measuring.border_white(picture) < 1.0


@pytest.mark.parametrize("size", [(1, 1), (1, 9), (2, 3), (700, 1)])
def test_a_picture_of_hardly_any_pixels_is_all_border(size):
    assert measuring.border_white(np.full((*size, 3), 255, np.uint8)) == 1.0
    assert measuring.border_white(np.zeros((*size, 3), np.uint8)) == 0.0


def test_a_long_dress_fills_the_height_and_a_scarf_the_width():
    assert measuring.fill((400, 50, 600, 950), (1000, 1000)) == 0.9
    assert measuring.fill((100, 400, 900, 500), (1000, 1000)) == 0.8
