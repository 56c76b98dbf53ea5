"""What shops ask for: every figure with its source, checks with numbers, the merchant's own file, and the fix."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop_app.api.findings import FindingKind
from desktop_app.api.pictures import Measures
from desktop_app.core.words import Language
from desktop_app.imaging import marketplaces
from desktop_app.imaging.features import FEATURES, basic_clean
from desktop_app.imaging.marketplaces import CheckKind, Facts, Standing
from tests.drawing import draw

FEATURE = FEATURES["basic_clean"]
SHOPS = marketplaces.read(Path("there is none")).shops
WHITE_CARD = Facts(
    width=800, height=800, size=200_000, media_type="image/jpeg", measures=Measures(border_white=1.0, fill=0.85)
)


def verdicts(shop: str, facts: Facts) -> dict[CheckKind, bool | None]:
    return {each.kind: each.passed for each in SHOPS[shop].check(facts)}


@pytest.fixture(name="own")
def own_file(tmp_path):
    """Writes the merchant's own file and reads the shops with it."""

    def written(told):
        file = tmp_path / marketplaces.FILE_NAME
        file.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8-sig")
        return marketplaces.read(file)

    return written


@pytest.fixture(name="photo", scope="module")
def drawn_photo():
    """A skirt on a sheet of paper, 3,000 pixels high."""
    file = BytesIO()
    Image.fromarray(draw("SKU1003-skirt-pleated.jpg", 3000)[0]).save(file, "JPEG", quality=92)
    return file.getvalue()


# the table


def test_the_thirteen_shops_are_there():
    asian = {"taobao", "jd", "pinduoduo", "douyin", "1688", "shein", "temu"}
    assert set(SHOPS) == asian | {"amazon", "shopify", "zalando", "ebay", "etsy", "vinted"}


@pytest.mark.parametrize("shop", SHOPS)
def test_every_figure_says_where_it_comes_from_and_when_it_was_looked_at(shop):
    for figure in SHOPS[shop].figures:
        assert figure.source
        assert figure.checked >= date(2026, 11, 23)
        assert (figure.standing is Standing.UNVERIFIED) == figure.source.startswith("No ")


@pytest.mark.parametrize("shop", SHOPS)
def test_titles_and_advice_are_said_in_both_languages(shop):
    told = SHOPS[shop]
    assert all([told.title.zh, told.title.en, told.advice.zh, told.advice.en])
    assert told.advice.zh != told.advice.en


@pytest.mark.parametrize("shop", SHOPS)
def test_the_parameters_of_a_shop_are_parameters_of_the_feature(shop):
    chosen = FEATURE.parameters(**SHOPS[shop].parameters)
    assert {name: chosen.model_dump(mode="json")[name] for name in SHOPS[shop].parameters} == SHOPS[shop].parameters


# checks


@pytest.mark.parametrize(
    ("shop", "changed", "kind"),
    [
        ("taobao", {"width": 699, "height": 699}, CheckKind.SHORTEST_MIN),
        ("taobao", {"width": 810}, CheckKind.RATIO),
        ("taobao", {"size": 3_000_001}, CheckKind.SIZE_MAX),
        ("taobao", {"media_type": "image/webp"}, CheckKind.FORMAT),
        ("taobao", {"measures": Measures(border_white=0.99, fill=0.85)}, CheckKind.BORDER_WHITE),
        ("taobao", {"measures": Measures(border_white=1.0, fill=0.79)}, CheckKind.FILL_MIN),
        ("taobao", {"orientation": 6}, CheckKind.UPRIGHT),
        ("taobao", {"profile": "Display P3"}, CheckKind.PROFILE),
        ("douyin", {"width": 799, "height": 799}, CheckKind.LONGEST_MIN),
        ("shopify", {"width": 5001, "height": 5001}, CheckKind.LONGEST_MAX),
    ],
)
def test_one_fault_fails_the_one_check_that_is_about_it(shop, changed, kind):
    assert False not in verdicts(shop, WHITE_CARD).values()
    found = verdicts(shop, replace(WHITE_CARD, **changed))
    assert [each for each, passed in found.items() if passed is False] == [kind]


@pytest.mark.parametrize(("size", "passes"), [((1801, 2600), True), ((762, 1100), True), ((762, 1143), False)])
def test_the_sizes_that_zalando_names_have_the_ratio_that_it_names(size, passes):
    facts = replace(WHITE_CARD, width=size[0], height=size[1])
    assert verdicts("zalando", facts)[CheckKind.RATIO] is passes


def test_what_was_not_measured_neither_passes_nor_fails():
    checks = SHOPS["taobao"].check(replace(WHITE_CARD, measures=Measures()))
    assert {each.kind for each in checks if each.passed is None} == {CheckKind.BORDER_WHITE, CheckKind.FILL_MIN}
    assert marketplaces.verdict(checks) is None


def test_a_check_says_what_was_measured_and_what_is_needed():
    found = {each.kind: each for each in SHOPS["ebay"].check(replace(WHITE_CARD, width=300, height=400))}
    check = found[CheckKind.LONGEST_MIN]
    assert marketplaces.sentence(Language.CHINESE, check) == "长边 400 px，需要至少 500 px"
    assert marketplaces.sentence(Language.ENGLISH, check) == "longest side 400 px, at least 500 px needed"


def test_a_figure_that_is_not_the_shops_own_carries_its_mark():
    checks = {each.standing: each for shop in SHOPS.values() for each in shop.check(WHITE_CARD)}
    marks = {standing: marketplaces.sentence(Language.CHINESE, check)[-3:-1] for standing, check in checks.items()}
    assert (marks[Standing.THIRD_PARTY], marks[Standing.UNVERIFIED]) == ("数据", "核实")
    assert "（" not in marketplaces.sentence(Language.CHINESE, checks[Standing.OFFICIAL])


