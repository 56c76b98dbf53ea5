"""The options that say how the pictures of a task are named and stored."""

from collections.abc import Mapping
from typing import Any

from desktop_app.api.export import DEFAULT_TEMPLATE, NameStyle
from desktop_app.commands.help import Option
from desktop_app.commands.kinds import OneOf
from desktop_app.commands.saving import require_template
from desktop_app.core import words
from desktop_app.core.words import Language


def options(language: Language) -> list[Option]:
    """The options of every command that writes a task's pictures."""

    def option(name: str, *, key: str, **settings: Any) -> Option:
        return Option([name], help=words.say(language, f"cli.{key}"), **settings)

    return [
        option("--names", key="names-help", type=OneOf(language, list(NameStyle)), default=NameStyle.ORIGINAL.value),
        option("--template", key="template-help", metavar="TEXT"),
        option("--only-success", key="only-success-help", is_flag=True),
        option("--force", key="force-help", is_flag=True),
    ]


def chosen(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same as fields of a Wish; a template needs no `--names template`. Raises CommandError for a bad template."""
    template = values["template"] or DEFAULT_TEMPLATE
    require_template(template)
    return {
        "names": NameStyle.TEMPLATE if values["template"] else NameStyle(values["names"]),
        "template": template,
        "only_success": values["only_success"],
        "force": values["force"],
    }
