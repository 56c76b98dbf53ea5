"""The options that say how the pictures of a task are named and stored."""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop_app.api.export import ExportTask
from desktop_app.client import sku_files
from desktop_app.commands.exits import CommandError, Exit
from desktop_app.commands.help import Option
from desktop_app.commands.kinds import OneOf, Place
from desktop_app.commands.saving import Wish
from desktop_app.commands.screen import WARN, Screen
from desktop_app.core import words
from desktop_app.core.naming import DEFAULT_TEMPLATE, NameStyle, require_template
from desktop_app.core.words import Language

_TOLD_AT_MOST = 20
"""Odd rows of a table of SKUs that are told one by one."""


def options(language: Language) -> list[Option]:
    """The options of every command that writes a task's pictures."""

    def option(name: str, *, key: str, **settings: Any) -> Option:
        return Option([name], help=words.say(language, f"cli.{key}"), **settings)

    return [
        option("--names", key="names-help", type=OneOf(language, list(NameStyle)), default=NameStyle.ORIGINAL.value),
        option("--template", key="template-help", metavar="TEXT"),
        option("--skus", key="skus-help", type=Place(language, "FILE", exists=True)),
        option("--only-success", key="only-success-help", is_flag=True),
        option("--force", key="force-help", is_flag=True),
    ]


def chosen(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same as fields of a Wish; a template needs no `--names template`.

    Raises CommandError for a bad template, TableError for a table that cannot be used.
    """
    template = values["template"] or DEFAULT_TEMPLATE
    _require_template(template)
    export = ExportTask(
        names=NameStyle.TEMPLATE if values["template"] else NameStyle(values["names"]),
        template=template,
        only_success=values["only_success"],
    )
    table = sku_files.read(values["skus"]) if values["skus"] else None
    return {"export": export, "table": table, "force": values["force"]}


def tell_odd_skus(screen: Screen, wish: Wish, photos: Iterable[str]) -> None:
    """Say what is odd about the table of SKUs, for these photos, before anything is done with it."""
    problems = wish.table.matched(photos).problems if wish.table else ()
    for problem in problems[:_TOLD_AT_MOST]:
        screen.show(("  ! ", WARN), (problem.sentence(screen.language), WARN))
    if len(problems) > _TOLD_AT_MOST:
        screen.tell("more-odd-skus", WARN, count=len(problems) - _TOLD_AT_MOST)


def _require_template(template: str) -> None:
    try:
        require_template(template)
    except ValueError as exc:
        raise CommandError("bad-template", Exit.USAGE, template=template, reason=exc) from exc