SHARES = st.none() | st.floats(0, 1)


@given(
    st.sampled_from(sorted(SHOPS)),
    st.builds(
        Facts,
        width=st.integers(0, 10**6),
        height=st.integers(0, 10**6),
        size=st.integers(0, 10**12),
        media_type=st.text(),
        measures=st.builds(Measures, border_white=SHARES, fill=SHARES),
        orientation=st.integers(),
        profile=st.text(),
    ),
)
def test_any_facts_can_be_checked_and_told(shop, facts):
    for check in SHOPS[shop].check(facts):
        assert (check.passed is None) == (check.value is None)
        assert all(marketplaces.sentence(language, check) for language in Language)


# before anything costs anything


def test_a_photo_too_small_for_the_shop_is_found_with_both_figures():
    finding = marketplaces.too_small(SHOPS["taobao"], 400, 533)
    assert (finding.kind, finding.value, finding.limit) == (FindingKind.TOO_SMALL_FOR_SHOP, 533, 700)


def test_ground_that_the_frame_adds_counts_towards_the_size():
    assert marketplaces.too_small(SHOPS["taobao"], 600, 800) is None


def test_of_several_shops_the_one_that_asks_most_is_told():
    aimed = [SHOPS["ebay"], SHOPS["shein"], SHOPS["taobao"]]
    assert [each.limit for each in marketplaces.findings(aimed, 300, 400)] == [1340]
    assert marketplaces.findings(aimed, 3000, 4000) == []
    assert marketplaces.findings(aimed, 0, 0) == []


# the merchant's own file


def test_a_merchant_can_change_one_figure_and_add_a_shop(own):
    found = own(
        {
            "shops": {
                "taobao": {"figures": [{"kind": "shortest-side-min", "value": 1000}], "parameters": {"max_side": 1200}},
                "my-shop": {"figures": [{"kind": "ratio", "value": ["2:3"]}]},
            }
        }
    )
    before, after = SHOPS["taobao"], found.shops["taobao"]
    assert found.problem is None
    assert {each.kind: each.value for each in after.figures} == {
        **{each.kind: each.value for each in before.figures},
        CheckKind.SHORTEST_MIN: 1000,
    }
    assert after.parameters == before.parameters | {"max_side": 1200}
    assert found.shops["my-shop"].title.en == "my-shop"
    assert next(each for each in after.figures if each.value == 1000).standing is Standing.UNVERIFIED


@pytest.mark.parametrize(
    ("told", "where", "reason"),
    [
        ("{not json", "marketplaces.json", "JSON"),
        ("[]", "marketplaces.json", "不适用"),
        ({"shop": {}}, "shop", "没有这个名称"),
        ({"shops": {"taobao": 5}}, "shops.taobao", "不适用"),
        ({"shops": {"My Shop": {}}}, "shops.My Shop", "编号"),
        ({"shops": {"none": {}}}, "shops.none", "不适用"),
        ({"shops": {"jd": {"figures": [{"kind": "ratio", "value": ["1:0"]}]}}}, "shops.jd.figures.0", "不适用"),
        ({"shops": {"jd": {"figures": [{"kind": "fill-min", "value": ["1:1"]}]}}}, "shops.jd.figures.0", "不适用"),
        ({"shops": {"jd": {"figures": [{"kind": "fill-min"}]}}}, "shops.jd.figures.0.value", "缺少"),
        ({"shops": {"jd": {"parameters": {"max_side": 90000}}}}, "shops.jd.parameters.max_side", "超出范围"),
    ],
)
def test_a_file_that_does_not_fit_is_told_with_its_place_and_ignored(own, told, where, reason):
    found = own(told)
    sentence = found.problem.sentence(Language.CHINESE)
    assert where in sentence
    assert reason in sentence
    assert where in found.problem.sentence(Language.ENGLISH)
    assert found.shops == SHOPS


# the fix


def test_a_shop_goes_before_what_else_was_chosen():
    chosen = FEATURE.parameters(marketplace="jd", background="keep", frame="portrait_3x4", format="PNG", max_side=4000)
    recipe = basic_clean.recipe(chosen)
    assert (recipe.background, recipe.ratio, recipe.format, recipe.max_side) == ("white", (1, 1), "JPEG", 800)
    assert recipe.shop == "jd"


def test_second_hand_mode_leaves_wear_as_it_is():
    chosen = FEATURE.parameters(second_hand=True, denoise=80, sharpen=80, brightness=20, contrast=20)
    recipe = basic_clean.recipe(chosen)
    assert (recipe.denoise, recipe.sharpen, recipe.brightness, recipe.contrast) == (0, 0, 0, 0)
    assert recipe.notes == ("second-hand",)
    assert basic_clean.recipe(FEATURE.parameters(denoise=80)).notes == ()


@pytest.mark.parametrize("shop", SHOPS)
def test_after_the_fix_a_garment_photo_passes_its_shops_own_check(shop, photo):
    made = FEATURE.run(photo, FEATURE.parameters(marketplace=shop))
    facts = Facts(
        width=made.width,
        height=made.height,
        size=len(made.data),
        media_type=made.media_type,
        measures=made.measures,
    )
    missed = [marketplaces.sentence(Language.ENGLISH, each) for each in SHOPS[shop].check(facts) if not each.passed]
    assert missed == []
    assert made.shop == shop
