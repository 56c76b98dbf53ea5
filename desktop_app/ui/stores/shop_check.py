"""Finished pictures held against what a shop asks for; computed where it is shown, never stored. Pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.api.tasks import ItemView, OutputView, TaskView
from desktop_app.imaging import marketplaces
from desktop_app.imaging.marketplaces import Check, Facts, Shop, verdict
from desktop_app.ui.stores.task_facts import finished

_PARAMETER = "marketplace"
"""Of a task, where it was made for one shop."""


@dataclass(frozen=True)
class Standing:
    """How a task's pictures stand with a shop."""

    passing: tuple[int, ...]
    """Indexes of items."""
    failing: tuple[ItemView, ...]

    @property
    def total(self) -> int:
        """Finished pictures."""
        return len(self.passing) + len(self.failing)


def shops() -> Mapping[str, Shop]:
    """All shops by id."""
    return marketplaces.shops()


def checks(output: OutputView, shop: Shop) -> tuple[Check, ...]:
    """What the shop asks for, each with what was measured."""
    return shop.check(Facts.of(output))


def passes(output: OutputView, shop: Shop) -> bool:
    """Whether nothing that could be measured speaks against it."""
    return verdict(checks(output, shop)) is not False


def picture_for(output: OutputView, shop_id: str) -> OutputView:
    """The picture that was made for the shop; the first where none was."""
    return next((each for each in output.pictures if each.shop == shop_id), output)


def standing(task: TaskView, shop_id: str) -> Standing:
    """Which finished pictures pass."""
    shop = shops()[shop_id]
    made = [(item, picture_for(item.output, shop_id)) for item in finished(task) if item.output is not None]
    passing = tuple(item.index for item, picture in made if passes(picture, shop))
    return Standing(passing, tuple(item for item, _ in made if item.index not in passing))


def shop_of(task: TaskView, remembered: str) -> str:
    """The shop that a task is checked against at first: its own, else the one chosen last, else the first."""
    own = str(task.input_data.get(_PARAMETER, ""))
    made = next((item.output.shop for item in finished(task) if item.output is not None), "")
    known = shops()
    return next((each for each in (own, made, remembered) if each in known), next(iter(known)))


def parameters(shop_id: str) -> dict[str, Any]:
    """What to ask for so that a large enough photo passes."""
    return {**shops()[shop_id].parameters, _PARAMETER: shop_id}
