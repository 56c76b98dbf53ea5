"""`cleanrack account`: sign in to the cloud, see where sync stands, and what can be done about it."""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from desktop_app.api.cloud_account import CloudAccountView, SignInHere, SyncState
from desktop_app.api.devices import DeviceState, DeviceView
from desktop_app.client.session import Session
from desktop_app.commands import verbs
from desktop_app.commands.exits import CommandError, Exit
from desktop_app.commands.given import Given
from desktop_app.commands.help import Argument, Command, Group, Option
from desktop_app.commands.screen import BAD, GOOD, QUIET, STRONG, WARN, Screen, byte_size
from desktop_app.commands.session import in_session
from desktop_app.core import settings, words
from desktop_app.core.errors import by_slug
from desktop_app.core.words import Language

SERVER_VARIABLE = "CLEANRACK_CLOUD"
SYNC_SECONDS = 120.0
"""How long `sync` waits for the end."""

_STYLES: Mapping[SyncState, str] = {
    SyncState.SYNCED: GOOD,
    SyncState.FROZEN: BAD,
    SyncState.FORGOTTEN: BAD,
    SyncState.SIGNED_OUT: WARN,
    SyncState.OFFLINE: WARN,
}
_ENDED = (SyncState.FROZEN, SyncState.FORGOTTEN, SyncState.SIGNED_OUT, SyncState.PAUSED, SyncState.OFFLINE)
"""States that sync does not leave by itself now."""
_SHORT = 8


def command(language: Language) -> Group:
    """The commands under `cleanrack account`."""
    builders = (_status, _sign_in, _sign_out, _devices, _forget, _redeem, _sync, _recover, _take_trial)
    return verbs.group("account", language, (build(language) for build in builders))


def _status(language: Language) -> Command:
    def run() -> int:
        return _shown(_view)

    return verbs.verb("account status", language, run)


def _sign_in(language: Language) -> Command:
    def run(email: str, server: str, password_stdin: bool, name: str, new: bool) -> int:
        given = Given.current()
        request = SignInHere(
            server=_server(server, given),
            email=email,
            password=_password(given, from_stdin=password_stdin, twice=new),
            device_name=name,
            sign_up=new,
        )

        async def job(session: Session) -> CloudAccountView:
            await session.ask(lambda client: client.account.sign_in(request))
            return await _settled(session)

        return _shown(job)

    params = [
        Argument(["email"], metavar="EMAIL", help=words.say(language, "cli.email-help")),
        _option(language, "--server", metavar="URL", default="", key="server-help", variable=SERVER_VARIABLE),
        _option(language, "--password-stdin", is_flag=True, key="password-stdin-help"),
        _option(language, "--name", metavar="TEXT", default="", key="device-name-help"),
        _option(language, "--new", is_flag=True, key="new-account-help"),
    ]
    return verbs.verb("account sign-in", language, run, params)


def _sign_out(language: Language) -> Command:
    def run(forget: bool) -> int:
        async def job(session: Session) -> CloudAccountView:
            await session.ask(lambda client: client.account.sign_out(forget=forget))
            return await _view(session)

        return _shown(job)

    forget = _option(language, "--forget", is_flag=True, key="forget-this-help")
    return verbs.verb("account sign-out", language, run, [forget])


def _devices(language: Language) -> Command:
    def run() -> int:
        given = Given.current()
        screen = given.screen()
        found = in_session(screen, given.folder, _all_devices)
        if given.as_json:
            screen.document({"devices": [each.model_dump(mode="json") for each in found]})
        else:
            screen.show(_device_table(screen, found))
        return Exit.OK

    return verbs.verb("account devices", language, run)


def _forget(language: Language) -> Command:
    def run(device: str) -> int:
        async def job(session: Session) -> CloudAccountView:
            found = [each for each in await _all_devices(session) if each.id.startswith(device)]
            if len(found) != 1:
                raise CommandError("which-device", Exit.USAGE, given=device, count=len(found))
            await session.ask(lambda client: client.account.forget(found[0].id))
            return await _view(session)

        return _shown(job)

    device = Argument(["device"], metavar="ID", help=words.say(language, "cli.device-id-help"))
    return verbs.verb("account forget", language, run, [device])


def _redeem(language: Language) -> Command:
    def run(code: str) -> int:
        given = Given.current()
        screen = given.screen()
        done = in_session(screen, given.folder, lambda session: session.ask(lambda client: client.account.redeem(code)))
        if given.as_json:
            screen.document(done.model_dump(mode="json"))
        else:
            screen.tell("redeemed", GOOD, amount=done.amount, balance=done.quota.balance)
        return Exit.OK

    code = Argument(["code"], metavar="CODE", help=words.say(language, "cli.code-help"))
    return verbs.verb("account redeem", language, run, [code])


def _sync(language: Language) -> Command:
    def run() -> int:
        async def job(session: Session) -> CloudAccountView:
            await session.ask(lambda client: client.account.sync())
            view = await _settled(session)
            if view.trouble is not None:
                raise by_slug(view.trouble)(**view.trouble_details)
            return view

        return _shown(job)

    return verbs.verb("account sync", language, run)


