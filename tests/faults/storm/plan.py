"""What happens in a storm: values, all of them from one seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

BATCHES = 5
"""In an hour, says the limit of the product; what it does not take is made one by one."""
LARGEST_BATCH = 50


class Aim(StrEnum):
    """What is on the line when a blow falls."""

    EVENTS = "events"
    PICTURES = "pictures"


@dataclass(frozen=True)
class Storm:
    """How much is to arrive, and what is done against it."""

    blobs: int = 300
    events: int = 2000
    kills: int = 10
    """Of the cloud, by -9."""
    storage_kills: int = 2
    share: float = 0.4
    """Of connections that are cut."""
    seed: int = 1


@dataclass(frozen=True)
class Blow:
    """The cloud dies, and perhaps the storage with it."""

    aim: Aim
    after: float
    """Which part of what waits has gone over the line by then."""
    down_seconds: float
    on_storage: bool

    @property
    def told(self) -> str:
        """In a line."""
        struck = "cloud and storage" if self.on_storage else "cloud"
        return f"{struck} killed at {self.after:.0%} of the {self.aim}, up again after {self.down_seconds:.1f} s"


@dataclass(frozen=True)
class Round:
    """Work while nothing is told, then all of it at once, and a blow into that."""

    batch: int
    """Photos of the batch that one computer makes; 0: it makes none."""
    singles: int
    """Tasks of one photo that the other one makes."""
    events: int
    """Told by both together, since the beginning, when the round's work is done."""
    blow: Blow


def rounds(storm: Storm) -> Iterator[Round]:
    """One for each death of the cloud."""
    chance = random.Random(storm.seed)
    batches = _spread(min(storm.blobs * 5 // 6, BATCHES * LARGEST_BATCH), min(BATCHES, storm.kills))
    with_batch = dict(zip(_spaced(len(batches), storm.kills), batches, strict=True))
    singles = _spread(storm.blobs - sum(batches), storm.kills)
    on_storage = set(_spaced(storm.storage_kills, storm.kills))
    for number in range(storm.kills):
        # The storage dies while pictures go there: it has no part in telling.
        aim = Aim.EVENTS if number % 2 and number not in on_storage else Aim.PICTURES
        yield Round(
            batch=with_batch.get(number, 0),
            singles=singles[number],
            events=storm.events * (number + 1) // storm.kills,
            blow=Blow(aim, chance.uniform(0.05, 0.8), chance.uniform(0.2, 2.0), number in on_storage),
        )


def _spread(total: int, parts: int) -> list[int]:
    return [total * (part + 1) // parts - total * part // parts for part in range(parts)]


def _spaced(count: int, places: int) -> list[int]:
    return [number * places // count for number in range(count)] if count else []
