"""How the cloud applies what a device did; each answers why not, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.core.chain import Event
from tests.faults.allowances.accounts import Account

if TYPE_CHECKING:
    from tests.faults.allowances.cloud import Cloud


def _allowance(cloud: Cloud, account: Account, event: Event) -> str:
    token, amount = event.body["token"], event.body["amount"]
    if account.unopened.pop(token, None) is not None:
        return ""
    if token in cloud.tokens:
        return "opened-before"
    return cloud.rebuild(account, token, amount)


def _hold(cloud: Cloud, account: Account, event: Event) -> str:
    attempt, amount = event.body["attempt"], event.body["amount"]
    if account.posted - account.held < amount:
        return "insufficient-quota"
    if attempt in account.holds or attempt in cloud.posts:
        return "held-before"
    account.held += amount
    account.holds[attempt] = amount
    return ""


def _post(cloud: Cloud, account: Account, event: Event) -> str:
    attempt = event.body["attempt"]
    amount = account.holds.pop(attempt, 0)
    if not amount:
        return "no-hold"
    account.held -= amount
    account.posted -= amount
    account.spent += amount
    cloud.spent += amount
    cloud.posts[attempt] = (account.id, amount)
    cloud.pictures.setdefault(event.body["picture"], False)
    return ""


def _void(cloud: Cloud, account: Account, event: Event) -> str:
    amount = account.holds.pop(event.body["attempt"], 0)
    account.held -= amount
    return "" if amount else "no-hold"


def _refund(cloud: Cloud, account: Account, event: Event) -> str:
    attempt = event.body["attempt"]
    device, amount = cloud.posts.get(attempt, ("", 0))
    if device != account.id:
        return "no-post"
    if not cloud.first_refund(attempt):
        return "already-refunded"
    account.posted += amount
    account.refunded += amount
    cloud.spent -= amount
    return ""


def _return(cloud: Cloud, account: Account, event: Event) -> str:
    amount = event.body["amount"]
    if account.posted - account.held < amount:
        return "insufficient-quota"
    account.posted -= amount
    account.returned += amount
    cloud.to_pool(amount)
    return ""


HANDLERS = {
    "allowance": _allowance,
    "hold": _hold,
    "post": _post,
    "void": _void,
    "refund": _refund,
    "return": _return,
}
