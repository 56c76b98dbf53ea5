"""The parameters of light and detail, for every feature that develops photos."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Strict

from desktop_app.imaging.features.feature import setting, words

Whole = Annotated[int, Strict()]
Switch = Annotated[bool, Strict()]

RETOUCHED: dict[str, tuple[Any, ...]] = {"second_hand": (False,)}
NOT_RETOUCHED = ("二手模式下不做此处理", "Not done in second-hand mode")

LIGHT_SECTIONS = {"light": ("光线与色彩", "Light and colour"), "detail": ("细节", "Detail")}


def sectioned(
    sections: Mapping[str, tuple[str, str]], complete: Callable[[dict[str, Any]], None] = lambda schema: None
) -> ConfigDict:
    """How a feature's model is set up: frozen, nothing unknown, with the headings of its form in order.

    `complete` adds to the JSON Schema what is only known when somebody asks for it.
    """

    def told(schema: dict[str, Any]) -> None:
        complete(schema)
        schema["sections"] = [{"id": key, "titles": words(said)} for key, said in sections.items()]

    return ConfigDict(frozen=True, extra="forbid", json_schema_extra=told)


class LightParameters(BaseModel):
    """Light, colour, noise and edges."""

    second_hand: Switch = setting(
        False,
        title=("二手模式", "Second-hand mode"),
        about=("只处理背景和光线，保留穿着痕迹", "Ground and light only, wear stays visible"),
        section="light",
    )
    white_balance: Switch = setting(
        False,
        title=("自动白平衡", "Auto white balance"),
        about=(
            "让浅色背景回到中性，不改变服装本身的颜色",
            "Makes a light ground neutral; strongly coloured grounds are left alone",
        ),
        section="light",
    )
    exposure: Switch = setting(
        False,
        title=("自动曝光", "Auto exposure"),
        about=("照片偏暗时适度提亮，不会过曝", "Brightens a dark photo within bounds, without blowing out highlights"),
        section="light",
    )
    brightness: Whole = setting(
        0,
        title=("亮度", "Brightness"),
        about=("在自动结果上再调亮或调暗", "Lighter or darker on top of the automatic result"),
        section="light",
        applies=RETOUCHED,
        otherwise=NOT_RETOUCHED,
        ge=-100,
        le=100,
    )
    contrast: Whole = setting(
        0,
        title=("对比度", "Contrast"),
        about=("明暗差别更强或更柔和", "Stronger or softer difference of light and dark"),
        section="light",
        applies=RETOUCHED,
        otherwise=NOT_RETOUCHED,
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
        applies=RETOUCHED,
        otherwise=NOT_RETOUCHED,
        ge=0,
        le=100,
    )
    sharpen: Whole = setting(
        30,
        title=("锐化", "Sharpening"),
        about=("让边缘和纹理更清晰，不产生白边", "Crisper edges and weave, without halos"),
        section="detail",
        applies=RETOUCHED,
        otherwise=NOT_RETOUCHED,
        ge=0,
        le=100,
    )
