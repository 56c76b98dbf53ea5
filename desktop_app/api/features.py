"""What a feature tells the window about itself: its words, its price, its limits and the shape of its parameters."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class LocalizedText(BaseModel):
    """One text in the languages we speak; crosses the wire as `{"zh-CN": ..., "en": ...}`."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)

    zh: str = Field(alias="zh-CN")
    en: str

    def in_language(self, tag: str) -> str:
        """The text for a BCP 47 tag; English for a tag we do not speak."""
        return self.zh if tag.lower().startswith("zh") else self.en


class RateLimitPolicy(BaseModel):
    """How much of a feature one account may ask for."""

    model_config = ConfigDict(frozen=True)

    max_per_hour: int = 5
    """Batches an hour."""
    max_per_day: int = 20
    """Batches a day."""
    max_images_per_batch: int = 50


class FeatureView(BaseModel):
    """One feature as GET /api/features answers it."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: LocalizedText
    description: LocalizedText
    quota_cost: int
    """Quota for one picture."""
    rate_limit_policy: RateLimitPolicy
    parameters: dict[str, Any]
    """JSON Schema (draft 2020-12) of `input_data`, with titles, sections and units for the form."""