def _recover(language: Language) -> Command:
    def run() -> int:
        async def job(session: Session) -> CloudAccountView:
            await session.ask(lambda client: client.account.recover())
            return await _settled(session)

        return _shown(job)

    return verbs.verb("account recover", language, run)


def _take_trial(language: Language) -> Command:
    def run() -> int:
        given = Given.current()
        screen = given.screen()
        taken = in_session(
            screen, given.folder, lambda session: session.ask(lambda client: client.account.take_trial())
        )
        if given.as_json:
            screen.document(taken.model_dump(mode="json"))
        else:
            screen.tell("trial-taken", GOOD, tasks=taken.tasks, count=taken.pictures)
        return Exit.OK

    return verbs.verb("account take-trial", language, run)


# pieces


def _option(language: Language, *names: str, key: str, variable: str = "", **chosen: Any) -> Option:
    return Option(names, help=words.say(language, f"cli.{key}", variable=variable), **chosen)


def _server(given: str, to: Given) -> str:
    """The address asked for, else the environment's, else the one of the settings."""
    found = given or os.environ.get(SERVER_VARIABLE, "") or settings.load(to.folder).cloud_server
    if not found:
        raise CommandError("no-cloud-server", Exit.USAGE, variable=SERVER_VARIABLE)
    return found


def _password(given: Given, *, from_stdin: bool, twice: bool) -> str:
    if from_stdin:
        typed = sys.stdin.readline().rstrip("\r\n")
    elif given.as_json or not sys.stdin.isatty():
        raise CommandError("nobody-to-ask-password", Exit.USAGE)
    else:
        ask = words.say(given.language, "cli.password")
        again = words.say(given.language, "cli.password-again") if twice else False
        typed = click.prompt(ask, hide_input=True, err=True, confirmation_prompt=again)
    if not typed:
        raise CommandError("no-password", Exit.USAGE)
    return str(typed)


def _shown(job: Callable[[Session], Awaitable[CloudAccountView]]) -> int:
    given = Given.current()
    screen = given.screen()
    view = in_session(screen, given.folder, job)
    if given.as_json:
        screen.document(view.model_dump(mode="json"))
    else:
        _tell(screen, view)
    return Exit.OK


async def _view(session: Session) -> CloudAccountView:
    return await session.ask(lambda client: client.account.view())


async def _all_devices(session: Session) -> list[DeviceView]:
    return await session.ask(lambda client: client.account.devices())


async def _settled(session: Session) -> CloudAccountView:
    """How things stand once sync has come to an end, or cannot."""
    since, deadline = (await _view(session)).last_synced_at, time.monotonic() + SYNC_SECONDS
    while time.monotonic() < deadline:
        await asyncio.sleep(0.2)
        view = await _view(session)
        is_done = view.state is SyncState.SYNCED and view.last_synced_at != since
        if is_done or view.state in _ENDED or view.trouble is not None:
            break
    return await _view(session)


def _tell(screen: Screen, view: CloudAccountView) -> None:
    state = view.state.value
    if view.email:
        screen.show(f"{view.email}  ", (view.server or "", QUIET))
    screen.show((screen.say(f"sync-{state}"), _STYLES.get(view.state, STRONG)))
    for line in _remarks(screen, view):
        screen.show((line, QUIET))


def _remarks(screen: Screen, view: CloudAccountView) -> list[str]:
    told: list[tuple[bool, str, dict[str, Any]]] = [
        (view.frozen_reason is not None, f"frozen-{view.frozen_reason}", {}),
        (view.pending_events > 0, "pending-events", {"count": view.pending_events}),
        (view.pending_blobs > 0, "pending-blobs", {"count": view.pending_blobs, "size": byte_size(view.pending_bytes)}),
        (view.refused_events > 0, "refused-events", {"count": view.refused_events}),
        (view.session_only, "session-only", {}),
        (view.clock_off_seconds != 0, "clock-off", {"minutes": round(abs(view.clock_off_seconds) / 60)}),
        (view.trial_tasks > 0, "trial-tasks", {"count": view.trial_tasks}),
    ]
    lines = [screen.say(key, **values) for is_so, key, values in told if is_so]
    if view.trouble is not None:
        lines.append(words.explain(screen.language, by_slug(view.trouble)(**view.trouble_details)))
    return lines


def _device_table(screen: Screen, devices: Sequence[DeviceView]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=QUIET)
    for key in ("column-id", "column-device", "column-state", "column-quota", "column-seen"):
        table.add_column(screen.say(key), overflow="fold")
    for each in devices:
        name = f"{each.name} ({screen.say('this-device')})" if each.is_this else each.name
        style = "" if each.state is DeviceState.OK else QUIET
        seen = f"{each.last_seen_at.astimezone():%Y-%m-%d %H:%M}"
        state = Text(screen.say(f"device-{each.state.value}"), style)
        table.add_row(each.id[:_SHORT], name, state, str(each.available), seen)
    return table
