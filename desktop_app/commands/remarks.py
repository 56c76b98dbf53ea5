"""What a finished picture should be looked at for: colours that moved, and what its shop asks for and it has not."""

from collections.abc import Iterator
from typing import Any

from desktop_app.api.tasks import OutputView, TaskView
from desktop_app.commands.screen import Screen
from desktop_app.core import words
from desktop_app.imaging import marketplaces
from desktop_app.imaging.marketplaces import Check, Facts


def remarks(screen: Screen, output: OutputView) -> list[str]:
    """A sentence for each, of all pictures of the photo."""
    return [*_colour(screen, output), *(said for picture in output.pictures for said in _missed(screen, picture))]


def recoloured(task: TaskView, limit: float) -> int:
    """How many photos of a task have pictures whose garment changed by more than `limit`."""
    shifts = (item.output.colour_shift for item in task.batch_items if item.output is not None)
    return sum(shift is not None and shift > limit for shift in shifts)


def checks_document(output: OutputView) -> list[dict[str, Any]]:
    """Every check of every picture made for a shop, for scripts."""
    return [
        {
            "shop": picture.shop,
            "kind": check.kind.value,
            "passed": check.passed,
            "value": check.value,
            "limit": check.limit,
            "standing": check.standing.value,
        }
        for picture in output.pictures
        for check in _checks(picture)
    ]


def _colour(screen: Screen, output: OutputView) -> Iterator[str]:
    shift = output.colour_shift
    if shift is not None and shift > screen.delta_e_limit:
        yield words.say(screen.language, "measures.delta-e-over", value=shift, limit=screen.delta_e_limit)


def _missed(screen: Screen, picture: OutputView) -> Iterator[str]:
    for check in _checks(picture):
        if check.passed is False:
            title = marketplaces.shops()[picture.shop].title.in_language(screen.language)
            yield f"{title}: {marketplaces.sentence(screen.language, check)}"


def _checks(picture: OutputView) -> tuple[Check, ...]:
    shop = marketplaces.shops().get(picture.shop)
    return shop.check(Facts.of(picture)) if shop else ()
