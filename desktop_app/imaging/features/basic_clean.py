"""服装清理增强 / Garment clean & enhance: light and white balance right, noise down, edges crisp, framed and sized."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Strict, WithJsonSchema

from desktop_app.api.features import LocalizedText
from desktop_app.imaging import marketplaces
from desktop_app.imaging.choices import Background, Frame, FrameColor, OutputFormat, Recover
from desktop_app.imaging.features.feature import PREVIEW_SIDE, Feature, setting, zero_or_more_than
from desktop_app.imaging.features.light import LIGHT_SECTIONS, LightParameters, Whole, sectioned
from desktop_app.imaging.outcome import Outcome, Report, untold
from desktop_app.imaging.recipe import Recipe

Side = Annotated[int, Strict(), AfterValidator(zero_or_more_than(256))]
Fill = Annotated[int, Strict(), AfterValidator(zero_or_more_than(50))]
Kilobytes = Annotated[int, Strict(), AfterValidator(zero_or_more_than(50))]

NO_SHOP = "none"
MARKETPLACES = {
    NO_SHOP: ("不指定", "None"),
    **{key: (shop.title.zh, shop.title.en) for key, shop in marketplaces.shops().items()},
}
"""Words of the choice of a shop."""
SET_BY_SHOP = ("由所选店铺决定", "Set by the chosen shop")
RETOUCHING = ("brightness", "contrast", "denoise", "sharpen")
"""What second-hand mode leaves out."""


def _known(shop: str) -> str:
    """Raises ValueError for a shop that there is not."""
    if shop not in MARKETPLACES:
        raise ValueError(f"must be one of {', '.join(MARKETPLACES)}")
    return shop


def _unless_set(name: str) -> dict[str, tuple[Any, ...]]:
    """The shops that leave a parameter to the merchant."""
    return {
        "marketplace": (NO_SHOP, *(key for key, shop in marketplaces.shops().items() if name not in shop.parameters))
    }


Marketplace = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": list(MARKETPLACES)})]

CUT_OUT: dict[str, tuple[Any, ...]] = {"background": ("lighten", "white", "transparent")}
NOT_CUT_OUT = ("背景选“保留”时不起作用", "No effect while the ground is kept")

SECTIONS = {
    "shop": ("店铺", "Shop"),
    "ground": ("背景", "Ground"),
    **LIGHT_SECTIONS,
    "frame": ("画面", "Frame"),
    "file": ("文件", "File"),
}


class ShopParameters(BaseModel):
    """For whom the picture is made."""

    marketplace: Marketplace = setting(
        NO_SHOP,
        title=("店铺", "Shop"),
        about=(
            "店铺预设优先于画面比例、服装占画面、背景、长边、格式和文件大小",
            "A preset sets the rest: it goes before shape, fill, ground, longest side, format and largest file",
        ),
        section="shop",
        choices=MARKETPLACES,
    )


class GroundParameters(BaseModel):
    """What becomes of the ground."""

    background: Background = setting(
        Background.WHITE,
        title=("背景", "Ground"),
        about=("只改背景，服装的颜色不变", "Only the ground changes; the garment keeps its colour"),
        section="ground",
        applies=_unless_set("background"),
        otherwise=SET_BY_SHOP,
        choices={
            "keep": ("保留", "Keep"),
            "lighten": ("提亮", "Lighten"),
            "white": ("纯白", "White"),
            "transparent": ("透明", "Transparent"),
        },
    )
    recover: Recover = setting(
        Recover.AUTO,
        title=("找回缺失部分", "Recover missing parts"),
        about=(
            "抠图漏掉袖子等部分时按颜色找回；自动只用于素色背景",
            "Looks by colour for sleeves the cut-out lost; automatic uses it on plain grounds only",
        ),
        section="ground",
        choices={"auto": ("自动", "Automatic"), "on": ("开", "On"), "off": ("关", "Off")},
        applies=CUT_OUT,
        otherwise=NOT_CUT_OUT,
    )
    cutout_edge: Whole = setting(
        0,
        title=("抠图边缘", "Cut-out edge"),
        about=("负值收紧，去掉残留底色；正值放宽", "Below 0 tighter, cutting off left-over ground; above 0 looser"),
        section="ground",
        applies=CUT_OUT,
        otherwise=NOT_CUT_OUT,
        ge=-100,
        le=100,
    )
    shadow: Whole = setting(
        0,
        title=("柔和阴影", "Soft shadow"),
        about=("在白底或透明底上加一点自然阴影", "A little natural shadow on a white or transparent ground"),
        section="ground",
        applies={"background": ("white", "transparent")},
        otherwise=("只用于白底和透明底", "Only on a white or transparent ground"),
        ge=0,
        le=100,
    )


class BasicCleanParameters(LightParameters, GroundParameters, ShopParameters):
    """What a merchant can choose; the same for every picture of a batch."""

    model_config = sectioned(SECTIONS)

    frame: Frame = setting(
        Frame.ORIGINAL,
        title=("画面比例", "Shape"),
        about=("四周补底色得到所需比例，不裁切服装", "Reached by adding ground around the photo; nothing is cut off"),
        section="frame",
        applies=_unless_set("frame"),
        otherwise=SET_BY_SHOP,
        choices={
            "original": ("原比例", "As photographed"),
            "square": ("正方形 1:1", "Square 1:1"),
            "portrait_3x4": ("竖版 3:4", "Portrait 3:4"),
            "portrait_4x5": ("竖版 4:5", "Portrait 4:5"),
            "portrait_25x36": ("竖版 1:1.44", "Portrait 1:1.44"),
            "landscape_4x3": ("横版 4:3", "Landscape 4:3"),
        },
    )
    fill: Fill = setting(
        0,
        title=("服装占画面", "Garment fills"),
        about=(
            "服装外框占画面的比例，居中；0 表示保持原位置",
            "How much of the frame the garment takes, centred; 0 leaves it",
        ),
        section="frame",
        applies=_unless_set("fill"),
        otherwise=SET_BY_SHOP,
        unit="%",
        smallest=50,
        ge=0,
        le=100,
    )
    frame_color: FrameColor = setting(
        FrameColor.GROUND,
        title=("补边颜色", "Added ground"),
        about=("补边用照片背景色或纯白", "The photo's own ground colour, or pure white"),
        section="frame",
        choices={"ground": ("照片背景色", "Like the photo's ground"), "white": ("纯白", "Pure white")},
    )
    max_side: Side = setting(
        0,
        title=("长边上限", "Longest side"),
        about=("0 表示保持原尺寸；从不放大", "0 keeps the size; pictures are never enlarged"),
        section="frame",
        applies=_unless_set("max_side"),
        otherwise=SET_BY_SHOP,
        unit="px",
        smallest=256,
        ge=0,
        le=8000,
    )
    format: OutputFormat = setting(
        OutputFormat.JPEG,
        title=("文件格式", "File format"),
        about=("PNG 和 WebP 保留透明背景", "PNG and WebP keep a transparent ground"),
        section="file",
        applies=_unless_set("format"),
        otherwise=SET_BY_SHOP,
        choices={"JPEG": ("JPEG", "JPEG"), "PNG": ("PNG", "PNG"), "WebP": ("WebP", "WebP")},
    )
    quality: Whole = setting(
        93,
        title=("画质", "Quality"),
        about=("用于 JPEG 和 WebP", "For JPEG and WebP"),
        section="file",
        applies={"format": ("JPEG", "WebP")},
        otherwise=("PNG 无损，不分画质", "PNG loses nothing, there is no quality to choose"),
        ge=50,
        le=100,
    )
    max_kilobytes: Kilobytes = setting(
        0,
        title=("文件大小上限", "Largest file"),
        about=("0 表示不限；先降画质，必要时再缩小尺寸", "0 means no limit; quality goes down first, then the size"),
        section="file",
        applies=_unless_set("max_kilobytes"),
        otherwise=SET_BY_SHOP,
        unit="KB",
        smallest=50,
        ge=0,
        le=10000,
    )


def run(data: bytes, parameters: BasicCleanParameters, *, report: Report = untold) -> Outcome:
    """The finished picture out of a photo's bytes; raises PictureError."""
    from desktop_app.imaging import darkroom

    return darkroom.develop(data, recipe(parameters), report)


