"""What the pictures of a task would be called in a ZIP, and what is odd about that. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.api.export import FinishedPicture
from desktop_app.core.naming import NameStyle, Naming, plan
from desktop_app.core.skus import Problem, SkuTable
from desktop_app.ui.stores.naming import problem_of


@dataclass(frozen=True)
class NamePlan:
    """Old and new names under one template and one table of SKUs."""

    naming: Naming
    pairs: tuple[tuple[str, str], ...] = ()
    """None while the template cannot be used."""
    unknown: str | None = None
    """What the template does not know; "" for an empty template; None for a good one."""
    numbered: int = 0
    """Pictures that carry a number because another one has their name."""
    oddities: tuple[Problem, ...] = field(default=())
    """What is odd about the table."""


def planned(pictures: Sequence[FinishedPicture], template: str, table: SkuTable | None, date: str) -> NamePlan:
    """How `pictures` are named by `template`, with the SKUs of `table`; `date` fills {date}."""
    sources = [each.source for each in pictures]
    matched = table.matched(dict.fromkeys(source.name for source in sources)) if table is not None else None
    naming = Naming(NameStyle.TEMPLATE, template, matched.skus if matched else {})
    oddities = matched.problems if matched else ()
    if (unknown := problem_of(template)) is not None:
        return NamePlan(naming, unknown=unknown, oddities=oddities)
    together = plan(sources, naming, date)
    alone = [plan([source], naming, date)[0] for source in sources]
    pairs = tuple((source.name, name) for source, name in zip(sources, together, strict=True))
    distinct = {(source.shop, name.casefold()) for source, name in zip(sources, alone, strict=True)}
    return NamePlan(naming, pairs, numbered=len(sources) - len(distinct), oddities=oddities)
