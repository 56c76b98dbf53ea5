"""What a ZIP of a task's pictures is to hold, and how its files are named."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from desktop_app.api.tasks import ItemStatus, ItemView, OutputView, TaskView
from desktop_app.core.naming import DEFAULT_TEMPLATE, NameStyle, Naming, Source

OriginalName = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Sku = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class ExportTask(BaseModel):
    """POST /api/tasks/{id}/download-zip."""

    model_config = ConfigDict(extra="forbid")

    names: NameStyle = NameStyle.ORIGINAL
    template: str = Field(default=DEFAULT_TEMPLATE, min_length=1, max_length=200)
    """With the tokens {name} {sku} {shop} {index} {index:03} {date}; used with `names` template."""
    skus: dict[OriginalName, Sku] = Field(default={}, max_length=5000)
    """SKUs by the photo's own name; for one that is not in it {sku} is its folder, or its name without one."""
    only_success: bool = False
    """The manifest lists finished pictures alone, otherwise every photo."""

    date: str = Field(default="", pattern=r"^(\d{8})?$")
    """What fills {date}, as 20260501: the day where the merchant is; without one that of the server."""

    @classmethod
    def of(cls, naming: Naming, *, date: str, only_success: bool = False) -> Self:
        """The request for a naming."""
        told = {"names": naming.style, "template": naming.template or DEFAULT_TEMPLATE, "skus": dict(naming.skus)}
        return cls(**told, date=date, only_success=only_success)

    @property
    def naming(self) -> Naming:
        """How its files are named."""
        return Naming(self.names, self.template, self.skus)


@dataclass(frozen=True)
class FinishedPicture:
    """One of the pictures that a task has made."""

    index: int
    """Of its photo."""
    output: OutputView
    source: Source

    @property
    def key(self) -> tuple[int, str]:
        """What tells it from the others of the task: its photo and its shop."""
        return self.index, self.output.shop


def finished_pictures(task: TaskView) -> list[FinishedPicture]:
    """Every finished picture of a task, photo by photo and shop by shop, as its ZIP has them."""
    total = len(task.batch_items)
    return [
        FinishedPicture(item.index, picture, _source(item, picture, total))
        for item in task.batch_items
        if item.status is ItemStatus.SUCCESS and item.output
        for picture in item.output.pictures
    ]


def _source(item: ItemView, picture: OutputView, total: int) -> Source:
    return Source(item.file_name, item.index + 1, total, picture.shop, PurePosixPath(picture.file_name).suffix)
