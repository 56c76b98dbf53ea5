"""What the free pre-flight finds in a photo before it costs anything."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class FindingKind(StrEnum):
    """What is the matter with a photo; its words stand in resources/words under `findings`."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    TOO_SMALL = "too-small"
    TOO_SMALL_FOR_SHOP = "too-small-for-shop"
    BLURRED = "blurred"
    OVEREXPOSED = "overexposed"
    UNDEREXPOSED = "underexposed"
    DUPLICATE = "duplicate"
    NEAR_DUPLICATE = "near-duplicate"


class Finding(BaseModel):
    """One thing found, with the figure that was measured and the limit it crossed."""

    model_config = ConfigDict(frozen=True)

    kind: FindingKind
    value: float = 0.0
    limit: float = 0.0
    other: str | None = None
    """Id of the other upload, where the photo is the same as one before."""
