"""Shops on the command line: found too small before, checked after, both with their figures."""

import json

from desktop_app.api.pictures import Measures
from desktop_app.api.tasks import OutputView
from desktop_app.commands.remarks import checks_document, remarks
from desktop_app.commands.screen import Screen
from desktop_app.core.words import Language
from tests.journeys import photos

CARD = OutputView(
    sha256="0" * 64,
    size=200_000,
    media_type="image/jpeg",
    file_name="衬衫.jpg",
    width=800,
    height=800,
    measures=Measures(border_white=1.0, fill=0.85, delta_e=1.2),
    shop="taobao",
)


def test_a_picture_that_passes_and_kept_its_colour_needs_no_remark():
    assert remarks(Screen(Language.CHINESE, silent=True), CARD) == []
    assert all(check["passed"] for check in checks_document(CARD))


def test_a_colour_that_moved_beyond_the_merchants_limit_is_told_with_both_figures():
    moved = CARD.model_copy(update={"measures": Measures(border_white=1.0, fill=0.85, delta_e=3.44)})
    assert remarks(Screen(Language.CHINESE, silent=True), moved) == ["颜色变化 ΔE 3.4，超过上限 3.0"]
    assert remarks(Screen(Language.CHINESE, silent=True, delta_e_limit=3.5), moved) == []


def test_what_a_shop_asks_for_and_has_not_got_is_told_by_name():
    small = CARD.model_copy(update={"width": 533, "height": 533})
    assert remarks(Screen(Language.ENGLISH, silent=True), small) == [
        "Taobao / Tmall: shortest side 533 px, at least 700 px needed (third-party figure)"
    ]


def test_a_photo_too_small_for_its_shop_is_told_before_and_can_be_left_out(cleanrack, shoot):
    (shoot / "小.jpg").write_bytes(photos.garment(1, size=(640, 680)))
    (shoot / "大.jpg").write_bytes(photos.garment(2, size=(900, 1200)))

    said = cleanrack(
        "clean",
        shoot,
        "--marketplace",
        "taobao",
        "--skip",
        "too-small-for-shop",
        "--second-hand",
        "--yes",
        lang="zh-CN",
    )

    assert "对所选店铺太小：680 px（至少 700 px）" in said.out
    assert said.out.count("二手模式") == 1


def test_the_document_carries_every_check(cleanrack, shoot):
    (shoot / "大.jpg").write_bytes(photos.garment(2, size=(900, 1200)))

    (photo,) = json.loads(cleanrack("clean", shoot, "--marketplace", "jd", "--json", "--yes").out)["photos"]

    assert {each["shop"] for each in photo["checks"]} == {"jd"}
    assert {each["kind"]: each["value"] for each in photo["checks"]}["ratio"] == "800×800"


def test_a_file_of_own_shops_that_does_not_fit_is_told(cleanrack, shoot, monkeypatch, tmp_path):
    from desktop_app.imaging import marketplaces

    (tmp_path / "marketplaces.json").write_text("{", encoding="utf-8")
    found = marketplaces.read(tmp_path / "marketplaces.json")
    monkeypatch.setattr(marketplaces, "catalogue", lambda: found)

    said = cleanrack("clean", shoot, "--yes", lang="zh-CN")

    assert "自定义店铺文件" in said.err