def preview(
    data: bytes, parameters: BasicCleanParameters, *, side: int = PREVIEW_SIDE, report: Report = untold
) -> Outcome:
    """The same picture with at most `side` pixels on the long side, as JPEG; raises PictureError."""
    from desktop_app.imaging import darkroom

    return darkroom.develop(data, recipe(parameters).at_screen_size(side), report)


def recipe(parameters: BasicCleanParameters) -> Recipe:
    """What the darkroom has to do: the merchant's choices, the shop's over them, less in second-hand mode."""
    chosen = dict(_settled(parameters))
    shop = "" if chosen.pop("marketplace") == NO_SHOP else parameters.marketplace
    notes = ("second-hand",) if chosen.pop("second_hand") else ()
    return Recipe(ratio=chosen.pop("frame").ratio, shop=shop, notes=notes, **chosen)


def _settled(parameters: BasicCleanParameters) -> BasicCleanParameters:
    wishes = {} if parameters.marketplace == NO_SHOP else marketplaces.shops()[parameters.marketplace].parameters
    untouched = dict.fromkeys(RETOUCHING, 0) if parameters.second_hand else {}
    return BasicCleanParameters.model_validate({**dict(parameters), **wishes, **untouched})


FEATURE = Feature(
    id="basic_clean",
    title=LocalizedText(zh="服装清理增强", en="Garment clean & enhance"),
    description=LocalizedText(
        zh="换成纯白或透明背景，校正光线，统一画面与文件，面料颜色不变",
        en="A white or transparent ground, right light, one frame and file for all; the cloth keeps its colour",
    ),
    parameters=BasicCleanParameters,
    run=run,
    preview=preview,
)
