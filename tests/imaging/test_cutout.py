"""Garments cut out of their ground: what is kept, what is found again, what is left at the edge."""

import cv2
import numpy as np
import pytest

from desktop_app.imaging.choices import Recover
from desktop_app.imaging.cutout import cutout, doubts, parts, pockets
from desktop_app.imaging.features.basic_clean import FEATURE, BasicCleanParameters
from tests.imaging import samples

RED, CLOTH = (190, 40, 45), (120, 125, 130)
STILL = {"denoise": 0, "sharpen": 0, "format": "PNG"}


def shirt(width=600, height=800):
    """A body and two sleeves, (height, width) of 0 and 1; between them and the body is a gap on both sides."""
    mask = np.zeros((height, width), np.uint8)
    cv2.rectangle(mask, (220, 200), (380, 640), 1, -1)
    for outer in ((130, 260), (470, 260)):
        cv2.line(mask, (300, 220), outer, 1, 50)
        cv2.line(mask, outer, (outer[0], 560), 1, 50)
    return mask


def photo(mask, ground=RED, cloth=CLOTH, noise=4):
    random = np.random.default_rng(7)
    pixels = np.where(mask[..., None] > 0, cloth, ground) + random.normal(0, noise, (*mask.shape, 3))
    return cv2.GaussianBlur(np.clip(pixels, 0, 255).astype(np.uint8), (0, 0), 0.8)


def overlap(one, other):
    return (one & other).sum() / (one | other).sum()


def test_without_a_model_colours_decide_and_it_is_said():
    mask = shirt()

    found = cutout.cut_out(photo(mask), model=cutout.CLASSICAL)

    assert overlap(found.alpha > 0.5, mask > 0) > 0.97
    assert (found.method, found.doubts[0]) == ("classical", "classical-cutout")
    assert found.confidence <= 0.5


def test_a_lost_sleeve_is_found_again_on_a_plain_ground_and_left_alone_where_nobody_asks():
    mask = shirt()
    lost = mask.copy()
    lost[300:, 420:] = 0

    found, untouched = (
        parts.mended(photo(mask), lost.astype(np.float32), lost, how) for how in (Recover.AUTO, Recover.OFF)
    )

    assert overlap(found, mask) > 0.98
    assert (untouched == lost).all()


def test_on_a_busy_ground_nothing_is_added_unless_it_is_asked_for():
    mask = shirt()
    lost = mask.copy()
    lost[300:, 420:] = 0
    squares = np.indices(mask.shape).sum(axis=0) // 60 % 2
    ground = np.where(squares[..., None] > 0, (40, 90, 160), (230, 200, 60))
    busy = photo(mask, ground=ground)

    assert not parts.is_plain(busy, lost)
    assert (parts.mended(busy, lost.astype(np.float32), lost, Recover.AUTO) == lost).all()


def test_ground_shut_in_under_an_arm_is_let_out_and_cloth_is_not_eaten():
    mask = shirt()
    shut = mask.copy()
    shut[290:500, 155:220] = 1

    emptied, whole = pockets.emptied(photo(mask), shut), pockets.emptied(photo(mask), mask)

    assert overlap(emptied, mask) > 0.98
    assert (whole == mask).all()


def test_nothing_of_the_old_ground_is_left_at_the_edge_and_the_inside_is_untouched():
    mask = shirt(1500, 2000)
    pixels = photo(mask)
    data = samples.saved(pixels, "PNG")

    made = samples.rgb(FEATURE.run(data, BasicCleanParameters(background="white", **STILL)).data).astype(int)

    inside, outside = (cv2.erode(part, np.ones((25, 25), np.uint8)) > 0 for part in (mask, 1 - mask))
    assert (made[inside] == pixels[inside]).all()
    assert (made[outside] == 255).all()
    assert np.percentile((made[..., 0] - made[..., 1])[~inside & ~outside], 99) < 45  # of 150


def test_a_transparent_ground_keeps_colours_pure_under_its_soft_edge():
    mask = shirt()
    data = samples.saved(photo(mask), "PNG")

    made = np.asarray(samples.opened(FEATURE.run(data, BasicCleanParameters(background="transparent", **STILL)).data))

    soft = (made[..., 3] > 60) & (made[..., 3] < 200)
    assert soft.any()
    assert np.median(made[soft][:, 0].astype(int) - made[soft][:, 1]) < 30
    assert overlap(made[..., 3] > 127, mask > 0) > 0.98


def test_a_photo_without_anything_keeps_its_ground_and_says_so():
    plain = np.full((400, 300, 3), 200, np.uint8)

    made = FEATURE.run(samples.saved(plain, "PNG"), BasicCleanParameters(background="white", **STILL))

    assert {"check-no-garment", "check-small", "check-touches-rim", "check-soft-edge"} & set(made.notes)


@pytest.mark.parametrize(
    ("seen", "mask", "slug"),
    [
        (0.5, slice(100, 300), "check-soft-edge"),
        (1.0, slice(0, 400), "check-touches-rim"),
        (1.0, slice(200, 204), "check-small"),
    ],
)
def test_each_doubt_has_its_reason(seen, mask, slug):
    found = np.zeros((400, 400), np.uint8)
    found[mask, mask] = 1

    confidence, told = doubts.judged(found * np.float32(seen), found)

    assert slug in told
    assert confidence < 1 or slug == "check-touches-rim"


def test_the_edge_moves_out_and_in():
    found = cutout.Cutout(shirt().astype(np.float32), "given", 1.0)

    areas = [found.moved(edge).alpha.sum() for edge in (-100, -30, 0, 30, 100)]

    assert areas == sorted(areas)
    assert len(set(areas)) == 5
