"""The chain of what a computer did, each event sealed over the one before, and how the cloud judges a pushed one."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One thing a computer did."""

    dseq: int
    """Its place in the computer's chain, from 1 without gaps."""
    id: str
    type: str
    body: Mapping[str, Any]
    """Plain JSON of strings, whole numbers, lists and mappings; no floats, which not every database keeps as told."""
    prev: str
    """Hash of the event before it."""
    hash: str


def link_hash(prev: str, event_id: str, event_type: str, body: Mapping[str, Any]) -> str:
    """SHA-256, hexadecimal, over the canonical JSON of an event and its predecessor's hash."""
    told = json.dumps([prev, event_id, event_type, body], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Chain:
    """How far a chain of events has come, as its owner tells it or as the cloud has acknowledged it."""

    dseq: int = 0
    head: str = ""

    def link(self, event_id: str, event_type: str, body: Mapping[str, Any]) -> Event:
        """The next event."""
        own = link_hash(self.head, event_id, event_type, body)
        return Event(self.dseq + 1, event_id, event_type, body, self.head, own)


class Verdict(StrEnum):
    """What the cloud does with one pushed event."""

    SKIP = "skip"
    """Known already."""
    APPLY = "apply"
    FORK = "fork"
    """Another history than the one acknowledged: the computer is put in quarantine."""
    GAP = "gap"
    """Events before it are missing: answer how far the cloud has come."""


def judge(acked: Chain, event: Event, recorded: str | None) -> Verdict:
    """What to do with an event; `recorded` is the hash that the cloud keeps at `event.dseq`, None if nothing yet."""
    if event.dseq <= acked.dseq:
        return Verdict.SKIP if recorded == event.hash else Verdict.FORK
    if event.dseq > acked.dseq + 1:
        return Verdict.GAP
    if event.prev != acked.head or event.hash != link_hash(event.prev, event.id, event.type, event.body):
        return Verdict.FORK
    return Verdict.APPLY
