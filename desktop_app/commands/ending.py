"""How a task ended: receipt, balance, where the pictures are, the exit code, and all of it as one JSON document."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.api.quota import QuotaView
from desktop_app.api.tasks import OPEN, ItemStatus, ItemView, TaskView
from desktop_app.commands.exits import Exit, exit_for
from desktop_app.commands.remarks import checks_document, recoloured
from desktop_app.commands.saving import Saved
from desktop_app.commands.screen import BAD, GOOD, QUIET, STRONG, WARN, Screen
from desktop_app.core.errors import by_slug
from desktop_app.imaging.photos import Refusal


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Everything that is told at the end."""

    task: TaskView
    balance: QuotaView
    saved: Saved = field(default_factory=Saved)
    wanted_zip: Path | None = None
    """Where the ZIP was to go; it went elsewhere if something stood there."""
    stopped: bool = False
    refused: Sequence[Refusal] = ()
    left_over: int = 0
    """Photos beyond the number one batch takes."""
    paths: Sequence[Path] = ()
    """Of the originals, in the order of the items; empty where they are not known."""


def exit_of(outcome: Outcome) -> Exit:
    """The exit code."""
    task = outcome.task
    if outcome.stopped:
        return Exit.STOPPED
    if task.status in OPEN:
        return exit_for(by_slug(task.pause_reason.slug)()) if task.pause_reason else Exit.STOPPED
    done = _count(task, ItemStatus.SUCCESS)
    if done == 0:
        return Exit.NOTHING_DONE
    everything = done == len(task.batch_items) and not outcome.refused and not outcome.left_over
    return Exit.OK if everything else Exit.SOME_FAILED


def report(screen: Screen, outcome: Outcome, *, as_json: bool) -> Exit:
    """Tell it all, in words or as the one document; answers the exit code."""
    if as_json:
        screen.document(as_document(screen, outcome))
    else:
        tell(screen, outcome)
    return exit_of(outcome)


def tell(screen: Screen, outcome: Outcome) -> None:
    """The lines that stay at the end."""
    screen.show()
    _tell_state(screen, outcome)
    if outcome.saved.zip:
        tell_zip(screen, outcome.saved.zip, outcome.wanted_zip)
    if outcome.saved.files:
        folder = _common(list(outcome.saved.files.values()))
        screen.show((screen.say("files-saved", count=len(outcome.saved.files)), GOOD), str(folder))
    tell_receipt(screen, outcome.task)
    screen.tell("balance", QUIET, balance=outcome.balance.balance)
    screen.tell("task-id", QUIET, id=outcome.task.id)


def tell_zip(screen: Screen, stored: Path, wanted: Path | None) -> None:
    """Where the ZIP is, and why not where it was wanted."""
    kept = screen.say("zip-kept", name=wanted.name) if wanted and wanted != stored else ""
    screen.show((screen.say("zip-saved"), GOOD), str(stored), (kept, QUIET))


def tell_receipt(screen: Screen, task: TaskView) -> None:
    """Where the quota of a task went."""
    shown = {"charged", "used", "returned"} | ({"held"} if task.receipt.held else set())
    parts = [screen.say(key, count=count) for key, count in task.receipt.model_dump().items() if key in shown]
    screen.show((screen.say("receipt"), STRONG), " · ".join(parts))


def as_document(screen: Screen, outcome: Outcome) -> dict[str, Any]:
    """The same for scripts; the shape is told in README."""
    task = outcome.task
    code = exit_of(outcome)
    return {
        "ok": code is Exit.OK,
        "exit_code": int(code),
        "task_id": task.id,
        "status": task.status,
        "pause_reason": task.pause_reason.model_dump() if task.pause_reason else None,
        "photos": [_photo(item, outcome) for item in task.batch_items],
        "refused": [refusal_document(screen, refusal) for refusal in outcome.refused],
        "left_over": outcome.left_over,
        "receipt": task.receipt.model_dump(),
        "balance": outcome.balance.balance,
        "zip": str(outcome.saved.zip.absolute()) if outcome.saved.zip else None,
    }


def refusal_document(screen: Screen, refusal: Refusal) -> dict[str, Any]:
    """A refused file for scripts."""
    return {
        "path": str(refusal.path.absolute()),
        "name": refusal.name,
        "slug": refusal.slug,
        "message": refusal.sentence(screen.language),
    }


def _tell_state(screen: Screen, outcome: Outcome) -> None:
    task = outcome.task
    done, failed = _count(task, ItemStatus.SUCCESS), _count(task, ItemStatus.FAILED)
    if task.pause_reason is not None:
        screen.show((task.pause_reason.message, BAD))
    if task.status in OPEN:
        screen.tell("paused", WARN, id=task.id)
        return
    if task.status == "cancelled":
        left = _count(task, ItemStatus.CANCELLED)
        screen.tell("stopped", WARN, done=done, left=left)
        return
    style = GOOD if not failed else WARN if done else BAD
    screen.tell(
        "all-done" if not failed else "partly-done" if done else "none-done",
        style,
        count=done,
        done=done,
        failed=failed,
    )
    if failed:
        screen.tell("retry-hint", QUIET, id=task.id)
    if moved := recoloured(task, screen.delta_e_limit):
        screen.tell("recoloured", WARN, count=moved, limit=screen.delta_e_limit)


def _photo(item: ItemView, outcome: Outcome) -> dict[str, Any]:
    saved = {shop: str(file.absolute()) for (index, shop), file in outcome.saved.files.items() if index == item.index}
    return {
        "name": item.file_name,
        "path": str(outcome.paths[item.index].absolute()) if outcome.paths else None,
        "status": item.status.value,
        "attempt": item.attempt,
        "output": item.output.model_dump(mode="json") if item.output else None,
        "checks": checks_document(item.output) if item.output else [],
        "error": item.error.model_dump(mode="json") if item.error else None,
        "saved": next(iter(saved.values()), None),
        "saved_for": {shop: file for shop, file in saved.items() if shop},
    }


def _count(task: TaskView, status: ItemStatus) -> int:
    return sum(item.status is status for item in task.batch_items)


def _common(files: list[Path]) -> Path:
    return Path(os.path.commonpath([file.parent for file in files]))
