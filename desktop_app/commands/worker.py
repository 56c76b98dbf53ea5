"""`cleanrack worker`: carries out batches of the cloud; any number of them, on any number of machines."""

from collections.abc import Callable
from typing import Any

import click

from desktop_app.commands import verbs
from desktop_app.commands.given import cloud_options
from desktop_app.commands.help import Command, Option
from desktop_app.core import cloud_settings, words
from desktop_app.core.cloud_settings import CloudSettings
from desktop_app.core.words import Language

Work = Callable[[CloudSettings, int, int, float, str], int]
"""Settings, batches at a time, photos at a time, seconds until a silent worker is dead, where figures are read."""


def command(language: Language, work: Work) -> Command:
    """The command."""

    def run(
        database: str | None,
        storage: str | None,
        jobs: int,
        processes: int,
        heartbeat: float,
        metrics: str,
        **_: Any,
    ) -> int:
        settings = cloud_settings.load({"database": database, "storage": storage})
        return work(settings, jobs, processes, heartbeat, metrics)

    examples = ["cleanrack worker --jobs 4"]
    return verbs.verb("worker", language, run, _options(language), json=False, examples=examples)


def _options(language: Language) -> list[click.Parameter]:
    def say(key: str) -> str:
        return words.say(language, f"cli.{key}")

    at_least = click.IntRange
    return [
        *cloud_options(language),
        Option(
            ["--jobs"], type=at_least(2, 64), default=2, envvar="CLEANRACK_JOBS", metavar="N", help=say("jobs-help")
        ),
        Option(
            ["--processes"],
            type=at_least(0, 64),
            default=0,
            envvar="CLEANRACK_PROCESSES",
            metavar="N",
            help=say("processes-help"),
        ),
        Option(
            ["--heartbeat"],
            type=click.FloatRange(1, 600),
            default=30.0,
            envvar="CLEANRACK_HEARTBEAT",
            metavar="SECONDS",
            help=say("heartbeat-help"),
        ),
        Option(
            ["--metrics"],
            default="",
            envvar="CLEANRACK_WORKER_METRICS",
            metavar="HOST:PORT",
            help=say("worker-metrics-help"),
        ),
    ]
