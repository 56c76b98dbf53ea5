"""`cleanrack doctor`: is everything well? Tells also why the server cannot start."""

import platform
from importlib import metadata
from typing import Any

from desktop_app.api.diagnostics import Check, CheckKind, DiagnosticsView
from desktop_app.client.server import ServerClient
from desktop_app.commands import verbs
from desktop_app.commands.exits import Exit
from desktop_app.commands.given import Given
from desktop_app.commands.help import Command
from desktop_app.commands.screen import BAD, GOOD, QUIET, STRONG, Screen
from desktop_app.commands.session import in_session
from desktop_app.commands.updates import tell_updates, updates_document
from desktop_app.core import words
from desktop_app.core.errors import CleanRackError
from desktop_app.core.words import Language


def command(language: Language) -> Command:
    """The command."""

    def run() -> int:
        given = Given.current()
        screen = given.screen()
        try:
            view = in_session(screen, given.folder, lambda session: session.ask(ServerClient.diagnostics))
        except CleanRackError as exc:
            return _sick(screen, given, exc)
        well = all(check.ok for check in view.checks)
        if given.as_json:
            screen.document({"ok": well, **view.model_dump(mode="json"), "updates": updates_document(given)})
        else:
            _tell(screen, view.versions, view.data_folder, view)
            tell_updates(screen, given)
        return Exit.OK if well else Exit.SOME_FAILED

    return verbs.verb("doctor", language, run)


def _sick(screen: Screen, given: Given, error: CleanRackError) -> Exit:
    """The server cannot tell; what can be told without it is told here."""
    versions = {"cleanrack": metadata.version("cleanrack"), "python": platform.python_version()}
    sentence = words.explain(screen.language, error)
    if given.as_json:
        told = {"slug": error.slug, "message": sentence, "details": error.details}
        screen.document({"ok": False, "versions": versions, "data_folder": str(given.folder), "error": told})
    else:
        _tell(screen, versions, str(given.folder), None)
        screen.show(("  ✗ ", BAD), screen.say("check-server"), (f"  {sentence}", BAD))
        screen.show()
        screen.tell("not-well", BAD)
    return Exit.SOME_FAILED


def _tell(screen: Screen, versions: dict[str, str], folder: str, view: DiagnosticsView | None) -> None:
    own = versions.get("cleanrack", "")
    others: dict[str, Any] = {name: version for name, version in versions.items() if name != "cleanrack"}
    screen.show((f"CleanRack {own}", STRONG))
    screen.show((", ".join(f"{name} {version}" for name, version in others.items()), QUIET))
    screen.show(f"{screen.say('data-folder')}  {folder}")
    screen.show()
    if view is None:
        return
    for check in view.checks:
        _tell_check(screen, check)
    screen.show()
    well = all(check.ok for check in view.checks)
    screen.tell("all-well" if well else "not-well", GOOD if well else BAD)


def _tell_check(screen: Screen, check: Check) -> None:
    mark = ("  ✓ ", GOOD) if check.ok else ("  ✗ ", BAD)
    figure = [screen.say(f"figure-{check.kind.value}", value=check.figure)] if check.figure is not None else []
    told = [check.name] if check.name else []
    if check.kind is CheckKind.MODEL and not check.name:
        told = [screen.say("no-model")]
    found = screen.say("separator").join([*told, *figure, *check.findings])
    screen.show(mark, screen.say(f"check-{check.kind.value}"), (f"  {found}", QUIET if check.ok else BAD))
