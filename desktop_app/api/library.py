"""Finished pictures, kept until the merchant deletes them."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class AssetView(BaseModel):
    """One picture of the library."""

    id: str
    task_id: str
    item: int
    shop: str = ""
    """Id of the marketplace it was made for, where it was made for one."""
    file_name: str
    sha256: str
    size: int
    """Bytes."""
    media_type: str
    width: int
    height: int
    created_at: datetime


class AssetPage(BaseModel):
    """GET /api/library: newest first."""

    assets: list[AssetView]
    next_cursor: str | None = None


class Selection(BaseModel):
    """POST /api/library/delete, /api/library/restore: assets by id."""

    model_config = ConfigDict(extra="forbid")

    ids: list[str] = Field(min_length=1, max_length=5000)


class Selected(BaseModel):
    """How many of a selection were moved."""

    count: int
