"""Names of finished pictures: as asked, safe on Windows, and never two the same."""

import re
import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import names
from desktop_app.core.naming import NameStyle, Naming, Source, plan

TODAY = "20260102"

FRONT = Source("SKU1/front.heic", 1, 12, extension=".jpg")
BACK = Source("SKU2/back.png", 2, 12, extension=".jpg")

NASTY = st.sampled_from(
    ["CON", "aux.jpg", "a/b", "a\\b", "..", ". ", "é", "e\u0301", "衬衫", "\u202e", "|<>?*", "x" * 300, "{name}"]
)
WORDS = st.lists(st.text(max_size=12) | NASTY, max_size=4).map("".join)
TOKENS = st.sampled_from(["{name}", "{sku}", "{shop}", "{index}", "{index:03}", "{date}", "/", "_"])
TEMPLATES = st.lists(TOKENS | WORDS.map(lambda said: re.sub("[{}]", "", said)), min_size=1, max_size=5).map("".join)
SOURCES = st.builds(
    Source,
    name=st.lists(WORDS, min_size=1, max_size=4).map("/".join),
    index=st.integers(1, 50),
    total=st.just(50),
    shop=st.sampled_from(["", "taobao", "1688"]),
    extension=st.sampled_from([".jpg", ".png", ".webp"]),
)
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")


def taken_for_one(name: str) -> str:
    """What Windows and macOS take for the same name."""
    return unicodedata.normalize("NFC", name.casefold())


@given(
    st.lists(SOURCES, max_size=12), st.sampled_from(NameStyle), TEMPLATES, st.dictionaries(WORDS, WORDS), st.booleans()
)
def test_whatever_the_photos_and_the_template_are_called_no_two_pictures_meet_and_windows_takes_them(
    sources: list[Source], style: NameStyle, template: str, skus: dict[str, str], flat: bool
):
    told = skus | {source.name: sku for source, sku in zip(sources, skus.values(), strict=False)}

    planned = plan(sources, Naming(style, template, told), TODAY, flat=flat)

    assert len({taken_for_one(name) for name in planned}) == len(planned) == len(sources)
    folders = {taken_for_one(str(folder)) for name in planned for folder in PurePosixPath(name).parents}
    assert not folders & {taken_for_one(name) for name in planned}
    for name, source in zip(planned, sources, strict=True):
        assert name.endswith(source.extension)
        assert not (flat and "/" in name)
        for part in name.split("/"):
            assert part not in ("", ".", "..")
            assert not re.search(r'[<>:"|?*\\\x00-\x1f\x7f]', part)
            assert part == part.strip().rstrip(". ")
            assert not RESERVED.fullmatch(part)
            assert len(part) <= names.MAX_LENGTH


@pytest.mark.parametrize(
    ("naming", "wanted"),
    [
        (Naming(), ["SKU1/front.jpg", "SKU2/back.jpg"]),
        (Naming(NameStyle.INDEX), ["01.jpg", "02.jpg"]),
        (Naming(NameStyle.TEMPLATE, "{sku}_{index:03}"), ["SKU1_001.jpg", "SKU2_002.jpg"]),
        (
            Naming(NameStyle.TEMPLATE, "{sku}/{date}", {"SKU1/front.heic": "A 7"}),
            [f"A 7/{TODAY}.jpg", f"SKU2/{TODAY}.jpg"],
        ),
        (Naming(NameStyle.TEMPLATE, "main"), ["main.jpg", "main (2).jpg"]),
    ],
)
def test_a_picture_is_named_by_its_photo_its_number_or_a_template(naming: Naming, wanted: list[str]):
    assert plan([FRONT, BACK], naming, TODAY) == wanted


def test_pictures_for_several_shops_lie_in_a_folder_each_unless_the_template_says_where_the_shop_stands():
    sources = [Source("a.jpg", 1, 1, shop) for shop in ("taobao", "jd")]

    assert plan(sources, Naming(), TODAY) == ["taobao/a.jpg", "jd/a.jpg"]
    assert plan(sources, Naming(NameStyle.TEMPLATE, "{name}"), TODAY) == ["taobao/a.jpg", "jd/a.jpg"]
    assert plan(sources, Naming(NameStyle.TEMPLATE, "{name}-{shop}"), TODAY) == ["a-taobao.jpg", "a-jd.jpg"]
    assert plan(sources, Naming(), TODAY, flat=True) == ["taobao_a.jpg", "jd_a.jpg"]
    assert plan(sources[:1], Naming(), TODAY) == ["a.jpg"], "one shop needs no folder"


def test_a_sku_with_a_slash_makes_no_folder():
    naming = Naming(NameStyle.TEMPLATE, "{sku}", {"a.jpg": "A/7\\8"})

    assert plan([Source("a.jpg", 1, 1)], naming, TODAY) == ["A_7_8.jpg"]


def test_a_template_with_an_unknown_token_is_refused():
    with pytest.raises(ValueError, match="stands for no token"):
        plan([FRONT], Naming(NameStyle.TEMPLATE, "{colour}"), TODAY)
