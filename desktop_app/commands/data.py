"""`cleanrack data`: where the data folder is and why, and its move to another place."""

from collections.abc import Iterable
from pathlib import Path

from desktop_app.commands import verbs
from desktop_app.commands.board import Board
from desktop_app.commands.exits import Exit
from desktop_app.commands.given import Given
from desktop_app.commands.help import Argument, Command, Group, Option
from desktop_app.commands.kinds import Place
from desktop_app.commands.screen import GOOD, QUIET, STRONG, Screen, byte_size
from desktop_app.core import paths, words
from desktop_app.core.paths import Origin
from desktop_app.core.words import Language
from desktop_app.relocation import moving
from desktop_app.relocation.moving import Plan


def command(language: Language) -> Group:
    """The commands under `cleanrack data`."""
    return verbs.group("data", language, (build(language) for build in (_where, _move)))


def _where(language: Language) -> Command:
    def run() -> int:
        given = Given.current()
        screen = given.screen()
        origin = paths.origin()
        places = {"data": given.folder, "models": paths.models_dir(), "state": paths.state_dir()}
        if given.as_json:
            screen.document({"origin": origin.value, **{name: str(place) for name, place in places.items()}})
            return Exit.OK
        screen.show((str(given.folder), STRONG))
        screen.tell(f"data-{origin.value}", QUIET, variable=paths.DATA_DIR_VARIABLE)
        screen.show(f"{screen.say('models-folder')}  {places['models']}")
        screen.show(f"{screen.say('state-folder')}  {places['state']}")
        if origin is Origin.PORTABLE:
            screen.tell("portable-means", QUIET)
        return Exit.OK

    return verbs.verb("data where", language, run)


def _move(language: Language) -> Command:
    def run(target: Path, remove: bool) -> int:
        given = Given.current()
        screen = given.screen()
        plan = moving.look(given.folder, target)
        with MoveBoard(screen, plan) as board:
            moving.move(plan, keep=not remove, report=board.moved)
        if given.as_json:
            told = {"from": str(plan.source), "to": str(plan.target), "files": len(plan.files), "bytes": plan.size}
            screen.document({"ok": True, **told, "kept": not remove})
            return Exit.OK
        screen.tell("data-moved", GOOD, folder=plan.target, count=len(plan.files), size=byte_size(plan.size))
        screen.tell("data-old-gone" if remove else "data-old-kept", QUIET, folder=plan.source)
        return Exit.OK

    folder = Argument(
        ["target"],
        metavar="FOLDER",
        type=Place(language, "FOLDER"),
        help=words.say(language, "cli.data-target-help"),
    )
    remove = Option(["--remove-old", "remove"], is_flag=True, help=words.say(language, "cli.data-remove-help"))
    examples = ["cleanrack data move /mnt/photos/cleanrack", "cleanrack data move D:\\CleanRack --remove-old"]
    return verbs.verb("data move", language, run, [folder, remove], examples=examples)


class MoveBoard(Board):
    """One bar while files are copied and read back."""

    def __init__(self, screen: Screen, plan: Plan) -> None:
        super().__init__(screen)
        self._plan = plan
        self._share = 0.0

    def moved(self, share: float) -> None:
        """So much of it is done, of 1."""
        self._share = share

    def rows(self) -> Iterable[tuple[str, float, str]]:
        """The bar."""
        key = "data-copying" if self._share < 0.5 else "data-comparing"
        yield self.screen.say(key), self._share, f"{self._share:.0%}  {byte_size(self._plan.size)}"
