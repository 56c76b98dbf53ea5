"""服装清理增强 / Garment clean & enhance: light and white balance right, noise down, edges crisp, framed and sized."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Strict

from desktop_app.api.features import LocalizedText
from desktop_app.imaging.choices import Background, Frame, FrameColor, OutputFormat, Recover
from desktop_app.imaging.features.feature import PREVIEW_SIDE, Feature, setting, words, zero_or_more_than
from desktop_app.imaging.outcome import Outcome, Report, untold
from desktop_app.imaging.recipe import Recipe

Whole = Annotated[int, Strict()]
Switch = Annotated[bool, Strict()]
Side = Annotated[int, Strict(), AfterValidator(zero_or_more_than(256))]
Fill = Annotated[int, Strict(), AfterValidator(zero_or_more_than(50))]
Kilobytes = Annotated[int, Strict(), AfterValidator(zero_or_more_than(50))]

SECTIONS = {
    "ground": ("背景", "Ground"),
    "light": ("光线与色彩", "Light and colour"),
    "detail": ("细节", "Detail"),
    "frame": ("画面", "Frame"),
    "file": ("文件", "File"),
}


def _sections(schema: dict[str, Any]) -> None:
    schema["sections"] = [{"id": key, "titles": words(said)} for key, said in SECTIONS.items()]


class BasicCleanParameters(BaseModel):
    """What a merchant can choose; the same for every picture of a batch."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra=_sections,
    )

    background: Background = setting(
        Background.WHITE,
        title=("背景", "Ground"),
        about=("只改背景，服装的颜色不变", "Only the ground changes; the garment keeps its colour"),
        section="ground",
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
    )
    cutout_edge: Whole = setting(
        0,
        title=("抠图边缘", "Cut-out edge"),
        about=("负值收紧，去掉残留底色；正值放宽", "Below 0 tighter, cutting off left-over ground; above 0 looser"),
        section="ground",
        ge=-100,
        le=100,
    )
    shadow: Whole = setting(
        0,
        title=("柔和阴影", "Soft shadow"),
        about=("在白底或透明底上加一点自然阴影", "A little natural shadow on a white or transparent ground"),
        section="ground",
        ge=0,
        le=100,
    )
    white_balance: Switch = setting(
        True,
        title=("自动白平衡", "Auto white balance"),
        about=(
            "让浅色背景回到中性，不改变服装本身的颜色",
            "Makes a light ground neutral; strongly coloured grounds are left alone",
        ),
        section="light",
    )
    exposure: Switch = setting(
        True,
        title=("自动曝光", "Auto exposure"),
        about=("照片偏暗时适度提亮，不会过曝", "Brightens a dark photo within bounds, without blowing out highlights"),
        section="light",
    )
    brightness: Whole = setting(
        0,
        title=("亮度", "Brightness"),
        about=("在自动结果上再调亮或调暗", "Lighter or darker on top of the automatic result"),
        section="light",
        ge=-100,
        le=100,
    )
    contrast: Whole = setting(
        0,
        title=("对比度", "Contrast"),
        about=("明暗差别更强或更柔和", "Stronger or softer difference of light and dark"),
        section="light",
        ge=-100,
        le=100,
    )
    denoise: Whole = setting(
        15,
        title=("降噪", "Noise reduction"),
        about=(
            "去除颗粒，保留面料纹理；只作用于明暗，不动颜色",
            "Removes grain and keeps the weave; works on lightness, never on colour",
        ),
        section="detail",
        ge=0,
        le=100,
    )
    sharpen: Whole = setting(
        30,
        title=("锐化", "Sharpening"),
        about=("让边缘和纹理更清晰，不产生白边", "Crisper edges and weave, without halos"),
        section="detail",
        ge=0,
        le=100,
    )
    frame: Frame = setting(
        Frame.ORIGINAL,
        title=("画面比例", "Shape"),
        about=("四周补底色得到所需比例，不裁切服装", "Reached by adding ground around the photo; nothing is cut off"),
        section="frame",
        choices={
            "original": ("原比例", "As photographed"),
            "square": ("正方形 1:1", "Square 1:1"),
            "portrait_3x4": ("竖版 3:4", "Portrait 3:4"),
            "portrait_4x5": ("竖版 4:5", "Portrait 4:5"),
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
        choices={"JPEG": ("JPEG", "JPEG"), "PNG": ("PNG", "PNG"), "WebP": ("WebP", "WebP")},
    )
    quality: Whole = setting(
        90,
        title=("画质", "Quality"),
        about=("用于 JPEG 和 WebP", "For JPEG and WebP"),
        section="file",
        ge=50,
        le=100,
    )
    max_kilobytes: Kilobytes = setting(
        0,
        title=("文件大小上限", "Largest file"),
        about=("0 表示不限；先降画质，必要时再缩小尺寸", "0 means no limit; quality goes down first, then the size"),
        section="file",
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
    """What the darkroom has to do."""
    chosen = dict(parameters)
    return Recipe(ratio=parameters.frame.ratio, **{name: chosen[name] for name in chosen if name != "frame"})


FEATURE = Feature(
    id="basic_clean",
    title=LocalizedText(zh="服装清理增强", en="Garment clean & enhance"),
    description=LocalizedText(
        zh="校正光线与白平衡，去噪、锐化，统一画面与文件，面料颜色不变",
        en="Right light and white balance, less noise, crisp edges, one frame and file for all; cloth keeps its colour",
    ),
    parameters=BasicCleanParameters,
    run=run,
    preview=preview,
)
