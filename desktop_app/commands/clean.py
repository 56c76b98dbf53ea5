"""`cleanrack clean PHOTOS…`: the command line of the main job."""

from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import click

from desktop_app.api.findings import FindingKind
from desktop_app.api.tasks import Place as Where
from desktop_app.client.session import Session
from desktop_app.commands import asking, ending, naming, parameters
from desktop_app.commands.cleaning import Cleaning, Order, bounded
from desktop_app.commands.ending import Outcome
from desktop_app.commands.given import Given, with_global_options
from desktop_app.commands.help import Argument, Command, Option
from desktop_app.commands.kinds import OneOf, Place
from desktop_app.commands.saving import Wish, require_writable
from desktop_app.commands.session import in_session
from desktop_app.core import words
from desktop_app.core.words import Language
from desktop_app.imaging import marketplaces
from desktop_app.imaging.features import FEATURES
from desktop_app.imaging.photos import collect

_DEFAULT_ZIP = Path("cleaned.zip")

_EXAMPLES = (
    "cleanrack clean SKU1001 SKU1002 --zip cleaned.zip",
    "cleanrack clean *.jpg --out done --brightness 10 --format PNG --yes",
    "cleanrack clean photos --json --yes > result.json",
)


def command(language: Language) -> Command:
    """The command."""

    def run(**values: Any) -> int:
        given = Given.current()
        order = _order(values, language)
        asking.require_answerable(yes=order.yes, as_json=given.as_json)
        require_writable(order.wish)
        screen = given.screen()
        if problem := marketplaces.catalogue().problem:
            screen.trouble(problem.sentence(language))
        photos = bounded(order, screen)
        naming.tell_odd_skus(screen, order.wish, [photo.name for photo in photos])

        def job(session: Session) -> Awaitable[Outcome]:
            return Cleaning(order, photos, session=session, screen=screen).run()

        outcome = in_session(screen, given.folder, job)
        return ending.report(screen, outcome, as_json=given.as_json)

    return Command(
        "clean",
        language=language,
        callback=run,
        help=words.say(language, "cli.clean-help"),
        short_help=words.say(language, "cli.clean-short"),
        params=with_global_options(language, [*_own(language), *parameters.options(language)], json=True),
        examples=_EXAMPLES,
    )


def _own(language: Language) -> list[click.Parameter]:
    features = ", ".join(f"{each.id} {each.title.in_language(language)}" for each in FEATURES.values())

    def option(*names: str, key: str, **settings: Any) -> Option:
        return Option(
            names, help=words.say(language, f"cli.{key}", default=_DEFAULT_ZIP, features=features), **settings
        )

    def one_of(*choices: str) -> OneOf:
        return OneOf(language, choices)

    def place(name: str) -> Place:
        return Place(language, name)

    return [
        Argument(
            ["photos"],
            nargs=-1,
            required=True,
            metavar="PHOTOS...",
            type=Place(language, "PHOTOS", exists=True),
            help=words.say(language, "cli.photos-help"),
        ),
        option("--zip", "zip_file", type=place("FILE"), key="zip-help"),
        option("--out", type=place("FOLDER"), key="out-help"),
        *naming.options(language),
        option("--yes", "-y", is_flag=True, key="yes-help"),
        option("--single", is_flag=True, key="single-help"),
        option("--skip", type=one_of(*FindingKind), multiple=True, key="skip-help"),
        option("--where", type=one_of(*Where), default=Where.LOCAL.value, key="where-help"),
        option("--feature", type=one_of(*FEATURES), default=next(iter(FEATURES)), key="feature-help"),
    ]


def _order(values: dict[str, Any], language: Language) -> Order:
    feature = FEATURES[values["feature"]]
    found = collect(values["photos"])
    if values["single"] and len(found.photos) > 1:
        raise click.UsageError(words.say(language, "cli.single-takes-one", count=len(found.photos)))
    to_zip = values["zip_file"] or (None if values["out"] else _DEFAULT_ZIP)
    return Order(
        found=found,
        feature=feature,
        parameters=parameters.chosen(feature, values, language),
        wish=Wish(
            zip=to_zip,
            out=values["out"],
            **naming.chosen(values),
        ),
        skip=frozenset(FindingKind(kind) for kind in values["skip"]),
        single=values["single"],
        where=Where(values["where"]),
        yes=values["yes"],
    )
