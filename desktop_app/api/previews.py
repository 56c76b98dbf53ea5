"""A feature tried on one photo at screen size; free."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class CreatePreview(BaseModel):
    """POST /api/previews; answers a JPEG."""

    model_config = ConfigDict(extra="forbid")

    feature_id: str = Field(max_length=64)
    upload_id: str = Field(max_length=64)
    input_data: dict[str, Any] = {}
    side: int = Field(default=0, ge=0, le=2560)
    """Pixels of the longer side; 0 takes the usual size."""
