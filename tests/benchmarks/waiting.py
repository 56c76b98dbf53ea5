"""How a queue of batches fares with more workers than fit on one machine: simulated, from times measured here.

Each picture takes a worker's time, of which the part in the database is everybody's: it goes over `lanes` connections'
worth of PostgreSQL. Arrivals are Poisson; service times exponential around the measured mean (worse than what was
seen). Workers on machines of their own share nothing else.
"""

import heapq
import random
from dataclasses import dataclass

_LANES = 4
"""Transactions that PostgreSQL carries at once on a small machine of its own."""
_BATCH = 20
_BATCHES = 4000


@dataclass(frozen=True)
class Simulated:
    """What came out."""

    per_second: float
    """Pictures, with work for everybody."""
    wait: float
    """Seconds a batch waits for a worker on average, at 70 % of that."""


def simulated(*, workers: int, service: float, serial: float, seed: int = 1) -> Simulated:
    """Run the queue with that many workers of one process each; `service` and `serial` in seconds for a picture."""
    most = min(workers / service, _LANES / serial)
    chance = random.Random(seed)
    free = [0.0] * workers
    now = waited = 0.0
    slowed = workers / most
    for _ in range(_BATCHES):
        now += chance.expovariate(0.7 * most / _BATCH)
        begins = max(now, heapq.heappop(free))
        waited += begins - now
        heapq.heappush(free, begins + sum(chance.expovariate(1 / slowed) for _ in range(_BATCH)))
    return Simulated(per_second=most, wait=waited / _BATCHES)
