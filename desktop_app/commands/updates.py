"""What `cleanrack doctor` says of new versions."""

import asyncio
import logging
from importlib import metadata
from typing import Any

from desktop_app.commands.given import Given
from desktop_app.commands.screen import BAD, QUIET, STRONG, Screen
from desktop_app.core import clock, settings, updates, words
from desktop_app.core.updates import Standing

_SECONDS = 5.0
"""A diagnosis waits no longer for a feed, and no more than once a day."""

log = logging.getLogger(__name__)


def tell_updates(screen: Screen, given: Given) -> None:
    """One line, or two; none where this build has no feed."""
    found = _standing(given)
    if not found.has_feed:
        return
    if found.newer is not None:
        screen.tell("update-newer", STRONG, version=found.newer.version, link=found.newer.link)
        for line in found.newer.notes_in(screen.language.value):
            screen.show((f"  {line}", QUIET))
    elif not found.is_on:
        screen.tell("update-off", QUIET)
    elif found.trouble is None:
        screen.tell("update-none", QUIET)
    if found.trouble is not None:
        screen.show((words.explain(screen.language, found.trouble), BAD))


def updates_document(given: Given) -> dict[str, Any]:
    """The same for `--json`."""
    found = _standing(given)
    return {
        "feed": found.has_feed,
        "on": found.is_on,
        "newer": found.newer.model_dump(mode="json") if found.newer else None,
        "trouble": words.explain(given.language, found.trouble) if found.trouble else None,
    }


def _standing(given: Given) -> Standing:
    from desktop_app.client import release_feed

    chosen = settings.load(given.folder)
    source = updates.source(chosen)
    memory = updates.load(source.feed)
    if chosen.update_check:
        try:
            memory = asyncio.run(release_feed.ask(source, ca_file=chosen.cloud_ca_file, seconds=_SECONDS))
        except OSError as exc:
            log.warning("what is known of new versions cannot be kept: %s", exc)
    return updates.standing(chosen, memory, own=metadata.version("cleanrack"), now=clock.now())
