"""Whom to ask for new versions and when, and what is remembered of the answers between starts.

The memory lies outside the data folder: a backup that is put back must not bring back an older feed.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from desktop_app.core import paths, releases
from desktop_app.core.errors import CleanRackError, by_slug
from desktop_app.core.releases import Feed, Release
from desktop_app.core.settings import Settings

log = logging.getLogger(__name__)

BUILD_FILE = "release.json"
MEMORY_FILE = "updates.json"

A_DAY = timedelta(days=1)
"""A feed is asked no more often."""
AN_HOUR = timedelta(hours=1)
"""After nobody was reached at all, which is no asking yet."""
LATER = timedelta(days=3)
"""How long "later" is."""


class Source(BaseModel):
    """A feed, and who signs it."""

    model_config = ConfigDict(frozen=True)

    feed: str = ""
    """Its address; empty for none."""
    keys: dict[str, str] = {}
    """Public keys in base64, by name."""


class Memory(BaseModel):
    """What is known of one feed."""

    model_config = ConfigDict(frozen=True)

    feed: str = ""
    asked_at: AwareDatetime | None = None
    next_at: AwareDatetime | None = None
    """It is not asked before."""
    number: int = 0
    """The highest that was believed."""
    newest: Release | None = None
    """The newest that was believed."""
    expires_at: AwareDatetime | None = None
    skipped: str = ""
    """A version the merchant does not want to hear of."""
    quiet_until: AwareDatetime | None = None
    """Somebody said "later"."""
    trouble: str = ""
    """The slug of the error the last asking ended with."""
    trouble_details: dict[str, Any] = {}

    def is_due(self, now: datetime) -> bool:
        """Whether it may be asked; a clock that was put back does not keep it from that."""
        return self.next_at is None or self.next_at <= now or self.next_at > now + A_DAY

    def asking(self, now: datetime) -> "Memory":
        """From the moment somebody asks, so that a start that ends in the middle has asked too."""
        return self.model_copy(update={"asked_at": now, "next_at": now + A_DAY})

    def told(self, feed: Feed) -> "Memory":
        """After a feed that is believed."""
        return self.model_copy(
            update={
                "number": feed.number,
                "newest": feed.newest,
                "expires_at": feed.expires_at,
                "trouble": "",
                "trouble_details": {},
            }
        )

    def failed(self, error: CleanRackError, next_at: datetime) -> "Memory":
        """After an answer that is none, or is not believed."""
        return self.model_copy(
            update={"next_at": next_at, "trouble": error.slug, "trouble_details": dict(error.details)}
        )


@dataclass(frozen=True)
class Standing:
    """How it stands with new versions."""

    has_feed: bool
    is_on: bool
    """Whether the merchant lets it be asked."""
    memory: Memory
    newer: Release | None
    """One that is newer than this program."""
    is_news: bool
    """Whether to speak of it: nobody has skipped it, nor said "later"."""
    trouble: CleanRackError | None
    """Why news may be missing."""


def source(settings: Settings) -> Source:
    """The feed of the settings, else the one this build carries; keys of both are trusted."""
    built = _built()
    return Source(feed=settings.release_feed or built.feed, keys={**built.keys, **settings.release_keys})


def standing(settings: Settings, memory: Memory, *, own: str, now: datetime) -> Standing:
    """How it stands, for a program of version `own`; nobody is asked."""
    has_feed = bool(source(settings).feed)
    is_current = has_feed and settings.update_check and memory.expires_at is not None and memory.expires_at > now
    newest = memory.newest
    newer = newest if is_current and newest is not None and releases.is_newer(newest.version, own) else None
    is_quiet = memory.quiet_until is not None and now < memory.quiet_until <= now + LATER
    return Standing(
        has_feed=has_feed,
        is_on=settings.update_check,
        memory=memory,
        newer=newer,
        is_news=newer is not None and newer.version != memory.skipped and not is_quiet,
        trouble=_trouble(memory, now) if has_feed and settings.update_check else None,
    )


def load(feed: str, folder: Path | None = None) -> Memory:
    """What is remembered of a feed; nothing of another one."""
    file = (folder or paths.state_dir()) / MEMORY_FILE
    try:
        memory = Memory.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return Memory(feed=feed)
    except (OSError, ValidationError) as exc:
        log.warning("what is known of new versions could not be read: %s", exc)
        return Memory(feed=feed)
    return memory if memory.feed == feed else Memory(feed=feed)


def save(memory: Memory, folder: Path | None = None) -> None:
    """Replace what is remembered, in one step. Raises OSError."""
    file = (folder or paths.state_dir()) / MEMORY_FILE
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_suffix(".part")
    part.write_text(memory.model_dump_json(indent=2), encoding="utf-8")
    part.replace(file)


def _trouble(memory: Memory, now: datetime) -> CleanRackError | None:
    if memory.trouble:
        return by_slug(memory.trouble)(**memory.trouble_details)
    if memory.expires_at is not None and memory.expires_at <= now:
        return releases.expired(memory.expires_at)
    return None


def _built() -> Source:
    """What this build carries."""
    try:
        return Source.model_validate_json((paths.resources() / BUILD_FILE).read_bytes())
    except (OSError, ValidationError) as exc:
        log.warning("this build's release feed could not be read: %s", exc)
        return Source()
