"""Operations by themselves: what a slider may and may not do."""

import numpy as np
import pytest

from desktop_app.imaging.operations import budget, denoise, frame, sharpen, tone, white_balance

LEVELS = np.arange(256.0)


@pytest.mark.parametrize("brightness", [-100, -40, 0, 40, 100])
@pytest.mark.parametrize("contrast", [-100, -40, 0, 40, 100])
def test_tone_never_swaps_light_and_dark_and_stays_in_range(brightness, contrast):
    curve = tone.curve(LEVELS, brightness, contrast)

    assert (np.diff(curve) >= 0).all()
    assert curve.min() >= 0
    assert curve.max() <= 255


def test_neutral_tone_changes_nothing():
    assert np.allclose(tone.curve(LEVELS, 0, 0), LEVELS)


def test_brightness_and_contrast_go_the_way_they_say():
    assert tone.curve(LEVELS, 50, 0)[128] > 128 > tone.curve(LEVELS, -50, 0)[128]
    assert np.ptp(tone.curve(LEVELS, 0, 50)[96:160]) > 63 > np.ptp(tone.curve(LEVELS, 0, -50)[96:160])


def test_small_detail_is_noise_and_large_detail_stays():
    kept = denoise.kept(LEVELS, 50)

    assert kept[1] < 0.3
    assert kept[60] > 59


@pytest.mark.parametrize("strength", [0, 30, 100])
def test_sharpening_adds_no_more_than_its_bound(strength):
    added = sharpen.stronger(LEVELS, strength) - LEVELS

    assert added.min() >= 0
    assert added.max() <= 15


@pytest.mark.parametrize("ground", [(255, 0, 0), (90, 200, 90), (1, 1, 1), (255, 255, 255), (0, 0, 0)])
@pytest.mark.parametrize("share", [0, 0.4, 1])
def test_white_balance_is_bounded_whatever_the_ground(ground, share):
    gains = white_balance.gains(np.array(ground, np.float32), share)

    assert np.abs(np.log(gains)).max() <= white_balance.STRONGEST


@pytest.mark.parametrize("ratio", [None, (1, 1), (3, 4), (4, 5), (4, 3)])
@pytest.mark.parametrize("size", [(4000, 3000), (3001, 4001), (16, 700), (1000, 1000)])
@pytest.mark.parametrize("max_side", [0, 256, 2000])
def test_the_photo_always_lies_within_its_canvas(size, ratio, max_side):
    places = frame.layout(size, ratio, max_side=max_side)

    for corner, photo, canvas in zip(places.corner, places.photo, places.canvas, strict=True):
        assert corner % 2 == 0
        assert 0 <= corner <= corner + photo <= canvas
    assert max(places.canvas) <= (max_side or max(places.canvas))
    assert (
        abs(places.photo[0] / places.photo[1] - size[0] / size[1]) < 0.05 * size[0] / size[1] or min(places.photo) < 30
    )


def test_a_budget_is_met_with_the_best_quality_that_fits():
    tries = []

    def encode(quality, scale):
        tries.append((quality, scale))
        return b"x" * int(quality * 100 * scale**2)

    fitted = budget.fit(encode, 90, 6_150)

    assert (fitted.quality, fitted.scale) == (61, 1.0)
    assert len(tries) <= 9


def test_a_tiny_budget_is_met_by_fewer_pixels():
    fitted = budget.fit(lambda quality, scale: b"x" * int(quality * 100 * scale**2), 90, 500)

    assert len(fitted.data) <= 500
    assert fitted.quality == budget.LEAST_QUALITY
    assert fitted.scale > 0.35
