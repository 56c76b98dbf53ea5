"""`cleanrack library`: finished pictures, found again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from desktop_app.api.library import AssetView
from desktop_app.client.server import ServerClient
from desktop_app.client.session import Session
from desktop_app.commands import verbs
from desktop_app.commands.ending import tell_zip
from desktop_app.commands.exits import CommandError, Exit
from desktop_app.commands.given import Given
from desktop_app.commands.help import Command, Option
from desktop_app.commands.kinds import Place
from desktop_app.commands.saving import Wish, assets_zip, require_writable
from desktop_app.commands.screen import QUIET, Screen, byte_size
from desktop_app.commands.session import in_session
from desktop_app.core import words
from desktop_app.core.words import Language

_MOST = 5000
"""Pictures in one ZIP."""
_COLUMNS = ("column-name", "column-pixels", "column-size", "column-made")


def command(language: Language) -> Command:
    """The command."""

    def run(search: str, zip_file: Path | None, force: bool) -> int:
        given = Given.current()
        screen = given.screen()
        wish = Wish(zip=zip_file, force=force)
        require_writable(wish)
        found, stored = in_session(screen, given.folder, lambda session: _look(session, search, wish))
        if given.as_json:
            assets = [asset.model_dump(mode="json") for asset in found]
            screen.document({"assets": assets, "zip": str(stored.absolute()) if stored else None})
        else:
            _tell(screen, found)
            if stored:
                tell_zip(screen, stored, zip_file)
        return Exit.OK

    def option(*names: str, key: str, **settings: Any) -> Option:
        return Option(names, help=words.say(language, f"cli.{key}"), **settings)

    params = [
        option("--search", default="", metavar="TEXT", key="search-help"),
        option("--zip", "zip_file", type=Place(language, "FILE"), key="library-zip-help"),
        option("--force", is_flag=True, key="force-help"),
    ]
    return verbs.verb("library", language, run, params)


async def _look(session: Session, text: str, wish: Wish) -> tuple[list[AssetView], Path | None]:
    found = await session.ask(lambda server: _all(server, text))
    if wish.zip is None:
        return found, None
    if not found:
        raise CommandError("nothing-found", Exit.NOTHING_DONE)
    if len(found) > _MOST:
        raise CommandError("too-many-found", Exit.USAGE, limit=_MOST, count=len(found))
    return found, await assets_zip(session, [asset.id for asset in found], wish)


async def _all(server: ServerClient, text: str) -> list[AssetView]:
    return [asset async for asset in server.all_assets(text=text)]


def _tell(screen: Screen, assets: Sequence[AssetView]) -> None:
    if not assets:
        screen.tell("nothing-found", QUIET)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=QUIET)
    for key in _COLUMNS:
        table.add_column(screen.say(key), overflow="fold")
    for asset in assets:
        pixels = f"{asset.width} × {asset.height}"
        table.add_row(asset.file_name, pixels, byte_size(asset.size), f"{asset.created_at.astimezone():%Y-%m-%d %H:%M}")
    screen.show(table)
    screen.tell("library-count", QUIET, count=len(assets))
