"""`cleanrack cloud`: what those who run a cloud do to it by hand; its settings come from the environment."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import click
from rich.table import Table

from desktop_app.api.operating import CloudAccount, CloudCheck
from desktop_app.commands import verbs
from desktop_app.commands.exits import Exit
from desktop_app.commands.given import Given, cloud_options
from desktop_app.commands.help import Argument, Command, Group, Option
from desktop_app.commands.kinds import Whole
from desktop_app.commands.screen import BAD, GOOD, QUIET, STRONG, Screen
from desktop_app.core import cloud_settings, words
from desktop_app.core.cloud_settings import CloudSettings
from desktop_app.core.words import Language

_MOST = 1_000_000
"""Quota of one code, or given by hand at once."""


class Operator(Protocol):
    """Who acts; each act is told beside its command's words."""

    def check(self) -> list[CloudCheck]: ...  # noqa: D102
    def issue(self, *, amount: int, count: int, days: int | None, note: str) -> list[str]: ...  # noqa: D102
    def accounts(self) -> list[CloudAccount]: ...  # noqa: D102
    def create_account(self, email: str) -> str: ...  # noqa: D102
    def reset_password(self, email: str) -> str: ...  # noqa: D102
    def regrant(self, email: str, amount: int, note: str) -> int: ...  # noqa: D102
    def rotate_key(self) -> str: ...  # noqa: D102
    def raise_epoch(self) -> int: ...  # noqa: D102


class Desk(Protocol):
    """Where the operator is found, once the schema is this version's."""

    def migrate(self) -> bool: ...  # noqa: D102

    @property
    def operator(self) -> Operator: ...  # noqa: D102


Open = Callable[[CloudSettings], AbstractContextManager[Desk]]
Act = Callable[..., int]


def command(language: Language, opened: Open) -> Group:
    """The commands under `cleanrack cloud`: each opens the desk, acts, and tells."""

    def verb(path: str, act: Act, params: Sequence[click.Parameter] = ()) -> Command:
        def run(database: str | None, storage: str | None, **given: Any) -> int:
            settings = cloud_settings.load({"database": database, "storage": storage})
            with opened(settings) as desk:
                return act(desk, Given.current(), **given)

        return verbs.verb(path, language, run, [*params, *cloud_options(language)])

    def group(path: str, *commands: click.Command) -> Group:
        return verbs.group(path, language, commands)

    return group(
        "cloud",
        verb("cloud migrate", _migrate),
        verb("cloud check", _check),
        group("cloud topup", verb("cloud topup issue", _issue, _codes(language))),
        group(
            "cloud accounts",
            verb("cloud accounts list", _accounts),
            verb("cloud accounts create", _create, [_email(language)]),
            verb("cloud accounts reset-password", _reset, [_email(language)]),
            verb("cloud accounts regrant", _regrant, [_email(language), *_gift(language)]),
        ),
        group("cloud keys", verb("cloud keys rotate", _rotate)),
        verb("cloud raise-epoch", _raise_epoch),
    )


def _migrate(desk: Desk, given: Given) -> int:
    changed = desk.migrate()
    return _told(given, {"changed": changed}, "cloud-migrated" if changed else "cloud-current")


def _check(desk: Desk, given: Given) -> int:
    found = desk.operator.check()
    well = not any(check.findings for check in found)
    screen = given.screen()
    for check in found:
        mark = ("  ✗ ", BAD) if check.findings else ("  ✓ ", GOOD)
        told = screen.say("separator").join(check.findings)
        screen.show(mark, screen.say(f"cloud-check-{check.name}"), (f"  {told}", BAD))
    _document(given, {"ok": well, "checks": [check.model_dump() for check in found]})
    return Exit.OK if well else Exit.SOME_FAILED


def _issue(desk: Desk, given: Given, amount: int, count: int, days: int | None, note: str) -> int:
    codes = desk.operator.issue(amount=amount, count=count, days=days, note=note)
    screen = given.screen()
    for code in codes:
        screen.show(code)
    screen.err.print(screen.say("cloud-codes-once"), style=QUIET)
    _document(given, {"amount": amount, "codes": codes})
    return Exit.OK


def _accounts(desk: Desk, given: Given) -> int:
    found = desk.operator.accounts()
    _document(given, {"accounts": [each.model_dump(mode="json") for each in found]})
    screen = given.screen()
    screen.show(_account_table(screen, found))
    return Exit.OK


def _create(desk: Desk, given: Given, email: str) -> int:
    return _password_told(given, email, desk.operator.create_account(email))


def _reset(desk: Desk, given: Given, email: str) -> int:
    return _password_told(given, email, desk.operator.reset_password(email))


def _regrant(desk: Desk, given: Given, email: str, amount: int, note: str) -> int:
    balance = desk.operator.regrant(email, amount, note)
    return _told(given, {"email": email, "balance": balance}, "cloud-regranted", amount=amount, balance=balance)


def _rotate(desk: Desk, given: Given) -> int:
    key = desk.operator.rotate_key()
    return _told(given, {"key": key}, "cloud-key", name=key)


def _raise_epoch(desk: Desk, given: Given) -> int:
    epoch = desk.operator.raise_epoch()
    return _told(given, {"epoch": epoch}, "cloud-epoch", epoch=epoch)


def _told(given: Given, document: Mapping[str, Any], key: str, **values: Any) -> int:
    given.screen().tell(key, **values)
    _document(given, document)
    return Exit.OK


def _document(given: Given, document: Mapping[str, Any]) -> None:
    if given.as_json:
        given.screen().document({"ok": True, **document})


def _password_told(given: Given, email: str, password: str) -> int:
    screen = given.screen()
    screen.show(f"{email}  ", (password, STRONG))
    screen.err.print(screen.say("cloud-password-once"), style=QUIET)
    _document(given, {"email": email, "password": password})
    return Exit.OK


def _account_table(screen: Screen, found: Sequence[CloudAccount]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=QUIET)
    for key in ("column-email", "column-quota", "column-computers", "column-since"):
        table.add_column(screen.say(key), overflow="fold")
    for each in found:
        table.add_row(each.email, str(each.balance), str(each.computers), f"{each.created_at.astimezone():%Y-%m-%d}")
    return table


def _email(language: Language) -> Argument:
    return Argument(["email"], metavar="EMAIL", help=words.say(language, "cli.email-help"))


def _codes(language: Language) -> list[click.Parameter]:
    return [
        _amount(language),
        _number(language, "--count", "cloud-count-help", most=1000, default=1),
        _number(language, "--days", "cloud-days-help", most=3650),
        _note(language),
    ]


def _gift(language: Language) -> list[click.Parameter]:
    return [_amount(language), _note(language)]


def _amount(language: Language) -> Option:
    return _number(language, "--amount", "cloud-amount-help", most=_MOST, required=True)


def _note(language: Language) -> Option:
    return Option(["--note"], metavar="TEXT", default="", help=words.say(language, "cli.cloud-note-help"))


def _number(language: Language, name: str, key: str, *, most: int, **settings: Any) -> Option:
    kind = Whole(language, low=1, high=most)
    return Option([name], type=kind, help=words.say(language, f"cli.{key}"), **settings)
