"""多店铺上架图 / Listing set: one run makes the pictures for several shops, each as that shop asks for them."""

from dataclasses import replace
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel

from desktop_app.api.features import LocalizedText
from desktop_app.imaging import marketplaces
from desktop_app.imaging.features import basic_clean
from desktop_app.imaging.features.basic_clean import BasicCleanParameters
from desktop_app.imaging.features.feature import PREVIEW_SIDE, Feature, setting
from desktop_app.imaging.features.light import LIGHT_SECTIONS, LightParameters, sectioned
from desktop_app.imaging.outcome import Outcome, Report, untold
from desktop_app.imaging.recipe import Recipe

_USUAL = ("taobao", "jd")
"""What is ticked on a fresh form."""


def _known_once(chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Raises ValueError for a shop that there is not, or that is named twice."""
    if unknown := next((shop for shop in chosen if shop not in marketplaces.shops()), None):
        raise ValueError(f"there is no shop {unknown}")
    if len(set(chosen)) < len(chosen):
        raise ValueError("a shop is named twice")
    return chosen


def _offer_shops(schema: dict[str, Any]) -> None:
    """The shops as they stand when somebody asks: the merchant's own file may have added some."""
    offered = marketplaces.shops()
    schema["properties"]["shops"] |= {
        "items": {"type": "string", "enum": list(offered)},
        "choices": {id_: shop.title.model_dump() for id_, shop in offered.items()},
        "maxItems": len(offered),
        "uniqueItems": True,
    }


class ShopsParameters(BaseModel):
    """For whom the pictures are made."""

    shops: Annotated[tuple[str, ...], AfterValidator(_known_once)] = setting(
        _USUAL,
        title=("上架到", "Listed on"),
        about=(
            "每张照片为每个店铺各做一张，按该店铺的要求；每张照片仍只消耗一份配额",
            "Each photo is made once for each shop, as that shop asks; it still costs the quota of one picture",
        ),
        section="shops",
        min_length=1,
    )


class ListingSetParameters(LightParameters, ShopsParameters):
    """What a merchant can choose; ground, frame and file are the shops' own."""

    model_config = sectioned({"shops": ("店铺", "Shops"), **LIGHT_SECTIONS}, _offer_shops)


def run(data: bytes, parameters: ListingSetParameters, *, report: Report = untold) -> Outcome:
    """The pictures for all shops, the first with the others in it; raises PictureError."""
    from desktop_app.imaging import darkroom

    first, *others = darkroom.develop_all(data, [_recipe(parameters, shop) for shop in parameters.shops], report)
    return replace(first, others=tuple(others))


def preview(
    data: bytes, parameters: ListingSetParameters, *, side: int = PREVIEW_SIDE, report: Report = untold
) -> Outcome:
    """The first shop's picture with at most `side` pixels on the long side, as JPEG; raises PictureError."""
    from desktop_app.imaging import darkroom

    return darkroom.develop(data, _recipe(parameters, parameters.shops[0]).at_screen_size(side), report)


def _recipe(parameters: ListingSetParameters, shop: str) -> Recipe:
    """What the darkroom does for a shop: as a clean for that shop, with the merchant's choices of light and detail."""
    light: dict[str, Any] = {name: getattr(parameters, name) for name in LightParameters.model_fields}
    return basic_clean.recipe(BasicCleanParameters(marketplace=shop, **light))


FEATURE = Feature(
    id="listing_set",
    title=LocalizedText(zh="多店铺上架图", en="Listing set"),
    description=LocalizedText(
        zh="一次生成多个店铺的上架图，各按平台要求，ZIP 中每店铺一个文件夹；每张照片只消耗一份配额",
        en="Pictures for several shops in one run, each as the shop asks, a folder for each; one quota per photo",
    ),
    parameters=ListingSetParameters,
    run=run,
    preview=preview,
)
