"""`cleanrack serve`: the server by itself, at home on this computer or as a process of the cloud."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from desktop_app.commands import verbs
from desktop_app.commands.given import Given, cloud_options
from desktop_app.commands.help import Command, Option
from desktop_app.commands.kinds import OneOf, Whole
from desktop_app.core import cloud_settings, words
from desktop_app.core.cloud_settings import CloudSettings
from desktop_app.core.words import Language

Serve = Callable[[Path, str | None], int]
"""The bundled server on a data folder, for one account or the one that is signed in."""
ServeCloud = Callable[[CloudSettings], int]

LOCAL, CLOUD = "local", "cloud"


def command(language: Language, serve: Serve, serve_cloud: ServeCloud | None = None) -> Command:
    """The command."""

    def run(home: str, account: str | None, **told: Any) -> int:
        if home == CLOUD and serve_cloud is not None:
            return serve_cloud(cloud_settings.load(told))
        return serve(Given.current().folder, account)

    params = [*_options(language), Option(["--account"], metavar="ID", hidden=True)]
    examples = ["cleanrack serve --home cloud --database postgresql://… --storage s3://…"]
    return verbs.verb("serve", language, run, params, json=False, examples=examples)


def _options(language: Language) -> list[click.Parameter]:
    def say(key: str) -> str:
        return words.say(language, f"cli.{key}")

    return [
        Option(["--home"], type=OneOf(language, (LOCAL, CLOUD)), default=LOCAL, help=say("home-help")),
        *cloud_options(language),
        Option(["--host"], metavar="ADDRESS", help=say("cloud-host-help")),
        Option(["--port"], type=Whole(language, low=0, high=65535), help=say("cloud-port-help")),
    ]
