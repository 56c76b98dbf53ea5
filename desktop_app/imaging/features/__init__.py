"""The features, by id: a new one is one new file here and one new row. Importing this imports no pixels."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.imaging.features import basic_clean, listing_set
from desktop_app.imaging.features.feature import PREVIEW_SIDE, Feature, Stage
from desktop_app.imaging.outcome import Outcome, Report

FEATURES: Mapping[str, Feature] = MappingProxyType(
    {feature.id: feature for feature in (basic_clean.FEATURE, listing_set.FEATURE)}
)

__all__ = ["FEATURES", "PREVIEW_SIDE", "Feature", "Outcome", "Report", "Stage"]
